import { type Model, rowsOf } from "../../../discriminators/index.ts";
import type { Backend, Body, Call, Cell, Rows } from "../../../engine/index.ts";
import { type AnyKernel, pairValue } from "../../../kernels/index.ts";

/** What a discriminator is taught: samples on which it is pulled up (mass above 0) or down. */
export interface Lesson {
  /** z_r, [R*d]. */
  readonly samples: Float64Array;
  /** Mass of each sample, negative of generated ones, [R]. */
  readonly masses: Float64Array;
  /** `ipm`: the pull is the mass. `leastSquares`: 2|mass|(sign − f), labels ±1. */
  readonly loss: "ipm" | "leastSquares";
  /** Length of a step, and how many. */
  readonly step: number;
  readonly rounds: number;
}

/**
 * f at places [·*d] after the lesson, from f = 0 in the function space of a kernel: f = Σ_r α_r K(·, z_r) with
 * α ← α + h·pull(Kα), what networks of this tangent kernel do when their width grows without limit.
 */
export function taughtKernel(kernel: AnyKernel, lesson: Lesson, places: Float64Array): Float64Array {
  const R = lesson.masses.length;
  const rows = (list: Float64Array) => {
    const d = lesson.samples.length / R;
    return Array.from({ length: list.length / d }, (_, r) => list.subarray(r * d, (r + 1) * d));
  };
  const samples = rows(lesson.samples);
  const gram = samples.map((x) => samples.map((z) => pairValue(kernel, x, z)));
  const sumOver = (row: readonly number[], alpha: Float64Array) =>
    row.reduce((sum, value, r) => sum + value * alpha[r]!, 0);
  let alpha = new Float64Array(R);
  for (let round = 0; round < lesson.rounds; round++) {
    const now = alpha;
    alpha = now.map((value, r) => {
      const mass = lesson.masses[r]!;
      const pull =
        lesson.loss === "ipm" ? mass : 2 * Math.abs(mass) * (Math.sign(mass) - sumOver(gram[r]!, now));
      return value + lesson.step * pull;
    });
  }
  return Float64Array.from(rows(places), (x) =>
    sumOver(
      samples.map((z) => pairValue(kernel, x, z)),
      alpha,
    ),
  );
}

/** f of each network at places [·*d] after the lesson: plain gradient steps on all weights. Models of equal keys. */
export async function taughtNetworks(
  models: readonly Model[],
  lesson: Lesson,
  places: Float64Array,
  backend: Backend,
): Promise<Float64Array[]> {
  const model = models[0]!;
  const S = models.length;
  const R = lesson.masses.length;
  const there = { parameters: "w", samples: "samples", count: R, tag: "Taught" };
  const trained = await backend.load({
    simulations: S,
    state: { w: rowsOf(models, ({ start }) => start), value: new Float64Array(R * S) },
    parameters: {
      samples: rowsOf(models, () => lesson.samples),
      mass: rowsOf(models, () => lesson.masses),
    },
    tables: model.tables,
    calls: [
      ...model.prepare(there),
      ...model.feel({ ...there, value: "value" }),
      call("pull", R, lesson.loss === "ipm" ? pulledEvenly : pulledToLabels, ["mass", "value"]),
      ...model.learn({ ...there, pull: "pull", direction: "up" }),
      call("w", model.parameters, climbed, ["w", "up"], { H: lesson.step }),
    ],
  });
  let weights: Float64Array;
  try {
    await trained.advance(lesson.rounds);
    weights = trained.read("w");
  } finally {
    await trained.close();
  }
  return valuesAt(models, weights, places, (places.length / lesson.samples.length) * R, backend);
}

/** f of models with weights [P, S] at `count` places. */
async function valuesAt(
  models: readonly Model[],
  weights: Float64Array,
  places: Float64Array,
  count: number,
  backend: Backend,
): Promise<Float64Array[]> {
  const model = models[0]!;
  const S = models.length;
  const at = { parameters: "w", samples: "places", count, tag: "Asked" };
  const asked = await backend.load({
    simulations: S,
    state: { value: new Float64Array(count * S) },
    parameters: { w: weights, places: rowsOf(models, () => places) },
    tables: model.tables,
    calls: [...model.prepare(at), ...model.feel({ ...at, value: "value" })],
  });
  try {
    await asked.advance(1);
    const values = asked.read("value");
    return models.map((_, s) => Float64Array.from({ length: count }, (_, r) => values[r * S + s]!));
  } finally {
    await asked.close();
  }
}

function call(output: string, rows: number, body: unknown, reads: readonly string[], constants = {}): Call {
  return { name: `${output}Taught`, output, rows, body: body as Body, reads, constants, helpers: {} };
}

function pulledEvenly(this: Cell, mass: Rows, _value: Rows): number {
  return mass[this.thread.y]![this.thread.x]!;
}

function pulledToLabels(this: Cell, mass: Rows, value: Rows): number {
  const m = mass[this.thread.y]![this.thread.x]!;
  const label = m > 0 ? 1 : -1;
  return 2 * Math.abs(m) * (label - value[this.thread.y]![this.thread.x]!);
}

function climbed(this: Cell, weights: Rows, up: Rows): number {
  return weights[this.thread.y]![this.thread.x]! + this.constants.H! * up[this.thread.y]![this.thread.x]!;
}
