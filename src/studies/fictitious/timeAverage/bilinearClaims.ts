import { fictitious } from "../../../theory/index.ts";
import { numbersIn, type Row, rowsIn, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { exponentText, lawOf } from "./averages.ts";
import { start } from "./bilinear.ts";
import type { Findings } from "./findings.ts";
import type { TimeAverageOptions } from "./options.ts";

/** What the bilinear game says. */
export function bilinearClaims(
  { step }: TimeAverageOptions,
  { orbits, growth, resting }: Pick<Findings, "orbits" | "growth" | "resting">,
): Comparison[] {
  const plain = where(rowsIn(orbits), { game: "plain, alternating" });
  const delayed = where(rowsIn(orbits), { game: "queues of 4" });
  const rows = rowsIn(growth);
  return [
    amplitudeClaim(where(plain, { what: "last" }), step),
    rateClaim(where(plain, { what: "average" })),
    constantClaim(where(plain, { what: "average" }), step),
    turningClaim(where(delayed, { what: "average" })),
    agreement(
      "growth of a cycle with a queue, numerical Jacobian",
      "roots of the polynomial",
      rows,
      "jacobian",
      1e-6,
    ),
    // Peaks are known to a step, which is 1/200 of a turn: about 1e-5 in ln y, over many turns.
    agreement("the same from courses", "roots of the polynomial", rows, "course", 1e-5),
    smallStepClaim(where(rows, { way: "both sides" }), step),
    restingClaim(rowsIn(resting)),
    restingLawClaim(rowsIn(resting), step),
  ];
}

function sizes(step: number) {
  return { stepDiscriminator: step, stepGenerator: step };
}

/** To within what is lost between two steps at the top of a cycle, 1 − cos(h/2), and the start's own phase. */
function amplitudeClaim(peaks: readonly Row[], step: number): Comparison {
  const { particle } = fictitious.bilinearAmplitude(sizes(step), start);
  const values = numbersIn(peaks, "distance");
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const off = Math.max(Math.abs(least / particle - 1), Math.abs(most / particle - 1));
  return {
    claim: `linear discriminator, plain alternating steps: the last iterate circles, ${peaks.length} half turns`,
    theory: `peaks of |y| at ${short(particle)}, always`,
    measured: `${least.toPrecision(6)} to ${most.toPrecision(6)}`,
    difference: off.toExponential(1),
    passes: peaks.length > 2 && off <= 1 - Math.cos(step / 2) + 1e-9,
  };
}

/** Peaks are known to a step: T of the first to about 1 %. */
const EXPONENT = 0.01;

function rateClaim(peaks: readonly Row[]): Comparison {
  const law = lawOf(peaks, "T", "distance");
  return {
    claim: "its time average: exponent of the distance against T",
    theory: "−1",
    measured: exponentText(law),
    difference: law === undefined ? "none" : Math.abs(law.exponent + 1).toExponential(1),
    passes: law !== undefined && Math.abs(law.exponent + 1) <= EXPONENT,
  };
}

function constantClaim(peaks: readonly Row[], step: number): Comparison {
  const { most } = fictitious.averageConstant(sizes(step), start);
  const found = Math.max(...peaks.map(({ T, distance }) => (T as number) * (distance as number)));
  const off = Math.abs(found / most - 1);
  return {
    claim: "its constant, the largest T |ȳ_T|",
    theory: short(most),
    measured: found.toPrecision(5),
    difference: `${short(100 * off)} %`,
    passes: off <= 0.001,
  };
}

/** T|ȳ_T| grows with the cycle, so that the average comes closer at first, and then goes away. */
function turningClaim(peaks: readonly Row[]): Comparison {
  const values = numbersIn(peaks, "distance");
  const least = Math.min(...values);
  const last = values.at(-1) ?? Number.NaN;
  return {
    claim: "queues of 4 on both sides, no weight decay: the time average does not converge",
    theory: "grows with the cycle in the end",
    measured: `least ${short(least)}, at the end ${short(last)}`,
    difference: `${short(last / least)} times`,
    passes: last > 10 * least,
  };
}

function agreement(
  claim: string,
  theory: string,
  rows: readonly Row[],
  column: string,
  tolerance: number,
): Comparison {
  const worst = Math.max(...rows.map((row) => Math.abs((row[column] as number) - (row.theory as number))));
  return {
    claim,
    theory,
    measured: `${rows.length} games, up to ${short(Math.max(...numbersIn(rows, column)))} a step`,
    difference: `at most ${worst.toExponential(1)}`,
    passes: rows.length > 0 && worst <= tolerance,
  };
}

/** The law is the first term of a series in hQ: what it leaves out is of the order of (hQ)². */
function beyond(queue: number, step: number): number {
  return (step * queue) ** 2;
}

function smallStepClaim(rows: readonly Row[], step: number): Comparison {
  const own = rows.filter(({ queue }) => (queue as number) > 1);
  const off = own.map(({ jacobian, smallStep }) =>
    Math.abs((jacobian as number) / (smallStep as number) - 1),
  );
  return {
    claim: "growth with queues on both sides, law of small steps",
    theory: "η_d η_g (Q − 1)/2 to within (hQ)²",
    measured: own.map(({ queue, jacobian }) => `${short(jacobian as number)} at Q = ${queue}`).join(", "),
    difference: off.map((one) => `${short(100 * one)} %`).join(", "),
    passes: own.length > 0 && own.every(({ queue }, k) => off[k]! <= beyond(queue as number, step)),
  };
}

function restingClaim(rows: readonly Row[]): Comparison {
  const worst = Math.max(
    ...rows.map(({ jacobian, theory }) => Math.abs((jacobian as number) / (theory as number) - 1)),
  );
  return {
    claim: "weight decay at which the cycle comes to rest, numerical Jacobian",
    theory: "roots of the polynomial",
    measured: rows.map(({ queue, jacobian }) => `${short(jacobian as number)} at Q = ${queue}`).join(", "),
    difference: `at most ${worst.toExponential(1)}, relative`,
    passes: rows.length > 0 && worst <= 1e-5,
  };
}

function restingLawClaim(rows: readonly Row[], step: number): Comparison {
  const off = rows.map(({ jacobian, smallStep }) =>
    Math.abs((jacobian as number) / (smallStep as number) - 1),
  );
  return {
    claim: "the same, law of small steps",
    theory: "λ = η_g (Q − 1) to within (hQ)²",
    measured: `${rows.length} lengths`,
    difference: off.map((one) => `${short(100 * one)} %`).join(", "),
    passes: rows.length > 0 && rows.every(({ queue }, k) => off[k]! <= beyond(queue as number, step)),
  };
}
