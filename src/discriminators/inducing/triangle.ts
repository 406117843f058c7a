import type { Body, Call, Cell, Rows, Table } from "../../engine/index.ts";

/** A call that writes a = L⁻ᵀ w, [M]; M is a multiple of 4. */
export function coefficientsCall(at: { parameters: string; tag: string }, length: number): Call {
  const output = `inducingDual${at.tag}`;
  return call(output, transposed, ["inducingInverse", at.parameters], length);
}

/** A call that writes L⁻¹ c, [M]; M is a multiple of 4. */
export function directionCall(at: { direction: string; tag: string }, lesson: string, length: number): Call {
  return {
    ...call(at.direction, forward, ["inducingInverse", lesson], length),
    name: `inducingLearn${at.tag}`,
  };
}

function call(output: string, body: unknown, reads: readonly string[], length: number): Call {
  return {
    name: output,
    output,
    rows: length,
    body: body as Body,
    reads,
    constants: { M: length, ROUNDS: length / 4 },
    helpers: {},
  };
}

// Four rows a round, half as long as one by one; rounds in the half that is 0 are left out.
function transposed(this: Cell, inverse: Table, weights: Rows): number {
  const s = this.thread.x;
  const m = this.thread.y;
  const M = this.constants.M!;
  let sum = 0;
  for (let b = 0; b < this.constants.ROUNDS!; b++) {
    const k = 4 * b;
    if (k + 3 >= m) {
      sum +=
        inverse[k * M + m]! * weights[k]![s]! +
        inverse[(k + 1) * M + m]! * weights[k + 1]![s]! +
        inverse[(k + 2) * M + m]! * weights[k + 2]![s]! +
        inverse[(k + 3) * M + m]! * weights[k + 3]![s]!;
    }
  }
  return sum;
}

function forward(this: Cell, inverse: Table, lesson: Rows): number {
  const s = this.thread.x;
  const m = this.thread.y;
  const M = this.constants.M!;
  let sum = 0;
  for (let b = 0; b < this.constants.ROUNDS!; b++) {
    const k = 4 * b;
    if (k <= m) {
      sum +=
        inverse[m * M + k]! * lesson[k]![s]! +
        inverse[m * M + k + 1]! * lesson[k + 1]![s]! +
        inverse[m * M + k + 2]! * lesson[k + 2]![s]! +
        inverse[m * M + k + 3]! * lesson[k + 3]![s]!;
    }
  }
  return sum;
}
