import { rowsOf } from "../../src/discriminators/form.ts";
import type { Model } from "../../src/discriminators/model.ts";
import { cpu } from "../../src/engine/cpu.ts";
import type { Backend } from "../../src/engine/index.ts";

/** What a model is asked in one simulation. */
export interface Question {
  readonly parameters: Float64Array;
  /** [R*d]. */
  readonly samples: Float64Array;
  /** [R]. */
  readonly pull: Float64Array;
  /** [R*d]. */
  readonly dipole?: Float64Array;
}

/** A list of numbers for each simulation. */
export interface Answers {
  readonly value: readonly Float64Array[];
  readonly slope: readonly Float64Array[];
  readonly direction: readonly Float64Array[];
}

/** Values, slopes and directions of a model, all simulations (with their own constant arrays) in one program. */
export async function askModels(
  models: readonly Model[],
  questions: readonly Question[],
  backend: Backend = cpu,
): Promise<Answers> {
  const model = models[0]!;
  const count = questions[0]!.pull.length;
  const S = questions.length;
  const dipole = questions[0]!.dipole === undefined ? {} : { dipole: "dipole" };
  const place = { parameters: "w", samples: "z", count, tag: "Here" };
  const lesson = { ...place, pull: "pull", ...dipole, direction: "direction" };
  const empty = (rows: number) => new Float64Array(rows * S);
  const own = Object.keys(model.own).map((name) => [name, rowsOf(models, (one) => one.own[name]!)] as const);
  const rows = (of: (question: Question) => ArrayLike<number>) => rowsOf(questions, of);
  const execution = await backend.load({
    simulations: S,
    state: {
      value: empty(count),
      slope: empty(questions[0]!.samples.length),
      direction: empty(model.parameters),
    },
    parameters: {
      ...Object.fromEntries(own),
      w: rows((one) => one.parameters),
      z: rows((one) => one.samples),
      pull: rows((one) => one.pull),
      ...(questions[0]!.dipole === undefined ? {} : { dipole: rows((one) => one.dipole!) }),
    },
    tables: model.tables,
    calls: [
      ...model.prepare(place),
      ...model.learn(lesson),
      // After a lesson the same place must still know what f is.
      ...model.feel({ ...place, value: "value", slope: "slope" }),
    ],
  });
  try {
    await execution.advance(1);
    const read = (name: string) => {
      const all = execution.read(name);
      return questions.map((_, s) => all.filter((_, k) => k % S === s));
    };
    return { value: read("value"), slope: read("slope"), direction: read("direction") };
  } finally {
    await execution.close();
  }
}
