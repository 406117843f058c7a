import { effective } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { type CoveredState, stableUpTo } from "../coveredState.ts";
import { dimensionOf, modesOf, truePointsOf } from "../transition/game.ts";
import type { ThreePhasesOptions } from "./options.ts";
import { cloudOf } from "./options.ts";

/** The covered state at γ and ξ. */
export function coveredAt(options: ThreePhasesOptions): (coupling: number, r1: number) => CoveredState {
  const { weightDecay, stepDiscriminator, stepGenerator, target, size } = options;
  const points = truePointsOf(cloudOf(options));
  const common = {
    points,
    dimension: dimensionOf(target),
    size,
    weightDecay,
    stepDiscriminator,
    stepGenerator,
  };
  return (coupling, r1) => ({ ...common, coupling, r1 });
}

/** The same cloud on points that are many widths apart, as `theory.effective` has it. */
export function isolatedAt(
  options: ThreePhasesOptions,
  coupling: number,
  r1: number,
): effective.CoupledPoints {
  const { weightDecay, stepDiscriminator, stepGenerator, target, size } = options;
  const points = modesOf(target);
  return {
    points,
    pointMass: 1 / points,
    particleMass: 1 / size,
    particles: size / points,
    curvature: 1,
    diagonal: 1,
    coupling,
    r1,
    weightDecay,
    stepDiscriminator,
    stepGenerator: stepGenerator * size,
    order: "alternating",
  };
}

/**
 * By γ: the largest ξ at which the covered state is linearly stable (`theory`), and the ξ from which on isolated points'
 * total mode no longer oscillates (`critical`, NaN for none).
 */
export function penaltyLimits(options: ThreePhasesOptions, couplings: readonly number[]): Row[] {
  const at = coveredAt(options);
  return couplings.map((coupling) => {
    const theory = stableUpTo((r1) => at(coupling, r1), options.from / 10, options.to * 10);
    const isolated = isolatedAt(options, coupling, 0);
    const critical = effective.criticalPenalty(isolated, {
      penalty: "r1",
      mode: "total",
      steps: "alternating",
    });
    const known = theory > 0 && Number.isFinite(theory);
    return { coupling, theory: known ? theory : Number.NaN, critical: critical ?? Number.NaN };
  });
}
