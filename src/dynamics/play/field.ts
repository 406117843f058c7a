import { type Model, rowsOf } from "../../discriminators/index.ts";
import { openBackend, type Program } from "../../engine/index.ts";

/** States that are worked on at a time. */
const together = 8;

/** f of a model at points [G*d] for each of some states of its parameters [P]: [G] each. */
export async function fieldOf(
  model: Model,
  dimension: number,
  states: readonly Float64Array[],
  points: Float64Array,
): Promise<Float64Array[]> {
  const count = points.length / dimension;
  const place = { parameters: "weights", samples: "samples", count, tag: "Field" };
  const calls = [...model.prepare(place), ...model.feel({ ...place, value: "value" })];
  const backend = await openBackend("webasm");
  const fields: Float64Array[] = [];
  for (let from = 0; from < states.length; from += together) {
    const some = states.slice(from, from + together);
    const program: Program = {
      simulations: some.length,
      state: { value: new Float64Array(count * some.length) },
      parameters: {
        weights: rowsOf(some, (weights) => weights),
        samples: rowsOf(some, () => points),
        ...Object.fromEntries(
          Object.entries(model.own).map(([name, own]) => [name, rowsOf(some, () => own)]),
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
