import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { symmetricEigen } from "../../../src/numerics/singularValues.ts";
import { deviationExponent } from "../../../src/studies/duality/spectrum/activationClaims.ts";
import { largestSeen } from "../../../src/studies/duality/spectrum/activations.ts";
import { averaged, formOf, type Judged, reached } from "../../../src/studies/duality/spectrum/course.ts";
import { fittedRate } from "../../../src/studies/duality/spectrum/rate.ts";
import { pointsOf } from "../../../src/studies/duality/spectrum/spectra.ts";
import { dualSpectrum } from "../../../src/studies/duality/spectrum/spectrum.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { duality } from "../../../src/theory/index.ts";

const courseOf = (gaps: readonly number[]): Judged[] =>
  gaps.map((gap, k) => ({ step: 10 * (k + 1), gap, objective: 0, excess: 0 }));

describe("what is read from a course", () => {
  it("the data have exactly the spectrum that is asked for, in turned axes", () => {
    const values = [3, 2, 2, 0.1];
    const points = Float64Array.from(pointsOf(values, 12, randomStream(5)).flat());
    const moment = duality.secondMoment(points, new Float64Array(12).fill(1 / 12), 4);
    symmetricEigen(moment, 4).values.forEach((value, k) => {
      expect(value).toBeCloseTo(values[k]!, 12);
    });
    expect(Math.abs(moment[1]!)).toBeGreaterThan(1e-3);
  });

  it("units make a form, every other one negative", () => {
    expect(Array.from(formOf([1, 2, 3, 0], 2))).toEqual([1 - 9, 2, 2, 4]);
  });

  it("the gap is closed when it stays closed", () => {
    expect(reached(courseOf([1, 1e-4, 1, 1e-4, 1e-5]), 1e-3)).toBe(40);
    expect(reached(courseOf([1, 1e-4, 1]), 1e-3)).toBeUndefined();
    expect(reached(courseOf([1, 1e-4, Number.NaN]), 1e-3)).toBeUndefined();
  });

  it("its rate is that of an exponential, and of nothing else", () => {
    const falling = Array.from({ length: 200 }, (_, k) => Math.exp(-0.02 * 10 * (k + 1) * 0.5));
    expect(fittedRate(courseOf(falling))).toBeCloseTo(0.01, 10);
    expect(fittedRate(courseOf(falling.map(() => 0.5)))).toBeNaN();
  });

  it("a law of standard deviations has the exponent 1/2 where it takes little, and more where it takes much", () => {
    const values = [5, 3.4, 2.3, 1.56];
    const lacks = (delta: number) => values.map((value) => value - (Math.sqrt(value) - delta) ** 2);
    expect(deviationExponent(values, lacks(1e-4))).toBeCloseTo(0.5, 3);
    expect(deviationExponent(values, lacks(0.6))).toBeGreaterThan(0.58);
  });

  it("the mean over the later half forgets the start", () => {
    const at = (value: number) => ({
      step: 1,
      generated: Float64Array.of(value),
      form: Float64Array.of(2 * value),
      cost: value,
    });
    const means = averaged([at(100), at(1), at(3), at(5)]);
    expect(means[3]!.generated[0]).toBe(4);
    expect(means[3]!.form[0]).toBe(8);
  });

  it("the largest that a unit sees is an eigenvalue where the profile is a square", () => {
    const truth = Float64Array.from(pointsOf([3, 2, 1], 10, randomStream(6)).flat());
    const outputs = truth.map((value) => 0.5 * value);
    const found = largestSeen({ truth, outputs, dimension: 3 }, (t) => t * t, randomStream(7));
    expect(found).toBeCloseTo(3 * 0.75, 6);
  });
});

describe("the study", () => {
  it("reaches the closed form, small", { timeout: 120_000 }, async () => {
    const options = { samples: 10, units: 10, steps: 2500, seeds: 2 };
    const spec = resolveStudy({ study: "dualSpectrum", backend: "webasm", scale: 0.5, options }, [
      dualSpectrum,
    ]);
    const { result } = await runStudy(spec, dualSpectrum, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0" },
      read: () => {
        throw new Error("nothing to read");
      },
    });
    expect(result.comparisons).toHaveLength(24);
    const cliff = result.comparisons.filter(({ claim }) => claim.startsWith("cliff"));
    expect(cliff.map(({ passes }) => passes)).toEqual([true, true]);
    expect(result.figures.map(({ name }) => name)).toEqual(["spectra", "gap", "misses", "activations"]);
  });
});
