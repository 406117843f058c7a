// The limit of this machine for the Fourier form in 2-D: N true points, n particles of mass 1/n, weight decay,
// alternating order, float64, wave vectors κ = Δ(a, b) with given c_κ that depend on |a| and |b| alone:
//   f = Σ_κ c_κ (A_κ cos κ·y + B_κ sin κ·y),
//   A_κ ← (1 − η_dλ) A_κ + η_d [Σ_i p_i cos κ·x_i − Σ_j q_j cos κ·y_j], B_κ the same with sin,
//   y_j ← y_j + η_g q_j Σ_κ c_κ κ (−A_κ sin κ·y_j + B_κ cos κ·y_j).
// Since c is even in a and in b, the waves (a, b) and (a, −b) together are the four products of cos aΔx,
// sin aΔx with cos bΔy, sin bΔy: f = Σ c_ab M_pq u_p(x) v_q(y). So no sine is taken per wave: each
// particle has its 2(a + b) factors from one sine and cosine a coordinate, learning is a product of two
// matrices [2a, n][n, 2b], feeling two more [n, 2b][2b, 2a], each in tiles that stay in registers; rows end where
// the disc of waves does. Two threads take replicas in turn.
//
// In: --waves [K, 3] a, b, c_κ of the half plane a > 0 or a = 0, b ≥ 0; --points [N, 3] x, y, p;
// --starts [R, 2n]. Out: [R, 2n] ends.
#include <algorithm>
#include <cmath>
#include "lanes.h"
#include "peer.h"

static double* aligned(size_t count) {
  double* place = (double*)std::aligned_alloc(64, (count * sizeof(double) + 63) / 64 * 64);
  std::fill(place, place + count, 0.0);
  return place;
}

constexpr int ABREAST = 4;  // Vectors of particles that feel together.

struct Setting {
  int n, steps, A, B, columns;  // A × B waves along x, y; columns = 2B, padded to whole vectors.
  double spacing, retention, rate, push;
  std::vector<int> length;      // Columns that row p has, [2A].
  double* weight;               // c of row p and column q, [2A, columns].
  double* truth;                // η_d Σ_i p_i u_p(x_i) v_q(y_i), [2A, columns].
};

/** cos 0, sin 0, cos θ, sin θ, cos 2θ, … by rotation. `out` has a row of `stride` numbers a factor. */
static void factors(const double* coordinate, double spacing, int n, int waves, double* out) {
  for (int j = 0; j < n; j += W) {
    Lanes c, s;
    for (int k = 0; k < W; k++) c[k] = std::cos(spacing * coordinate[j + k]);
    for (int k = 0; k < W; k++) s[k] = std::sin(spacing * coordinate[j + k]);
    Lanes p = all(1), q = all(0);
    for (int a = 0; a < waves; a++) {
      *(Lanes*)(out + (2 * a) * n + j) = p;
      *(Lanes*)(out + (2 * a + 1) * n + j) = q;
      Lanes next = p * c - q * s;
      q = q * c + p * s;
      p = next;
    }
  }
}

struct Replica {
  const Setting& s;
  const int n;  // Particles, padded to whole groups.
  double *x, *y, *U, *V, *turned, *M, *weighted, *slopes;

  Replica(const Setting& s, const double* start) : s(s), n((s.n + ABREAST * W - 1) / (ABREAST * W) * ABREAST * W) {
    x = aligned(n), y = aligned(n);
    U = aligned(2 * s.A * n), V = aligned(s.columns * n), turned = aligned(s.columns * n);
    M = aligned(2 * s.A * s.columns), weighted = aligned(2 * s.A * s.columns);
    slopes = aligned(2 * s.A * s.columns);
    for (int j = 0; j < s.n; j++) x[j] = start[2 * j], y[j] = start[2 * j + 1];
  }
  ~Replica() {
    for (double* one : {x, y, U, V, turned, M, weighted, slopes}) std::free(one);
  }

  /** Rows p … p + 3 of M, in strips of C vectors of columns, summed over the particles. */
  template <int C>
  void strip(int p, int q, double share) {
    Lanes sum[4][C];
    for (auto& row : sum)
      for (auto& one : row) one = all(0);
    for (int j = 0; j < s.n; j++) {
      const Lanes* v = (const Lanes*)(turned + j * s.columns + q);
#pragma GCC unroll 4
      for (int k = 0; k < 4; k++) {
        const double u = U[(p + k) * n + j];
#pragma GCC unroll 8
        for (int c = 0; c < C; c++) sum[k][c] += u * v[c];
      }
    }
    for (int k = 0; k < 4; k++)
      for (int c = 0; c < C; c++) {
        const int at = (p + k) * s.columns + q + c * W;
        Lanes m = *(Lanes*)(M + at) * s.retention + *(const Lanes*)(s.truth + at) - sum[k][c] * share;
        *(Lanes*)(M + at) = m;
        *(Lanes*)(weighted + at) = m * *(const Lanes*)(s.weight + at);
      }
  }

  void learn() {
    factors(x, s.spacing, n, s.A, U);
    factors(y, s.spacing, n, s.B, V);
    for (int j = 0; j < s.n; j++)
      for (int q = 0; q < 2 * s.B; q++) turned[j * s.columns + q] = V[q * n + j];
    for (int p = 0; p < 2 * s.A; p += 4) {
      int left = (s.length[p] + W - 1) / W, q = 0;
      for (; left >= 6; left -= 6, q += 6 * W) strip<6>(p, q, s.rate / s.n);
      if (left >= 4) strip<4>(p, q, s.rate / s.n), left -= 4, q += 4 * W;
      if (left >= 2) strip<2>(p, q, s.rate / s.n), left -= 2, q += 2 * W;
      if (left >= 1) strip<1>(p, q, s.rate / s.n);
    }
  }

  /** What D sums: the coefficients of dv/dθ, cos' = −b sin and sin' = b cos, in the order of v. */
  void differentiate() {
    for (int p = 0; p < 2 * s.A; p++) {
      const double* c = weighted + p * s.columns;
      double* d = slopes + p * s.columns;
      for (int b = 0; 2 * b < s.length[p]; b++) {
        d[2 * b] = b * c[2 * b + 1];
        d[2 * b + 1] = -b * c[2 * b];
      }
    }
  }

  void feel() {
    differentiate();
    const double push = s.push / s.n * s.spacing;
    for (int j = 0; j < n; j += ABREAST * W) {
      Lanes Gx[ABREAST], Gy[ABREAST];
      for (int v = 0; v < ABREAST; v++) Gx[v] = Gy[v] = all(0);
      for (int p = 0; p < 2 * s.A; p += 2) {
        // Rows of cos and of sin of one a: R sums the coefficients with v, D those of the slope.
        const double *c = weighted + p * s.columns, *d = slopes + p * s.columns;
        Lanes R[2][ABREAST], D[2][ABREAST];
        for (int k = 0; k < 2; k++)
          for (int v = 0; v < ABREAST; v++) R[k][v] = D[k][v] = all(0);
        const double* column = V + j;
        for (int q = 0; q < s.length[p]; q++, column += n) {
          const Lanes* factor = (const Lanes*)column;
#pragma GCC unroll 4
          for (int v = 0; v < ABREAST; v++) {
            Lanes x = factor[v];
            R[0][v] += c[q] * x;
            R[1][v] += c[s.columns + q] * x;
            D[0][v] += d[q] * x;
            D[1][v] += d[s.columns + q] * x;
          }
        }
        const double a = p / 2;
        for (int v = 0; v < ABREAST; v++) {
          Lanes even = *(Lanes*)(U + p * n + j + v * W), odd = *(Lanes*)(U + (p + 1) * n + j + v * W);
          Gx[v] += a * (R[1][v] * even - R[0][v] * odd);
          Gy[v] += D[0][v] * even + D[1][v] * odd;
        }
      }
      for (int v = 0; v < ABREAST; v++) {
        *(Lanes*)(x + j + v * W) += push * Gx[v];
        *(Lanes*)(y + j + v * W) += push * Gy[v];
      }
    }
  }
};

static Setting settingOf(const Options& options) {
  Setting s;
  s.n = options.count("particles");
  s.steps = options.count("steps");
  s.spacing = options.number("spacing");
  s.rate = options.number("rate");
  s.push = options.number("push");
  s.retention = 1 - s.rate * options.number("decay");
  const auto waves = readNumbers(options.text("waves")), points = readNumbers(options.text("points"));
  s.A = s.B = 0;
  for (size_t k = 0; k < waves.size(); k += 3) {
    s.A = std::max(s.A, int(waves[k]) + 1);
    s.B = std::max(s.B, std::abs(int(waves[k + 1])) + 1);
  }
  s.A += s.A % 2;  // Rows come four at a time.
  s.columns = (2 * s.B + W - 1) / W * W;
  s.length.assign(2 * s.A, 0);
  s.weight = aligned(2 * s.A * s.columns);
  s.truth = aligned(2 * s.A * s.columns);
  for (size_t k = 0; k < waves.size(); k += 3) {
    const int a = waves[k], b = waves[k + 1];
    if (b < 0) continue;
    const double both = a > 0 && b > 0 ? 2 : 1;
    for (int p : {2 * a, 2 * a + 1}) {
      s.length[p] = std::max(s.length[p], 2 * b + 2);
      for (int q : {2 * b, 2 * b + 1}) s.weight[p * s.columns + q] = both * waves[k + 2];
    }
  }
  // The longest of four rows counts for all of them.
  for (int p = 0; p < 2 * s.A; p += 4)
    for (int k = 1; k < 4; k++) s.length[p] = std::max(s.length[p], s.length[p + k]);
  for (int p = 0; p < 2 * s.A; p++) s.length[p] = s.length[p / 4 * 4];
  for (size_t i = 0; i < points.size(); i += 3)
    for (int p = 0; p < 2 * s.A; p++)
      for (int q = 0; q < 2 * s.B; q++) {
        const double t = s.spacing * (p / 2) * points[i], r = s.spacing * (q / 2) * points[i + 1];
        s.truth[p * s.columns + q] +=
            s.rate * points[i + 2] * (p % 2 ? std::sin(t) : std::cos(t)) * (q % 2 ? std::sin(r) : std::cos(r));
      }
  return s;
}

int main(int count, char** words) {
  Options options(count, words);
  const Setting s = settingOf(options);
  const auto starts = readNumbers(options.text("starts"));
  const int R = starts.size() / (2 * s.n);
  std::vector<double> ends(starts.size());
  auto job = [&](int r) {
    Replica replica(s, &starts[r * 2 * s.n]);
    for (int t = 0; t < s.steps; t++) {
      replica.learn();
      replica.feel();
    }
    for (int j = 0; j < s.n; j++) {
      ends[r * 2 * s.n + 2 * j] = replica.x[j];
      ends[r * 2 * s.n + 2 * j + 1] = replica.y[j];
    }
  };
  return serve([&] { spread(options.count("threads"), R, job); }, [&] { return ends; });
}
