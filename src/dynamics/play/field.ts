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

/**
 * f of models at points [G*d] in some states of their parameters [P]: [G] each.
 * @param count how many questions there are
 * @param question the one of a number; asked for when it is its turn
 */
export async function valuesOf(
  count: number,
  question: (k: number) => Question,
  dimension: number,
): Promise<Float64Array[]> {
  if (count === 0) return [];
  const { model, points } = question(0);
  const asked = points.length / dimension;
  const place = { parameters: "weights", samples: "samples", count: asked, tag: "Field" };
  const calls = [...model.prepare(place), ...model.feel({ ...place, value: "value" })];
  const rows = calls.reduce((sum, call) => sum + call.rows, model.parameters + points.length);
  const size = Math.max(together.least, Math.min(together.most, Math.floor(together.numbers / rows)));
  const backend = await openBackend("webasm");
  const fields: Float64Array[] = [];
  for (let from = 0; from < count; from += size) {
    const some = Array.from({ length: Math.min(size, count - from) }, (_, k) => question(from + k));
    const program: Program = {
      simulations: some.length,
      state: { value: new Float64Array(asked * some.length) },
      parameters: {
        weights: rowsOf(some, ({ weights }) => weights),
        samples: rowsOf(some, (one) => one.points),
        ...Object.fromEntries(
          Object.keys(model.own).map((name) => [name, rowsOf(some, (one) => one.model.own[name]!)]),
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
      fields.push(Float64Array.from({ length: asked }, (_value, g) => values[g * some.length + s]!));
    });
  }
  return fields;
}
