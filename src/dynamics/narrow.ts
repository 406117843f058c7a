import type { Execution, Program } from "../engine/index.ts";

/** The program of some of its simulations, in the state in which they are now. */
export function narrow(program: Program, execution: Execution, keep: readonly number[]): Program {
  const S = program.simulations;
  const state = Object.fromEntries(
    Object.keys(program.state).map((name) => [name, columns(execution.read(name), S, keep)]),
  );
  const parameters = Object.fromEntries(
    Object.entries(program.parameters).map(([name, values]) => [name, columns(values, S, keep)]),
  );
  return { ...program, simulations: keep.length, state, parameters };
}

function columns(values: Float64Array, S: number, keep: readonly number[]): Float64Array {
  const rows = values.length / S;
  const kept = new Float64Array(rows * keep.length);
  for (let row = 0; row < rows; row++) {
    keep.forEach((s, k) => {
      kept[row * keep.length + k] = values[row * S + s]!;
    });
  }
  return kept;
}
