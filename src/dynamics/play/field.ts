import { type Model, rowsOf } from "../../discriminators/index.ts";
import { openBackend, type Program } from "../../engine/index.ts";

/** States that are worked on at a time: at least so many, more while they take little memory. */
const together = { least: 8, most: 256, numbers: 2_000_000 };

/** What f is asked of: a state of a model's parameters, at points. */
export interface Question {
  /** Of one key for all questions. */
  readonly model: Model;
  /** [P]. */
  readonly weights: Float64Array;
  /** [G*d], as many for all questions. */
  readonly points: Float64Array;
}

/** f of models at points [G*d] in some states of their parameters [P]: [G] each. */
export async function valuesOf(questions: readonly Question[], dimension: number): Promise<Float64Array[]> {
  if (questions.length === 0) return [];
  const { model, points } = questions[0]!;
  const count = points.length / dimension;
  const place = { parameters: "weights", samples: "samples", count, tag: "Field" };
  const calls = [...model.prepare(place), ...model.feel({ ...place, value: "value" })];
  const rows = calls.reduce((sum, call) => sum + call.rows, model.parameters + points.length);
  const size = Math.max(together.least, Math.min(together.most, Math.floor(together.numbers / rows)));
  const backend = await openBackend("webasm");
  const fields: Float64Array[] = [];
  for (let from = 0; from < questions.length; from += size) {
    const some = questions.slice(from, from + size);
    const program: Program = {
      simulations: some.length,
      state: { value: new Float64Array(count * some.length) },
      parameters: {
        weights: rowsOf(some, ({ weights }) => weights),
        samples: rowsOf(some, (question) => question.points),
        ...Object.fromEntries(
          Object.keys(model.own).map((name) => [name, rowsOf(some, (question) => question.model.own[name]!)]),
        ),
      },
      tables: model.tables,
      calls,
    };
    const execution = await backend.load(program);
    await execution.advance(1);
    const values = execution.read("value");
    await execution.close();
    some.forEach((_, s) => {
      fields.push(Float64Array.from({ length: count }, (_value, g) => values[g * some.length + s]!));
    });
  }
  return fields;
}
