import type { RandomStream } from "../../numerics/random.ts";

/**
 * The contract of the couplings: the kernel Γ with which a generator network, replaced by its outputs, moves these:
 * y_j follows Σ_i Γ_ji force_i.
 *
 * Laws, tested in `tests/generators/couplings.test.ts`: Γ is symmetric and positive semidefinite, so that the particles
 * never move against their forces as a whole.
 */
export interface Coupling {
  readonly kind: string;
  /**
   * Readies it for n particles; what comes back draws what is random of it.
   * @throws InputError with the place inside the options where they do not fit as many.
   */
  among(count: number): (stream: RandomStream) => Coupled;
}

/** Γ of one simulation. */
export interface Coupled {
  /** Γ = I (`free`), Γ = a I + b 11ᵀ (`universal`), or any other. */
  readonly kind: "free" | "universal" | "matrix";
  /** Nothing, a and b, or Γ row-major [n*n]. */
  readonly numbers: Float64Array;
}
