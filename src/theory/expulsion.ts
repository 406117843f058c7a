import { type AssignmentProblem, neighbourhoodOf, neighbourhoodStability } from "./assignments.ts";
import { excess, type Neighbourhood, type Stability } from "./neighbourhood.ts";
import { stabilityMargin } from "./stability.ts";

/**
 * Why a neighbourhood is unstable: `surplus`, its particles are pushed off the point by their own bump of f;
 * `steps`, the step sizes are too large for the force (overshoot, with ends that linear theory does not
 * know); `unbounded`, a point without particles and without weight decay, where f grows for ever.
 */
export type ExpulsionCause = "surplus" | "steps" | "unbounded";

/** What linear theory foresees for one neighbourhood of a state. */
export interface NeighbourhoodForecast {
  readonly occupation: number;
  /** Δ = p − m q. */
  readonly excess: number;
  readonly stability: Stability;
  /** Why it is unstable; absent if it is not. */
  readonly cause?: ExpulsionCause;
  /**
   * The most particles ≤ m that can rest on the point itself: m unless there is a surplus, then the largest
   * number that is not unstable. The others leave the point. Linear theory does not say how far: a small
   * surplus can end in a bound state about the point (`spreadPairDistance`, `limitCycleAmplitude`), a large
   * one, or weak damping, expels for good, and can carry more out than the surplus.
   */
  readonly keeps: number;
}

/**
 * Which neighbourhoods of a state push particles off their point, and how many can rest on it.
 * @param occupation m_i, one a true point, Σ m_i ≤ n.
 */
export function forecast(
  problem: AssignmentProblem,
  occupation: readonly number[],
): readonly NeighbourhoodForecast[] {
  return problem.pointMasses.map((_, point) => {
    const held = occupation[point] ?? 0;
    const n = neighbourhoodOf(problem, point, held);
    const stability = neighbourhoodStability(n);
    const found = { occupation: held, excess: excess(n), stability };
    if (stability !== "unstable") return { ...found, keeps: held };
    const cause = causeOf(n);
    let keeps = held;
    while (keeps > 0 && isExpelled(neighbourhoodOf(problem, point, keeps))) keeps--;
    return { ...found, cause, keeps };
  });
}

/** `finalOccupation(problem, m)[i]` is the most of the m_i particles that can rest on true point i. */
export function finalOccupation(problem: AssignmentProblem, occupation: readonly number[]): number[] {
  return forecast(problem, occupation).map(({ keeps }) => keeps);
}

function isExpelled(n: Neighbourhood): boolean {
  return neighbourhoodStability(n) === "unstable" && causeOf(n) === "surplus";
}

/** Why an unstable neighbourhood is so. */
function causeOf(n: Neighbourhood): ExpulsionCause {
  if (n.particles === 0) return n.weightDecay === 0 ? "unbounded" : "steps";
  if (excess(n) >= 0) return "steps";
  // Two or more part at any surplus; one alone goes when its confinement outweighs the damping.
  const margin = stabilityMargin(n);
  return n.particles >= 2 || margin === undefined || margin < 0 ? "surplus" : "steps";
}
