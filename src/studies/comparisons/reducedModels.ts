import { type ReducedCourse, reducedCourses } from "../overlays.ts";
import { type CompareFunction, type Comparison, numbersOf, runOf, short } from "./comparison.ts";

/** How far a reduced model may be from the full simulation: a share of the squared distance at the start. */
const tolerance = 0.1;

/**
 * Compares the reduced models that a sim asks for with the full simulation: the largest difference of the
 * squared Wasserstein distance, relative to the one at the start; for an envelope, at the maxima of the
 * oscillation that it is to touch. The linear model is left out.
 */
export const reducedModels: CompareFunction = (measured) => {
  const { manifest, observables } = runOf(measured, "reducedModels");
  const steps = numbersOf(observables, "step", "reducedModels");
  const full = numbersOf(observables, "wasserstein2", "reducedModels");
  // The linear model is drawn to show what it misses: the damping that grows with the square of the distance.
  const courses = reducedCourses(manifest.sim).filter(({ model }) => model !== "linear");
  return courses.map((course) => rowOf(course, steps, full));
};

const names: Readonly<Record<ReducedCourse["model"], string>> = {
  linear: "linear",
  quadratic: "quadratic",
  timeAveraged: "time-averaged",
  secondMoment: "second-moment",
};

function rowOf(course: ReducedCourse, steps: readonly number[], full: readonly number[]): Comparison {
  const model = new Map(course.steps.map((step, k) => [step, course.values[k]!]));
  const start = full[0]!;
  let worst = 0;
  steps.forEach((step, k) => {
    const value = model.get(step);
    const isPeak = k > 0 && full[k]! > full[k - 1]! && full[k]! >= (full[k + 1] ?? Number.POSITIVE_INFINITY);
    if (value === undefined || (course.envelope && !isPeak)) return;
    worst = Math.max(worst, Math.abs(value - full[k]!) / start);
  });
  return {
    claim: `${names[course.model]} model follows the full simulation`,
    theory: course.envelope ? "envelope of the squared distance" : "squared distance to the target",
    measured: `${steps.length} saved steps`,
    difference: `at most ${short(100 * worst)} % of the start`,
    passes: worst <= tolerance,
  };
}
