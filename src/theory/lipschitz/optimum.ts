import type { LinearRow } from "../../numerics/linearProgram.ts";
import {
  type ConvexTerm,
  minimizeSeparable,
  type SeparableOptions,
  type SeparableShape,
} from "../../numerics/separableProgram.ts";
import { centralValues } from "./central.ts";
import type { LipschitzObjective } from "./objectives.ts";
import { type LipschitzSamples, type Sites, siteDistance, sitesOf } from "./samples.ts";
import type { Match } from "./transport.ts";

/** The bound on the Lipschitz constant k of f: fixed, or k is free and costs λk². */
export type LipschitzBound = ({ readonly constant: number } | { readonly strength: number }) & {
  /** |f| is held at or below this; without it where no optimum of an objective that balances at 0 can be, 60 at most. */
  readonly box?: number;
};

/** The optimal discriminator's values at the samples. */
export interface LipschitzOptimum {
  readonly sites: Sites;
  /** f at the sites [M], at true [N] and at generated samples [n]. */
  readonly values: Float64Array;
  readonly trueValues: Float64Array;
  readonly generatedValues: Float64Array;
  /** k. */
  readonly constant: number;
  /** Σ q φ(f(y)) + Σ p ϕ(f(x)), without λk². */
  readonly cost: number;
  /** The whole minimum, λk² included where k is free, and a certified bound below it. */
  readonly objective: number;
  readonly lowerBound: number;
  /** True where a value is as large as was allowed: the objective has no optimum, f leaves any limits. */
  readonly escapes: boolean;
  /**
   * Pairs with f(x) − f(y) = k‖x − y‖ whose multiplier is above 0, its `mass`: an optimal transport plan between the masses
   * q φ'(f(y)) and −p ϕ'(f(x)), less what lies on each other.
   */
  readonly pairs: readonly Match[];
}

/** Values beyond which no optimum is looked for, where the bound on k does not hold them closer. */
const HIGHEST = 60;
/** Where costs are first touched by lines: closer where they bend. */
const PLACES = [0, 0.25, 0.5, 1, 2, 4, 8, 16];
/** A multiplier below this is rounding: a sample at which φ' is as small has no pair. */
const NO_MASS = 1e-9;

/** q φ(t) + p ϕ(t): what f costs at a site. */
export function siteCost(objective: LipschitzObjective, trueMass: number, generatedMass: number): ConvexTerm {
  const sum = (ofTrue: (t: number) => number, ofGenerated: (t: number) => number) => (t: number) =>
    (trueMass === 0 ? 0 : trueMass * ofTrue(t)) + (generatedMass === 0 ? 0 : generatedMass * ofGenerated(t));
  return {
    value: sum(objective.true, objective.generated),
    slope: sum(objective.trueSlope, objective.generatedSlope),
  };
}

/** No k is better than this one: λk² would be more than f can gain over f = 0, which is at most slope·k·diameter. */
function largestConstant(objective: LipschitzObjective, strength: number, diameter: number): number {
  const slope = Math.max(objective.generatedSlope(0), -objective.trueSlope(0));
  return (slope * diameter) / strength;
}

/** F at the sites (see `lipschitzOptimum`): the least values of a k-Lipschitz function that costs no more. */
function tightened(
  sites: Sites,
  values: Float64Array,
  constant: number,
  [lowest, highest]: readonly [number, number],
): Float64Array {
  const onTrue = [...values.keys()].filter((site) => sites.trueMasses[site]! > 0);
  return values.map((_, site) => {
    const steepest = onTrue.map((x) => values[x]! - constant * siteDistance(sites, x, site));
    return Math.min(highest, Math.max(lowest, ...steepest));
  });
}

/** The limits of k and of f. */
function rangeOf(objective: LipschitzObjective, bound: LipschitzBound, diameter: number) {
  const most = "constant" in bound ? bound.constant : largestConstant(objective, bound.strength, diameter);
  // Values that hold each other lie within a diameter, and those that hold these within another.
  const reach = objective.linear
    ? 2 * most * diameter
    : (bound.box ?? Math.min(2 * most * diameter + 2, HIGHEST));
  return { most, reach };
}

/** A pair of sites that the bound is asked of. */
interface Pair {
  readonly true: number;
  readonly generated: number;
  readonly distance: number;
}

/** Pairs of true and generated sites, which are all that the bound has to be asked of. */
function pairsOf(sites: Sites): Pair[] {
  const on = (masses: Float64Array) => [...masses.keys()].filter((site) => masses[site]! > 0);
  const ends = on(sites.generatedMasses);
  return on(sites.trueMasses).flatMap((x) =>
    ends
      .filter((y) => y !== x)
      .map((y): Pair => ({ true: x, generated: y, distance: siteDistance(sites, x, y) })),
  );
}

/** The program over the values at the sites, in their order, and k. */
function programOf(
  sites: Sites,
  pairs: readonly Pair[],
  objective: LipschitzObjective,
  bound: LipschitzBound,
): SeparableShape & { readonly reach: number } {
  const count = sites.trueMasses.length;
  const { most, reach } = rangeOf(objective, bound, Math.max(0, ...pairs.map(({ distance }) => distance)));
  const held = "constant" in bound;
  const strength = held ? 0 : bound.strength;
  const square: ConvexTerm = { value: (k) => strength * k * k, slope: (k) => 2 * strength * k };
  const terms = Array.from(sites.trueMasses, (mass, site) =>
    siteCost(objective, mass, sites.generatedMasses[site]!),
  );
  const limits = (limit: number) =>
    Array.from({ length: count }, (_, site) => (objective.linear && site === 0 ? 0 : limit));
  const places = PLACES.flatMap((t) => (t === 0 ? [0] : [-t, t])).filter((t) => Math.abs(t) < reach);
  return {
    reach,
    terms: [...terms, held ? undefined : square],
    low: [...limits(-reach), held ? most : 0],
    high: [...limits(reach), most],
    starts: [...new Array<number[]>(count).fill(places), PLACES.map((t) => (t * most) / 16)],
    rows: pairs.map(({ true: x, generated: y, distance }): LinearRow => {
      const level = [[x, 1] as const, [y, -1] as const];
      return { terms: [...level, [count, -distance]], high: 0 };
    }),
  };
}

/**
 * The discriminator that minimizes Σ_j q_j φ(f(y_j)) + Σ_i p_i ϕ(f(x_i)) [+ λk²] over the k-Lipschitz functions, by its
 * values at the samples: a convex program over these values (and k), whose objective is certified by a bound from below.
 *
 * f(x) − f(y) ≤ k‖x − y‖ is asked of true x and generated y alone. With φ' ≥ 0 ≥ ϕ' nothing more is needed: from values that
 * keep it, F(z) = max_i (f(x_i) − k‖z − x_i‖) is k-Lipschitz everywhere, not below f at the x_i nor above it at the y_j, so
 * costs no more. (Costs with a minimum, φ's at a ≤ b of ϕ: the same of F held within [a, b].) With φ' > 0 > ϕ' every optimum is
 * such an F at the samples, and by triangles the bound then holds for all pairs. Where costs are flat the solver's values
 * may break it within a side: `values` are those of F, which cost the same.
 *
 * Where both costs are linear, f is one of many: that of `centralValues`, 0 at the first sample.
 * @throws RangeError unless k ≥ 0, or λ > 0
 */
export async function lipschitzOptimum(
  samples: LipschitzSamples,
  objective: LipschitzObjective,
  bound: LipschitzBound,
  options: SeparableOptions = { gap: 1e-10 },
): Promise<LipschitzOptimum> {
  if ("constant" in bound ? !(bound.constant >= 0) : !(bound.strength > 0)) {
    throw new RangeError("a Lipschitz bound needs a constant of at least 0, or a strength above 0");
  }
  const sites = sitesOf(samples);
  const pairs = pairsOf(sites);
  const { reach, ...program } = programOf(sites, pairs, objective, bound);
  const { x, rowMultipliers, ...found } = await minimizeSeparable(program, options);
  const count = sites.trueMasses.length;
  const constant = x[count]!;
  const weighed = pairs.map((pair, k) => ({ ...pair, mass: -rowMultipliers[k]! }));
  const solved = objective.linear
    ? await centralValues(
        weighed.map((pair) => ({ ...pair, moves: pair.mass > NO_MASS })),
        count,
        constant,
      )
    : x.slice(0, count);
  const values = tightened(sites, solved, constant, objective.least);
  const strength = "constant" in bound ? 0 : bound.strength;
  return {
    sites,
    values,
    trueValues: Float64Array.from(sites.ofTrue, (site) => values[site]!),
    generatedValues: Float64Array.from(sites.ofGenerated, (site) => values[site]!),
    constant,
    cost: found.objective - strength * constant * constant,
    objective: found.objective,
    lowerBound: found.lowerBound,
    escapes: !objective.linear && solved.some((value) => Math.abs(value) > reach * (1 - 1e-9)),
    pairs: weighed
      .filter(({ mass }) => mass > NO_MASS)
      .map(({ true: end, generated, mass }): Match => ({ true: end, generated, mass })),
  };
}
