import { describe, expect, it, test } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import {
  biasDecay,
  clip,
  type GradientPenalty,
  gradientPenalty,
  instanceNoise,
  lipschitz,
  type Penalty,
  penalties,
  r1,
  r2,
  totalDecay,
  weightDecay,
} from "../../src/penalties/index.ts";
import { call, program, text, valuesAfter } from "../engine/programs.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

const everyGradient: readonly (readonly [string, Penalty, number])[] = [
  ["r1", r1(0.7), 0],
  ["r2", r2(3), 0],
  ["gradientPenalty", gradientPenalty(10), 1],
  ["gradientPenalty at 0", gradientPenalty(10, { norm: 0 }), 0],
  ["gradientPenalty of one side", gradientPenalty(4, { norm: 0.5, sided: "one" }), 0.5],
];
const norms = [0.001, 0.1, 0.49, 0.51, 0.99, 1.01, 2, 17, 1e3];

describe.each(everyGradient)("%s", (_, penalty, cheapest) => {
  const gradient = penalty.gradient as GradientPenalty;
  const value = (norm: number) => gradient.value(norm, ...gradient.numbers);
  const stiffness = (norm: number) => gradient.stiffness(norm, ...gradient.numbers);

  test.each(norms)("its stiffness is ψ'/n at n = %f", (norm) => {
    const h = 1e-4 * Math.min(norm, 1);
    const slope = (value(norm + h) - value(norm - h)) / (2 * h);
    expect(Math.abs(stiffness(norm) * norm - slope)).toBeLessThan(1e-8 * (1 + Math.abs(slope)) * (1 + norm));
  });

  it("rises beyond the norm that costs nothing, and never below 0", () => {
    const beyond = norms.filter((norm) => norm > cheapest).map(value);
    expect(value(cheapest)).toBe(0);
    beyond.forEach((one, k) => {
      expect(one).toBeGreaterThan(k === 0 ? 0 : beyond[k - 1]!);
    });
  });

  it("is finite at 0 and at huge norms", () => {
    for (const norm of [0, 1e-300, 1e-30, 1e30, 1e300]) {
      expect(Number.isFinite(value(norm))).toBe(true);
      expect(Number.isFinite(stiffness(norm))).toBe(true);
    }
  });

  it.each(["cpu", "webasm"] as const)("runs on %s", async (kind) => {
    const S = 6;
    const at = [0, 1e-15, 0.3, 1.2, 40, 1e30];
    const arguments_ = ["v[0][this.thread.x]", ...gradient.numbers.map((one) => String(one))].join(", ");
    const body = text(`function (v) { return f(${arguments_}); }`);
    const one = program(
      (["value", "stiffness"] as const).map((name) =>
        call(name, body, ["v"], { helpers: { f: gradient[name] } }),
      ),
      {
        simulations: S,
        state: { value: new Float64Array(S), stiffness: new Float64Array(S) },
        parameters: { v: Float64Array.from(at) },
      },
    );
    for (const name of ["value", "stiffness"] as const) {
      const found = await valuesAfter(await openBackend(kind), 1, one, name);
      found.forEach((result, k) => {
        const wanted = gradient[name](at[k]!, ...gradient.numbers);
        const off = Math.abs(result - wanted) / Math.max(1, Math.abs(wanted));
        expect(off, `${name} at ${at[k]}`).toBe(0);
      });
    }
  });
});

test("two sides push short gradients up, one side leaves them", () => {
  const at = (penalty: Penalty, norm: number) =>
    penalty.gradient!.stiffness(norm, ...penalty.gradient!.numbers);
  expect(at(gradientPenalty(10), 0.5)).toBe(-20);
  expect(at(gradientPenalty(10, { sided: "one" }), 0.5)).toBe(0);
  expect(at(gradientPenalty(10, { sided: "one" }), 2)).toBe(at(gradientPenalty(10), 2));
});

test("each is asked at its own samples", () => {
  expect(r1(1).gradient?.on).toBe("true");
  expect(r2(1).gradient?.on).toBe("generated");
  expect(gradientPenalty(1).gradient).toMatchObject({ on: "interpolates", numbers: [1, 1] });
  expect(gradientPenalty(1).gradient).not.toHaveProperty("interpolates");
  expect(
    [gradientPenalty(1), gradientPenalty(1, { over: "maximum" })].map((one) => one.gradient?.over),
  ).toEqual(["mean", "maximum"]);
  expect(gradientPenalty(1, { interpolates: 7 }).gradient?.interpolates).toBe(7);
});

test("only weight decay decays", () => {
  const others = [r1(1), r2(1), gradientPenalty(1), clip(1), lipschitz(1), instanceNoise(1)];
  expect(totalDecay(others)).toBe(0);
  expect(totalDecay([...others, weightDecay(0.25), weightDecay(0.5)])).toBe(0.75);
});

test("bounds and noise say their size", () => {
  expect(clip(0.01).bound).toEqual({ of: "each", size: 0.01 });
  expect(lipschitz(2).bound).toEqual({ of: "norm", size: 2 });
  expect(instanceNoise(0.3).noise).toEqual({ spread: 0.3, copies: 16 });
  expect(penalties.build({ kind: "instanceNoise", spread: 0.3, copies: 4 }).noise?.copies).toBe(4);
});

test("wrong options are refused by name", () => {
  expectInputError(() => r1(-1), "strength", /at least 0/);
  expectInputError(() => clip(0), "bound", /more than 0/);
  expectInputError(() => lipschitz(Number.NaN), "constant");
  expectInputError(() => instanceNoise(0.1, 0), "copies");
  const wrong = { kind: "gradientPenalty", strength: 1, sided: "both" };
  expectInputError(() => penalties.build(wrong), "sided", /two, one/);
  expectInputError(() => penalties.build({ kind: "r1", strenght: 1 }), "strenght", /did you mean "strength"/);
});

describe("weight decay that spares biases", () => {
  it("decays weights alone", () => {
    const both = [weightDecay(0.3), weightDecay(0.2, { biases: false })];
    expect(totalDecay(both)).toBeCloseTo(0.5, 15);
    expect(biasDecay(both)).toBe(0.3);
  });
});
