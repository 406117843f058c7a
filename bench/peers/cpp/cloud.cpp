// The limit of this machine for clouds in 2-D: one true point at 0 of mass p = 1, n particles of mass 1/n,
// Gaussian kernel of width σ, alternating order, float64; each simulation with its own σ, λ, η and order P.
//
// The fixed-length form, lengths in widths: f = e^{−|z|²/2} Σ_{a+b≤P} B_ab x^a y^b/(a! b!).
// Learning adds the products of the particles' powers, four particles to two rows of B at a time. Feeling
// sums over b first, R_a = Σ_b B_ab y^b/b! and Q_a = Σ_b B_{a,b+1} y^b/b! of four particles together, then over
// a. That is three multiply-additions a coefficient and particle. Eight simulations of equal P stand side by
// side in a register; B and the powers of four particles stay in the first-level cache; two threads.
//
// In (--cells): [S, 5 + 2n] σ, λ, η_d, η_g, P, then x and y of each particle. Out: [S, 2n] ends.
#include <algorithm>
#include <cmath>
#include <numeric>
#include "lanes.h"
#include "peer.h"

constexpr int J = 4;  // Particles at a time.
constexpr int MOST = 64;

static double inverse[MOST];  // 1/m

struct Cloud {
  int n, padded, P;
  Lanes retention, rate, pull, push;
  std::vector<Lanes> x, y, envelope, moment;
  std::vector<int> row;  // Where row a of B begins, [P + 2].

  Cloud(int n, int P) : n(n), padded((n + J - 1) / J * J), P(P) {
    for (int a = 0, at = 0; a <= P + 1; a++) {
      row.push_back(at);
      at += P + 1 - a;
    }
    x.assign(padded, all(0));
    y.assign(padded, all(0));
    envelope.assign(padded, all(0));
    moment.assign(row[P + 1], all(0));
  }

  void learn() {
    Lanes X[MOST][J], Y[MOST][J];
    for (int first = 0; first < padded; first += J) {
      for (int j = 0; j < J; j++) {
        Lanes u = x[first + j], v = y[first + j];
        Lanes e = first + j < n ? expOf((u * u + v * v) * -0.5) : all(0);
        envelope[first + j] = e;
        X[0][j] = e * pull;
        Y[0][j] = all(1);
        for (int m = 1; m <= P; m++) {
          X[m][j] = X[m - 1][j] * u;
          Y[m][j] = Y[m - 1][j] * v;
        }
      }
      const Lanes kept = first == 0 ? retention : all(1);
      for (int a = 0; a <= P; a += 2) {
        Lanes *B0 = &moment[row[a]], *B1 = &moment[row[std::min(a + 1, P)]];
        const int both = P - a;  // Length of row a + 1; row a has one more.
        for (int b = 0; b < both; b++) {
          Lanes s = kept * B0[b], t = kept * B1[b];
#pragma GCC unroll 4
          for (int j = 0; j < J; j++) {
            s -= X[a][j] * Y[b][j];
            t -= X[a + 1][j] * Y[b][j];
          }
          B0[b] = s;
          B1[b] = t;
        }
        Lanes s = kept * B0[both];
        for (int j = 0; j < J; j++) s -= X[a][j] * Y[both][j];
        B0[both] = s;
      }
    }
    moment[0] += rate;
  }

  void feel() {
    Lanes X[MOST][J], Y[MOST][J];
    for (int first = 0; first < padded; first += J) {
      for (int j = 0; j < J; j++) {
        X[0][j] = Y[0][j] = all(1);
        for (int m = 1; m <= P; m++) {
          X[m][j] = X[m - 1][j] * (x[first + j] * inverse[m]);
          Y[m][j] = Y[m - 1][j] * (y[first + j] * inverse[m]);
        }
      }
      Lanes value[J], alongX[J], alongY[J];
      for (int j = 0; j < J; j++) value[j] = alongX[j] = alongY[j] = all(0);
      for (int a = 0; a <= P; a++) {
        const Lanes* B = &moment[row[a]];
        Lanes R[J], Q[J];
        for (int j = 0; j < J; j++) {
          R[j] = B[0] * Y[0][j];
          Q[j] = all(0);
        }
        for (int b = 1; b <= P - a; b++) {
#pragma GCC unroll 4
          for (int j = 0; j < J; j++) {
            R[j] += B[b] * Y[b][j];
            Q[j] += B[b] * Y[b - 1][j];
          }
        }
        for (int j = 0; j < J; j++) {
          value[j] += R[j] * X[a][j];
          alongY[j] += Q[j] * X[a][j];
          if (a > 0) alongX[j] += R[j] * X[a - 1][j];
        }
      }
      for (int j = 0; j < J; j++) {
        Lanes go = push * envelope[first + j];
        Lanes u = x[first + j], v = y[first + j];
        x[first + j] = u + go * (alongX[j] - u * value[j]);
        y[first + j] = v + go * (alongY[j] - v * value[j]);
      }
    }
  }
};

int main(int count, char** words) {
  Options options(count, words);
  const int T = options.count("steps"), n = options.count("particles"), threads = options.count("threads");
  const auto cells = readNumbers(options.text("cells"));
  const int stride = 5 + 2 * n, S = cells.size() / stride;
  for (int m = 1; m < MOST; m++) inverse[m] = 1.0 / m;
  auto orderOf = [&](int s) { return int(cells[s * stride + 4]); };

  // Simulations of equal order side by side, the long ones first.
  std::vector<int> order(S);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int s, int t) { return orderOf(s) > orderOf(t); });
  std::vector<std::vector<int>> blocks;
  for (int s : order) {
    if (orderOf(s) + 2 >= MOST) return 2;
    if (blocks.empty() || blocks.back().size() == W || orderOf(blocks.back()[0]) != orderOf(s)) blocks.push_back({});
    blocks.back().push_back(s);
  }

  std::vector<double> ends(S * 2 * n);
  auto job = [&](int k) {
    const auto& members = blocks[k];
    Cloud cloud(n, orderOf(members[0]));
    for (int lane = 0; lane < W; lane++) {
      const double* cell = &cells[members[std::min<int>(lane, members.size() - 1)] * stride];
      const double width = cell[0], decay = cell[1], rate = cell[2], push = cell[3];
      cloud.retention[lane] = 1 - rate * decay;
      cloud.rate[lane] = rate;
      cloud.pull[lane] = rate / n;
      cloud.push[lane] = push / n / (width * width);
      for (int j = 0; j < n; j++) {
        cloud.x[j][lane] = cell[5 + 2 * j] / width;
        cloud.y[j][lane] = cell[6 + 2 * j] / width;
      }
    }
    for (int t = 0; t < T; t++) {
      cloud.learn();
      cloud.feel();
    }
    for (size_t lane = 0; lane < members.size(); lane++) {
      const double width = cells[members[lane] * stride];
      for (int j = 0; j < n; j++) {
        ends[members[lane] * 2 * n + 2 * j] = cloud.x[j][lane] * width;
        ends[members[lane] * 2 * n + 2 * j + 1] = cloud.y[j][lane] * width;
      }
    }
  };
  return serve([&] { spread(threads, blocks.size(), job); }, [&] { return ends; });
}
