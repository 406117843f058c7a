import type { Call, Cell, Rows } from "../../engine/index.ts";
import type { Coupled } from "./coupling.ts";

/** The array in which Γ stands: [2] or [n*n], as in `Coupled`. */
export const couplingArray = "coupling";

/** Names of the arrays that a direction is made of and written to, [n*d], and the end of the calls' names. */
interface Following {
  readonly force: string;
  readonly direction: string;
  readonly tag: string;
}

/** The calls that write Γ force to the direction. */
export function followCalls(
  kind: Coupled["kind"],
  count: number,
  dimension: number,
  { force, direction, tag }: Following,
): Call[] {
  const common = { constants: { D: dimension, n: count }, helpers: {} };
  const rows = count * dimension;
  if (kind === "free") {
    return [{ name: `followOwn${tag}`, output: direction, rows, body: followOwn, reads: [force], ...common }];
  }
  if (kind === "matrix") {
    const reads = [force, couplingArray];
    return [{ name: `followMatrix${tag}`, output: direction, rows, body: followMatrix, reads, ...common }];
  }
  const sum = `sumOfForces${tag}`;
  return [
    { name: `addForces${tag}`, output: sum, rows: dimension, body: addForces, reads: [force], ...common },
    {
      name: `followTogether${tag}`,
      output: direction,
      rows,
      body: followTogether,
      reads: [force, sum, couplingArray],
      ...common,
    },
  ];
}

function followOwn(this: Cell, force: Rows): number {
  return force[this.thread.y]![this.thread.x]!;
}

// Σ_i force_i, one row a dimension.
function addForces(this: Cell, force: Rows): number {
  const s = this.thread.x;
  const k = this.thread.y;
  let sum = 0;
  for (let i = 0; i < this.constants.n!; i++) sum += force[i * this.constants.D! + k]![s]!;
  return sum;
}

// a force_j + b Σ_i force_i.
function followTogether(this: Cell, force: Rows, sum: Rows, coupling: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const k = row - Math.floor(row / this.constants.D!) * this.constants.D!;
  return coupling[0]![s]! * force[row]![s]! + coupling[1]![s]! * sum[k]![s]!;
}

// Σ_i Γ_ji force_i.
function followMatrix(this: Cell, force: Rows, coupling: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const k = row - j * this.constants.D!;
  let sum = 0;
  for (let i = 0; i < this.constants.n!; i++) {
    sum += coupling[j * this.constants.n! + i]![s]! * force[i * this.constants.D! + k]![s]!;
  }
  return sum;
}
