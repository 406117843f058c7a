import type { Call } from "../engine/index.ts";
import type { RandomStream } from "../numerics/random.ts";
import type { Target } from "../targets/index.ts";

/**
 * The contract of the generators: what moves in output space when the discriminator pushes.
 * The masses q_j are positive and sum to 1.
 */
export interface Generator {
  readonly kind: string;
  /** n, the number of particles. */
  readonly count: number;
  /** q_j, [n]. */
  readonly masses: Float64Array;
  /** Draws what is random of it. @throws InputError where it does not fit the target. */
  draw(target: Target, stream: RandomStream): Motion;
}

/**
 * A generator with its random choices made: parameters θ that a step program moves, and outputs y_j, the particles.
 * The generator ascends Σ_j q_j m(f(y_j)); `force` is q_j m'(f(y_j)) ∇f(y_j), [n*d], and `follow` turns it into a
 * direction in parameters: (∂y/∂θ)ᵀ force, or Γ force where a kernel stands for the network.
 *
 * Laws, tested in `tests/generators/`: with `generate`, the direction is that gradient, by finite differences; what
 * `pullBack` returns is the direction that `follow` writes.
 */
export interface Motion {
  /** Equal keys: equal calls and equal tables. */
  readonly key: string;
  /** The particles before step 1, [n*d]. */
  readonly start: Float64Array;
  /** θ at step 0, [G]; the particles themselves where nothing generates them. */
  readonly parameters: Float64Array;
  /** Constant arrays of this simulation and shared tables, by name. */
  readonly own: Readonly<Record<string, Float64Array>>;
  readonly tables: Readonly<Record<string, Float64Array>>;
  /**
   * True where nothing couples the particles: each follows its own force, and the direction is the force.
   * Such motions need no calls.
   */
  readonly free: boolean;
  /**
   * Where a kernel Γ couples the particles, and these are θ: the array `coupling` in `own` holds a and b of
   * Γ = a I + b 11ᵀ (`universal`, [2]) or Γ itself (`matrix`, [n*n]).
   */
  readonly coupling?: "universal" | "matrix";
  /** Calls that write the particles from θ; absent where the particles are θ. */
  generate?(at: Generation): Call[];
  /** Calls that write the direction; after `generate` at the same place. */
  follow(at: Generation & { readonly force: string; readonly direction: string }): Call[];
  /** The direction (∂y/∂θ)ᵀ force, [G], of a force [n*d] at parameters θ, in plain numbers; there with `generate`. */
  pullBack?(parameters: Float64Array, force: Float64Array): Float64Array;
}

/** Where a generator is asked: names of arrays. */
export interface Generation {
  /** [G]. */
  readonly parameters: string;
  /** [n*d]. */
  readonly position: string;
  /** Ends the names of calls and of arrays in between, so that places do not mix. */
  readonly tag: string;
}
