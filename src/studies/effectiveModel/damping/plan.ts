import { modulus } from "../../../numerics/linearAlgebra.ts";
import { effective } from "../../../theory/index.ts";
import { type CaseSetting, coupledPoints, curvatureOf, type DampingCase, type Family } from "./cases.ts";
import type { Scheme } from "./courses.ts";

/** What the study measures the critical strength of: a case in a scheme. */
export interface Trial {
  readonly one: DampingCase;
  readonly scheme: Scheme;
  /** κ. */
  readonly curvature: number;
  /** ξ_c of theory for this scheme. */
  readonly theory: number;
  /** Rows of one trial share it: the case and the scheme in words. */
  readonly name: string;
}

/** The study's options, as far as they say what is measured. */
export interface PlanOptions {
  readonly gains: readonly number[];
  readonly step: number;
  readonly seeds: number;
}

const finite = (kind: "alternating" | "simultaneous", step: number): Scheme => ({ kind, step });

/** All trials: the linear discriminator, Gaussian kernels, and `seeds` draws of each network. */
export function trialsOf({ gains, step, seeds }: PlanOptions, setting: CaseSetting): Trial[] {
  const flow: Scheme = { kind: "flow" };
  const base = { penalty: "r1", gain: 1, decay: 0, replica: 0 } as const;
  const trials: [DampingCase, Scheme][] = [];
  for (const gain of gains) {
    trials.push([{ ...base, family: "linear", gain, label: `Γ₀ = ${gain}` }, flow]);
  }
  for (const kind of ["alternating", "simultaneous"] as const) {
    trials.push([{ ...base, family: "linear", label: "Γ₀ = 1" }, finite(kind, step)]);
  }
  for (const penalty of ["r1", "r2"] as const) {
    const kernel = { ...base, family: "Gaussian kernel", penalty } as const;
    trials.push([{ ...kernel, width: 1, label: "σ = 1" }, flow]);
    trials.push([{ ...kernel, width: 0.5, decay: 0.8, label: "σ = 0.5, λ = 0.8" }, flow]);
    trials.push([{ ...kernel, width: 1, decay: 0.4, label: "σ = 1, λ = 0.4" }, finite("alternating", step)]);
    for (const family of ["tanh network", "ReLU network"] as const) {
      for (let replica = 0; replica < seeds; replica++) {
        trials.push([{ ...base, family, penalty, replica, label: "" }, finite("alternating", step)]);
      }
    }
  }
  return trials.map(([one, scheme]) => trialOf(one, scheme, setting));
}

function trialOf(one: DampingCase, scheme: Scheme, setting: CaseSetting): Trial {
  const curvature = curvatureOf(one, setting);
  const words = [one.family, one.label, one.penalty.toUpperCase(), schemeWords(scheme)];
  return {
    one,
    scheme,
    curvature,
    theory: theoryOf(one, scheme, curvature),
    name: words.filter((word) => word !== "").join(", "),
  };
}

function schemeWords(scheme: Scheme): string {
  return scheme.kind === "flow" ? "flow" : `${scheme.kind} steps of ${scheme.step}`;
}

/**
 * ξ_c: of the linear discriminator by its own closed form, 2√Γ₀ in the flow, else by that of an isolated point with
 * the curvature κ of the discriminator's kernel, λ + ξ_c κ = 2√(κΓ₀) in the flow.
 */
function theoryOf(one: DampingCase, scheme: Scheme, curvature: number): number {
  const step = scheme.kind === "flow" ? 1 : scheme.step;
  const sizes = { stepDiscriminator: step, stepGenerator: step };
  const order = scheme.kind === "alternating" ? "alternating" : "simultaneous";
  const found =
    one.family !== "linear"
      ? effective.criticalPenalty(coupledPoints(one, curvature, { step, order }), {
          penalty: one.penalty,
          mode: "total",
          steps: scheme.kind,
        })
      : scheme.kind === "flow"
        ? effective.criticalStrength(one.gain, sizes)
        : effective.discreteCriticalStrength(one.gain, sizes, order);
  if (found === undefined) throw new Error(`${one.family} has no critical strength`);
  return found;
}

/**
 * Decay rate in units of Ω and damping ratio at a strength: those of the flow at ζ = (λ + ξκ)/2√(κΓ₀), or of the
 * multipliers of the exact step, whose ratio is NaN where one of them is not positive.
 */
export function expectedCourse({ one, curvature, scheme }: Trial, strength: number) {
  if (scheme.kind === "flow") {
    const ratio = (one.decay + strength * curvature) / (2 * Math.sqrt(curvature * one.gain));
    return { ratio, rate: ratio <= 1 ? ratio : 1 / (ratio + Math.sqrt(ratio * ratio - 1)) };
  }
  const points = coupledPoints(one, curvature, { step: scheme.step, order: scheme.kind });
  const [large, small] = effective.modeMultipliers({ ...points, [one.penalty]: strength }, "total")!;
  const [slow, fast] = [-Math.log(modulus(large)), -Math.log(modulus(small))];
  const turn = Math.atan2(large.im, large.re);
  const oscillates = large.im !== 0;
  const ratio = oscillates ? slow / Math.hypot(slow, turn) : (slow + fast) / (2 * Math.sqrt(slow * fast));
  const omega = scheme.step * Math.sqrt(curvature * one.gain);
  return { rate: slow / omega, ratio: !oscillates && small.re <= 0 ? Number.NaN : ratio };
}

/** The trials of one claim: those that differ in the draw of the weights alone. */
export function groupsOf(trials: readonly Trial[]): readonly (readonly Trial[])[] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const group = groups.get(trial.name);
    if (group === undefined) groups.set(trial.name, [trial]);
    else group.push(trial);
  }
  return [...groups.values()];
}

/** The penalties under which WGAN-GP is followed: its g is small where the game is linear only near the point. */
export function normOf(family: Family): number {
  return family === "linear" ? 1 : 1e-3;
}
