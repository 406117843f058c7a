import type { Backend } from "../../../engine/index.ts";
import { effective } from "../../../theory/index.ts";
import { type CaseSetting, coupledPoints } from "./cases.ts";
import { type Course, coursesOf, omegaOf } from "./courses.ts";
import { between, endOfOscillation, type Found, fastest, geometric } from "./critical.ts";
import { cycleEnds, cycleLimit } from "./cycle.ts";
import { expectedCourse, normOf, type Trial } from "./plan.ts";
import {
  farthestFrom,
  halfGapSquared,
  largestModulus,
  movingMultipliers,
  numericalMultipliers,
  type Step,
  stepMapOf,
} from "./spectrum.ts";

type Setting = CaseSetting & { readonly backend: Backend };

/** Strengths of the first pass, in units of ξ_c; then the neighbourhood of the fastest, `ROUNDS` times. */
const RANGE = { r1: [0.1, 4], r2: [0.115, 3.5] } as const;
const ROUNDS = 4;
const INSIDE = 6;
/** Beyond this share of the strength at which they end, oscillations are too slow for a sharp frequency. */
const CLEAR = 0.97;

/** Follows a trial at `count` strengths, and at more and more narrowly spaced ones about the fastest. */
export async function followed(trial: Trial, count: number, setting: Setting): Promise<Course[]> {
  const { one, curvature, scheme, theory } = trial;
  const [from, to] = RANGE[one.penalty];
  const at = (strengths: readonly number[]) => coursesOf(one, curvature, scheme, strengths, setting);
  let courses = await at(geometric(from * theory, to * theory, count));
  for (let round = 0; round < ROUNDS; round++) {
    courses = [...courses, ...(await at(between(leastTime(courses), INSIDE)))];
  }
  return courses.sort((a, b) => a.strength - b.strength);
}

/** 1/rate, in which a displacement falls to 1/e at last; NaN where it does not fall. */
export function timeOf({ decayRate }: Course): number {
  return decayRate > 0 ? 1 / decayRate : Number.NaN;
}

/** Where convergence takes least time. */
export function leastTime(courses: readonly Course[]): Found {
  return fastest(
    courses.map(({ strength }) => strength),
    courses.map(timeOf),
  );
}

/** Where the fitted oscillations end: ω² in the flow, in finite steps the squared imaginary part of e^(−γ+iω). */
export function lastOscillation({ scheme }: Pick<Trial, "scheme">, courses: readonly Course[]): Found {
  const turning = courses.filter(({ angularFrequency }) => angularFrequency > 0);
  const last = Math.max(...turning.map(({ strength }) => strength));
  const clear = turning.filter(({ strength }) => strength < CLEAR * last);
  return endOfOscillation(
    clear.map(({ strength }) => strength),
    clear.map(({ angularFrequency: omega, decayRate }) =>
      scheme.kind === "flow" ? omega ** 2 : (Math.exp(-decayRate) * Math.sin(omega)) ** 2,
    ),
  );
}

/** A step whose numerical Jacobian tells of a scheme: one of simultaneous steps of size 1 is 1 + A, A that of the flow. */
function stepOf({ scheme }: Trial): Step {
  return scheme.kind === "flow"
    ? { order: "simultaneous", step: 1 }
    : { order: scheme.kind, step: scheme.step };
}

/** Where the multipliers of the numerical Jacobian meet, from five strengths about there. */
export async function meetingMultipliers(trial: Trial, setting: Setting): Promise<Found> {
  const strengths = [0.6, 0.8, 1, 1.2, 1.4].map((share) => share * trial.theory);
  const squares: number[] = [];
  for (const strength of strengths) {
    const map = stepMapOf(trial.one, strength, stepOf(trial), setting);
    squares.push(-halfGapSquared(await movingMultipliers(map)));
  }
  return endOfOscillation(strengths, squares);
}

/** The rows of all courses of a trial. */
export function courseRows(trial: Trial, courses: readonly Course[]) {
  const omega = omegaOf(trial.one, trial.curvature, trial.scheme);
  return courses.map((course) => {
    const theory = expectedCourse(trial, course.strength);
    return {
      trial: trial.name,
      family: trial.one.family,
      penalty: trial.one.penalty.toUpperCase(),
      scheme: trial.scheme.kind,
      label: trial.one.label,
      gain: trial.one.gain,
      replica: trial.one.replica,
      ...course,
      share: course.strength / trial.theory,
      time: timeOf(course),
      scaledTime: omega * timeOf(course),
      scaledSettling: omega * course.settling,
      theoryRate: omega * theory.rate,
      theoryScaledTime: 1 / theory.rate,
      theoryRatio: theory.ratio,
    };
  });
}

/** The multipliers of one finite step against the closed form at several strengths. */
export async function multiplierRows(
  trial: Trial,
  { step, shares }: { readonly step: number; readonly shares: readonly number[] },
  setting: Setting,
) {
  const { one, curvature } = trial;
  const order = "alternating" as const;
  const points = coupledPoints(one, curvature, { step, order });
  const which = { penalty: one.penalty, mode: "total", steps: order } as const;
  const critical = effective.criticalPenalty(points, which)!;
  const rows = [];
  for (const share of shares) {
    const strength = share * critical;
    const expected = effective.modeMultipliers({ ...points, [one.penalty]: strength }, "total")!;
    const map = stepMapOf(one, strength, { order, step }, setting);
    const found = await numericalMultipliers(map);
    const moving = found.length === 2 ? found : await movingMultipliers(map);
    rows.push({
      family: one.family,
      penalty: one.penalty.toUpperCase(),
      gain: one.gain,
      replica: one.replica,
      share,
      strength,
      modulus: largestModulus(moving),
      theoryModulus: largestModulus(expected),
      error: farthestFrom(found, expected),
      state: map.start.length,
    });
  }
  return rows;
}

/** The ends under WGAN-GP of a trial's discriminator, at shares of r_c. */
export async function cycleRows({ one, curvature }: Trial, shares: readonly number[], setting: Setting) {
  const limit = cycleLimit(one, curvature);
  const norm = normOf(one.family);
  const strengths = shares.map((share) => share * limit);
  const ends = await cycleEnds(one, curvature, norm, strengths, setting);
  // The radius of the undamped circle on which ‖∇f‖ = g.
  const unit = norm * Math.sqrt(one.gain / curvature);
  return ends.map(({ strength, extent, least, theory }, k) => ({
    family: one.family,
    gain: one.gain,
    norm,
    strength,
    share: shares[k]!,
    extent,
    least,
    theoryExtent: theory.extent,
    theoryKind: theory.kind,
    scaledExtent: extent / unit,
    theoryScaledExtent: theory.extent / unit,
  }));
}
