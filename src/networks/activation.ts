/**
 * The contract of the activations σ of networks: the function with its first two derivatives. Second derivatives
 * are what a penalty on ∇f asks for.
 *
 * Laws, tested in `tests/networks/activations.test.ts`: `slope` and `curvature` are the derivatives of `value` and
 * `slope` wherever these exist; all three are finite at any finite argument (sine: up to 1e4 in single precision).
 */
export interface Activation {
  readonly kind: string;
  readonly value: ActivationFunction;
  readonly slope: ActivationFunction;
  /** σ''; 0 where σ is piecewise linear, kinks included. */
  readonly curvature: ActivationFunction;
  /**
   * The weight scale that a network with it has unless told otherwise: √2 keeps the size of the signal from layer to
   * layer where half of it is cut off, 1 for all others.
   */
  readonly weightScale: number;
  /** True where ∇f of a network without bias has no limit at 0: the piecewise linear ones. */
  readonly kinked: boolean;
}

/**
 * Also read as text and run on every backend: a plain `function` with only arithmetic, `Math` functions, locals,
 * conditional expressions and one return at the end.
 */
export type ActivationFunction = (z: number) => number;
