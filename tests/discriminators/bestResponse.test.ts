import { describe, expect, it } from "vitest";
import { bestResponse, bestResponseKind } from "../../src/discriminators/bestResponse.ts";
import { cpu } from "../../src/engine/cpu.ts";
import type { Body, Call } from "../../src/engine/index.ts";
import { kernels, pairGradient, pairValue } from "../../src/kernels/index.ts";
import { InputError, type Spec } from "../../src/options/index.ts";
import { settingOf } from "./modelProgram.ts";

const trueOnes = [
  [1, 0.2],
  [-0.6, 0.7],
  [0, -1],
];
const particles = [
  [0.3, 0.1],
  [-0.2, 0.4],
];
const samples = [...trueOnes, ...particles];
const setting = settingOf(trueOnes, particles);
const masses = [1 / 3, 1 / 3, 1 / 3, 0.5, 0.5];
const labels = [1, 1, 1, -1, -1];
const specs: readonly Spec[] = [
  { kind: "gaussian", width: 0.8 },
  { kind: "reluTangent", depth: 2 },
];

function pullCall(text: string): Call {
  const body = { toString: () => text } as unknown as Body;
  return {
    name: "pulls",
    output: "pull",
    rows: 5,
    body,
    reads: ["f", "mass", "label"],
    constants: {},
    helpers: {},
  };
}

const head = "function (f, mass, label) { const s = this.thread.x; const r = this.thread.y;";
const ipm = pullCall(`${head} return mass[r][s] * label[r][s] + 0 * f[r][s]; }`);
const leastSquares = pullCall(`${head} return mass[r][s] * (label[r][s] - f[r][s]); }`);

/** w after the response, then f and ∇f at `places`. */
async function respond(
  spec: Spec,
  given: { time: number; steps?: number; decay?: number; pull: Call },
  places: readonly (readonly number[])[],
) {
  const { decay = 0, pull, ...training } = given;
  const model = bestResponse(kernels.build(spec), training).ready(setting);
  const at = { parameters: "weights", samples: "samples", count: 5, tag: "A" };
  const there = { parameters: "weights", samples: "places", count: places.length, tag: "B" };
  const execution = await cpu.load({
    simulations: 1,
    state: {
      weights: model.start,
      value: new Float64Array(places.length),
      slope: new Float64Array(2 * places.length),
    },
    parameters: {
      ...model.own,
      samples: Float64Array.from(samples.flat()),
      places: Float64Array.from(places.flat()),
      mass: Float64Array.from(masses),
      label: Float64Array.from(labels),
      decay: Float64Array.of(decay),
    },
    tables: model.tables,
    calls: [
      ...model.respond!({ ...at, pull: "pull", direction: "unused", value: "f" }, [pull]),
      ...model.prepare(there),
      ...model.feel({ ...there, value: "value", slope: "slope" }),
    ],
  });
  await execution.advance(1);
  return {
    value: execution.read("value"),
    slope: execution.read("slope"),
    weights: execution.read("weights"),
  };
}

/** f = Σ α K(·, z) and its gradient. */
function directly(spec: Spec, dual: readonly number[], x: readonly number[]) {
  const kernel = kernels.build(spec);
  let value = 0;
  const gradient = [0, 0];
  samples.forEach((z, r) => {
    value += dual[r]! * pairValue(kernel, x, z);
    pairGradient(kernel, x, z).forEach((part, k) => {
      gradient[k]! += dual[r]! * part;
    });
  });
  return { value, gradient };
}

/** α of least squares after a time τ: the flow dα/dt = P(y − Kα) − λα, by Taylor series over short steps. */
function leastSquaresFlow(spec: Spec, time: number, decay: number): number[] {
  const kernel = kernels.build(spec);
  const gram = samples.map((x) => samples.map((z) => pairValue(kernel, x, z)));
  const rounds = 200;
  const h = time / rounds;
  const linear = (v: readonly number[]) =>
    v.map((value, r) => -masses[r]! * gram[r]!.reduce((sum, k, i) => sum + k * v[i]!, 0) - decay * value);
  let dual = samples.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    let term = linear(dual).map((value, r) => value + masses[r]! * labels[r]!);
    let factor = h;
    const next = dual.map((value, r) => value + factor * term[r]!);
    for (let order = 2; order < 14; order++) {
      term = linear(term);
      factor *= h / order;
      term.forEach((value, r) => {
        next[r]! += factor * value;
      });
    }
    dual = next;
  }
  return dual;
}

const places = [...samples, [0.5, -0.4]];

describe("the best response", () => {
  for (const spec of specs) {
    it(`${spec.kind}: of an IPM it is τ times the difference of mean kernels, exactly`, async () => {
      const { value, slope, weights } = await respond(spec, { time: 2.5, steps: 7, pull: ipm }, places);
      const dual = masses.map((mass, r) => 2.5 * mass * labels[r]!);
      places.forEach((x, r) => {
        const wanted = directly(spec, dual, x);
        expect(value[r]!).toBeCloseTo(wanted.value, 11);
        expect(slope[2 * r]!).toBeCloseTo(wanted.gradient[0]!, 11);
        expect(slope[2 * r + 1]!).toBeCloseTo(wanted.gradient[1]!, 11);
      });
      expect([...weights.subarray(5)]).toEqual(samples.flat());
    });

    it(`${spec.kind}: of least squares it nears the exponential as 1/steps`, async () => {
      for (const decay of [0, 0.3]) {
        const dual = leastSquaresFlow(spec, 1.5, decay);
        const wanted = places.map((x) => directly(spec, dual, x).value);
        const errors: number[] = [];
        for (const steps of [50, 100, 200]) {
          const { value } = await respond(spec, { time: 1.5, steps, decay, pull: leastSquares }, places);
          errors.push(Math.max(...wanted.map((one, r) => Math.abs(one - value[r]!))));
        }
        expect(errors[0]).toBeLessThan(0.05);
        expect(errors[0]! / errors[1]!).toBeGreaterThan(1.8);
        expect(errors[0]! / errors[1]!).toBeLessThan(2.3);
        expect(errors[1]! / errors[2]!).toBeGreaterThan(1.9);
        expect(errors[1]! / errors[2]!).toBeLessThan(2.15);
      }
    });
  }

  it("with weight decay and much time it is the equilibrium", async () => {
    const given = { time: 60, steps: 300, decay: 0.5, pull: ipm };
    const { value } = await respond(specs[0]!, given, places);
    const dual = masses.map((mass, r) => (mass * labels[r]!) / 0.5);
    places.forEach((x, r) => {
      expect(value[r]!).toBeCloseTo(directly(specs[0]!, dual, x).value, 9);
    });
  });

  it("refuses dipoles, noise, and wrong options", () => {
    const model = bestResponseKind({ kernel: specs[1]!, time: 1 }).ready(setting);
    const at = { parameters: "weights", samples: "samples", count: 5, tag: "", pull: "pull", direction: "" };
    expect(() => model.respond!({ ...at, value: "f", dipole: "dipole" }, [])).toThrow(InputError);
    expect(() => model.respond!({ ...at, value: "f", count: 10 }, [])).toThrow(InputError);
    expect(() => bestResponseKind({ kernel: specs[0]!, time: 0 })).toThrow(/time/);
    expect(() => bestResponseKind({ kernel: { kind: "gaussian" }, time: 1 })).toThrow(/width/);
  });
});
