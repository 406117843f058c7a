import { alternating, simulateEnsemble } from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { type GradientPenaltyCycle, gradientPenaltyCycle } from "../../../theory/index.ts";
import { type CaseSetting, cyclePenalty, type DampingCase, displacements, drawn } from "./cases.ts";

/*
 * WGAN-GP wants a gradient of length g at the data, where R1 wants none: the points do not come to rest on each other.
 * Near the true point ∇f follows v̇ = η_d κ(u − r(|v| − g) sign v) for every discriminator, with the curvature κ of its
 * kernel, and u̇ = −η_g Γ₀ v: the linear game of `gradientPenaltyCycle` with η_d κ for η_d.
 */

/** Step of both players in units of 1/Ω: the end of the flow is approached as the step. */
const STEP = 0.004;
/**
 * The length of a course, in units of 1/Ω; its second half is read. Beside the point v falls to 0 from one side, and
 * once it is as short as the penalty tells lengths apart (1e-6), the particle goes over to the place on the other side.
 */
const DURATION = 40;

/** The end of a course under WGAN-GP. */
export interface CycleEnd {
  /** r. */
  readonly strength: number;
  /** The largest |y − x| of the second half. */
  readonly extent: number;
  /** The least one: 0 where it swings through the point. */
  readonly least: number;
  readonly theory: GradientPenaltyCycle;
}

/** r from which on the particle creeps to rest beside the point instead of circling: 2√(η_g Γ₀/η_d κ). */
export function cycleLimit({ gain }: DampingCase, curvature: number): number {
  return 2 * Math.sqrt(gain / curvature);
}

/** Where a case goes under WGAN-GP at several strengths r, towards gradients of length `norm`. */
export async function cycleEnds(
  one: DampingCase,
  curvature: number,
  norm: number,
  strengths: readonly number[],
  { backend, ...setting }: CaseSetting & { readonly backend: Backend },
): Promise<CycleEnd[]> {
  const omega = Math.sqrt(one.gain * curvature);
  const step = STEP / omega;
  const steps = Math.round(DURATION / STEP);
  const stepper = alternating({ stepDiscriminator: step, stepGenerator: step });
  const theories = strengths.map((strength) =>
    gradientPenaltyCycle({ strength, norm }, { stepDiscriminator: curvature, stepGenerator: 1 }, one.gain),
  );
  const simulations = strengths.map((strength, k) => ({
    // From outside of where it ends, so that it is seen to come there.
    game: drawn(one, setting, cyclePenalty(strength, norm), 1.2 * theories[k]!.extent),
    stepper,
  }));
  const trajectories = await simulateEnsemble(simulations, {
    steps,
    every: 5,
    backend,
    rules: { radius: 1e6 },
  });
  return trajectories.map(({ positions }, k) => {
    const tail = displacements(one, positions)
      .slice(Math.floor(positions.length / 2))
      .map(Math.abs);
    return {
      strength: strengths[k]!,
      extent: Math.max(...tail),
      least: Math.min(...tail),
      theory: theories[k]!,
    };
  });
}
