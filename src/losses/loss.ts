/**
 * The contract of the losses. The discriminator ascends
 *
 *   L = Σ_i p_i ℓ_true(f(x_i)) + Σ_j q_j ℓ_generated(f(y_j)) − penalties,
 *
 * the generator ascends Σ_j q_j m(f(y_j)). A loss is given by the three derivatives with respect to the
 * value of f at the sample: how hard a true point pulls f up, a generated point pulls f (down: negative),
 * and f moves a generated point.
 */
export interface Loss {
  readonly kind: string;
  /** dℓ_true/df at f(x_i). */
  readonly truePull: (value: number) => number;
  /** dℓ_generated/df at f(y_j). */
  readonly generatedPull: (value: number) => number;
  /** dm/df at f(y_j). */
  readonly generatorPull: (value: number) => number;
}
