import { type Simulation, StepMap } from "../dynamics/index.ts";
import { type BackendKind, openBackend } from "../engine/index.ts";
import { type JacobianOptions, jacobianEigenvalues } from "../numerics/jacobian.ts";
import type { Complex } from "../numerics/linearAlgebra.ts";
import { type Lyapunov, type LyapunovOptions, lyapunovFromPairs } from "../numerics/lyapunov.ts";

/** Where a step is looked at. */
export interface AtState {
  /** A state as `StepMap` gives them; the one before step 1 when left out. */
  readonly state?: Float64Array;
  /** Steps that are made from there first, so as to come near a fixed point; 0 when left out. */
  readonly after?: number;
  /** `cpu` when left out. */
  readonly backend?: BackendKind;
}

/**
 * Eigenvalues of the Jacobian of one step of a game at a state, largest modulus first: any loss, penalties, discriminator
 * with parameters or form of fixed length, generator and dynamics, by central differences on an ensemble of states.
 * @throws InputError for a game whose discriminator is held as a history
 */
export async function stepEigenvalues(
  simulation: Simulation,
  { state, after = 0, backend = "cpu", ...options }: AtState & JacobianOptions = {},
): Promise<Complex[]> {
  const map = new StepMap(simulation, await openBackend(backend));
  const at = await reached(map, state, after);
  return jacobianEigenvalues((states) => map.images(states), at, options);
}

/**
 * The largest Lyapunov exponent of a game, per step (Benettin et al. 1976): how fast two trajectories that begin side
 * by side part, or come together.
 * @returns undefined when a state stops being finite
 * @throws InputError for a game whose discriminator is held as a history
 */
export async function lyapunovExponent(
  simulation: Simulation,
  { state, after = 0, backend = "cpu", ...options }: AtState & LyapunovOptions,
): Promise<Lyapunov | undefined> {
  const map = new StepMap(simulation, await openBackend(backend));
  const at = await reached(map, state, after);
  return lyapunovFromPairs((states) => map.images(states, options.steps), at, options);
}

async function reached(map: StepMap, state: Float64Array | undefined, after: number): Promise<Float64Array> {
  const from = state ?? map.start;
  return after === 0 ? from : (await map.images([from], after))[0]!;
}
