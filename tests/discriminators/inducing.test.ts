import { describe, expect, it } from "vitest";
import { inducingModel } from "../../src/discriminators/inducing/model.ts";
import { kernels, pairValue } from "../../src/kernels/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import type { Spec } from "../../src/options/index.ts";
import { ask, settingOf } from "./modelProgram.ts";

const trueOnes = [
  [1, 0],
  [-0.5, 0.8],
  [-0.5, -0.8],
];
const starts = [
  [0.2, 0.1],
  [-0.1, 0.3],
];
const setting = settingOf(trueOnes, starts);

const cases: readonly { spec: Spec; accuracy: number; most?: number; holds: number }[] = [
  { spec: { kind: "gaussian", width: 1 }, accuracy: 1e-2, holds: 1.2e-2 },
  { spec: { kind: "matern", width: 1.5, smoothness: 2.5 }, accuracy: 0.02, holds: 0.03 },
  { spec: { kind: "laplacian", width: 1.5 }, accuracy: 1e-3, most: 60, holds: 0.7 },
  { spec: { kind: "reluTangent", depth: 2 }, accuracy: 1e-3, most: 60, holds: 0.2 },
  { spec: { kind: "erfTangent", depth: 2 }, accuracy: 1e-2, holds: 1.2e-2 },
];

describe("a kernel discriminator held in inducing points", () => {
  for (const { spec, accuracy, most, holds } of cases) {
    const kernel = kernels.build(spec);
    const options = { kernel, accuracy, padding: 1, ...(most === undefined ? {} : { most }) };
    const model = inducingModel(options, setting);

    it(`${spec.kind}: follows the sum of all that it was taught, within its bound`, async () => {
      expect(model.report.bound).toBeGreaterThan(0);
      expect(model.report.bound).toBeLessThan(holds);
      const asked = ask(model, 5, 2);
      const stream = randomStream(7);
      const path = Array.from({ length: 12 }, (_, step) => {
        const particles = starts.map(([x, y], j) => [x! + 0.1 * step * Math.cos(j + 1), y! - 0.05 * step]);
        return {
          samples: [...trueOnes, ...particles],
          pull: Array.from({ length: 5 }, () => stream.normal()),
        };
      });
      const weights = Float64Array.from(model.start);
      for (const { samples, pull } of path) {
        const up = await asked.direction(weights, samples.flat(), { pull });
        up.forEach((value, m) => {
          weights[m]! += value;
        });
      }
      const probes = [...trueOnes, [0.4, 0.5], [-1.1, -0.6]];
      const found = await asked.value(weights, probes.flat());
      const strength = path.flatMap(({ pull }) => pull).reduce((sum, value) => sum + Math.abs(value), 0);
      const largest = Math.max(...[-2, 2].map((x) => pairValue(kernel, [x, 2], [x, 2])));
      const allowed = model.report.bound ** 2 * largest * strength;
      let size = 0;
      probes.forEach((x, r) => {
        let wanted = 0;
        for (const { samples, pull } of path) {
          samples.forEach((z, i) => {
            wanted += pull[i]! * pairValue(kernel, x, z);
          });
        }
        size = Math.max(size, Math.abs(wanted));
        expect(Math.abs(found[r]! - wanted)).toBeLessThan(allowed);
      });
      expect(size).toBeGreaterThan(0.1);
    });

    it(`${spec.kind}: its features are orthonormal: f learned at x, asked at x', is symmetric`, async () => {
      const one = ask(model, 1, 2);
      const [x, y] = [
        [0.3, -0.4],
        [0.9, 0.7],
      ];
      const taught = async (at: number[], asked: number[]) => {
        const up = await one.direction(model.start, at, { pull: [1] });
        return {
          norm: up.reduce((sum, value) => sum + value * value, 0),
          f: (await one.value(up, asked))[0]!,
        };
      };
      const there = await taught(x, y);
      const back = await taught(y, x);
      expect(there.f).toBeCloseTo(back.f, 8);
      const own = await taught(x, x);
      expect(own.f).toBeCloseTo(own.norm, 8);
      // Q ≤ K, and not by more than the bound allows.
      const lost = pairValue(kernel, x, x) - own.f;
      expect(lost).toBeGreaterThan(-1e-9);
    });
  }

  it("needs more points for more accuracy, and says what it has when it may not take them", () => {
    const kernel = kernels.build({ kind: "gaussian", width: 1 });
    const at = (accuracy: number, most = 600) =>
      inducingModel({ kernel, accuracy, padding: 1, most }, setting);
    const [coarse, fine] = [at(0.1), at(0.01)];
    expect(fine.parameters).toBeGreaterThan(coarse.parameters);
    expect(coarse.report.bound).toBeLessThan(0.13);
    expect(coarse.report.bound).toBeGreaterThan(fine.report.bound);
    const few = at(0.01, 10);
    expect(few.report.length).toBe(10);
    // Filled up to whole rounds of four.
    expect(few.parameters).toBe(12);
    expect(few.report.bound).toBeGreaterThan(coarse.report.bound);
  });

  it("shares calls and tables among starts in one box, and with no other kernel", () => {
    const kernel = kernels.build({ kind: "gaussian", width: 1 });
    const ready = (start: number[][], width = kernel) =>
      inducingModel({ kernel: width, accuracy: 0.1, padding: 1 }, settingOf(trueOnes, start));
    const [one, other] = [ready([[0.2, 0.1]]), ready([[-0.3, 0.4]])];
    expect(other.key).toBe(one.key);
    expect(other.tables.inducingInverse).toBe(one.tables.inducingInverse);
    expect(ready([[3, 0]]).key).not.toBe(one.key);
    expect(ready([[0.2, 0.1]], kernels.build({ kind: "gaussian", width: 1.1 })).key).not.toBe(one.key);
  });

  it("holds a kernel of two functions in two: a ReLU network without bias on a line", async () => {
    const kernel = kernels.build({ kind: "reluTangent", depth: 1, biasScale: 0 });
    const model = inducingModel({ kernel, accuracy: 1e-3, padding: 1 }, settingOf([[1], [-1]], [[0.5]]));
    expect(model.report.length).toBe(2);
    expect(model.report.bound).toBeLessThan(1e-5);
    const asked = ask(model, 2, 1);
    const up = await asked.direction(model.start, [0.7, -0.4], { pull: [1, 2] });
    const wanted = [0.9, -1.3].map((x) => pairValue(kernel, [x], [0.7]) + 2 * pairValue(kernel, [x], [-0.4]));
    const found = await asked.value(up, [0.9, -1.3]);
    wanted.forEach((value, r) => {
      expect(found[r]!).toBeCloseTo(value, 8);
    });
  });

  it("chooses among true points, starts and what lies between them in many dimensions", async () => {
    const stream = randomStream(3);
    const cloud = (count: number) =>
      Array.from({ length: count }, () => Array.from({ length: 10 }, () => stream.normal()));
    const high = settingOf(cloud(6), cloud(4));
    const kernel = kernels.build({ kind: "erfTangent", depth: 2 });
    const model = inducingModel({ kernel, accuracy: 0.05, padding: 1, most: 300 }, high);
    expect(model.report.bound).toBeLessThan(0.2);
    const one = ask(model, 1, 10);
    const x = [...high.target.points.subarray(0, 10)];
    const up = await one.direction(model.start, x, { pull: [1] });
    const lost = pairValue(kernel, x, x) - (await one.value(up, x))[0]!;
    expect(lost).toBeLessThan(0.05 ** 2 * pairValue(kernel, x, x) * 3);
    expect(inducingModel({ kernel, accuracy: 0.05, padding: 1, most: 300 }, high).key).toBe(model.key);
  });
});
