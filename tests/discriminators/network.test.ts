import { describe, expect, it } from "vitest";
import type { Model } from "../../src/discriminators/model.ts";
import { networkDiscriminator } from "../../src/discriminators/networkDiscriminator.ts";
import { openBackend } from "../../src/engine/index.ts";
import { activations, evaluateNetwork, layoutOf, tangentFeatures } from "../../src/networks/index.ts";
import { standardNormals } from "../../src/numerics/normalVectors.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { points } from "../../src/targets/index.ts";
import { askModels, type Question } from "./askModel.ts";

type Options = Parameters<typeof networkDiscriminator>[0];

const cases: readonly (Options & { readonly d: number })[] = [
  { d: 2, hidden: [5], activation: "tanh" },
  { d: 1, hidden: [4, 3], activation: "relu", biasScale: 0.7 },
  { d: 3, hidden: [4, 6, 3], activation: "erf", antisymmetric: false, weightScale: 1.4 },
  { d: 2, hidden: [7, 2], activation: "sine", outputBias: true },
  { d: 2, hidden: [3, 5], activation: "leakyRelu", biasScale: 0 },
  { d: 2, hidden: [4, 3], activation: "tanh", outputBias: true, parametrization: "standard" },
  { d: 4, hidden: [1], activation: "erf", outputBias: true, antisymmetric: false },
  { d: 2, hidden: [3, 4, 3, 2], activation: "tanh", biasScale: 0 },
];

const R = 5;

function normals(seed: number, count: number): Float64Array {
  return standardNormals(count, 1, randomStream(seed, count));
}

function ready({ d, ...options }: (typeof cases)[number], seed = 1): Model {
  const target = points([new Array<number>(d).fill(0)]).draw(randomStream(0));
  const start = new Float64Array(d);
  return networkDiscriminator(options).ready({ target, start, count: 1, stream: randomStream(seed) });
}

function layoutFor({ d, activation = "relu", ...options }: (typeof cases)[number]) {
  const { linearized: _, antisymmetric = true, ...shape } = options;
  return layoutOf({ ...shape, inputs: d, outputs: 1, activation: activations[activation], antisymmetric });
}

/** Parameters away from the start, where the copies differ. */
function question(model: Model, d: number, seed: number, dipoles: boolean): Question {
  const shift = normals(seed + 10, model.parameters);
  return {
    parameters: model.start.map((value, k) => value + 0.5 * shift[k]!),
    samples: normals(seed + 20, R * d),
    pull: normals(seed + 30, R),
    ...(dipoles ? { dipole: normals(seed + 40, R * d) } : {}),
  };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** Σ pull f + Σ dipole·∇f from a model's own answers. */
function lesson(one: Question, value: Float64Array, slope: Float64Array): number {
  return dot(one.pull, value) + (one.dipole === undefined ? 0 : dot(one.dipole, slope));
}

const step = 1e-5;

/** The question at parameters moved along a direction. */
function moved(one: Question, along: Float64Array, sign: number): Question {
  return { ...one, parameters: one.parameters.map((value, k) => value + sign * step * along[k]!) };
}

for (const linearized of [false, true]) {
  describe(linearized ? "the linearized network" : "the network discriminator", () => {
    cases.forEach((given, which) => {
      const one = { ...given, linearized };
      const { d } = one;
      const model = ready(one);
      const layout = layoutFor(given);
      const title = `${given.activation} ${d}-${given.hidden.join("-")}-1`;

      it(`${title}: values are those of the reference`, async () => {
        const asked = [1, 2].map((seed) => question(model, d, seed + which, false));
        const { value } = await askModels([model, model], asked);
        asked.forEach(({ parameters, samples }, s) => {
          const expected = linearized
            ? Float64Array.from({ length: R }, (_, r) => {
                const x = samples.slice(r * d, (r + 1) * d);
                return dot(parameters, tangentFeatures(layout, model.own.networkFrozen!, x));
              })
            : evaluateNetwork(layout, parameters, samples);
          expected.forEach((wanted, r) => {
            expect(value[s]![r]!).toBeCloseTo(wanted, 12);
          });
          expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.05);
        });
      });

      it(`${title}: slopes are the derivatives of values`, async () => {
        const asked = question(model, d, 3 + which, false);
        const at = (sign: number, k: number) => ({
          ...asked,
          samples: asked.samples.map((x, i) => (i % d === k ? x + sign * step : x)),
        });
        const all = [asked, ...Array.from({ length: d }, (_, k) => [at(1, k), at(-1, k)]).flat()];
        const { value, slope } = await askModels(
          all.map(() => model),
          all,
        );
        for (let k = 0; k < d; k++) {
          for (let r = 0; r < R; r++) {
            const difference = (value[1 + 2 * k]![r]! - value[2 + 2 * k]![r]!) / (2 * step);
            expect(Math.abs(slope[0]![r * d + k]! - difference)).toBeLessThan(
              1e-7 * (1 + Math.abs(difference)),
            );
          }
        }
        expect(Math.max(...slope[0]!.map(Math.abs))).toBeGreaterThan(0.01);
      });

      for (const dipoles of [false, true]) {
        it(`${title}: directions are derivatives of what is taught${dipoles ? ", dipoles included" : ""}`, async () => {
          const asked = question(model, d, 5 + which, dipoles);
          const unit = (p: number) => Float64Array.from(asked.parameters, (_, k) => (k === p ? 1 : 0));
          const along = Array.from({ length: model.parameters }, (_, p) => unit(p));
          const all = [asked, ...along.flatMap((way) => [moved(asked, way, 1), moved(asked, way, -1)])];
          const { value, slope, direction } = await askModels(
            all.map(() => model),
            all,
          );
          const taught = all.map((_, s) => lesson(asked, value[s]!, slope[s]!));
          const size = Math.max(...direction[0]!.map(Math.abs));
          along.forEach((_, p) => {
            const difference = (taught[1 + 2 * p]! - taught[2 + 2 * p]!) / (2 * step);
            expect(Math.abs(direction[0]![p]! - difference)).toBeLessThan(1e-7 * size);
          });
          expect(size).toBeGreaterThan(0.05);
        });
      }

      it(`${title}: webasm agrees to rounding`, async () => {
        const asked = [1, 2, 3].map((seed) => question(model, d, seed + which, true));
        const models = asked.map(() => model);
        const exact = await askModels(models, asked);
        const answers = await askModels(models, asked, await openBackend("webasm"));
        for (const what of ["value", "slope", "direction"] as const) {
          asked.forEach((_, s) => {
            const size = Math.max(...exact[what][s]!.map(Math.abs));
            const gap = exact[what][s]!.map((wanted, k) => Math.abs(answers[what][s]![k]! - wanted));
            expect(Math.max(...gap)).toBeLessThan(1e-13 * size);
          });
        }
      });
    });
  });
}

describe("the start of a network discriminator", () => {
  const given = { d: 2, hidden: [8, 8], activation: "relu" as const };

  it("is 0 everywhere, and has slopes to learn from", async () => {
    const model = ready(given);
    const { value, slope, direction } = await askModels(
      [model],
      [{ ...question(model, 2, 1, false), parameters: model.start }],
    );
    expect(Math.max(...value[0]!.map(Math.abs))).toBeLessThan(1e-14);
    expect(Math.max(...slope[0]!.map(Math.abs))).toBeLessThan(1e-14);
    expect(Math.max(...direction[0]!.map(Math.abs))).toBeGreaterThan(0.1);
  });

  it("is a random function without the second copy, another one for another seed", async () => {
    const [one, other] = [1, 2].map((seed) => ready({ ...given, antisymmetric: false }, seed));
    const asked = [one!, other!].map((model) => ({
      ...question(one!, 2, 1, false),
      parameters: model.start,
    }));
    const { value } = await askModels([one!, other!], asked);
    expect(Math.abs(value[0]![0]!)).toBeGreaterThan(0.01);
    expect(value[0]![0]!).not.toBeCloseTo(value[1]![0]!, 3);
  });

  it("keys differ with whatever changes the calls", () => {
    const variants: Options[] = [
      { hidden: [8] },
      { hidden: [8, 8] },
      { hidden: [8], activation: "tanh" },
      { hidden: [8], antisymmetric: false },
      { hidden: [8], linearized: true },
      { hidden: [8], outputBias: true },
      { hidden: [8], weightScale: 1 },
      { hidden: [8], biasScale: 2 },
    ];
    const keys = variants.map((options) => ready({ d: 2, ...options }).key);
    expect(new Set([...keys, ready({ d: 3, hidden: [8] }).key]).size).toBe(variants.length + 1);
    expect(ready({ d: 2, hidden: [8] }, 7).key).toBe(keys[0]);
  });
});
