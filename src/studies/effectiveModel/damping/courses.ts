import { alternating, flow, type Stepper, simulateEnsemble, simultaneous } from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { fitOscillation } from "../../../numerics/oscillation.ts";
import { type CaseSetting, type DampingCase, displacements, drawn, penaltyOf, startOf } from "./cases.ts";

/** In which time a course is followed: continuous, η_d = η_g = 1, or in finite steps of equal size. */
export type Scheme =
  | { readonly kind: "flow" }
  | { readonly kind: "alternating" | "simultaneous"; readonly step: number };

/** Rates per unit of time (`flow`) or per step. */
export interface Course {
  /** ξ. */
  readonly strength: number;
  readonly decayRate: number;
  readonly angularFrequency: number;
  readonly dampingRatio: number;
  /** When the displacement has come below `SETTLED` of that at the start for good; NaN when it has not. */
  readonly settling: number;
}

/** The share of the first displacement at which a course counts as settled. */
export const SETTLED = 1e-10;

/** Lengths and distances of samples in units of 1/Ω, the undamped oscillation's time. */
const DURATION = 60;
const SPACING = 0.05;

/**
 * The tail in which a series is below this share of its largest value is left out of the fit: of the exactly linear
 * game only what the integrator's error reaches, else what the features' does.
 */
function floorOf({ family }: DampingCase): number {
  return family === "linear" ? 1e-8 : 1e-6;
}

/** How the courses of a scheme are run and saved, Ω per unit of time or per step. */
function timing(
  scheme: Scheme,
  omega: number,
): { stepper: Stepper; steps: number; every: number; unit: number } {
  if (scheme.kind === "flow") {
    const steps = DURATION / SPACING;
    const stepper = flow({ duration: DURATION / omega, tolerance: 1e-12 });
    return { stepper, steps, every: 1, unit: SPACING / omega };
  }
  const every = Math.max(1, Math.floor(SPACING / omega));
  const steps = every * Math.ceil(DURATION / omega / every);
  const sizes = { stepDiscriminator: scheme.step, stepGenerator: scheme.step };
  const stepper = scheme.kind === "alternating" ? alternating(sizes) : simultaneous(sizes);
  return { stepper, steps, every, unit: every };
}

/** Ω = √(η_d η_g κΓ₀) per unit of time or per step. */
export function omegaOf({ gain }: DampingCase, curvature: number, scheme: Scheme): number {
  return Math.sqrt(gain * curvature) * (scheme.kind === "flow" ? 1 : scheme.step);
}

/** When a series of displacements has come below a share of its first for good, between samples along a logarithm. */
export function settlingTime(series: readonly number[], share: number, unit: number): number {
  const level = share * Math.abs(series[0]!);
  let last = series.length - 1;
  while (last >= 0 && Math.abs(series[last]!) <= level) last -= 1;
  if (last === series.length - 1 || last < 0) return Number.NaN;
  const [above, below] = [Math.abs(series[last]!), Math.abs(series[last + 1]!)];
  const part = below > 0 ? Math.log(above / level) / Math.log(above / below) : 1;
  return (last + part) * unit;
}

/** Follows a case at several strengths of its penalty and fits a damped oscillation to each course. */
export async function coursesOf(
  one: DampingCase,
  curvature: number,
  scheme: Scheme,
  strengths: readonly number[],
  { backend, ...setting }: CaseSetting & { readonly backend: Backend },
): Promise<Course[]> {
  const { stepper, steps, every, unit } = timing(scheme, omegaOf(one, curvature, scheme));
  const simulations = strengths.map((strength) => ({
    game: drawn(one, setting, penaltyOf(one, strength), startOf(one)),
    stepper,
  }));
  const trajectories = await simulateEnsemble(simulations, { steps, every, backend, rules: { radius: 1e6 } });
  return trajectories.map(({ positions }, k) => {
    const series = displacements(one, positions);
    const fit = fitOscillation(series, { rest: 0, floor: floorOf(one) });
    return {
      strength: strengths[k]!,
      decayRate: (fit?.decayRate ?? Number.NaN) / unit,
      angularFrequency: (fit?.angularFrequency ?? Number.NaN) / unit,
      dampingRatio: fit?.dampingRatio ?? Number.NaN,
      settling: settlingTime(series, SETTLED, unit),
    };
  });
}
