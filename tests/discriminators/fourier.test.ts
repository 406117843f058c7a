import { describe, expect, it } from "vitest";
import { boxOf, layoutOf } from "../../src/discriminators/fourier/box.ts";
import { fourier, fourierHolds } from "../../src/discriminators/fourier/fourier.ts";
import type { FourierLayout } from "../../src/discriminators/fourier/layout.ts";
import { modeCount, modeRuns, modesOf, roughModeCount } from "../../src/discriminators/fourier/modes.ts";
import { kernelDiscriminator } from "../../src/discriminators/index.ts";
import { gaussian } from "../../src/kernels/index.ts";
import type { Spec } from "../../src/options/index.ts";
import { memberAt } from "./fourierSeries.ts";

const plain: Spec = { kind: "gaussian", width: 1 };

/** Splits a flat list into rows. */
const rowsOf = (list: Int32Array, width: number) =>
  Array.from({ length: list.length / width }, (_, k) => [...list.subarray(k * width, (k + 1) * width)]);

describe("the modes", () => {
  const reaches = [[1], [7], [1, 1], [5, 5], [6, 2], [2, 9], [4, 4, 4], [5, 2, 3]];

  it("are one of m and −m of all in the ellipsoid but 0, in lexicographic order", () => {
    for (const reach of reaches) {
      const found = rowsOf(modesOf(reach), reach.length);
      const all = reach.reduce<number[][]>(
        (heads, most) =>
          heads.flatMap((head) => Array.from({ length: 2 * most + 1 }, (_, k) => [...head, k - most])),
        [[]],
      );
      const wanted = all.filter((m) => {
        const inside = m.reduce((sum, x, k) => sum + (x / reach[k]!) ** 2, 0) <= 1 + 1e-9;
        const first = m.find((x) => x !== 0);
        return inside && first !== undefined && first > 0;
      });
      expect(found).toEqual(wanted);
    }
  });

  it("stand in the runs that say so, without gaps", () => {
    for (const reach of reaches) {
      const modes = rowsOf(modesOf(reach), reach.length);
      let count = 0;
      for (const { lead, first, last, offset } of modeRuns(reach)) {
        expect(offset).toBe(count);
        for (let m = first; m <= last; m++) expect(modes[count++]).toEqual([...lead, m]);
      }
      expect(count).toBe(modes.length);
      expect(modeCount(reach)).toBe(count);
    }
    expect(modesOf([2, 1])).toEqual(Int32Array.of(0, 1, 1, 0, 2, 0));
  });

  it("are about as many as half the ellipsoid has room for", () => {
    for (const reach of [[300], [40, 60], [20, 25, 18]]) {
      expect(modeCount(reach) / roughModeCount(reach)).toBeCloseTo(1, 1);
    }
  });
});

describe("the box", () => {
  it("has the padding about points and starts, and the gap beside it, along every axis", () => {
    const member = { ...memberAt(2, plain), start: Float64Array.of(3, -1, -2, 0.5) };
    const layout = layoutOf(member) as FourierLayout;
    const { centre, half, periods, reach } = boxOf(member, layout);
    expect(centre).toEqual([0.5, -0.25]);
    expect(half).toEqual([7.5, 5.75]);
    periods.forEach((period, k) => {
      expect(period).toBeGreaterThanOrEqual(2 * half[k]! + layout.gap);
      // Sizes lie a fourth root of two apart, and whole.
      expect(period).toBeLessThan(2 ** 0.25 * (2 * half[k]! + layout.gap) * (1 + 1 / reach[k]!));
      expect((2 * Math.PI * reach[k]!) / period).toBeCloseTo(layout.cutoff, 12);
    });
  });

  it("grows with the width and the padding, and after every attempt that a particle has left", () => {
    const halfOf = (member: ReturnType<typeof memberAt>) =>
      boxOf(member, layoutOf(member) as FourierLayout).half[0]!;
    const member = memberAt(1, plain);
    expect(halfOf(member)).toBeCloseTo(5.15, 12);
    expect(halfOf(memberAt(1, { ...plain, width: 2 }))).toBeCloseTo(10.15, 12);
    expect(halfOf(memberAt(1, plain, { padding: 8 }))).toBeCloseTo(8.15, 12);
    expect(halfOf({ ...member, departures: { fourier: 2, taylor: 1 } })).toBeCloseTo(20.15, 12);
  });
});

describe("whether a game is held", () => {
  const long: Spec = { kind: "rationalQuadratic", width: 1, mixture: 1 };

  it("is true for smooth kernels in up to three dimensions", () => {
    for (const d of [1, 2, 3]) expect(fourierHolds(memberAt(d, plain))).toBe(true);
    expect(fourierHolds(memberAt(1, { kind: "matern", width: 1, smoothness: 2.5 }))).toBe(true);
    expect(fourierHolds(memberAt(2, long, { accuracy: 1e-3 }))).toBe(true);
    expect(fourierHolds(memberAt(1, { kind: "laplacian", width: 1 }, { accuracy: 1e-2 }))).toBe(true);
  });

  it("is the reason why not: dimensions, modes, tails", () => {
    expect(fourierHolds(memberAt(4, plain))).toMatch(/at most 3 dimensions, not 4/);
    expect(fourierHolds(memberAt(2, long))).toMatch(/would take about [\d.e+]+ modes, at most 200000/);
    expect(fourierHolds(memberAt(3, long, { accuracy: 0.1 }))).toMatch(/fall too slowly/);
    expect(fourierHolds(memberAt(1, { kind: "laplacian", width: 1 }))).toMatch(/fall too slowly|modes/);
    const unknown = gaussian({ width: 1 });
    const discriminator = kernelDiscriminator({
      ...unknown,
      terms: unknown.terms.map(({ spectrum: _, ...term }) => term),
    });
    expect(fourierHolds({ ...memberAt(1, plain), discriminator })).toMatch(/spectral density .* not known/);
  });

  it("is known before anything runs: a form by name is refused for a kernel without a density", () => {
    const unknown = gaussian({ width: 1 });
    const kernel = { ...unknown, terms: unknown.terms.map(({ spectrum: _, ...term }) => term) };
    expect(() => kernelDiscriminator(kernel, { form: "fourier" })).toThrow(/needs the spectral density/);
  });
});

describe("a program", () => {
  it("is shared by games whose widths and points differ a little, and by no other sizes", () => {
    const key = (...given: Parameters<typeof memberAt>) => fourier.key(memberAt(...given));
    const widths = Array.from({ length: 60 }, (_, k) => 0.05 * 10 ** (k / 30));
    const keys = new Set(widths.map((width) => key(2, { ...plain, width })));
    expect(keys.size).toBeLessThan(8);
    expect(key(1, plain, { accuracy: 1e-4 })).not.toBe(key(1, plain));
    expect(key(2, plain)).not.toBe(key(1, plain));
  });

  it("has arrays of one shape for all games of a key, within the rows that were announced", () => {
    const [one, other] = [memberAt(2, plain), memberAt(2, { ...plain, width: 1.01 })];
    expect(fourier.key(one)).toBe(fourier.key(other));
    const { state, parameters, tables, prepare, departed } = fourier.program([one, other]);
    const { length } = fourier.report(one);
    expect(state.coefficients).toHaveLength(2 * length);
    expect(parameters.projection).toHaveLength(2 * length);
    expect(parameters.strength).toHaveLength(length);
    expect(tables.modes).toHaveLength(length);
    expect(departed).toBe("departed");
    const ladder = prepare.find((call) => call.output === "ladder")!.rows;
    expect(fourier.rows(one)).toBeGreaterThan((7 * length) / 2 + 2 * ladder);
  });

  it("reads at most seven arrays in every call, which is what a GPU gives a kernel", () => {
    const { prepare, learn, feel } = fourier.program([memberAt(3, plain, { accuracy: 0.1 })]);
    for (const call of [...prepare, ...learn, ...feel]) expect(call.reads.length).toBeLessThanOrEqual(7);
  });

  it("costs a fixed part and one in proportion to the particles, whatever the number of steps", () => {
    const member = memberAt(2, plain);
    const cost = (count: number) => fourier.cost({ ...member, count });
    expect(cost(1)).toBeGreaterThan(0);
    expect((cost(9) - cost(1)) / (cost(2) - cost(1))).toBeCloseTo(8, 9);
    expect(fourier.cost({ ...member, steps: 1e6 })).toBe(fourier.cost(member));
    expect(fourier.cost(memberAt(2, plain, { accuracy: 1e-4 }))).toBeLessThan(fourier.cost(member));
  });
});
