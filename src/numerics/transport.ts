import { type Costs, type Edge, flowsOn, pivot, type TransportTree, treeOf } from "./transportTree.ts";

/** An optimal transport plan. */
export interface Transport {
  /** Σ mass·cost over the plan. */
  readonly cost: number;
  /** At most N + n − 1 entries: how much mass goes from which source to which sink; all masses positive. */
  readonly plan: readonly Edge[];
  /**
   * Kantorovich potentials [N], [n]: source + sink ≤ cost for every pair (to 1e-13 of the largest cost),
   * with equality where mass moves. They certify that the plan is optimal.
   */
  readonly sourcePotential: Float64Array;
  readonly sinkPotential: Float64Array;
}

/** Masses that differ by less than this share of the total count as equal: the round-off of their sums. */
export const MASS_ROUND_OFF = 1e-15;
const COST_TOLERANCE = 1e-13;

/** Masses divided by their sum. @throws RangeError for a negative or non-finite mass or none at all. */
export function normalised(masses: ArrayLike<number>): { shares: Float64Array; total: number } {
  let total = 0;
  for (let i = 0; i < masses.length; i++) {
    const mass = masses[i]!;
    if (!(mass >= 0 && mass < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`a mass must be finite and not negative; mass ${i} is ${mass}`);
    }
    total += mass;
  }
  if (!(total > 0)) throw new RangeError("the masses must have a positive sum");
  return { shares: Float64Array.from(masses, (mass) => mass / total), total };
}

/** @throws RangeError unless the two sums agree within 1e-9 relative. */
export function sameTotal(one: number, other: number): void {
  if (Math.abs(one - other) > 1e-9 * Math.max(one, other)) {
    throw new RangeError(`the masses must have the same sum, not ${one} and ${other}`);
  }
}

/**
 * Masses as whole numbers that sum to `units`, each off by rounding; the largest takes the difference.
 */
function wholeMasses(shares: Float64Array, units: number): Float64Array {
  const whole = shares.map((share) => Math.round(share * units));
  let largest = 0;
  let sum = 0;
  whole.forEach((mass, i) => {
    sum += mass;
    if (mass > whole[largest]!) largest = i;
  });
  whole[largest]! += units - sum;
  return whole;
}

/** A first basis: each source in turn serves its nearest sinks that still want mass. */
function greedyBasis(supply: Float64Array, demand: Float64Array, costs: Costs): Edge[] {
  const wanted = Float64Array.from(demand);
  const edges: Edge[] = [];
  supply.forEach((mass, source) => {
    let left = mass;
    while (left > 0) {
      let sink = -1;
      for (let j = 0; j < costs.sinks; j++) {
        if (wanted[j] === 0) continue;
        const row = source * costs.sinks;
        if (sink < 0 || costs.values[row + j]! < costs.values[row + sink]!) sink = j;
      }
      const moved = Math.min(left, wanted[sink]!);
      edges.push({ source, sink, mass: moved });
      left -= moved;
      wanted[sink]! -= moved;
    }
  });
  return edges;
}

/**
 * Pivots until no edge is worth entering. Rows are searched in turn, at least a √(Nn) of edges at a time,
 * for the most negative reduced cost.
 */
function optimise(tree: TransportTree, costs: Costs): void {
  const { values, sources, sinks } = costs;
  const block = Math.sqrt(sources * sinks);
  // Every pivot lowers the cost, so the search ends; the growing tolerance is a guard against round-off
  // in the potentials, and sets in far above the number of pivots ever needed.
  const patience = 1000 * (sources + sinks);
  let tolerance = COST_TOLERANCE;
  let pivots = 0;
  let row = 0;
  for (;;) {
    let best = -tolerance;
    let source = -1;
    let sink = -1;
    let searched = 0;
    for (let seen = 0; seen < sources && (source < 0 || searched < block); seen++) {
      const u = tree.potential[row]!;
      for (let j = 0; j < sinks; j++) {
        const reduced = values[row * sinks + j]! - u - tree.potential[sources + j]!;
        if (reduced < best) {
          best = reduced;
          source = row;
          sink = j;
        }
      }
      searched += sinks;
      row = row + 1 === sources ? 0 : row + 1;
    }
    if (source < 0) return;
    pivot(tree, costs, source, sink);
    pivots += 1;
    if (pivots % patience === 0) tolerance *= 10;
  }
}

/**
 * The cheapest way to carry the masses `from` [N] to the masses `to` [n], where a unit from i to j costs
 * cost[i*n + j]; both masses have the same sum (within 1e-9 relative; the sum of `from` counts).
 *
 * The network simplex method on whole-number masses, perturbed (each source by 1, the last sink by N, in
 * units of 1/(N+1)) so that no flow in a basis is ever zero: every pivot lowers the cost and none can
 * cycle. The flows are then those of the true masses on the optimal tree. Dantzig, "Linear Programming
 * and Extensions" (1963). 200 × 200 takes some tens of milliseconds, 1000 × 1000 about a second.
 * @throws RangeError for masses that are negative, not finite or of different sums, or a cost that is not finite
 */
export function transport(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  cost: ArrayLike<number>,
): Transport {
  const supply = normalised(from);
  const demand = normalised(to);
  sameTotal(supply.total, demand.total);
  const sources = from.length;
  const sinks = to.length;
  if (cost.length !== sources * sinks) {
    throw new RangeError(`the cost must have ${sources}·${sinks} entries, not ${cost.length}`);
  }
  let scale = 0;
  for (let k = 0; k < cost.length; k++) {
    if (!Number.isFinite(cost[k]!)) throw new RangeError(`a cost must be finite; entry ${k} is ${cost[k]}`);
    scale = Math.max(scale, Math.abs(cost[k]!));
  }
  if (scale === 0) scale = 1;
  const costs: Costs = { values: Float64Array.from(cost, (one) => one / scale), sources, sinks };

  const units = Math.floor(2 ** 52 / (sources + 1));
  const whole = wholeMasses(supply.shares, units).map((mass) => mass * (sources + 1) + 1);
  const wanted = wholeMasses(demand.shares, units).map((mass) => mass * (sources + 1));
  wanted[sinks - 1]! += sources;
  const tree = treeOf(greedyBasis(whole, wanted, costs), costs);
  optimise(tree, costs);

  const plan: Edge[] = [];
  let sum = 0;
  for (const { source, sink, mass } of flowsOn(tree, costs, supply.shares, demand.shares)) {
    if (mass < MASS_ROUND_OFF) continue;
    sum += mass * cost[source * sinks + sink]!;
    plan.push({ source, sink, mass: mass * supply.total });
  }
  return {
    cost: sum * supply.total,
    plan,
    sourcePotential: tree.potential.slice(0, sources).map((value) => value * scale),
    sinkPotential: tree.potential.slice(sources).map((value) => value * scale),
  };
}
