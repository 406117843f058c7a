import { describe, expect, it } from "vitest";
import type { SumsInput, SumsOptions } from "../../src/discriminators/sums/input.ts";
import { kernelSums } from "../../src/discriminators/sums/kernelSums.ts";
import { gaussian, type Kernel, kernelValue, rationalQuadratic } from "../../src/kernels/index.ts";
import { InputError } from "../../src/options/index.ts";
import { everyKernel, farthestApart, plainly, randomSum, scalesOf } from "./sumsReference.ts";

/** As the documentation of `kernelSums` states them. */
const stated = { single: 2e-6, double: 1e-13 } as const;

async function errorsOf(kernel: Kernel, input: SumsInput, options: SumsOptions = {}) {
  const found = await kernelSums(kernel, input, options);
  const exact = plainly(kernel, input);
  const scales = scalesOf(kernel, input);
  return {
    ...found,
    value: farthestApart(found.values, exact.values) / scales.value,
    gradient: farthestApart(found.gradients, exact.gradients) / scales.gradient,
  };
}

/** One source of weight 1 at 0, and targets at these distances. */
const alone = (distances: readonly number[]): SumsInput => ({
  dimension: 1,
  points: [0],
  weights: [1],
  at: [...distances],
});

describe("sums over all pairs", () => {
  for (const [name, kernel] of Object.entries(everyKernel)) {
    for (const dimension of [1, 2, 3, 6]) {
      it(`${name}, ${dimension}-d: within the stated error in both precisions`, async () => {
        // Numbers that fill neither vectors nor tiles, far from 0.
        const input = randomSum(dimension, 601, 97, 5, 11 + dimension, 1000);
        for (const precision of ["single", "double"] as const) {
          const errors = await errorsOf(kernel, input, { precision, cutoff: "none" });
          expect(errors.value).toBeLessThan(stated[precision]);
          expect(errors.gradient).toBeLessThan(stated[precision]);
          expect(errors.pairs).toBe(601 * 97);
          // Single precision it was where it was asked for.
          if (precision === "single") expect(errors.value).toBeGreaterThan(1e-12);
        }
      });
    }
  }

  it("are right over domains of hundreds of widths without a cut-off", async () => {
    for (const kernel of Object.values(everyKernel)) {
      // Close enough together that their sums are not zero.
      const spots = randomSum(2, 300, 1, 400, 5);
      const at = Array.from(spots.points, (x, k) => x + 0.3 * Math.sin(17 * k));
      const errors = await errorsOf(kernel, { ...spots, at }, { cutoff: "none" });
      expect(errors.value).toBeLessThan(stated.single);
      expect(errors.gradient).toBeLessThan(stated.single);
    }
  });

  it("give values, gradients or both with the same bits", async () => {
    for (const [name, kernel] of Object.entries(everyKernel)) {
      const input = randomSum(2, 300, 50, 4, 3);
      for (const precision of ["single", "double"] as const) {
        const both = await kernelSums(kernel, input, { precision });
        const values = await kernelSums(kernel, input, { precision, wanted: "values" });
        const gradients = await kernelSums(kernel, input, { precision, wanted: "gradients" });
        expect(values.values, name).toEqual(both.values);
        expect(gradients.gradients, name).toEqual(both.gradients);
        expect([values.gradients.length, gradients.values.length]).toEqual([0, 0]);
      }
    }
  });

  it("are empty or zero where nothing is given", async () => {
    const kernel = gaussian({ width: 1 });
    const nowhere = await kernelSums(kernel, { dimension: 2, points: [1, 2], weights: [1], at: [] });
    expect([nowhere.values.length, nowhere.gradients.length]).toEqual([0, 0]);
    const nothing = await kernelSums(kernel, { dimension: 2, points: [], weights: [], at: [1, 2] });
    expect(nothing.values).toEqual(Float64Array.of(0));
    expect(nothing.gradients).toEqual(Float64Array.of(0, 0));
    const weightless = await kernelSums(kernel, { dimension: 1, points: [0], weights: [0], at: [0.5] });
    expect(weightless.values).toEqual(Float64Array.of(0));
  });
});

describe("one pair", () => {
  it("has a relative error of a few roundings as long as it matters, and is exactly 0 far away", async () => {
    for (const [name, kernel] of Object.entries(everyKernel)) {
      const distances = Array.from({ length: 400 }, (_, k) => 0.01 * k);
      const { values } = await kernelSums(kernel, alone(distances), { cutoff: "none" });
      // The distance in its unit rounds at 6e-8, and that is multiplied by the logarithm of the value.
      distances.forEach((r, k) => {
        const exact = kernelValue(kernel, r * r);
        const logarithm = 1 + Math.abs(Math.log(exact / kernelValue(kernel, 0)));
        expect(Math.abs(values[k]! / exact - 1), `${name} at ${r}`).toBeLessThan(6e-7 * logarithm);
      });
    }
    const { values, gradients } = await kernelSums(gaussian({ width: 1 }), alone([12, 40, 1e3, 1e8]), {
      cutoff: "none",
    });
    expect(values).toEqual(new Float64Array(4));
    expect(Array.from(gradients, Math.abs)).toEqual([0, 0, 0, 0]);
  });

  it("in double precision powers are right to some units in the last place", async () => {
    for (const mixture of [0.3, 1, 2.5, 40]) {
      const kernel = rationalQuadratic({ width: 1, mixture });
      const distances = Array.from({ length: 300 }, (_, k) => 0.02 * k);
      const { values } = await kernelSums(kernel, alone(distances), { precision: "double", cutoff: "none" });
      distances.forEach((r, k) => {
        const exact = kernelValue(kernel, r * r);
        expect(Math.abs(values[k]! / exact - 1)).toBeLessThan(
          4e-16 * (3 + mixture + Math.abs(Math.log(exact))),
        );
      });
    }
  });

  it("pulls nowhere from where it is, with a kink or without", async () => {
    for (const kernel of Object.values(everyKernel)) {
      for (const precision of ["single", "double"] as const) {
        const input = { dimension: 2, points: [0.1, 0.7], weights: [1], at: [0.1, 0.7] };
        const { gradients, values } = await kernelSums(kernel, input, { precision });
        expect(Array.from(gradients, Math.abs)).toEqual([0, 0]);
        expect(values[0]! / kernelValue(kernel, 0)).toBeCloseTo(1, 6);
      }
    }
  });
});

describe("cut-offs", () => {
  for (const [name, dimension, side] of [
    ["gaussian", 1, 400],
    ["gaussian", 2, 60],
    ["gaussian", 3, 30],
    ["laplacian", 1, 800],
    ["maternThreeHalves", 2, 200],
    ["multiScale", 1, 900],
  ] as const) {
    it(`${name}, ${dimension}-d: save pairs and stay within the stated error`, async () => {
      const kernel = everyKernel[name]!;
      const input = randomSum(dimension, 1500, 700, side, 21, -side / 3);
      const errors = await errorsOf(kernel, input);
      expect(errors.pairs).toBeLessThan(0.5 * 1500 * 700);
      expect(Number.isFinite(errors.cutoff)).toBe(true);
      expect(errors.value).toBeLessThan(stated.single);
      expect(errors.gradient).toBeLessThan(stated.single);
      const exact = await errorsOf(kernel, input, { precision: "double" });
      expect(Math.max(exact.value, exact.gradient)).toBeLessThan(stated.double);
      const again = await kernelSums(kernel, input);
      expect(again.gradients).toEqual(errors.gradients);
    });
  }

  it("lose no more than the accuracy that is asked for, and more than ten thousandths of it", async () => {
    const kernel = gaussian({ width: 1 });
    const input = randomSum(2, 3000, 400, 40, 8);
    for (const accuracy of [1e-2, 1e-3, 1e-4]) {
      const { value, gradient } = await errorsOf(kernel, input, { accuracy, precision: "double" });
      expect(Math.max(value, gradient)).toBeLessThan(accuracy);
      expect(value).toBeGreaterThan(1e-12);
    }
  });

  it("are not used where they save nothing, or are not wanted", async () => {
    const near = randomSum(2, 300, 300, 4, 1);
    expect((await kernelSums(everyKernel.gaussian!, near)).pairs).toBe(300 * 300);
    const wide = randomSum(2, 300, 300, 300, 1);
    expect((await kernelSums(everyKernel.gaussian!, wide)).pairs).toBeLessThan(300 * 30);
    expect((await kernelSums(everyKernel.gaussian!, wide, { cutoff: "none" })).pairs).toBe(300 * 300);
    const heavy = await kernelSums(everyKernel.rationalQuadratic!, wide);
    expect([heavy.pairs, heavy.cutoff]).toEqual([300 * 300, Number.POSITIVE_INFINITY]);
  });

  it("are not undone by one point that is far away", async () => {
    const input = randomSum(2, 2000, 500, 80, 4);
    const points = [...Array.from(input.points), 1e6, -1e6];
    const far = { ...input, points, weights: [...Array.from(input.weights), 1] };
    const errors = await errorsOf(everyKernel.gaussian!, far);
    expect(errors.pairs).toBeLessThan(0.2 * 2000 * 500);
    expect(errors.gradient).toBeLessThan(stated.single);
  });
});

describe("wrong input is refused with its place", () => {
  const kernel = gaussian({ width: 1 });
  const right = { dimension: 2, points: [0, 0, 1, 1], weights: [1, 2], at: [0, 1] };
  const wrong: [string, Partial<SumsInput>, SumsOptions][] = [
    ["dimension", { dimension: 0 }, {}],
    ["dimension", { dimension: 1.5 }, {}],
    ["points", { points: [0, 0, 1] }, {}],
    ["at", { at: [1, 2, 3] }, {}],
    ["at[1]", { at: [0, Number.NaN] }, {}],
    ["weights[0]", { weights: [Number.POSITIVE_INFINITY, 1] }, {}],
    ["accuracy", {}, { accuracy: 0 }],
    ["precision", {}, { precision: "half" as "single" }],
    ["cutoff", {}, { cutoff: "some" as "none" }],
    ["wanted", {}, { wanted: "all" as "both" }],
  ];
  for (const [place, changes, options] of wrong) {
    it(`${place}: ${JSON.stringify({ ...changes, ...options })}`, async () => {
      const refused = kernelSums(kernel, { ...right, ...changes }, options);
      await expect(refused).rejects.toThrow(InputError);
      await expect(refused).rejects.toMatchObject({ path: place });
    });
  }

  it("kernel: a shape that the modules do not have", async () => {
    const own = { ...kernel, terms: [{ ...kernel.terms[0]!, shape: "own" }] };
    await expect(kernelSums(own, right)).rejects.toMatchObject({ path: "kernel" });
  });
});
