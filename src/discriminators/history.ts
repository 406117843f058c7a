import type { Call, Cell, Rows } from "../engine/index.ts";
import type { FormReport } from "./discriminator.ts";
import { commonKey, type Form, type FormProgram, type Member, rowsOf } from "./form.ts";
import { kernelHelpers, kernelShape } from "./kernelText.ts";

/**
 * The exact form, valid for any kernel and everywhere: f is the sum over all past positions of all
 * particles with weights η_d(1 − η_dλ)^age, and over the true points. O(T) a step, O(T²) a run; the oracle
 * of all other forms.
 *
 * With `truncation` w > 0 a position is forgotten once its weight has fallen below w times its first one.
 * For η_dλ ≤ 1 what is forgotten sums to less than w/λ (relative: w of the whole), which bounds the error of
 * ∇f; beyond, weights alternate in sign and their sizes sum to less than w η_d/(2 − η_dλ).
 */
export const history: Form = {
  key: (member) => `history ${commonKey(member)} ${remembered(member)}`,
  report: (member): FormReport => ({
    form: "history",
    bound: remembered(member) < member.steps ? member.discriminator.truncation : 0,
    length: remembered(member),
  }),
  rows: (member) => 2 * member.count * remembered(member) * (member.count + member.target.dimension),
  cost: (member) => {
    return remembered(member) * member.count * member.count * (24 + 4 * member.target.dimension);
  },
  program,
};

/** Slots are counted in powers of two, so that simulations with like memories share a program. */
function remembered(member: Member): number {
  const { steps, retention } = member;
  const { truncation } = member.discriminator;
  const decay = Math.abs(retention);
  if (truncation === 0 || decay >= 1) return steps;
  const needed = decay === 0 ? 1 : Math.ceil(Math.log(truncation) / Math.log(decay));
  return Math.min(steps, 2 ** Math.ceil(Math.log2(Math.max(needed, 1))));
}

function program(members: readonly Member[]): FormProgram {
  const first = members[0]!;
  const slots = remembered(first);
  const { dimension } = first.target;
  const particles = first.count;
  const points = first.target.masses.length;
  const S = members.length;
  const constants = { D: dimension, n: particles, N: points, SLOTS: slots, SOURCES: slots * particles };
  const kernel = first.discriminator.kernel;
  const calls = callsOf(constants, kernelHelpers(kernel));
  return {
    state: {
      past: new Float64Array(slots * particles * dimension * S),
      age: new Float64Array(slots * S),
      trueAge: new Float64Array(S),
      slot: new Float64Array(S),
    },
    parameters: {
      points: rowsOf(members, (member) => member.target.points),
      shape: rowsOf(members, (member) => kernelShape(member.discriminator.kernel)),
    },
    tables: {},
    ...calls,
  };
}

function callsOf(constants: Record<string, number>, helpers: Call["helpers"]) {
  const { D, n, N, SLOTS } = constants as { D: number; n: number; N: number; SLOTS: number };
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
