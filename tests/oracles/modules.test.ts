import { describe, expect, it } from "vitest";
import { chooseForm, type FormKind } from "../../src/discriminators/index.ts";
import { assemble, memberOf } from "../../src/dynamics/assemble.ts";
import { type Backend, openBackend, type Program } from "../../src/engine/index.ts";
import { substituteOf } from "../../src/engine/modules.ts";
import { randomKernels, type Sketch, simulationOf, someSketches } from "../games.ts";

/** Hand-written steps and texts sum in other orders: a few dozen roundings a step, a hundred steps at most. */
const roundings = 1e-12;

type Order = Sketch["order"];

interface Case {
  readonly form: FormKind;
  readonly kernel: "gaussian" | "gaussianSum" | "rationalQuadratic";
  readonly shape: readonly [dimension: number, points: number, particles: number];
  readonly accuracy: number;
  readonly steps: number;
  /** The function that has to be taken. */
  readonly taken: string;
}

const cases: readonly Case[] = [
  { form: "taylor", kernel: "gaussian", shape: [1, 1, 1], accuracy: 1e-9, steps: 150, taken: "taylorSingle" },
  { form: "taylor", kernel: "gaussian", shape: [1, 3, 3], accuracy: 1e-9, steps: 70, taken: "taylor" },
  { form: "taylor", kernel: "gaussianSum", shape: [1, 1, 2], accuracy: 1e-9, steps: 70, taken: "taylor" },
  { form: "taylor", kernel: "gaussian", shape: [2, 2, 3], accuracy: 1e-7, steps: 40, taken: "taylor" },
  { form: "taylor", kernel: "gaussianSum", shape: [2, 1, 1], accuracy: 1e-7, steps: 40, taken: "taylor" },
  { form: "taylor", kernel: "gaussian", shape: [3, 1, 2], accuracy: 1e-4, steps: 20, taken: "taylor" },
  { form: "fourier", kernel: "gaussian", shape: [1, 2, 3], accuracy: 1e-9, steps: 70, taken: "fourier" },
  {
    form: "fourier",
    kernel: "rationalQuadratic",
    shape: [1, 1, 2],
    accuracy: 1e-3,
    steps: 30,
    taken: "fourier",
  },
  { form: "fourier", kernel: "gaussian", shape: [2, 2, 2], accuracy: 1e-5, steps: 20, taken: "fourier" },
  { form: "fourier", kernel: "gaussian", shape: [3, 1, 2], accuracy: 1e-1, steps: 3, taken: "fourier" },
];

/** Programs of random games that do not share one, and one of five games that do. */
function programsOf({ form, kernel, shape, accuracy, steps }: Case, order: Order): Program[] {
  const [d, N, n] = shape;
  const games = someSketches(5, 91, {
    kernel: randomKernels[kernel],
    dimensions: [d],
    points: [N, N],
    particles: [n, n],
    spacing: [1, 4],
    spread: 0.4,
    steps: [0.02, 0.08],
  });
  const prepared = (game: Sketch) => {
    const simulation = simulationOf({ ...game, order }, { form, accuracy });
    return { simulation, member: memberOf(simulation, steps) };
  };
  const alike = games.map((game, k) => ({
    ...games[0]!,
    weightDecay: game.weightDecay,
    stepGenerator: game.stepGenerator * (1 + k),
  }));
  return [...games.map((game) => [game]), alike].map((group) => {
    const lanes = group.map(prepared);
    return assemble(chooseForm(lanes[0]!.member), lanes).program;
  });
}

async function stateAfter(backend: Backend, program: Program, chunks: readonly number[]) {
  const execution = await backend.load(program);
  for (const steps of chunks) await execution.advance(steps);
  const arrays = Object.keys(program.state).map((name) => [name, execution.read(name)] as const);
  await execution.close();
  return Object.fromEntries(arrays);
}

/** Largest difference of two arrays, in units of the largest number in them (or of one, where all are smaller). */
function gap(one: Float64Array, other: Float64Array): number {
  let [largest, unit] = [0, 1];
  one.forEach((value, k) => {
    const difference = Math.abs(value - other[k]!);
    if (!(difference <= largest)) largest = difference;
    unit = Math.max(unit, Math.abs(value));
  });
  return largest / unit;
}

for (const order of ["alternating", "simultaneous"] as const) {
  describe(`hand-written steps, ${order}`, () => {
    for (const one of cases) {
      const { form, kernel, shape, steps } = one;
      it(`${form}, ${kernel}, ${shape.join(" ")}: every array is that of the texts, to rounding`, async () => {
        const [cpu, webasm] = [await openBackend("cpu"), await openBackend("webasm")];
        // One particle has a step of its own in the alternating order alone.
        const taken = order === "simultaneous" && one.taken === "taylorSingle" ? "taylor" : one.taken;
        for (const program of programsOf(one, order)) {
          expect(substituteOf(program)?.function).toBe(taken);
          const [exact, fast] = [
            await stateAfter(cpu, program, [steps]),
            await stateAfter(webasm, program, [steps]),
          ];
          for (const [name, values] of Object.entries(exact)) {
            expect([name, gap(values, fast[name]!) < roundings]).toEqual([name, true]);
          }
        }
      });
    }
  });
}

describe("hand-written steps", () => {
  it("give the same bits in chunks of any size, and in a memory that another program has used", async () => {
    const webasm = await openBackend("webasm");
    for (const one of [cases[0]!, cases[1]!, cases[3]!, cases[5]!, cases[6]!, cases[8]!]) {
      const program = programsOf(one, "alternating").at(-1)!;
      const whole = await stateAfter(webasm, program, [25]);
      expect(await stateAfter(webasm, program, [1, 2, 22])).toEqual(whole);
      expect(
        await stateAfter(
          webasm,
          program,
          Array.from({ length: 25 }, () => 1),
        ),
      ).toEqual(whole);
    }
  });

  it("leave what they are not written for to the texts", async () => {
    const four: Case = { ...cases[3]!, shape: [4, 1, 1], accuracy: 1e-2 };
    for (const program of programsOf(four, "alternating")) expect(substituteOf(program)).toBeUndefined();
  });

  it("do nothing in no steps", async () => {
    const webasm = await openBackend("webasm");
    const program = programsOf(cases[3]!, "alternating").at(-1)!;
    expect(await stateAfter(webasm, program, [5, 0])).toEqual(await stateAfter(webasm, program, [5]));
  });

  it("give each simulation the bits that it has alone", async () => {
    const webasm = await openBackend("webasm");
    for (const one of [cases[0]!, cases[3]!, cases[6]!]) {
      const programs = programsOf(one, "alternating");
      const company = await stateAfter(webasm, programs.at(-1)!, [30]);
      const alone = await stateAfter(webasm, programs[0]!, [30]);
      const S = programs.at(-1)!.simulations;
      // The first game of the group is the first one that is run alone.
      const rows = alone.position!.length;
      const first = Array.from({ length: rows }, (_, row) => company.position![row * S]);
      expect(first).toEqual([...alone.position!]);
    }
  });
});
