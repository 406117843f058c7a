import { mean } from "../../../numerics/statistics.ts";
import { rateOf } from "../../../observables/index.ts";
import { overParameterized } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { type Common, fit, playOf, savedEvery, type Trained } from "./game.ts";
import { movedKernel, startOf } from "./start.ts";

/**
 * Rows of runs with what theory says of each, from the parameters that were drawn for it:
 * `startRate` and `endRate`, from the spectral radius of a step with the kernel of step 0 and with that of the end;
 * `frozenRate` and `movedRate`, the same fit as the measured one to courses with a constant kernel: that of step 0, and
 * that to which it moves to first order; `firstOrderDrift`, how far that is; `trace`, the mean eigenvalue at step 0.
 */
export function expected(common: Common, trained: Trained, rows: readonly Row[]): Row[] {
  const every = savedEvery(common.options.steps);
  return rows.map((row) => {
    const start = startOf(common, trained, row.width as number, row.replica as number);
    const play = playAt(common, trained, row);
    const moved = movedKernel(start);
    const last = row.lastStep as number;
    const rate = (kernel: Float64Array) => constantRate(play, kernel, start.offset, last, every);
    return {
      ...row,
      startRate: overParameterized.saddleRate(play, start.eigenvalues),
      endRate: overParameterized.saddleRate(play, [row.kernelLeast as number, row.kernelGreatest as number]),
      frozenRate: rate(start.kernel),
      movedRate: moved === undefined ? Number.NaN : rate(moved),
      firstOrderDrift: moved === undefined ? Number.NaN : distance(moved, start.kernel),
      trace: mean(start.eigenvalues),
    };
  });
}

/** How a run is played: the study's numbers, or those that its scan varies. */
function playAt(common: Common, trained: Trained, row: Row): overParameterized.SaddleGame {
  const play = playOf(common, trained);
  const { strength, stepGenerator } = row;
  return {
    ...play,
    ...(strength === undefined ? {} : { weightDecay: strength as number }),
    ...(stepGenerator === undefined ? {} : { stepGenerator: stepGenerator as number }),
  };
}

/** ‖one − other‖/‖other‖ in the Frobenius norm. */
function distance(one: Float64Array, other: Float64Array): number {
  return Math.hypot(...one.map((value, k) => value - other[k]!)) / Math.hypot(...other);
}

/** The rate of the course with one kernel for ever, seen at the same steps. */
function constantRate(
  play: overParameterized.SaddleGame,
  kernel: Float64Array,
  offset: Float64Array,
  lastStep: number,
  every: number,
): number {
  const start = { w: new Float64Array(offset.length), r: offset };
  const course = overParameterized.frozenCourse(play, kernel, start, lastStep);
  const steps = Array.from(course.keys()).filter((step) => step % every === 0 || step === lastStep);
  return rateOf(
    steps,
    steps.map((step) => course[step]!),
    fit,
  );
}
