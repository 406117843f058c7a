import type { Cell, Rows } from "./pass.ts";

/**
 * The bodies of the passes that cost: products of a layer's weights with what comes from below or above. A cell is
 * [sample r][copy c][unit], and the layer's constants are COPIES, UNITS, INPUTS (of each copy), WEIGHTS, BIASES
 * (offsets), SCALE and BIAS_SCALE. Those that end in `Two` sum the products of two pairs of arrays. All of them
 * read their arrays row after row: arrays that lie otherwise are turned first, once for all samples or all units.
 */

/** z[r][c][u] = scale Σ_k W[c][u][k] a[r][c][k] + biasScale b[c][u]. */
export function weigh(this: Cell, parameters: Rows, below: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const width = this.constants.COPIES! * this.constants.UNITS!;
  const r = Math.floor(row / width);
  const q = row - r * width;
  const c = Math.floor(q / this.constants.UNITS!);
  const weight = this.constants.WEIGHTS! + q * this.constants.INPUTS!;
  const from = (r * this.constants.COPIES! + c) * this.constants.INPUTS!;
  let sum = 0;
  for (let k = 0; k < this.constants.INPUTS!; k++) {
    sum += parameters[weight + k]![s]! * below[from + k]![s]!;
  }
  return (
    this.constants.SCALE! * sum + this.constants.BIAS_SCALE! * parameters[this.constants.BIASES! + q]![s]!
  );
}

/** scale Σ_k (W ȧ + V a) + biasScale v: how z changes with what is below and with the parameters. */
export function weighTwo(this: Cell, parameters: Rows, below: Rows, change: Rows, still: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const width = this.constants.COPIES! * this.constants.UNITS!;
  const r = Math.floor(row / width);
  const q = row - r * width;
  const c = Math.floor(q / this.constants.UNITS!);
  const weight = this.constants.WEIGHTS! + q * this.constants.INPUTS!;
  const from = (r * this.constants.COPIES! + c) * this.constants.INPUTS!;
  let sum = 0;
  for (let k = 0; k < this.constants.INPUTS!; k++) {
    sum +=
      parameters[weight + k]![s]! * below[from + k]![s]! + change[weight + k]![s]! * still[from + k]![s]!;
  }
  return this.constants.SCALE! * sum + this.constants.BIAS_SCALE! * change[this.constants.BIASES! + q]![s]!;
}

/** W[c][u][k] at [c][k][u]: what is read at every sample on the way down is better read in order. */
export function turn(this: Cell, parameters: Rows): number {
  const row = this.thread.y;
  const q = Math.floor(row / this.constants.UNITS!);
  const u = row - q * this.constants.UNITS!;
  const c = Math.floor(q / this.constants.INPUTS!);
  const k = q - c * this.constants.INPUTS!;
  const unit = c * this.constants.UNITS! + u;
  return parameters[this.constants.WEIGHTS! + unit * this.constants.INPUTS! + k]![this.thread.x]!;
}

/** scale Σ_u W[c][u][k] δ[r][c][u], for cell [r][c][k], from the turned weights. */
export function pullBack(this: Cell, turned: Rows, above: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const width = this.constants.COPIES! * this.constants.INPUTS!;
  const r = Math.floor(row / width);
  const q = row - r * width;
  const c = Math.floor(q / this.constants.INPUTS!);
  const weight = q * this.constants.UNITS!;
  const from = (r * this.constants.COPIES! + c) * this.constants.UNITS!;
  let sum = 0;
  for (let u = 0; u < this.constants.UNITS!; u++) {
    sum += turned[weight + u]![s]! * above[from + u]![s]!;
  }
  return this.constants.SCALE! * sum;
}

/** scale Σ_u (W ζ + V δ). */
export function pullBackTwo(this: Cell, turned: Rows, above: Rows, change: Rows, still: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const width = this.constants.COPIES! * this.constants.INPUTS!;
  const r = Math.floor(row / width);
  const q = row - r * width;
  const c = Math.floor(q / this.constants.INPUTS!);
  const weight = q * this.constants.UNITS!;
  const from = (r * this.constants.COPIES! + c) * this.constants.UNITS!;
  let sum = 0;
  for (let u = 0; u < this.constants.UNITS!; u++) {
    sum += turned[weight + u]![s]! * above[from + u]![s]! + change[weight + u]![s]! * still[from + u]![s]!;
  }
  return this.constants.SCALE! * sum;
}

/** Σ_r of adjoint times input, both turned, a cell for each parameter of the layer: the weights, then the biases. */
export function collect(this: Cell, adjoint: Rows, below: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const q = Math.floor(row / this.constants.INPUTS!);
  const c = Math.floor(q / this.constants.UNITS!);
  const unit = row - this.constants.COPIES! * this.constants.UNITS! * this.constants.INPUTS!;
  const from = q * this.constants.R!;
  const input = (row - q * this.constants.INPUTS! + c * this.constants.INPUTS!) * this.constants.R!;
  let sum = 0;
  if (unit < 0) {
    for (let r = 0; r < this.constants.R!; r++) sum += adjoint[from + r]![s]! * below[input + r]![s]!;
    sum = this.constants.SCALE! * sum;
  } else {
    const bias = unit * this.constants.R!;
    for (let r = 0; r < this.constants.R!; r++) sum += adjoint[bias + r]![s]!;
    sum = this.constants.BIAS_SCALE! * sum;
  }
  return sum;
}

/** Σ_r (ζ a + δ ȧ), and Σ_r ζ for the biases. */
export function collectTwo(this: Cell, adjoint: Rows, below: Rows, delta: Rows, motion: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const q = Math.floor(row / this.constants.INPUTS!);
  const c = Math.floor(q / this.constants.UNITS!);
  const unit = row - this.constants.COPIES! * this.constants.UNITS! * this.constants.INPUTS!;
  const from = q * this.constants.R!;
  const input = (row - q * this.constants.INPUTS! + c * this.constants.INPUTS!) * this.constants.R!;
  let sum = 0;
  if (unit < 0) {
    for (let r = 0; r < this.constants.R!; r++) {
      const still = adjoint[from + r]![s]! * below[input + r]![s]!;
      sum += still + delta[from + r]![s]! * motion[input + r]![s]!;
    }
    sum = this.constants.SCALE! * sum;
  } else {
    const bias = unit * this.constants.R!;
    for (let r = 0; r < this.constants.R!; r++) sum += adjoint[bias + r]![s]!;
    sum = this.constants.BIAS_SCALE! * sum;
  }
  return sum;
}
