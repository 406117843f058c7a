// Eight float64 or sixteen float32 side by side: one register of AVX-512, several of what is narrower. The
// exponentials are our own, so that no lane ever waits for a call; on AVX-512 they use its rounding and
// scaling instructions, elsewhere loops that g++ turns into libmvec's vector functions.
#pragma once
#include <cmath>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

typedef double Lanes __attribute__((vector_size(64)));
typedef float Lanes16 __attribute__((vector_size(64)));
constexpr int W = 8;

inline Lanes all(double x) { return Lanes{x, x, x, x, x, x, x, x}; }

/** e^x for x ≤ 0: e^x = 2^n e^g with |g| ≤ ln2/2, and the Taylor series of e^g to degree 12 (1e-16). */
inline Lanes expOf(Lanes x) {
#ifdef __AVX512F__
  __m512d n = _mm512_roundscale_pd((__m512d)(x * 1.4426950408889634), 0);
  Lanes g = x - (Lanes)n * 6.93147180369123816490e-01 - (Lanes)n * 1.90821492927058770002e-10;
  Lanes g2 = g * g;
  // Pairs of terms (Estrin): half the depth of Horner's chain.
  Lanes p01 = g + 1.0, p23 = g * (1.0 / 6) + 0.5, p45 = g * (1.0 / 120) + 1.0 / 24;
  Lanes p67 = g * (1.0 / 5040) + 1.0 / 720, p89 = g * (1.0 / 362880) + 1.0 / 40320;
  Lanes p1011 = g * (1.0 / 39916800) + 1.0 / 3628800;
  Lanes g4 = g2 * g2;
  Lanes low = p23 * g2 + p01, middle = p67 * g2 + p45;
  Lanes high = (p1011 + g2 * (1.0 / 479001600)) * g2 + p89;
  Lanes p = (high * g4 + middle) * g4 + low;
  return (Lanes)_mm512_scalef_pd((__m512d)p, n);
#else
  Lanes y;
  for (int k = 0; k < W; k++) y[k] = std::exp(x[k]);
  return y;
#endif
}

/** 2^x in float32, relative error 2e-7: 2^n times a polynomial in x − n, |x − n| ≤ 1/2. */
inline Lanes16 exp2Of(Lanes16 x) {
#ifdef __AVX512F__
  __m512 n = _mm512_roundscale_ps((__m512)x, 0);
  Lanes16 g = x - (Lanes16)n;
  Lanes16 p = g * 1.3333558e-3f + 9.6181291e-3f;
  p = p * g + 5.5504109e-2f;
  p = p * g + 2.4022651e-1f;
  p = p * g + 6.9314718e-1f;
  p = p * g + 1.0f;
  return (Lanes16)_mm512_scalef_ps((__m512)p, n);
#else
  Lanes16 y;
  for (int k = 0; k < 16; k++) y[k] = std::exp2(x[k]);
  return y;
#endif
}
