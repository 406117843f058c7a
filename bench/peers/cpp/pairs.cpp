// The limit of this machine for the gradient of a kernel sum over all pairs in 2-D, float32:
//   G_j = Σ_i w_i ∇_y K(y_j, x_i) = −σ⁻² Σ_i w_i e^{−|y_j − x_i|²/2σ²} (y_j − x_i).
// Sixteen targets stand side by side in a register, four such vectors at a time; every source is broadcast to
// them. Lengths are scaled once so that the exponential is 2^{−r²}, by a polynomial of degree 5. Sums
// of 1024 sources are added up in parts, which costs nothing and keeps the rounding small; two threads.
//
// In (--points): [N + M, 3] x, y, weight of the sources, then x, y, 0 of the targets. Out: [M, 2] G.
#include <cmath>
#include "lanes.h"
#include "peer.h"

constexpr int V = 4, L = 16 * V, PART = 1024;

int main(int count, char** words) {
  Options options(count, words);
  const int N = options.count("sources"), M = options.count("targets"), threads = options.count("threads");
  const double width = options.number("width");
  const auto points = readNumbers(options.text("points"));
  const double scale = std::sqrt(0.5 * 1.4426950408889634) / width;
  struct Source {
    float x, y, weight;
  };
  std::vector<Source> sources(N);
  for (int i = 0; i < N; i++)
    sources[i] = {float(points[3 * i] * scale), float(points[3 * i + 1] * scale), float(points[3 * i + 2])};
  std::vector<float> gradient(2 * M);

  auto job = [&](int block) {
    Lanes16 x[V], y[V], Gx[V], Gy[V];
    for (int k = 0; k < L; k++) {
      int j = std::min(block * L + k, M - 1);
      x[k / 16][k % 16] = points[3 * (N + j)] * scale;
      y[k / 16][k % 16] = points[3 * (N + j) + 1] * scale;
      Gx[k / 16][k % 16] = Gy[k / 16][k % 16] = 0;
    }
    for (int first = 0; first < N; first += PART) {
      Lanes16 gx[V] = {}, gy[V] = {};
      for (int i = first; i < std::min(first + PART, N); i++) {
        const Source s = sources[i];
#pragma GCC unroll 4
        for (int v = 0; v < V; v++) {
          Lanes16 dx = x[v] - s.x, dy = y[v] - s.y;
          Lanes16 e = s.weight * exp2Of(-(dx * dx) - dy * dy);
          gx[v] += e * dx;
          gy[v] += e * dy;
        }
      }
      for (int v = 0; v < V; v++) {
        Gx[v] += gx[v];
        Gy[v] += gy[v];
      }
    }
    const float back = -1 / (width * width * scale);
    for (int k = 0; k < L && block * L + k < M; k++) {
      gradient[2 * (block * L + k)] = back * Gx[k / 16][k % 16];
      gradient[2 * (block * L + k) + 1] = back * Gy[k / 16][k % 16];
    }
  };
  return serve([&] { spread(threads, (M + L - 1) / L, job); },
               [&] { return std::vector<double>(gradient.begin(), gradient.end()); });
}
