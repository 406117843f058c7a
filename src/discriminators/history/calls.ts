import type { Call, Cell, Rows } from "../../engine/index.ts";

/** What the bodies of the calls know as `this.constants`. */
export interface HistoryConstants {
  readonly [name: string]: number;
  /** Dimensions, particles, true points. */
  readonly D: number;
  readonly n: number;
  readonly N: number;
  /** Positions that are remembered of each particle, and of all together. */
  readonly SLOTS: number;
  readonly SOURCES: number;
}

/** The calls that learn and feel, as they are written in the contract of the forms. */
export function historyCalls(constants: HistoryConstants, helpers: Call["helpers"]) {
  const { D, n, N, SLOTS } = constants;
  const common = { constants, helpers };
  const learn: Call[] = [
    { name: "forget", output: "age", rows: SLOTS, body: forget, reads: ["age", "slot", "rates"], ...common },
    {
      name: "remember",
      output: "past",
      rows: SLOTS * n * D,
      body: remember,
      reads: ["past", "slot", "position"],
      ...common,
    },
    { name: "trust", output: "trueAge", rows: 1, body: trust, reads: ["trueAge", "rates"], ...common },
    { name: "turn", output: "slot", rows: 1, body: turn, reads: ["slot"], ...common },
  ];
  const trueReads = ["position", "points", "truePull", "trueAge", "shape"];
  const pastReads = ["position", "past", "generatedPull", "age", "shape"];
  const feel: Call[] = [
    {
      name: "pullOfPoints",
      output: "fromPoints",
      rows: n * N,
      body: pullOfPoints,
      reads: trueReads,
      ...common,
    },
    {
      name: "pullOfPast",
      output: "fromPast",
      rows: n * SLOTS * n,
      body: pullOfPast,
      reads: pastReads,
      ...common,
    },
    {
      name: "gradientOfHistory",
      output: "gradient",
      rows: n * D,
      body: gradientOfHistory,
      reads: ["position", "points", "past", "fromPoints", "fromPast"],
      ...common,
    },
  ];
  return { prepare: [], learn, feel };
}

declare function slope(r2: number, shape: Rows, s: number): number;

// Weight of a remembered step: η_d in the slot that is filled now, (1 − η_dλ) times the old one elsewhere.
function forget(this: Cell, age: Rows, slot: Rows, rates: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return slot[0]![s]! === row ? rates[1]![s]! : rates[0]![s]! * age[row]![s]!;
}

function remember(this: Cell, past: Rows, slot: Rows, position: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const width = this.constants.n! * this.constants.D!;
  const m = Math.floor(row / width);
  return slot[0]![s]! === m ? position[row - m * width]![s]! : past[row]![s]!;
}

// Weight of the true points in f: (1 − (1 − η_dλ)^k)/λ, or η_d k for λ = 0, as a recursion that serves both.
function trust(this: Cell, trueAge: Rows, rates: Rows): number {
  const s = this.thread.x;
  return rates[0]![s]! * trueAge[0]![s]! + rates[1]![s]!;
}

function turn(this: Cell, slot: Rows): number {
  const next = slot[0]![this.thread.x]! + 1;
  return next < this.constants.SLOTS! ? next : 0;
}

function pullOfPoints(
  this: Cell,
  position: Rows,
  points: Rows,
  truePull: Rows,
  trueAge: Rows,
  shape: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.N!);
  const i = row - j * this.constants.N!;
  let r2 = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const u = position[j * this.constants.D! + k]![s]! - points[i * this.constants.D! + k]![s]!;
    r2 += u * u;
  }
  return trueAge[0]![s]! * truePull[i]![s]! * slope(r2, shape, s);
}

function pullOfPast(
  this: Cell,
  position: Rows,
  past: Rows,
  generatedPull: Rows,
  age: Rows,
  shape: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.SOURCES!);
  const source = row - j * this.constants.SOURCES!;
  const m = Math.floor(source / this.constants.n!);
  const i = source - m * this.constants.n!;
  const weight = age[m]![s]!;
  let pull = 0;
  // Slots that are still empty, or long faded, cost no exponential.
  if (weight > 0 || weight < 0) {
    let r2 = 0;
    for (let k = 0; k < this.constants.D!; k++) {
      const u = position[j * this.constants.D! + k]![s]! - past[source * this.constants.D! + k]![s]!;
      r2 += u * u;
    }
    pull = weight * generatedPull[i]![s]! * slope(r2, shape, s);
  }
  return pull;
}

function gradientOfHistory(
  this: Cell,
  position: Rows,
  points: Rows,
  past: Rows,
  fromPoints: Rows,
  fromPast: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const k = row - j * this.constants.D!;
  const y = position[row]![s]!;
  let sum = 0;
  for (let i = 0; i < this.constants.N!; i++) {
    sum += fromPoints[j * this.constants.N! + i]![s]! * (y - points[i * this.constants.D! + k]![s]!);
  }
  for (let c = 0; c < this.constants.SOURCES!; c++) {
    sum += fromPast[j * this.constants.SOURCES! + c]![s]! * (y - past[c * this.constants.D! + k]![s]!);
  }
  return sum;
}
