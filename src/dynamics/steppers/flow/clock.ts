import type { Body, Call, Cell, Helper, Rows } from "../../../engine/index.ts";

/**
 * The clock of the flow: arrays [1] that say how far each simulation has come and how long its next attempt is.
 * Time is counted in outputs, so every output ends at 1.
 */

/** How much time the attempt at hand covers; 0 where there is none to make. */
export const tried = "flowTried";
/** The attempt's error in units of what is tolerated. */
export const missed = "flowMissed";
/** 1 once the simulation was given up. */
export const lost = "flowLost";
const time = "flowTime";
const step = "flowStep";
const attempts = "flowAttempts";

/** How many outputs are finished, and how many shall be. */
export const paced = { done: "flowDone", goal: "flowGoal" } as const;

/** Rows of the arrays that are kept from attempt to attempt. */
export const clockRows = { [time]: 1, [step]: 1, [attempts]: 1, [lost]: 1, [paced.done]: 1, [paced.goal]: 2 };

/** After so many attempts at one output a simulation is given up. */
const MOST = 100_000;

/** The call that writes `tried`. */
export function tryCall(): Call {
  return clockCall(tried, attemptLength, [step, time, lost, paced.done, paced.goal]);
}

/** The call that gives a simulation up whose attempts are too short or too many. */
export function loseCall(precisionRow: number): Call {
  const reads = [lost, tried, missed, time, attempts, "pace"];
  return clockCall(lost, givenUp, reads, { MOST, PRECISION: precisionRow }, { stretch });
}

/** Calls that move the clock on. */
export function clockCalls(): Call[] {
  return [
    clockCall(step, nextStep, [step, tried, missed], {}, { stretch }),
    clockCall(attempts, attemptsMade, [attempts, tried, missed, time]),
    clockCall(paced.done, outputsDone, [paced.done, tried, missed, time, lost, paced.goal]),
    clockCall(time, timeAfter, [time, tried, missed]),
  ];
}

function clockCall(
  output: string,
  body: Body,
  reads: readonly string[],
  constants: Readonly<Record<string, number>> = {},
  helpers: Readonly<Record<string, Helper>> = {},
): Call {
  return { name: `${body.name}Of${output}`, output, rows: 1, body, reads, constants, helpers };
}

// How the length of the next attempt follows from the error of this one, which grows as its fifth power.
function stretch(error: number): number {
  const share = error <= 1e9 ? 0.9 * Math.pow(Math.max(error, 1e-6), -0.2) : 0.2;
  return Math.min(5, Math.max(0.2, share));
}

// The length to begin with errs on the short side; it grows fivefold a step.
function attemptLength(this: Cell, step: Rows, time: Rows, lost: Rows, done: Rows, goal: Rows): number {
  const s = this.thread.x;
  const planned = step[0]![s]!;
  const length = planned > 0 ? planned : 0.001;
  const left = 1 - time[0]![s]!;
  const next = 1.1 * length >= left ? left : length;
  return lost[0]![s]! < 0.5 && done[0]![s]! < goal[0]![s]! ? next : 0;
}

function givenUp(
  this: Cell,
  lost: Rows,
  tried: Rows,
  missed: Rows,
  time: Rows,
  attempts: Rows,
  pace: Rows,
): number {
  const s = this.thread.x;
  const length = tried[0]![s]!;
  const error = missed[0]![s]!;
  const shortest = pace[this.constants.PRECISION!]![s]! > 1 ? 1e-12 : 1e-5;
  const next = error <= 1 ? 1 : length * stretch(error);
  const lands = error <= 1 && length >= 1 - time[0]![s]! ? 1 : 0;
  const tired = attempts[0]![s]! + 1 >= this.constants.MOST! && lands < 0.5 ? 1 : 0;
  return length > 0 && (next < shortest || tired > 0.5) ? 1 : lost[0]![s]!;
}

// An attempt that was cut short by an output says nothing against the length that was planned.
function nextStep(this: Cell, step: Rows, tried: Rows, missed: Rows): number {
  const s = this.thread.x;
  const planned = step[0]![s]!;
  const length = tried[0]![s]!;
  const error = missed[0]![s]!;
  const next = length * stretch(error);
  const least = error <= 1 && length < planned ? planned : 0;
  return length > 0 ? Math.min(1, Math.max(next, least)) : planned;
}

function attemptsMade(this: Cell, attempts: Rows, tried: Rows, missed: Rows, time: Rows): number {
  const s = this.thread.x;
  const length = tried[0]![s]!;
  const lands = missed[0]![s]! <= 1 && length >= 1 - time[0]![s]! ? 1 : 0;
  return length > 0 && lands < 0.5 ? attempts[0]![s]! + 1 : 0;
}

// What is given up is done a pass later, when all that follows from its state has followed.
function outputsDone(
  this: Cell,
  done: Rows,
  tried: Rows,
  missed: Rows,
  time: Rows,
  lost: Rows,
  goal: Rows,
): number {
  const s = this.thread.x;
  const length = tried[0]![s]!;
  const lands = length > 0 && missed[0]![s]! <= 1 && length >= 1 - time[0]![s]! ? 1 : 0;
  return length <= 0 && lost[0]![s]! > 0.5 ? goal[0]![s]! : done[0]![s]! + lands;
}

function timeAfter(this: Cell, time: Rows, tried: Rows, missed: Rows): number {
  const s = this.thread.x;
  const now = time[0]![s]!;
  const length = tried[0]![s]!;
  const gone = length > 0 && missed[0]![s]! <= 1 ? length : 0;
  return gone >= 1 - now ? 0 : now + gone;
}
