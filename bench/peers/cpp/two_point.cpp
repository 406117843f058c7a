// The limit of this machine for the two-point phase diagram: one true point at 0 of mass p = 1, one particle of
// mass q = 1 in 1-D, Gaussian kernel of width 1, alternating order, float64.
//
// The fixed-length form: f(z) = e^{−z²/2} Σ_m B_m z^m/m!, m ≤ P, so that a step is
//   B_m ← (1 − η_dλ) B_m + η_d [δ_{m0} − e^{−z²/2} z^m],
//   z ← z + η_g e^{−z²/2} [Σ_m B_{m+1} z^m/m! − z Σ_m B_m z^m/m!].
// Each B_m is learnt and felt in one pass while it is in a register: five multiplications or
// multiply-additions a moment. U vectors of eight simulations go through all T steps together (their chains
// hide each other's latency) with all their moments in the first-level cache; two threads take blocks in
// turn. Kept as well, as the outcome rules need them: range of the position in the last of 20 windows, sign
// changes of the velocity.
//
// In (--cells): [4, S] λ, η_d, η_g, start. Out: [4, S] end, low, high, turns.
#include <cmath>
#include "lanes.h"
#include "peer.h"

#ifndef UNROLLED
#define UNROLLED 4
#endif
constexpr int U = UNROLLED;
constexpr int WINDOWS = 20;
constexpr int MOST = 128;

struct Block {
  Lanes z[U], retention[U], rate[U], push[U], low[U], high[U], turns[U], direction[U];
  Lanes moment[MOST * U];
};

static double inverseOf[MOST];  // 1/m!

static inline __attribute__((always_inline)) void step(Block& s, int P) {
  Lanes power[U], term[U], even[U], odd[U], z[U], r[U];
  for (int u = 0; u < U; u++) {
    z[u] = s.z[u];
    r[u] = s.retention[u];
    power[u] = s.rate[u] * expOf(z[u] * z[u] * -0.5);
    Lanes b = r[u] * s.moment[u] + (s.rate[u] - power[u]);
    s.moment[u] = b;
    even[u] = b * power[u];
    odd[u] = all(0);
    term[u] = power[u];
  }
  for (int m = 1; m <= P; m++) {
    Lanes* row = s.moment + m * U;
    Lanes inverse = all(inverseOf[m]);
#pragma GCC unroll 8
    for (int u = 0; u < U; u++) {
      power[u] *= z[u];
      Lanes b = r[u] * row[u] - power[u];
      row[u] = b;
      odd[u] += b * term[u];
      term[u] = power[u] * inverse;
      even[u] += b * term[u];
    }
  }
  for (int u = 0; u < U; u++) {
    Lanes slope = odd[u] - z[u] * even[u];
    Lanes y = z[u] + s.push[u] * slope;
    s.z[u] = y;
    s.low[u] = y < s.low[u] ? y : s.low[u];
    s.high[u] = y > s.high[u] ? y : s.high[u];
    s.turns[u] += slope * s.direction[u] < 0 ? all(1) : all(0);
    s.direction[u] = slope == 0 ? s.direction[u] : slope;
  }
}

static void advance(Block& s, int T, int P) {
  for (int m = 0; m < (P + 1) * U; m++) s.moment[m] = all(0);
  for (int k = 0, window = 1; k < T; window++) {
    int end = std::lround(double(window) * T / WINDOWS);
    for (int u = 0; u < U; u++) s.low[u] = s.high[u] = s.z[u];
    for (; k < end; k++) step(s, P);
  }
}

int main(int count, char** words) {
  Options options(count, words);
  const int T = options.count("steps"), P = options.count("order"), threads = options.count("threads");
  const auto cells = readNumbers(options.text("cells"));
  const int S = cells.size() / 4;
  if (P >= MOST) return 2;
  double factorial = 1;
  for (int m = 0; m < MOST; m++) {
    inverseOf[m] = 1 / factorial;
    factorial *= m + 1;
  }
  std::vector<double> ends(4 * S);
  auto job = [&](int block) {
    static thread_local Block s;
    for (int k = 0; k < U * W; k++) {
      int c = std::min(block * U * W + k, S - 1);
      int u = k / W, lane = k % W;
      double decay = cells[c], rate = cells[S + c], push = cells[2 * S + c];
      s.z[u][lane] = cells[3 * S + c];
      s.retention[u][lane] = 1 - rate * decay;
      s.rate[u][lane] = rate;
      // The powers in the sums carry η_d: divide by it here.
      s.push[u][lane] = push / rate;
    }
    for (int u = 0; u < U; u++) s.turns[u] = s.direction[u] = all(0);
    advance(s, T, P);
    for (int k = 0; k < U * W && block * U * W + k < S; k++) {
      int c = block * U * W + k, u = k / W, lane = k % W;
      ends[c] = s.z[u][lane];
      ends[S + c] = s.low[u][lane];
      ends[2 * S + c] = s.high[u][lane];
      ends[3 * S + c] = s.turns[u][lane];
    }
  };
  return serve([&] { spread(threads, (S + U * W - 1) / (U * W), job); }, [&] { return ends; });
}
