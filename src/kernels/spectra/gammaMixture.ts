import type { Spectrum } from "../kernel.ts";

/**
 * The spectral density of the rational quadratic kernel (1 + r²/2ασ²)^−α in d dimensions.
 *
 * The kernel is a mixture of Gaussians e^{−τr²/2} whose precision τ has a Gamma distribution of shape α and
 * rate β = ασ². With v = βτ and u = log v its density is the mixture of theirs,
 *
 *   Ŝ(k) = (2πβ)^{d/2} ∫ e^{(α−d/2)u − e^u − w e^{−u}} du / ∫ e^{αu − e^u} du,   w = βk²/2.
 *
 * Both integrands are analytic and fall at least exponentially on both sides, so that the trapezoidal rule
 * converges exponentially: with the step taken here only rounding is left. At k = 0 the density is infinite
 * for α ≤ d/2, where the kernel cannot be integrated over space.
 */
export function gammaMixtureSpectrum(dimension: number, width: number, shape: number): Spectrum {
  const rate = shape * width * width;
  const total = logIntegral(shape, 0);
  const scale = (dimension / 2) * Math.log(2 * Math.PI * rate);
  return (k) => {
    const power = shape - dimension / 2;
    if (k === 0 && power <= 0) return Number.POSITIVE_INFINITY;
    return Math.exp(scale + logIntegral(power, (rate * k * k) / 2) - total);
  };
}

/** Terms below this share of the largest are left out. */
const negligible = 1e-20;

/** log ∫ e^{au − e^u − we^{−u}} du over all u; needs w > 0 or a > 0. */
function logIntegral(a: number, w: number): number {
  // v = e^u at the peak, the positive root of v² − av − w = 0.
  const root = Math.sqrt(a * a + 4 * w);
  const peak = a >= 0 ? (a + root) / 2 : (2 * w) / (root - a);
  const top = a * Math.log(peak) - peak - w / peak;
  // About its peak the integrand is as narrow as a Gaussian of width (v + w/v)^{−1/2} = root^{−1/2}.
  const step = Math.min(0.2, 0.7 / Math.sqrt(1 + root));
  let sum = 1;
  for (const side of [-1, 1]) {
    for (let m = 1; ; m++) {
      const u = side * m * step;
      // The exponent relative to its top, without the cancellation of large parts.
      const rise = a * u - peak * Math.expm1(u) - (w === 0 ? 0 : (w / peak) * Math.expm1(-u));
      const term = Math.exp(rise);
      sum += term;
      if (!(term > negligible * sum)) break;
    }
  }
  return top + Math.log(step * sum);
}
