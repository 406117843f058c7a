/**
 * The contract of the radial kernels K(x, x') of the discriminator's function space.
 *
 * K(x, x') = Σ_m w_m κ_m(‖x − x'‖²) is a sum of elementary terms. Laws, tested
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

/**
 * The contract of the tangent kernels: those of wide fully connected networks, functions of x·x, x·x', x'·x'.
 *
 * With r² = ‖x − x'‖² and area = ‖x‖²‖x'‖² − (x·x')², which a function could find from the others but for
 * cancellation, the kernel is `value(r², area, x·x, x·x', x'·x', …parameters)`, and `change`, with two rates after the
 * first five numbers, is its derivative when x·x and x·x' change at these rates and nothing else does. So
 * ∇_x K(x, x') = slope·(x − x') + stretch·x with slope = −change(rates 0, 1) and stretch = change(rates 2, 1), two
 * parts that do not cancel where
 * x is near x'. Laws, tested in `tests/kernels/`: K is positive definite, `change` agrees with finite differences.
 */
export interface TangentKernel {
  readonly kind: string;
  /** Names the two functions, as `shape` of a radial term does. */
  readonly shape: string;
  /** Hidden layers, what `value` and `change` know as `this.constants.LAYERS`. */
  readonly layers: number;
  /** False where ∇_x K does not exist at x = 0. */
  readonly differentiableAtZero: boolean;
  /** The numbers that both functions take last, for inputs in R^d. */
  parameters(dimension: number): readonly number[];
  readonly value: TangentFunction;
  readonly change: TangentFunction;
}

/** Also read as text and run on every backend, as the functions of a radial term; loops may run to LAYERS. */
export type TangentFunction = (
  this: Layers,
  r2: number,
  area: number,
  xx: number,
  xy: number,
  yy: number,
  ...rest: number[]
) => number;

export interface Layers {
  readonly constants: Readonly<Record<string, number>>;
}

export type AnyKernel = Kernel | TangentKernel;

/** Whether a kernel depends on distance alone. */
export function isRadial(kernel: AnyKernel): kernel is Kernel {
  return "terms" in kernel;
}
