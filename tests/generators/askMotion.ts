import { type BackendKind, openBackend } from "../../src/engine/index.ts";
import type { Motion } from "../../src/generators/index.ts";

/** Arrays of a step program for motions with one key, side by side. */
function rowsOf(lists: readonly Float64Array[]): Float64Array {
  const S = lists.length;
  const array = new Float64Array(lists[0]!.length * S);
  lists.forEach((list, s) => {
    list.forEach((value, row) => {
      array[row * S + s] = value;
    });
  });
  return array;
}

/** What one motion answers. */
export interface Answer {
  /** [G]. */
  readonly direction: number[];
  /** [n*d]; the parameters themselves where nothing generates the particles. */
  readonly position: number[];
}

/** Asks motions with one key, all in one program, for particles and directions. */
export async function askMotions(
  motions: readonly Motion[],
  parameters: readonly Float64Array[],
  forces: readonly Float64Array[],
  backend: BackendKind = "cpu",
): Promise<Answer[]> {
  const first = motions[0]!;
  const S = motions.length;
  const names = { parameters: "theta", position: "position", tag: "There" };
  const program = {
    simulations: S,
    state: {
      direction: new Float64Array(first.parameters.length * S),
      position: new Float64Array(first.start.length * S),
      theta: rowsOf(parameters),
    },
    parameters: {
      pushes: rowsOf(forces),
      ...Object.fromEntries(
        Object.keys(first.own).map((name) => [name, rowsOf(motions.map(({ own }) => own[name]!))]),
      ),
    },
    tables: first.tables,
    calls: [
      ...(first.generate?.(names) ?? []),
      ...first.follow({ ...names, force: "pushes", direction: "direction" }),
    ],
  };
  const execution = await (await openBackend(backend)).load(program);
  await execution.advance(1);
  const [direction, position] = [execution.read("direction"), execution.read("position")];
  await execution.close();
  return motions.map((_, s) => ({
    direction: [...direction].filter((_, at) => at % S === s),
    position:
      first.generate === undefined ? [...parameters[s]!] : [...position].filter((_, at) => at % S === s),
  }));
}
