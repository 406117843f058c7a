import type { Call, Cell, Rows } from "../../engine/index.ts";
import type { Sizes } from "./sizes.ts";

/** Where in two arrays the samples of the particles begin. */
export interface Blocks {
  /** The pull of each sample, and the first of those that come from particles. */
  readonly pull: string;
  readonly pullFrom: number;
  /** ∇f at each sample, and the first of those that come from particles. */
  readonly slope: string;
  readonly slopeFrom: number;
}

/** Calls that write Σ over the copies of y_j of pull · ∇f to `force` [n*d], and ∇f at y_j to `gradient` [n*d]. */
export function forceCalls({ D, n, COPIES }: Sizes, blocks: Blocks, force: string): Call[] {
  const { pull, slope } = blocks;
  const constants = { D, COPIES, PULL: blocks.pullFrom, SLOPE: blocks.slopeFrom, SHARE: 1 / COPIES };
  const common = { rows: n * D, constants, helpers: {} };
  return [
    { name: `push_${force}`, output: force, body: pushed, reads: [pull, slope], ...common },
    { name: "felt", output: "gradient", body: felt, reads: [slope], ...common },
  ];
}

/** Takes from `force` [n*d] what the ridges cost: 2 r q_j y_j, r the array `ridge`. */
export function ridgeCall({ D, n, COPIES }: Sizes, position: string, force: string): Call {
  const reads = [force, position, "particleMass", "ridge"];
  return {
    name: `ridge_${force}`,
    output: force,
    body: ridged,
    rows: n * D,
    reads,
    constants: { D, COPIES },
    helpers: {},
  };
}

function ridged(this: Cell, force: Rows, position: Rows, mass: Rows, ridge: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  // With instance noise a particle has the mass of its copies together.
  const first = Math.floor(row / this.constants.D!) * this.constants.COPIES!;
  const q = this.constants.COPIES! * mass[first]![s]!;
  return force[row]![s]! - 2 * ridge[0]![s]! * q * position[row]![s]!;
}

function pushed(this: Cell, pull: Rows, slope: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const k = row - j * this.constants.D!;
  let sum = 0;
  for (let copy = 0; copy < this.constants.COPIES!; copy++) {
    const r = j * this.constants.COPIES! + copy;
    sum +=
      pull[this.constants.PULL! + r]![s]! * slope[(this.constants.SLOPE! + r) * this.constants.D! + k]![s]!;
  }
  return sum;
}

function felt(this: Cell, slope: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const k = row - j * this.constants.D!;
  let sum = 0;
  for (let copy = 0; copy < this.constants.COPIES!; copy++) {
    const r = this.constants.SLOPE! + j * this.constants.COPIES! + copy;
    sum += slope[r * this.constants.D! + k]![s]!;
  }
  return sum * this.constants.SHARE!;
}
