/**
 * The contract of the penalties on the discriminator. A penalty R(f) is subtracted from what the
 * discriminator ascends; a kernel discriminator needs from it the rate at which the coefficients decay.
 */
export interface Penalty {
  readonly kind: string;
  readonly strength: number;
  /** λ in ∂R/∂f = λ f, the decay of all coefficients of a kernel discriminator. */
  readonly decay: number;
}

/** The sum of the decay rates λ of a list of penalties. */
export function totalDecay(penalties: readonly Penalty[]): number {
  return penalties.reduce((sum, penalty) => sum + penalty.decay, 0);
}
