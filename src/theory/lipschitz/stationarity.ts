import type { LipschitzObjective } from "./objectives.ts";
import type { LipschitzOptimum } from "./optimum.ts";
import { siteDistance } from "./samples.ts";

/** By how much an optimum misses its conditions, relative. */
export interface Stationarity {
  /** max over sites |mass that leaves less mass that comes − (q φ'(f) + p ϕ'(f))|, in units of the largest mass. */
  readonly sites: number;
  /** |Σ mass·‖x − y‖ − 2λk| / 2λk. */
  readonly constant: number;
}

/**
 * The conditions of Karush, Kuhn and Tucker for an objective with smooth costs under λk²: the multipliers are an optimal
 * transport plan from the masses q φ'(f) to −p ϕ'(f), whose cost is 2λk.
 */
export function stationarity(
  { sites, values, pairs, constant }: LipschitzOptimum,
  objective: LipschitzObjective,
  strength: number,
): Stationarity {
  const left = values.map((value, site) => {
    const [p, q] = [sites.trueMasses[site]!, sites.generatedMasses[site]!];
    return (q > 0 ? q * objective.generatedSlope(value) : 0) + (p > 0 ? p * objective.trueSlope(value) : 0);
  });
  let cost = 0;
  for (const { true: x, generated: y, mass } of pairs) {
    left[y]! -= mass;
    left[x]! += mass;
    cost += mass * siteDistance(sites, x, y);
  }
  const largest = Math.max(...sites.trueMasses, ...sites.generatedMasses);
  return {
    sites: Math.max(...left.map(Math.abs)) / largest,
    constant: Math.abs(cost - 2 * strength * constant) / (2 * strength * constant),
  };
}
