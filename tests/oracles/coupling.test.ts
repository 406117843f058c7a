import { describe, expect, it } from "vitest";
import type { FormKind } from "../../src/discriminators/index.ts";
import { type Backend, openBackend, type Program } from "../../src/engine/index.ts";
import { substituteOf } from "../../src/engine/modules.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { randomKernels, type Sketch, someSketches } from "../games.ts";
import { type Coupled, type CoupledSketch, namesOf, plainPath, programOf } from "./coupledPaths.ts";

/** Sums in other orders: a few dozen roundings a step, a hundred steps at most. */
const roundings = 1e-12;

interface Case {
  readonly form: FormKind;
  readonly kernel: "gaussian" | "gaussianSum" | "rationalQuadratic";
  readonly shape: readonly [dimension: number, points: number, particles: number];
  readonly accuracy: number;
  readonly steps: number;
}

const cases: readonly Case[] = [
  { form: "taylor", kernel: "gaussian", shape: [1, 1, 1], accuracy: 1e-9, steps: 70 },
  { form: "taylor", kernel: "gaussian", shape: [1, 3, 3], accuracy: 1e-9, steps: 70 },
  { form: "taylor", kernel: "gaussianSum", shape: [2, 2, 3], accuracy: 1e-7, steps: 40 },
  { form: "taylor", kernel: "gaussian", shape: [3, 1, 2], accuracy: 1e-4, steps: 20 },
  { form: "fourier", kernel: "rationalQuadratic", shape: [1, 1, 4], accuracy: 1e-3, steps: 30 },
  { form: "fourier", kernel: "gaussian", shape: [2, 2, 3], accuracy: 1e-5, steps: 20 },
  { form: "fourier", kernel: "gaussian", shape: [3, 1, 2], accuracy: 1e-1, steps: 3 },
  { form: "history", kernel: "gaussianSum", shape: [1, 3, 4], accuracy: 1e-9, steps: 40 },
  { form: "history", kernel: "rationalQuadratic", shape: [2, 2, 3], accuracy: 1e-9, steps: 40 },
  { form: "history", kernel: "gaussian", shape: [5, 2, 3], accuracy: 1e-9, steps: 30 },
];

type Order = Sketch["order"];
const orders: readonly Order[] = ["alternating", "simultaneous"];

function sketches({ kernel, shape }: Case, order: Order, count: number): Sketch[] {
  const [d, N, n] = shape;
  return someSketches(count, 17, {
    kernel: randomKernels[kernel],
    dimensions: [d],
    points: [N, N],
    particles: [n, n],
    spacing: [1, 4],
    spread: 0.4,
    steps: [0.02, 0.08],
  }).map((sketch) => ({ ...sketch, order }));
}

/** Γ₀ = 1.5 with this γ. */
function universal(coupling: number): Coupled {
  return { kind: "universal", numbers: [1.5 * (1 - coupling), 1.5 * coupling] };
}

/** Any symmetric Γ, with a diagonal about 1. */
function matrix(n: number, seed: number): Coupled {
  const stream = randomStream(seed);
  const factor = Array.from({ length: n * n }, () => stream.normal() / Math.sqrt(n));
  const numbers = factor.map((_, at) => {
    const [j, i] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let m = 0; m < n; m++) sum += factor[j * n + m]! * factor[i * n + m]!;
    return sum;
  });
  return { kind: "matrix", numbers };
}

/** One game in company of the same one with other couplings. */
function company(one: Case, order: Order): CoupledSketch[] {
  const [sketch] = sketches(one, order, 1);
  return [0, 0.3, 1, -1 / Math.max(1, one.shape[2] - 1), 0.8].map((coupling) => ({
    sketch: sketch!,
    coupled: universal(coupling),
  }));
}

async function stateAfter(backend: Backend, program: Program, chunks: readonly number[]) {
  const execution = await backend.load(program);
  for (const steps of chunks) await execution.advance(steps);
  const arrays = Object.keys(program.state).map((name) => [name, execution.read(name)] as const);
  await execution.close();
  return Object.fromEntries(arrays);
}

/** Column s of an array [rows, S]. */
function column(array: Float64Array, S: number, s: number): number[] {
  return Array.from({ length: array.length / S }, (_, row) => array[row * S + s]!);
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.every((value, k) => value === other[k]);
}

/** Largest difference of two arrays, in units of the largest number in them (or of one, where all are smaller). */
function gap(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [largest, unit] = [0, 1];
  for (let k = 0; k < one.length; k++) {
    const difference = Math.abs(one[k]! - other[k]!);
    if (!(difference <= largest)) largest = difference;
    unit = Math.max(unit, Math.abs(one[k]!));
  }
  return largest / unit;
}

const histories = cases.filter(({ form }) => form === "history");

for (const order of orders) {
  describe(`coupled particles, ${order}`, () => {
    for (const one of histories) {
      it(`history ${one.shape.join(" ")}: positions and turns are those of the sums written out`, async () => {
        const cpu = await openBackend("cpu");
        const n = one.shape[2];
        const others = sketches(one, order, 3).map((sketch, k) => ({ sketch, coupled: matrix(n, k) }));
        for (const games of [company(one, order), ...others.map((game) => [game])]) {
          const state = await stateAfter(cpu, programOf(games, one), [one.steps]);
          games.forEach((game, s) => {
            const path = plainPath(game, one.steps);
            const last = path.positions.at(-1)!;
            expect(gap(last, column(state.position!, games.length, s))).toBeLessThan(roundings);
            expect(column(state.turns!, games.length, s)).toEqual(path.turns);
            expect(gap(last, game.sketch.start.flat())).toBeGreaterThan(1e-4);
          });
        }
      });
    }

    for (const one of cases.filter(({ form, accuracy }) => form !== "history" && accuracy < 1e-2)) {
      it(`${one.form} ${one.shape.join(" ")}: positions are those of the history within the bound`, async () => {
        const cpu = await openBackend("cpu");
        const games = company(one, order);
        const state = await stateAfter(cpu, programOf(games, one), [one.steps]);
        games.forEach((game, s) => {
          const last = plainPath(game, one.steps).positions.at(-1)!;
          // Forces of size one, wrong by the accuracy, in steps that sum to a few units.
          expect(gap(last, column(state.position!, games.length, s))).toBeLessThan(10 * one.accuracy);
        });
      });
    }

    for (const one of cases) {
      it(`${one.form} ${one.shape.join(" ")}: hand-written steps do the same`, async () => {
        const [cpu, webasm] = [await openBackend("cpu"), await openBackend("webasm")];
        const alone = sketches(one, order, 2).map((sketch) => [{ sketch, coupled: universal(0.4) }]);
        for (const games of [company(one, order), ...alone]) {
          const program = programOf(games, one);
          expect(substituteOf(program)?.function).toBe(one.form);
          const exact = await stateAfter(cpu, program, [one.steps]);
          const fast = await stateAfter(webasm, program, [one.steps]);
          for (const [name, values] of Object.entries(exact)) {
            expect([name, gap(values, fast[name]!) < roundings]).toEqual([name, true]);
          }
          expect(await stateAfter(webasm, program, [1, 0, one.steps - 1])).toEqual(fast);
        }
      });
    }
  });
}

describe("coupled particles, texts alone", () => {
  const one = histories[1]!;
  const matrices = [1, 2, 3].map((seed) => matrix(one.shape[2], seed));
  const couplings = { universal: [0, 0.5, 1].map(universal), matrix: matrices };
  for (const [kind, list] of Object.entries(couplings)) {
    it(`${kind}: the texts do on webasm what they do on cpu`, async () => {
      const [sketch] = sketches(one, "alternating", 1);
      const games = list.map((coupled) => ({ sketch: sketch!, coupled }));
      const { substitutes: _, ...program } = programOf(games, one);
      const [exact, rough] = await Promise.all(
        (["cpu", "webasm"] as const).map(async (backend) =>
          stateAfter(await openBackend(backend), program, [20]),
        ),
      );
      expect(gap(exact!.position!, rough!.position!)).toBeLessThan(roundings);
    });
  }
});

describe("the call names of a step", () => {
  it("tell how the particles follow, and only the texts know a matrix", () => {
    for (const one of cases.filter(({ shape }) => shape[0] === 2)) {
      const [sketch] = sketches(one, "simultaneous", 1);
      const couplings: Coupled[] = [{ kind: "free", numbers: [] }, universal(0.2), matrix(3, 1)];
      const seen = couplings.map((coupled) => {
        const game = { sketch: sketch!, coupled };
        const program = programOf([game], one);
        expect(program.calls.map(({ name }) => name)).toEqual(namesOf(game, one.form, one.accuracy));
        return substituteOf(program)?.calls.join(" ");
      });
      expect(seen.map((calls) => calls === undefined)).toEqual([false, false, true]);
      expect(seen[0]).not.toBe(seen[1]);
    }
  });
});

describe("laws of coupled particles", () => {
  const one = histories[0]!;
  const [d, , n] = one.shape;
  const rows = Array.from({ length: n * d }, (_, row) => row);

  for (const form of ["taylor", "history"] as const) {
    for (const backend of ["cpu", "webasm"] as const) {
      it(`${form}, ${backend}: at γ = 1 all move by the same vector`, async () => {
        const games = sketches(one, "alternating", 1).map((sketch) => ({ sketch, coupled: universal(1) }));
        const program = programOf(games, { ...one, form });
        const { velocity } = await velocities(backend, program, 12);
        // Differences of positions of size ten.
        for (const row of rows) expect(velocity[row]).toBeCloseTo(velocity[row % d]!, 14);
        expect(Math.abs(velocity[0]!)).toBeGreaterThan(1e-5);
      });

      it(`${form}, ${backend}: the mean moves with gain Γ₀(1 − γ + γn), the rest with Γ₀(1 − γ)`, async () => {
        const [sketch] = sketches(one, "simultaneous", 1);
        const equal = { ...sketch!, particleMasses: rows.slice(0, n).map(() => 1 / n) };
        for (const coupling of [-1 / (n - 1), 0.25, 0.7]) {
          const game = { sketch: equal, coupled: universal(coupling) };
          const { velocity, gradient } = await velocities(backend, programOf([game], { ...one, form }), 7);
          const force = gradient.map((g) => (equal.stepGenerator / n) * g);
          const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / n;
          const gain = 1.5 * (1 - coupling + coupling * n);
          expect(mean(velocity)).toBeCloseTo(gain * mean(force), 14);
          for (const row of rows) {
            const apart = 1.5 * (1 - coupling) * (force[row]! - mean(force));
            expect(velocity[row]! - mean(velocity)).toBeCloseTo(apart, 14);
          }
        }
      });
    }
  }

  for (const backend of ["cpu", "webasm"] as const) {
    it(`${backend}: turns are those of the velocity, not of the particle's own force`, async () => {
      // Underdamped about one true point: both swing many times, in step where each follows the other.
      const sketch: Sketch = {
        points: [[0]],
        masses: [1],
        start: [[0.3], [-0.1]],
        particleMasses: [0.5, 0.5],
        kernel: { kind: "gaussian", width: 1 },
        weightDecay: 0.05,
        stepDiscriminator: 0.2,
        stepGenerator: 0.2,
        order: "alternating",
      };
      const steps = 200;
      for (const coupling of [0, 0.5, 1]) {
        const game = { sketch, coupled: universal(coupling) };
        const program = programOf([game], { form: "taylor", accuracy: 1e-9, steps });
        const state = await stateAfter(await openBackend(backend), program, [steps]);
        expect([...state.turns!]).toEqual(plainPath(game, steps).turns);
        expect(Math.min(...state.turns!)).toBeGreaterThan(5);
        if (coupling === 1) expect(state.turns![0]).toBe(state.turns![1]);
        const own = await ownTurns(program, steps);
        expect(isSame(own, [...state.turns!])).toBe(coupling === 0);
      }
    });
  }

  it("without coupling and with Γ₀ = 1 the particles move as free ones, to rounding", async () => {
    const cpu = await openBackend("cpu");
    const [sketch] = sketches(one, "alternating", 1);
    const [free, none] = await Promise.all(
      [{ kind: "free", numbers: [] } as const, { kind: "universal", numbers: [1, 0] } as const].map(
        (coupled) => stateAfter(cpu, programOf([{ sketch: sketch!, coupled }], one), [one.steps]),
      ),
    );
    expect(gap(free!.position!, none!.position!)).toBeLessThan(roundings);
    expect(none!.turns).toEqual(free!.turns);
  });

  /** Sign changes of ∇f at each particle, coordinate by coordinate. */
  async function ownTurns(program: Program, steps: number): Promise<number[]> {
    const execution = await (await openBackend("cpu")).load(program);
    const turns = [...program.state.position!].map(() => 0);
    let before = turns.map(() => 0);
    for (let step = 0; step < steps; step++) {
      await execution.advance(1);
      const now = [...execution.read("gradient")];
      now.forEach((g, row) => {
        if (g * before[row]! < 0) turns[row]! += 1;
      });
      before = now;
    }
    await execution.close();
    return turns;
  }

  /** The velocity of each coordinate in the step after `steps` others, and ∇f then. */
  async function velocities(kind: "cpu" | "webasm", program: Program, steps: number) {
    const execution = await (await openBackend(kind)).load(program);
    await execution.advance(steps);
    const before = execution.read("position");
    await execution.advance(1);
    const gradient = [...execution.read("gradient")];
    const after = execution.read("position");
    await execution.close();
    return { gradient, velocity: [...after].map((y, row) => y - before[row]!) };
  }
});
