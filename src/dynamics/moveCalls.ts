import type { Following } from "../discriminators/form.ts";
import type { Call, Cell, Rows } from "../engine/index.ts";

/**
 * The calls with which a step of the fast path ends: the particles [rows = n*d] follow ∇f (`gradient`, with `push` [n],
 * η_g q_j m'), and what a window and the outcome rules need to know of their coordinates is kept: `low`, `high` (range
 * since they were last reset), `turns` (sign changes of the velocity) and `direction` (its last sign).
 *
 * Coupled particles read the parameter array `coupling` ([2] or [n*n], see `Following`) and write `velocity` on the
 * way; Γ = a I + b 11ᵀ costs O(n).
 */
export function moveCalls(rows: number, dimension: number, following: Following = "free"): Call[] {
  return [
    ...stepping[following](rows, dimension),
    ...watchCalls(rows, following === "free" ? "gradient" : "velocity"),
  ];
}

/** The calls that keep range, turns and direction of every coordinate; an array with the velocity, or its sign. */
export function watchCalls(rows: number, velocity: string): Call[] {
  const common = { rows, constants: {}, helpers: {} };
  return [
    { name: "lowest", output: "low", body: lowest, reads: ["low", "position"], ...common },
    { name: "highest", output: "high", body: highest, reads: ["high", "position"], ...common },
    {
      name: "countTurns",
      output: "turns",
      body: countTurns,
      reads: ["turns", velocity, "direction"],
      ...common,
    },
    {
      name: "keepDirection",
      output: "direction",
      body: keepDirection,
      reads: ["direction", velocity],
      ...common,
    },
  ];
}

/** The calls that write the new `position`, from all of `gradient` as it was. */
const stepping: Readonly<Record<Following, (rows: number, dimension: number) => Call[]>> = {
  free: (rows, dimension) => [
    {
      name: "move",
      output: "position",
      rows,
      body: move,
      reads: ["position", "gradient", "push"],
      constants: { D: dimension },
      helpers: {},
    },
  ],
  universal: (rows, dimension) => {
    const common = { constants: { D: dimension, n: rows / dimension }, helpers: {} };
    return [
      {
        name: "shareForces",
        output: "sharedForce",
        rows: dimension,
        body: shareForces,
        reads: ["gradient", "push"],
        ...common,
      },
      {
        name: "moveTogether",
        output: "velocity",
        rows,
        body: moveTogether,
        reads: ["gradient", "push", "sharedForce", "coupling"],
        ...common,
      },
      along(rows),
    ];
  },
  matrix: (rows, dimension) => [
    {
      name: "moveByMatrix",
      output: "velocity",
      rows,
      body: moveByMatrix,
      reads: ["gradient", "push", "coupling"],
      constants: { D: dimension, n: rows / dimension },
      helpers: {},
    },
    along(rows),
  ],
};

function along(rows: number): Call {
  const reads = ["position", "velocity"];
  return { name: "moveAlong", output: "position", rows, body: moveAlong, reads, constants: {}, helpers: {} };
}

// y_j⁺ = y_j + η_g q_j ∇f(y_j).
function move(this: Cell, position: Rows, gradient: Rows, push: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  return position[row]![s]! + push[j]![s]! * gradient[row]![s]!;
}

// Σ_i push_i ∇f(y_i), one row a dimension.
function shareForces(this: Cell, gradient: Rows, push: Rows): number {
  const s = this.thread.x;
  let sum = 0;
  for (let i = 0; i < this.constants.n!; i++) {
    sum += push[i]![s]! * gradient[i * this.constants.D! + this.thread.y]![s]!;
  }
  return sum;
}

// a push_j ∇f(y_j) + b Σ_i push_i ∇f(y_i).
function moveTogether(this: Cell, gradient: Rows, push: Rows, sharedForce: Rows, coupling: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const k = row - j * this.constants.D!;
  return coupling[0]![s]! * push[j]![s]! * gradient[row]![s]! + coupling[1]![s]! * sharedForce[k]![s]!;
}

// Σ_i Γ_ji push_i ∇f(y_i).
function moveByMatrix(this: Cell, gradient: Rows, push: Rows, coupling: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const k = row - j * this.constants.D!;
  let sum = 0;
  for (let i = 0; i < this.constants.n!; i++) {
    const force = push[i]![s]! * gradient[i * this.constants.D! + k]![s]!;
    sum += coupling[j * this.constants.n! + i]![s]! * force;
  }
  return sum;
}

function moveAlong(this: Cell, position: Rows, velocity: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return position[row]![s]! + velocity[row]![s]!;
}

function lowest(this: Cell, low: Rows, position: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return low[row]![s]! < position[row]![s]! ? low[row]![s]! : position[row]![s]!;
}

function highest(this: Cell, high: Rows, position: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return high[row]![s]! > position[row]![s]! ? high[row]![s]! : position[row]![s]!;
}

function countTurns(this: Cell, turns: Rows, velocity: Rows, direction: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return turns[row]![s]! + (velocity[row]![s]! * direction[row]![s]! < 0 ? 1 : 0);
}

function keepDirection(this: Cell, direction: Rows, velocity: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const v = velocity[row]![s]!;
  return v > 0 ? 1 : v < 0 ? -1 : direction[row]![s]!;
}
