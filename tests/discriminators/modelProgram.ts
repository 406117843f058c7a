import type { Model, ModelSetting } from "../../src/discriminators/model.ts";
import { cpu } from "../../src/engine/cpu.ts";
import type { Backend, Call, Execution } from "../../src/engine/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { points } from "../../src/targets/index.ts";

/** A setting with true points at `places` and starting particles at `start`. */
export function settingOf(
  places: readonly (readonly number[])[],
  start: readonly (readonly number[])[],
): ModelSetting {
  const stream = randomStream(5);
  return {
    target: points(places.map((place) => [...place])).draw(stream),
    start: Float64Array.from(start.flat()),
    count: start.length,
    stream,
  };
}

/** A model on a backend, the reference when left out, one simulation, asked at R samples. */
export interface Asked {
  value(weights: ArrayLike<number>, samples: ArrayLike<number>): Promise<Float64Array>;
  slope(weights: ArrayLike<number>, samples: ArrayLike<number>): Promise<Float64Array>;
  direction(
    weights: ArrayLike<number>,
    samples: ArrayLike<number>,
    lesson: { pull: ArrayLike<number>; dipole?: ArrayLike<number> },
  ): Promise<Float64Array>;
}

export function ask(model: Model, count: number, dimension: number, backend: Backend = cpu): Asked {
  const at = { parameters: "weights", samples: "samples", count, tag: "Here" };
  const run = async (
    inputs: Readonly<Record<string, ArrayLike<number>>>,
    calls: readonly Call[],
    output: string,
    rows: number,
  ) => {
    const execution: Execution = await backend.load({
      simulations: 1,
      state: { [output]: new Float64Array(rows) },
      parameters: {
        ...model.own,
        ...Object.fromEntries(Object.entries(inputs).map(([name, list]) => [name, Float64Array.from(list)])),
      },
      tables: model.tables,
      calls,
    });
    await execution.advance(1);
    const values = execution.read(output);
    await execution.close();
    return values;
  };
  return {
    value: (weights, samples) =>
      run({ weights, samples }, [...model.prepare(at), ...model.feel({ ...at, value: "f" })], "f", count),
    slope: (weights, samples) => {
      const calls = [...model.prepare(at), ...model.feel({ ...at, slope: "g" })];
      return run({ weights, samples }, calls, "g", count * dimension);
    },
    direction: (weights, samples, { pull, dipole }) => {
      const lesson = { pull: "pull", direction: "up", ...(dipole === undefined ? {} : { dipole: "dipole" }) };
      const calls = [...model.prepare(at), ...model.learn({ ...at, ...lesson })];
      const inputs = { weights, samples, pull, ...(dipole === undefined ? {} : { dipole }) };
      return run(inputs, calls, "up", model.parameters);
    },
  };
}
