import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import { fictitious } from "../../../theory/index.ts";
import { numbersIn, type Row, rowsIn, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
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
    smallStepsClaim(
      "growth with queues on both sides",
      "η_d η_g (Q − 1)/2",
      where(rows, { way: "both sides" }),
      step,
    ),
    restingClaim(rowsIn(resting)),
    smallStepsClaim("the same weight decay", "λ = η_g (Q − 1)", rowsIn(resting), step),
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
  const rule = 1 - Math.cos(step / 2) + 1e-9;
  return {
    claim: `linear discriminator, plain alternating steps: the last iterate, which could be the data (y = 0), keeps its distance, ${peaks.length} half turns`,
    theory: `peaks of |y| at ${short(particle)}, always (to ${rule.toExponential(1)})`,
    measured: `${least.toPrecision(6)} to ${most.toPrecision(6)}`,
    difference: off.toExponential(1),
    passes: peaks.length > 2 && off <= rule,
  };
}

/** Peaks are known to a step, the first T to about 1 %: what that moves an exponent. */
const EXPONENT = 0.01;

/** One course without chance in it: the exponent has no interval but what peaks are off. */
function rateClaim(peaks: readonly Row[]): Comparison {
  const exponent =
    peaks.length < 3 ? Number.NaN : fitPowerLaw(numbersIn(peaks, "T"), numbersIn(peaks, "distance")).exponent;
  const off = Math.abs(exponent + 1);
  return {
    claim: "its time average converges: exponent of the distance against T",
    theory: `−1 (to ${EXPONENT}: peaks are known to a step)`,
    measured: exponent.toFixed(4).replace("-", "−"),
    difference: off.toExponential(1),
    passes: off <= EXPONENT,
  };
}

/** Relative: the largest of T |ȳ_T| over whole T. */
const CONSTANT = 0.001;

function constantClaim(peaks: readonly Row[], step: number): Comparison {
  const { most } = fictitious.averageConstant(sizes(step), start);
  const found = Math.max(...peaks.map(({ T, distance }) => (T as number) * (distance as number)));
  const off = Math.abs(found / most - 1);
  return {
    claim: "its constant, the largest T |ȳ_T|",
    theory: `${short(most)} (to ${100 * CONSTANT} %)`,
    measured: found.toPrecision(5),
    difference: `${short(100 * off)} %`,
    passes: off <= CONSTANT,
  };
}

/** T|ȳ_T| grows with the cycle, so that the average comes closer at first, and then goes away. */
function turningClaim(peaks: readonly Row[]): Comparison {
  const values = numbersIn(peaks, "distance");
  const least = Math.min(...values);
  const last = values.at(-1) ?? Number.NaN;
  return {
    claim: "queues of 4 on both sides, no weight decay: the time average does not converge",
    theory: "grows with the cycle in the end (tenfold)",
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
    theory: `${theory} (to ${tolerance.toExponential(0)})`,
    measured: `${rows.length} games, up to ${short(Math.max(...numbersIn(rows, column)))} a step`,
    difference: `at most ${worst.toExponential(1)}`,
    passes: rows.length > 0 && worst <= tolerance,
  };
}

/** The law is the first term of a series in hQ, and is claimed where that is small. */
const SMALL = 0.25;

/** Rows of Q > 1 by whether h Q is small, with how far their Jacobian is off the law, relative. */
function beside(rows: readonly Row[], step: number) {
  const own = rows
    .filter(({ queue }) => (queue as number) > 1)
    .map((row) => ({
      queue: row.queue as number,
      jacobian: row.jacobian as number,
      off: Math.abs((row.jacobian as number) / (row.smallStep as number) - 1),
    }));
  return {
    small: own.filter(({ queue }) => step * queue <= SMALL),
    large: own.filter(({ queue }) => step * queue > SMALL),
  };
}

/** What the series leaves out is of the order of (hQ)². */
function smallStepsClaim(claim: string, law: string, rows: readonly Row[], step: number): Comparison {
  const { small, large } = beside(rows, step);
  const percent = (one: { off: number; queue: number }) => `${short(100 * one.off)} % at Q = ${one.queue}`;
  return {
    claim: `${claim}, law of small steps, hQ ≤ ${SMALL}`,
    theory: `${law} (to (hQ)²)`,
    measured: small.map(({ queue, jacobian }) => `${short(jacobian)} at Q = ${queue}`).join(", "),
    difference: [
      small.map(percent).join(", "),
      ...(large.length > 0 ? [`not claimed: ${large.map(percent).join(", ")}`] : []),
    ].join("; "),
    passes: small.length > 0 && small.every(({ queue, off }) => off <= (step * queue) ** 2),
  };
}

function restingClaim(rows: readonly Row[]): Comparison {
  const worst = Math.max(
    ...rows.map(({ jacobian, theory }) => Math.abs((jacobian as number) / (theory as number) - 1)),
  );
  return {
    claim: "weight decay at which the cycle comes to rest, numerical Jacobian",
    theory: "roots of the polynomial (to 1e-5, relative)",
    measured: rows.map(({ queue, jacobian }) => `${short(jacobian as number)} at Q = ${queue}`).join(", "),
    difference: `at most ${worst.toExponential(1)}, relative`,
    passes: rows.length > 0 && worst <= 1e-5,
  };
}
