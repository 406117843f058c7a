import { describe, expect, it } from "vitest";
import {
  hinge,
  ipm,
  type Loss,
  leastSquares,
  minimax,
  nonSaturating,
  relativistic,
} from "../../src/losses/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { landscape } from "../../src/theory/index.ts";

const {
  allPairsLandscape,
  bestPlaceValue,
  hingeInnerMaximum,
  matchedLandscape,
  placeValue,
  separableLandscape,
  smoothInnerMaximum,
} = landscape;

/** What two ways to a maximum over f may differ by. */
const SAME = 1e-9;

const paired = relativistic({ pairing: "matched" });
const pairedHinge = relativistic({ pairing: "matched", link: "hinge" });

const smooth: [string, Loss, landscape.Landscape][] = [
  ["minimax", minimax(), separableLandscape(minimax())],
  ["least squares", leastSquares(), separableLandscape(leastSquares())],
  [
    "least squares, other labels",
    leastSquares({ real: 2, fake: 0.5 }),
    separableLandscape(leastSquares({ real: 2, fake: 0.5 })),
  ],
  ["RS-GAN", paired, matchedLandscape(paired)],
  ["relativistic over all pairs", relativistic(), allPairsLandscape()],
];

const hinged: [string, Loss, landscape.Landscape][] = [
  ["hinge", hinge(), separableLandscape(hinge())],
  ["relativistic hinge", pairedHinge, matchedLandscape(pairedHinge)],
];

describe("the loss against a discriminator that may be any function", () => {
  it.each(smooth)("%s: every state of up to 4 points is the maximum over f", (_, loss, closed) => {
    for (const n of [1, 2, 3, 4]) {
      const off = landscape
        .states(n)
        .map((state) => Math.abs(closed.value(state) - smoothInnerMaximum(loss, state)));
      expect(Math.max(...off)).toBeLessThan(SAME);
    }
  });

  it.each(hinged)(
    "%s: every state of up to 4 points is the optimum of a linear program",
    { timeout: 60_000 },
    async (_, loss, closed) => {
      for (const n of [1, 2, 3, 4]) {
        for (const state of landscape.states(n)) {
          const found = await hingeInnerMaximum(loss, state);
          expect(Math.abs(closed.value(state) - found), state.join()).toBeLessThan(SAME);
        }
      }
    },
  );

  it("has the published plateaus of two points", () => {
    const [js, rs] = [separableLandscape(minimax(), 0.5), matchedLandscape(paired)];
    const states = [
      [0, 1],
      [0, 0],
      [0, 2],
      [2, 2],
    ];
    expect(states.map((state) => js.value(state).toFixed(4))).toEqual([
      "-0.6931",
      "-0.4774",
      "-0.3466",
      "0.0000",
    ]);
    expect(states.map((state) => rs.value(state).toFixed(4))).toEqual([
      "-0.6931",
      "-0.3466",
      "-0.3466",
      "0.0000",
    ]);
  });

  it("does not change when true and generated points are renumbered together", () => {
    const stream = randomStream(1);
    const order = [3, 0, 4, 1, 2];
    for (const [, , own] of [...smooth, ...hinged]) {
      for (let k = 0; k < 20; k++) {
        const state = landscape.canonical(order.map(() => stream.integer(10)));
        const renamed = new Array<number>(5);
        state.forEach((place, j) => {
          renamed[order[j]!] = place < 5 ? order[place]! : place;
        });
        expect(own.value(renamed)).toBeCloseTo(own.value(state), 12);
      }
    }
  });

  it("is refused where there is none", () => {
    expect(() => separableLandscape(ipm())).toThrow(/upper bound/);
    expect(() => separableLandscape(paired)).toThrow(/pairs/);
    expect(() => matchedLandscape(relativistic())).toThrow(/pair/);
    expect(() => smoothInnerMaximum(ipm(), [0, 0])).toThrow(/no maximum/);
  });
});

describe("the value of one place", () => {
  it.each([
    ["minimax", minimax()],
    ["nonSaturating", nonSaturating()],
    ["least squares", leastSquares()],
    ["hinge", hinge()],
  ] as const)("%s: closed form and bisection agree for any masses", (_, loss) => {
    for (const p of [0, 0.3, 1]) {
      for (const q of [0, 0.2, 1, 7]) {
        expect(placeValue(loss, p, q)).toBeCloseTo(bestPlaceValue(loss, p, q), 11);
      }
    }
  });
});

describe("small moves", () => {
  it("of three points that share a place are the ways to divide them and the place: 15, less one", () => {
    expect(landscape.departures([0, 0, 0])).toHaveLength(14);
  });

  it("let points that leave different places not meet", () => {
    const found = landscape.departures([0, 1]).map((state) => state.join());
    expect(found.sort()).toEqual(["0,2", "2,1", "2,3"]);
  });

  it("lead to states only, which are as many as there are", () => {
    for (const n of [2, 3, 4]) {
      const keys = new Set(landscape.states(n).map(landscape.stateKey));
      const next = landscape.states(n).flatMap(landscape.departures);
      expect(next.every((state) => keys.has(landscape.stateKey(state)))).toBe(true);
      expect(keys.size).toBe([10, 77, 799][n - 2]);
    }
  });
});

describe("all states of up to 5 points", () => {
  const graphs = [2, 3, 4, 5].map(landscape.stateGraph);
  const censuses = (own: landscape.Landscape) =>
    graphs.map((graph) => landscape.count(graph, landscape.survey(graph, own)));

  it.each([
    ["JS-GAN", separableLandscape(minimax(), 0.5)],
    ["least squares", separableLandscape(leastSquares())],
    ["relativistic over all pairs", allPairsLandscape()],
  ] as const)("%s: nⁿ − n! bad strict local minima, all of them uncovered", (_, own) => {
    const found = censuses(own);
    expect(found.map(({ badStrict }) => badStrict)).toEqual([2, 21, 232, 3005]);
    expect(found.map(({ uncovered }) => uncovered)).toEqual([2, 21, 232, 3005]);
    expect(found.map(({ strict }) => strict)).toEqual([4, 27, 256, 3125]);
  });

  it.each([
    ["RS-GAN", matchedLandscape(paired)],
    ["relativistic hinge", matchedLandscape(pairedHinge)],
    ["hinge", separableLandscape(hinge())],
  ] as const)("%s: none, and a path that never rises from every state", (_, own) => {
    const found = censuses(own);
    expect(found.map(({ badStrict }) => badStrict)).toEqual([0, 0, 0, 0]);
    expect(found.map(({ strict }) => strict)).toEqual([2, 6, 24, 120]);
    expect(found.every(({ descends, states, highest }) => descends === states && highest === 0)).toBe(true);
  });

  it("JS-GAN: the best path from each bad minimum rises by what its fullest point holds on to", () => {
    const graph = graphs[2]!;
    const found = landscape.survey(graph, separableLandscape(minimax(), 0.5));
    graph.states.forEach((state, s) => {
      if (found.strict[s] === 0 || found.global[s] === 1) return;
      const fullest = Math.max(...landscape.occupation(state));
      const expected = landscape.separableBarrier(minimax(), { n: 4, fullest, scale: 0.5 });
      expect(found.barrier[s]).toBeCloseTo(expected, 12);
    });
  });
});

describe("the way out of collapse", () => {
  it.each([2, 3, 10, 100])("rises by the closed barrier at once, n = %i", (n) => {
    const path = landscape.wayOut(n);
    const rise = (own: landscape.Landscape) => landscape.rise(landscape.along(own, path));
    const js = landscape.separableBarrier(minimax(), { n, fullest: n, scale: 0.5 });
    expect(rise(separableLandscape(minimax(), 0.5))).toBeCloseTo(js, 14);
    expect(rise(separableLandscape(leastSquares()))).toBeCloseTo(4 / (n * n * (n + 1)), 14);
    expect(rise(allPairsLandscape())).toBeCloseTo(landscape.allPairsBarrier(n), 14);
    expect(rise(matchedLandscape(paired))).toBe(0);
    expect(rise(separableLandscape(hinge()))).toBe(0);
  });

  it("costs a moving half of two clusters what the plateaus say", () => {
    expect(landscape.bulkCost(minimax(), 0.5, 0.5).toFixed(4)).toBe("0.1308");
    expect(landscape.bulkCost(hinge(), 0.5)).toBe(0);
  });
});

describe("random assignments", () => {
  const maps = (n: number) =>
    Array.from({ length: n ** n }, (_, k) => Array.from({ length: n }, (_, j) => Math.floor(k / n ** j) % n));
  const average = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

  it.each([1, 2, 3, 4])("have the exact means of all maps, n = %i", (n) => {
    const all = maps(n);
    const cycles = all.map((state) => landscape.cyclic(state).filter(Boolean).length);
    expect(landscape.expectedCyclic(n)).toBeCloseTo(average(cycles), 12);
    const values = all.map((state) => separableLandscape(minimax()).value(state));
    expect(landscape.expectedPlaceValue(minimax(), n)).toBeCloseTo(average(values), 12);
    const covered = all.filter(landscape.isCovered).length;
    expect(landscape.permutationShare(n)).toBeCloseTo(covered / n ** n, 12);
    expect(landscape.badAssignments(n)).toBe(n ** n - covered);
  });

  it("have √(πn/2) − 1/3 cyclic points when they are many", () => {
    expect(landscape.expectedCyclic(10_000)).toBeCloseTo(Math.sqrt(Math.PI * 5000) - 1 / 3, 2);
  });
});
