/*
 * Why the kernel of a wide generator becomes universal (Durr, Mroueh, Tu, Wang, arXiv 2212.04580): latents drawn from a
 * normal distribution in D dimensions are nearly orthogonal, the cosine ρ of two of them has mean 0 and variance 1/D,
 * so that the tangent kernel Θ(ρ) takes two values, Θ(1) on the diagonal and Θ(0) off it, with a spread that falls as
 * D^−1/2. All is relative to the diagonal Θ(1): the mean off-diagonal entry is the coupling γ.
 */

/** Θ as a function of the cosine ρ in [−1, 1] of two latents of one length, √D with the usual scales. */
export type AngularKernel = (cosine: number) => number;

/** The off-diagonal entries over Θ(1). */
export interface OffDiagonal {
  /** γ. */
  readonly mean: number;
  /** Standard deviation over pairs of latents. */
  readonly spread: number;
}

/**
 * To leading order in 1/D: mean [Θ(0) + Θ''(0)/2D]/Θ(1), spread √(Θ'(0)² + h²Θ(0)²)/(Θ(1)√D).
 *
 * @param dimension D.
 * @param homogeneity h, of Θ in the length of each latent: 0 for latents on the sphere. Lengths of normal latents spread
 *   by 1/√(2D) relative, those of two by 1/√D together; a ReLU network without biases has h = 1. Biases lie between.
 */
export function offDiagonal(kernel: AngularKernel, dimension: number, homogeneity = 0): OffDiagonal {
  const [slope, bend] = derivativesAtZero(kernel);
  const unit = kernel(1);
  return {
    mean: (kernel(0) + bend / (2 * dimension)) / unit,
    spread: Math.hypot(slope, homogeneity * kernel(0)) / (unit * Math.sqrt(dimension)),
  };
}

/**
 * Exactly, for latents on the sphere in D ≥ 2 dimensions: ρ = cos φ has the density ∝ sin^(D−2) φ on (0, π). By the
 * double-exponential rule, φ = (π/2)(1 + tanh((π/2) sinh t)) (Takahasi, Mori, 1974), for which the square roots that
 * ReLU kernels have at ρ = ±1 do no harm.
 * @param points of the rule; 4000 resolve the density up to D = 1e5.
 */
export function offDiagonalOnSphere(kernel: AngularKernel, dimension: number, points = 4000): OffDiagonal {
  if (!(dimension >= 2)) throw new RangeError(`latents need 2 dimensions or more, not ${dimension}`);
  const weights = new Float64Array(points);
  const values = new Float64Array(points);
  let [total, sum] = [0, 0];
  for (let i = 0; i < points; i++) {
    const t = 6.4 * ((i + 0.5) / points - 0.5);
    const inner = (Math.PI / 2) * Math.sinh(t);
    const angle = (Math.PI / 2) * (1 + Math.tanh(inner));
    weights[i] = (Math.sin(angle) ** (dimension - 2) * Math.cosh(t)) / Math.cosh(inner) ** 2;
    values[i] = kernel(Math.cos(angle));
    total += weights[i]!;
    sum += weights[i]! * values[i]!;
  }
  const mean = sum / total;
  const squares = values.reduce((all, value, i) => all + weights[i]! * (value - mean) ** 2, 0);
  return { mean: mean / kernel(1), spread: Math.sqrt(squares / total) / kernel(1) };
}

/** Θ'(0) and Θ''(0) by central differences of sixth order; to about 1e-10 where Θ is smooth on |ρ| < 0.1. */
function derivativesAtZero(kernel: AngularKernel): [number, number] {
  const h = 0.01;
  const odd = (k: number) => (kernel(k * h) - kernel(-k * h)) / 2;
  const even = (k: number) => (kernel(k * h) + kernel(-k * h)) / 2 - kernel(0);
  const slope = (45 * odd(1) - 9 * odd(2) + odd(3)) / (30 * h);
  const bend = (270 * even(1) - 27 * even(2) + 2 * even(3)) / (90 * h * h);
  return [slope, bend];
}
