import { assertRows } from "./memory.ts";
import type { Program } from "./program.ts";

/** The same program with the last simulation repeated until the lanes fill whole groups. */
export function padded(program: Program, group: number): Program {
  assertRows(program);
  const own = program.simulations;
  const all = (arrays: Readonly<Record<string, Float64Array>>) =>
    Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, pad(values, own, group)]));
  return {
    ...program,
    simulations: Math.ceil(own / group) * group,
    state: all(program.state),
    parameters: all(program.parameters),
  };
}

/** [rows, own] → [rows, lanes], with the last simulation repeated. */
export function pad(values: Float64Array, own: number, group: number): Float64Array {
  const lanes = Math.ceil(own / group) * group;
  if (lanes === own) return values;
  const result = new Float64Array((values.length / own) * lanes);
  padInto(result, values, own, lanes);
  return result;
}

/** The same into an array that is there. */
export function padInto(target: Float64Array, values: Float64Array, own: number, lanes: number): void {
  for (let row = 0, from = 0; from < values.length; row++, from += own) {
    target.set(values.subarray(from, from + own), row * lanes);
    target.fill(values[from + own - 1]!, row * lanes + own, (row + 1) * lanes);
  }
}

/** [rows, lanes] → [rows, own]: a copy without the repeated simulations. */
export function unpad(values: Float32Array | Float64Array, own: number, lanes: number): Float64Array {
  if (own === lanes) return Float64Array.from(values);
  const rows = values.length / lanes;
  const result = new Float64Array(rows * own);
  for (let row = 0; row < rows; row++) {
    result.set(values.subarray(row * lanes, row * lanes + own), row * own);
  }
  return result;
}
