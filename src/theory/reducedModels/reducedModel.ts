import type { Neighbourhood } from "../neighbourhood.ts";

/**
 * The contract of the reduced models: a few numbers in place of f, for one true point at the origin.
 *
 * All are expansions of the full equations in (distance from the point)/σ, kept to a stated order, with the
 * steps of the full equations: f⁰ = 0, the discriminator first, λ = 0 allowed. With a radial kernel
 * K(r) = 1 − κr²/2 + μr⁴/24 − …, a particle of mass q at y adds to ∇f(x), besides its weight in time,
 *
 *     q κ (x − y) − q (μ/6) ‖x − y‖² (x − y)
 *   = −q κ y + q κ x − q (μ/6) (‖y‖² x + 2(x·y) y) + [terms in y³, x²y, x³]
 *
 * and the true point −pκx + p(μ/6)‖x‖²x. Hence ∇f(x) ≈ b − C x with b fed by −qκy, and C by
 * κΔ + q(μ/6)(‖y‖² + 2yyᵀ); in one dimension the last is q(μ/2)y², 1.5 q y²/σ⁴ for the Gaussian.
 *
 * Laws, tested in `tests/theory/`: `step` is pure; the states after k steps approach those of the full
 * equations, at fixed k, by the stated power of the starting distance.
 */
export interface ReducedModel<State> {
  readonly kind: string;
  init(): State;
  step(state: State): State;
  /**
   * What to draw over the measured squared 2-Wasserstein distance between particles and true point, in
   * (length in the target's units)² times mass. Mass that the neighbourhood has too much or too little of
   * (Δ ≠ 0) is matched elsewhere and not counted: the mass here is min(p, r q).
   */
  squaredDistance(state: State): number;
}

/** A neighbourhood with the one number more that the models beyond the linear one need. */
export interface ModelledNeighbourhood extends Neighbourhood {
  /** μ = K''''(0); 3κ² (the Gaussian) when absent. 3κ²(1 + 1/α) for the rational quadratic; Σ w_m μ_m for sums. */
  readonly fourthDerivative?: number;
}

/** One particle (r = 1): it never leaves the line through its start and the true point, its coordinate is y. */
export interface SingleParticle extends Omit<ModelledNeighbourhood, "particles"> {
  /** y at step 0. */
  readonly start: number;
}

/** μ = K''''(0). */
export function fourthDerivativeOf(n: Pick<ModelledNeighbourhood, "curvature" | "fourthDerivative">): number {
  return n.fourthDerivative ?? 3 * n.curvature ** 2;
}

/** min(p, r q), the mass that is matched within the neighbourhood. */
export function matchedMass(n: Neighbourhood): number {
  return Math.min(n.pointMass, n.particles * n.particleMass);
}

/** The states and the overlay at steps 0, `every`, 2·`every`, …, at most `steps`. */
export interface ReducedRun<State> {
  readonly steps: readonly number[];
  readonly states: readonly State[];
  readonly squaredDistance: Float64Array;
}

/** Integrates a model from its start. `every` ≥ 1 thins what is kept, not what is computed. */
export function integrate<State>(model: ReducedModel<State>, steps: number, every = 1): ReducedRun<State> {
  let state = model.init();
  const kept = [0];
  const states = [state];
  for (let k = 1; k <= steps; k++) {
    state = model.step(state);
    if (k % every === 0) {
      kept.push(k);
      states.push(state);
    }
  }
  return {
    steps: kept,
    states,
    squaredDistance: Float64Array.from(states, (each) => model.squaredDistance(each)),
  };
}
