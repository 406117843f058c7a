import { describe, expect, it } from "vitest";
import { bestResponse } from "../../src/discriminators/bestResponse.ts";
import { boundedUnits } from "../../src/discriminators/boundedUnits.ts";
import { cones } from "../../src/discriminators/cones.ts";
import { inducingModel } from "../../src/discriminators/inducing/model.ts";
import { linear } from "../../src/discriminators/linear.ts";
import type { Model } from "../../src/discriminators/model.ts";
import { quadratic } from "../../src/discriminators/quadratic.ts";
import { openBackend } from "../../src/engine/index.ts";
import { kernels } from "../../src/kernels/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import type { Spec } from "../../src/options/index.ts";
import { ask, settingOf } from "./modelProgram.ts";

/** Central differences with h = 1e-5 of what is of order one to ten. */
const DIFFERENCE = 1e-7;
const h = 1e-5;
/** Rounding, 1e-16, times some hundred terms that cancel in part. */
const ROUNDING = 1e-12;

const trueOnes = [
  [1.3, 0.2],
  [-0.7, 0.9],
  [0.1, -1.1],
];
const starts = [
  [0.3, 0.4],
  [-0.2, 0.1],
];
const setting = settingOf(trueOnes, starts);
const stream = randomStream(29);
const samples = Float64Array.from({ length: 5 * 2 }, () => stream.normal());

const inducing = (spec: Spec): Model =>
  inducingModel({ kernel: kernels.build(spec), accuracy: 0.05, padding: 1, most: 40 }, setting);

const models: Readonly<Record<string, Model>> = {
  linear: linear({ start: [0.4, -0.3] }).ready(setting),
  quadratic: quadratic({ units: 3, spread: 0.5 }).ready(setting),
  boundedUnits: boundedUnits({ units: 4, activation: "erf", scale: 1.3, shift: 0.6 }).ready(setting),
  "cones of a learned constant": cones({ constant: 1.3, learned: true }).ready(setting),
  "inducing gaussian": inducing({ kind: "gaussian", width: 1 }),
  "inducing laplacian": inducing({ kind: "laplacian", width: 1.5 }),
  "inducing reluTangent": inducing({ kind: "reluTangent", depth: 2 }),
  "inducing reluTangent without bias": inducing({ kind: "reluTangent", depth: 1, biasScale: 0 }),
  "inducing erfTangent": inducing({ kind: "erfTangent", depth: 2 }),
  "bestResponse gaussian": bestResponse(kernels.build({ kind: "gaussian", width: 1 }), { time: 1 }).ready(
    setting,
  ),
  "bestResponse reluTangent": bestResponse(kernels.build({ kind: "reluTangent", depth: 2 }), {
    time: 1,
  }).ready(setting),
};

/** Σ_k of f over both sides of each coordinate of a list. */
async function differences(
  list: ArrayLike<number>,
  value: (moved: Float64Array) => Promise<Float64Array>,
  take: (values: Float64Array, k: number) => number,
): Promise<Float64Array> {
  const result = new Float64Array(list.length);
  for (let k = 0; k < list.length; k++) {
    const sides: number[] = [];
    for (const shift of [h, -h]) {
      const moved = Float64Array.from(list);
      moved[k]! += shift;
      sides.push(take(await value(moved), k));
    }
    result[k] = (sides[0]! - sides[1]!) / (2 * h);
  }
  return result;
}

function expectClose(found: Float64Array, wanted: Float64Array): void {
  expect(found.length).toBe(wanted.length);
  const size = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  expect(size).toBeGreaterThan(0);
  found.forEach((value, k) => {
    expect(Math.abs(value - wanted[k]!)).toBeLessThan(DIFFERENCE * size);
  });
}

describe("every model", () => {
  for (const [name, model] of Object.entries(models)) {
    const asked = ask(model, 5, 2);
    const drawn = randomStream(31);
    const weights = model.start.map((value) => value + drawn.normal());

    it(`${name}: slope is the gradient of value`, async () => {
      const found = await asked.slope(weights, samples);
      const wanted = await differences(
        samples,
        (moved) => asked.value(weights, moved),
        (values, k) => values[Math.floor(k / 2)]!,
      );
      expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(0.05);
      expectClose(found, wanted);
    });

    it(`${name}: names its constants alike`, () => {
      const [kind] = name.split(" ");
      for (const array of [...Object.keys(model.own), ...Object.keys(model.tables)]) {
        expect(array.startsWith(kind!)).toBe(true);
      }
      expect(model.start.length).toBe(model.parameters);
    });

    it(`${name}: is the same on webasm, to rounding`, async () => {
      const single = ask(model, 5, 2, await openBackend("webasm"));
      const parts = ["value", "slope"] as const;
      for (const part of parts) {
        const wanted = await asked[part](weights, samples);
        const found = await single[part](weights, samples);
        const size = Math.max(...wanted.map(Math.abs));
        // Weights here are as large on the weakest features as on the strongest, which no training makes them.
        found.forEach((value, k) => {
          expect(Math.abs(value - wanted[k]!)).toBeLessThan(ROUNDING * size);
        });
      }
    });

    if (model.respond !== undefined) continue;

    it(`${name}: direction is the gradient of what is taught, with and without dipoles`, async () => {
      const pull = Float64Array.from({ length: 5 }, () => drawn.normal());
      const dipole = Float64Array.from({ length: 10 }, () => drawn.normal());
      const shorter = weights.length > 12 ? weights.subarray(0, 12) : weights;
      const taught = async (list: Float64Array, dipoles: boolean) => {
        const all = Float64Array.from(weights);
        all.set(list);
        const f = await asked.value(all, samples);
        const g = await asked.slope(all, samples);
        const pulls = f.reduce((sum, value, r) => sum + pull[r]! * value, 0);
        return Float64Array.of(
          pulls + (dipoles ? g.reduce((sum, value, r) => sum + dipole[r]! * value, 0) : 0),
        );
      };
      for (const dipoles of [false, true]) {
        const found = await asked.direction(weights, samples, dipoles ? { pull, dipole } : { pull });
        const wanted = await differences(
          shorter,
          (list) => taught(list, dipoles),
          ([value]) => value!,
        );
        expectClose(found.subarray(0, shorter.length), wanted);
      }
    });
  }
});
