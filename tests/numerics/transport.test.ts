import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { type Transport, transport } from "../../src/numerics/transport.ts";

// Costs are sums of at most a few hundred products; the simplex itself is exact to 1e-13 of the largest cost.
const TOLERANCE = 1e-12;

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((shorter) =>
    Array.from({ length: n }, (_, place) => [...shorter.slice(0, place), n - 1, ...shorter.slice(place)]),
  );
}

const allPermutations = Array.from({ length: 8 }, (_, n) => permutations(n));

/** The least Σ cost over all ways to pair n rows with n columns, by trying each. */
function bestAssignment(rows: number[], columns: number[], cost: (i: number, j: number) => number): number {
  return Math.min(
    ...allPermutations[rows.length]!.map((order) =>
      order.reduce((sum, to, from) => sum + cost(rows[from]!, columns[to]!), 0),
    ),
  );
}

/** Splits masses k_i/total into k_i units. */
function unitsOf(counts: number[]): number[] {
  return counts.flatMap((count, i) => new Array<number>(count).fill(i));
}

function marginals(result: Transport, sources: number, sinks: number) {
  const from = new Float64Array(sources);
  const to = new Float64Array(sinks);
  for (const { source, sink, mass } of result.plan) {
    from[source]! += mass;
    to[sink]! += mass;
  }
  return { from, to };
}

/** Duality: a plan with the right marginals and potentials that never exceed the cost are both optimal. */
function expectOptimal(result: Transport, from: number[], to: number[], cost: number[]): void {
  const { sourcePotential: u, sinkPotential: v } = result;
  const largest = Math.max(...cost.map(Math.abs), 1e-300);
  let dual = 0;
  from.forEach((mass, i) => {
    dual += mass * u[i]!;
  });
  to.forEach((mass, j) => {
    dual += mass * v[j]!;
  });
  const excess = Math.max(...cost.map((one, k) => u[Math.floor(k / to.length)]! + v[k % to.length]! - one));
  expect(excess / largest).toBeLessThan(TOLERANCE);
  expect(Math.abs(result.cost - dual) / largest).toBeLessThan(TOLERANCE);
  const sums = marginals(result, from.length, to.length);
  const off = Math.max(
    ...from.map((mass, i) => Math.abs(mass - sums.from[i]!)),
    ...to.map((mass, j) => Math.abs(mass - sums.to[j]!)),
  );
  expect(off).toBeLessThan(TOLERANCE);
  expect(result.plan.every(({ mass }) => mass > 0)).toBe(true);
  const paid = result.plan.reduce(
    (sum, { source, sink, mass }) => sum + mass * cost[source * to.length + sink]!,
    0,
  );
  expect(Math.abs(paid - result.cost) / largest).toBeLessThan(TOLERANCE);
}

function randomProblem(sources: number, sinks: number, seed: number, equal: boolean) {
  const stream = randomStream(seed, sources, sinks);
  const masses = (count: number) => {
    const raw = Array.from({ length: count }, () => (equal ? 1 : stream.uniform()));
    const sum = raw.reduce((total, mass) => total + mass, 0);
    return raw.map((mass) => mass / sum);
  };
  const points = (count: number) => Array.from({ length: count }, () => [stream.normal(), stream.normal()]);
  const x = points(sources);
  const y = points(sinks);
  const cost = x.flatMap((a) => y.map((b) => (a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2));
  return { from: masses(sources), to: masses(sinks), cost };
}

describe("transport", () => {
  test("equals the best of all permutations for equal masses", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(1000), (n, seed) => {
        const { from, to, cost } = randomProblem(n, n, seed, true);
        const places = Array.from({ length: n }, (_, i) => i);
        const best = bestAssignment(places, places, (i, j) => cost[i * n + j]!) / n;
        expect(Math.abs(transport(from, to, cost).cost - best)).toBeLessThan(TOLERANCE * (1 + best));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("equals the best of all permutations of seven points", () => {
    const { from, to, cost } = randomProblem(7, 7, 3, true);
    const places = [0, 1, 2, 3, 4, 5, 6];
    const best = bestAssignment(places, places, (i, j) => cost[i * 7 + j]!) / 7;
    expect(Math.abs(transport(from, to, cost).cost - best)).toBeLessThan(TOLERANCE * (1 + best));
  });

  test("equals the best pairing of unit masses for masses that are multiples of a seventh", () => {
    // Each triple and pair sums to 7; integer costs with many ties.
    const triples = [
      [1, 2, 4],
      [3, 3, 1],
      [5, 1, 1],
    ];
    const others = [[3, 4], [6, 1], [2, 2, 3], [7]];
    for (const a of triples) {
      for (const b of others) {
        const stream = randomStream(2, a[0]!, b[0]!);
        const cost = Array.from({ length: a.length * b.length }, () => stream.integer(5));
        const best = bestAssignment(unitsOf(a), unitsOf(b), (i, j) => cost[i * b.length + j]!) / 7;
        const result = transport(
          a.map((count) => count / 7),
          b.map((count) => count / 7),
          cost,
        );
        expect(Math.abs(result.cost - best)).toBeLessThan(TOLERANCE * 5);
      }
    }
  });

  test("certifies its plan by duality for real masses, ties, thin and wide problems", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(1000),
        fc.constantFrom("real", "equal", "tied"),
        (sources, sinks, seed, sort) => {
          const { from, to, cost } = randomProblem(sources, sinks, seed, sort !== "real");
          const used = sort === "tied" ? cost.map((one) => Math.round(one)) : cost;
          expectOptimal(transport(from, to, used), from, to, used);
        },
      ),
      { seed: 4, numRuns: 100 },
    );
  });

  test("certifies 200 × 200 with real masses", () => {
    const { from, to, cost } = randomProblem(200, 200, 5, false);
    expectOptimal(transport(from, to, cost), from, to, cost);
  });

  test("certifies 8 modes of unequal mass against 300 equal particles", () => {
    const { to, cost } = randomProblem(8, 300, 6, true);
    const from = [0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05];
    expectOptimal(transport(from, to, cost), from, to, cost);
  });

  test("works with masses of zero and very small ones", () => {
    const from = [0.5, 0, 0.5 - 1e-12, 1e-12];
    const to = [0, 1];
    const cost = [1, 2, 3, 4, 5, 6, 7, 8];
    expectOptimal(transport(from, to, cost), from, to, cost);
  });

  test("scales with the masses and with the cost", () => {
    const { from, to, cost } = randomProblem(5, 6, 7, false);
    const one = transport(from, to, cost).cost;
    const more = transport(
      from.map((mass) => 4 * mass),
      to.map((mass) => 4 * mass),
      cost.map((value) => value * 2 ** 900),
    ).cost;
    expect(more / 2 ** 902 / one).toBeCloseTo(1, 12);
  });

  test("takes negative costs", () => {
    expect(transport([0.5, 0.5], [0.5, 0.5], [-3, -1, -1, -2]).cost).toBeCloseTo(-2.5, 14);
  });

  test("refuses unequal sums, negative masses, missing and infinite costs", () => {
    expect(() => transport([1], [0.9], [1])).toThrow(RangeError);
    expect(() => transport([1.5, -0.5], [1], [1, 1])).toThrow(RangeError);
    expect(() => transport([1], [1], [])).toThrow(RangeError);
    expect(() => transport([1], [1], [Number.NaN])).toThrow(RangeError);
    expect(() => transport([0], [0], [1])).toThrow(RangeError);
    expect(() => transport([1], [1 + 5e-10], [1])).not.toThrow();
  });
});
