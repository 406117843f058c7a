/**
 * The contract of the losses. The discriminator ascends
 *
 *   L = Σ_i p_i ℓ_true(f(x_i)) + Σ_j q_j ℓ_generated(f(y_j)) − penalties,
 *
 * the generator ascends Σ_j q_j m(f(y_j)). A loss gives these three functions of the value of f at a sample and
 * their derivatives: how hard a true point pulls f up, a generated point pulls f (down: negative), and f moves
 * a generated point.
 *
 * A relativistic loss has functions of the difference t = f(x_i) − f(y_j) of a pair instead: the discriminator
 * ascends Σ_ij π_ij ℓ_true(t_ij), the generator Σ_ij π_ij m(t_ij); the pulls are then the derivatives with respect
 * to f(x_i) for `truePull` and to f(y_j) for the other two, and `generatedValue` is 0.
 *
 * Laws, tested in `tests/losses/`: the pulls are the derivatives of the values; all six are finite at any finite
 * value of f; ℓ_true rises (least squares: up to its label).
 */
export interface Loss {
  readonly kind: string;
  /** Up to three numbers that the functions take after the value. */
  readonly numbers: readonly number[];
  /** True when no pull depends on f: then f is a fixed sum over the path of the particles. */
  readonly constant: boolean;
  /**
   * Which true and generated points make pairs, for a relativistic loss: π_ij = p_i q_j for `all`; for `matched`
   * point i with particle i alone (as many of each, of equal masses).
   */
  readonly pairing?: "all" | "matched";
  /** dℓ_true/df at f(x_i). */
  readonly truePull: LossFunction;
  /** dℓ_generated/df at f(y_j). */
  readonly generatedPull: LossFunction;
  /** dm/df at f(y_j). */
  readonly generatorPull: LossFunction;
  readonly trueValue: LossFunction;
  readonly generatedValue: LossFunction;
  readonly generatorValue: LossFunction;
}

/**
 * A function of f at a sample and of the loss's numbers. It is also read as text and run on every backend: a plain
 * `function` with only arithmetic, `Math` functions, locals, conditional expressions and one return at the end.
 */
export type LossFunction = (value: number, ...numbers: number[]) => number;
