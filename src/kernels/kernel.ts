/**
 * The contract of the kernels K(x, x') of the discriminator's function space.
 *
 * Every kernel here is radial, K(x, x') = Σ_m w_m κ_m(‖x − x'‖²), a sum of elementary terms. Laws, tested
 * in `tests/kernels/`: κ is positive definite with κ(0) = 1 in each term; `slope` is 2 dκ/d(r²), so that
 * ∇_x K(x, x') = slope(r²)·(x − x'), and agrees with finite differences of `value`; `curvature` is
 * −∂²K/∂x² at x = x', −Σ w_m slope_m(0), where that exists; `spectrum` is the transform of `value`.
 */
export interface Kernel {
  readonly kind: string;
  readonly terms: readonly RadialTerm[];
  /** The longest length in the kernel: what "far away" is measured in. */
  readonly width: number;
  /** κ'' at zero with the sign turned: 1/σ² for a Gaussian. Undefined where K has a kink at zero. */
  readonly curvature: number | undefined;
  /** True when every term is a Gaussian (parameters = [σ]), so that the kernel has Taylor features. */
  readonly gaussian: boolean;
}

/**
 * One elementary radial function with its numbers. `value` and `slope` take r² = ‖x − x'‖² and the
 * numbers in order. They are also read as text and run on every backend: only arithmetic, `Math`
 * functions, `const`/`let` and conditional expressions, nothing from outside.
 */
export interface RadialTerm {
  /** Names the pair of functions: terms of one shape differ only in weight and parameters. */
  readonly shape: string;
  readonly weight: number;
  readonly parameters: readonly number[];
  readonly value: RadialFunction;
  readonly slope: RadialFunction;
  /**
   * The spectral density Ŝ of the term in `dimension` dimensions, 1 to 3: κ(r²) = ∫ d^dk/(2π)^d Ŝ(|k|) e^{ik·x}.
   * Without it the kernel cannot be held as a Fourier series. The first parameter of a term that has one is
   * a length, and κ depends on r over it. Laws on which error bounds rest: Ŝ is positive and falls with k,
   * log Ŝ is concave in log k, and beyond one such length the same holds for −r·slope(r²) in r.
   */
  readonly spectrum?: (dimension: number, ...parameters: number[]) => Spectrum;
}

export type RadialFunction = (r2: number, ...parameters: number[]) => number;

/** Ŝ as a function of k = |k| ≥ 0, infinite at 0 for a kernel that cannot be integrated over space. */
export type Spectrum = (k: number) => number;

/** K at squared distance r². */
export function kernelValue(kernel: Kernel, r2: number): number {
  let sum = 0;
  for (const term of kernel.terms) sum += term.weight * term.value(r2, ...term.parameters);
  return sum;
}

/** The factor s(r²) in ∇_x K(x, x') = s(r²)·(x − x'). */
export function kernelSlope(kernel: Kernel, r2: number): number {
  let sum = 0;
  for (const term of kernel.terms) sum += term.weight * term.slope(r2, ...term.parameters);
  return sum;
}
