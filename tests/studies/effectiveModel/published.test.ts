import { describe, expect, test } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { bracketOf, type Ended, passagesOf } from "../../../src/studies/effectiveModel/published/boundary.ts";
import { publishedSim, stepOf } from "../../../src/studies/effectiveModel/published/games.ts";
import { publishedBoundary } from "../../../src/studies/effectiveModel/published/points.ts";
import { published } from "../../../src/studies/effectiveModel/published/published.ts";
import { boundaryRows, endRows, nearnessOf } from "../../../src/studies/effectiveModel/published/result.ts";
import { withinSpan } from "../../../src/studies/effectiveModel/published/space.ts";
import { inline } from "../../../src/studies/executors/inline.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { glyphs } from "../../../src/targets/index.ts";

const couplings = [0.2, 0.4, 0.6, 0.8];

/** Missing entropies that jump from 0.1 to 0.9 behind a coupling that grows with the rate. */
function jumps(place: (rate: number) => number): Ended[] {
  return publishedBoundary.flatMap(({ rate }) =>
    couplings.flatMap((coupling) =>
      [0, 0.02].map((noise) => ({
        kind: "network" as const,
        rate,
        coupling,
        missing: (coupling > place(rate) ? 0.9 : 0.1) + noise,
      })),
    ),
  );
}

describe("images in their own span", () => {
  const { points, dimension } = glyphs({ count: 5, size: 16 }).draw(randomStream(1));
  const cosine = (a: readonly number[], b: readonly number[]) => {
    const dot = (x: readonly number[], y: readonly number[]) =>
      x.reduce((sum, value, k) => sum + value * y[k]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  };
  const original = withinSpan(points, dimension, dimension);

  test("keep their angles and the mean square of a coordinate", () => {
    const inside = withinSpan(points, dimension, 8);
    expect(inside.map((one) => one.length)).toEqual([8, 8, 8, 8, 8]);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        expect(cosine(inside[i]!, inside[j]!)).toBeCloseTo(cosine(original[i]!, original[j]!), 12);
      }
      const square = (one: readonly number[]) => one.reduce((sum, x) => sum + x * x, 0) / one.length;
      expect(square(inside[i]!)).toBeCloseTo(square(original[i]!), 12);
    }
  });

  test("stay as they are where there is room for them, and need as many dimensions as they are", () => {
    expect(original.flat()).toEqual([...points]);
    expect(() => withinSpan(points, dimension, 4)).toThrow(/at least 5/);
  });
});

describe("the passage", () => {
  test("is bracketed by the couplings next to it, at the ends by the last two", () => {
    const at = (place: number) =>
      bracketOf(
        jumps(() => place).filter(({ rate }) => rate === 1e-3),
        couplings,
      );
    expect(at(0.5)).toEqual([0.4, 0.6]);
    expect(at(0.1)).toEqual([0.2, 0.4]);
    expect(at(0.9)).toEqual([0.6, 0.8]);
  });

  test("lies between a low and a high entropy, or is not found", () => {
    const rates = publishedBoundary.map(({ rate }) => rate);
    const passages = passagesOf(
      jumps((rate) => (rate > 1e-3 ? 1 : 0.5)),
      rates,
      randomStream(1),
    );
    expect(passages[0]!.coupling).toBeGreaterThan(0.4);
    expect(passages[0]!.coupling).toBeLessThan(0.6);
    expect(passages[0]!.low).toBeLessThanOrEqual(passages[0]!.coupling);
    expect(passages[0]!.high).toBeGreaterThanOrEqual(passages[0]!.coupling);
    expect(passages.at(-1)!.coupling).toBeNaN();
  });

  test("of the published points is within their brackets and grows with the rate", () => {
    publishedBoundary.forEach(({ coupling, low, high, rate }, k) => {
      expect(low).toBeLessThan(coupling);
      expect(coupling).toBeLessThan(high);
      if (k > 0) expect(rate).toBeGreaterThan(publishedBoundary[k - 1]!.rate);
    });
  });
});

describe("how near a boundary is", () => {
  const moved = (by: (k: number) => number) =>
    publishedBoundary.map(({ rate, coupling }, k) => {
      const at = by(k) + coupling;
      return { rate, coupling: at, low: at - 0.01, high: at + 0.01 };
    });

  test("is nothing for the published one itself", () => {
    const near = nearnessOf(
      moved(() => 0),
      publishedBoundary,
    );
    expect(near.correlation.value).toBe(1);
    expect(near.distance).toBe(0);
    expect(near.meets).toBe(7);
    const rows = boundaryRows(
      "network",
      moved(() => 0),
      publishedBoundary,
    );
    expect(rows.map(({ passes }) => passes)).toEqual([true, true, true]);
  });

  test("is the distance in γ, and a boundary that falls fails", () => {
    expect(
      nearnessOf(
        moved(() => 0.3),
        publishedBoundary,
      ).distance,
    ).toBeCloseTo(0.3, 12);
    const falling = moved((k) => -2 * publishedBoundary[k]!.coupling);
    const [trend, distance] = boundaryRows("network", falling, publishedBoundary);
    expect(trend!.passes).toBe(false);
    expect(distance!.passes).toBe(false);
  });

  test("is not told where the passage is found too seldom", () => {
    const lost = moved(() => 0).map((one, k) => (k < 4 ? { ...one, coupling: Number.NaN } : one));
    expect(boundaryRows("gaussian", lost, publishedBoundary)).toMatchObject([{ passes: false }]);
  });

  test("the ends of the diagram are told by the fastest and slowest runs", () => {
    const rows = endRows(jumps(() => 0.5).map((one) => ({ ...one, missing: one.missing - 0.05 })));
    expect(rows.map(({ passes }) => passes)).toEqual([true, true]);
    expect(endRows(jumps(() => 0)).map(({ passes }) => passes)).toEqual([false, true]);
  });
});

test("steps of the Gaussian are longer where it changes less from place to place", () => {
  const setting = {
    points: [
      [1, 1],
      [-1, 1],
    ],
    hidden: [3],
    biasScale: 1,
    loss: "ipm",
    startSpread: 0.5,
    weightDecay: 0,
    rateFactor: 10,
    stepParticle: 0.1,
    steps: 5,
    gaussianWidth: 2,
  };
  expect(stepOf("network", 0.1, setting)).toBe(1);
  // 2(L + 1)/d = 2 and 1/σ² = 1/16.
  expect(stepOf("gaussian", 0.1, setting)).toBe(32);
  expect(publishedSim("gaussian", setting)).toMatchObject({
    discriminator: { kernel: { width: 4 } },
    dynamics: { stepGenerator: 0.2 },
  });
});

test("the study runs, small, and gives a boundary for each discriminator", { timeout: 60_000 }, async () => {
  const options = {
    target: { kind: "glyphs", count: 4, size: 16 },
    images: 4,
    dimension: 6,
    steps: 4,
    couplings: [0.2, 0.6, 0.9],
    between: 1,
    replicas: 1,
  };
  const spec = resolveStudy({ study: "publishedDiagram", options, backend: "cpu" }, [published]);
  const { result } = await runStudy(spec, published, {
    executor: inline(),
    store: memoryStudyStore(),
    package: { name: "ganphase", version: "0" },
    read: () => "",
  });
  const { boundaries, runs, curves } = result.tables;
  // The network at seven rates, the kernels at four.
  expect(boundaries!.length).toBe(15);
  expect(runs!.length).toBe(15 * 4);
  expect(result.tables["diagram-tangent"]!.length).toBe(4 * 3);
  expect(curves!.length).toBe(7 * 4);
  expect(Array.from(runs!.columns.missing as Float64Array).every((one) => one >= 0 && one <= 1)).toBe(true);
  expect(result.figures.map(({ name }) => name)).toEqual([
    "boundary",
    "diagram-network",
    "diagram-tangent",
    "diagram-gaussian",
    "order-parameter",
  ]);
  expect(result.comparisons.length).toBeGreaterThan(3);
});
