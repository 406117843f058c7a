import { totalDecay } from "../penalties/index.ts";
import {
  axisName,
  type BuiltSim,
  buildSim,
  choicesWith,
  putChoices,
  type ScanSpec,
  type SimSpec,
} from "../sim/index.ts";
import {
  localEigenvalues,
  massesOf,
  type Neighbourhood,
  type Order,
  oscillationMargin,
  stabilityMargin,
  type UnequalNeighbourhood,
} from "../theory/index.ts";
import { freeKernel } from "./freeKernel.ts";

/**
 * What theory says of a simulation, by column of the table of cells; every name begins with `theory`. A
 * number that no theory gives for this sim is left out.
 *
 * Each particle is counted to the true point nearest to its start. Over the neighbourhoods that hold
 * particles:
 * - `theoryRadius`: the largest spectral radius of the exact local map, stable below 1;
 * - `theoryStabilityMargin`: the least η_dλ + η_g qΔκ/λ, stable above 0 for small steps (mean mode);
 * - `theoryOscillationMargin`: the largest 2q√(rκη_dη_g) − |η_dλ − η_g qΔκ/λ|, oscillating above 0;
 * - `theoryDecayRate`, `theoryFrequency`: −log|z| and |arg z| of the slowest eigenvalue z of the exact map,
 *   per step.
 */
export function predict(built: BuiltSim): Record<string, number> {
  const neighbourhoods = neighbourhoodsOf(built);
  const spectra = neighbourhoods.map(localEigenvalues);
  if (neighbourhoods.length === 0 || spectra.some((spectrum) => spectrum === undefined)) return {};
  const slowest = spectra
    .flatMap((spectrum) => spectrum ?? [])
    .reduce((worst, z) => (Math.hypot(z.re, z.im) > Math.hypot(worst.re, worst.im) ? z : worst));
  // Parts of f that no particle sees decay by 1 − η_dλ a step.
  const unseen = neighbourhoods.map((one) => Math.abs(1 - one.stepDiscriminator * one.weightDecay));
  const equal = neighbourhoods.map(equalMasses);
  const margins = equal.some((one) => one === undefined) ? {} : marginsOf(equal as Neighbourhood[]);
  return {
    theoryRadius: Math.max(Math.hypot(slowest.re, slowest.im), ...unseen),
    ...margins,
    theoryDecayRate: -Math.log(Math.hypot(slowest.re, slowest.im)),
    theoryFrequency: Math.abs(Math.atan2(slowest.im, slowest.re)),
  };
}

/**
 * Theory's columns between the cells of a scan: at any values of its numeric axes, by axis name.
 * @throws InputError where the scan's sim cannot be built with them.
 */
export function predictAt(scan: ScanSpec, values: Readonly<Record<string, number>>): Record<string, number> {
  const choices = choicesWith(scan.axes, (axis) => values[axisName(axis)]);
  const sim = putChoices({ ...scan.sim, seed: scan.seed }, scan.axes, choices) as SimSpec;
  return predict(buildSim(sim, 0));
}

function marginsOf(neighbourhoods: readonly Neighbourhood[]): Record<string, number> {
  const stability = neighbourhoods.map((one) => stabilityMargin(one)!);
  const oscillation = neighbourhoods.map((one) => oscillationMargin(one)!);
  return {
    theoryStabilityMargin: Math.min(...stability),
    theoryOscillationMargin: Math.max(...oscillation),
  };
}

/**
 * The true points with the particles that start nearest to them; empty ones are left out. Empty where the
 * local theory does not apply: another loss, a kernel with a kink, other dynamics.
 */
export function neighbourhoodsOf(built: BuiltSim): UnequalNeighbourhood[] {
  const { game, stepper } = built.simulation;
  const curvature = freeKernel(built)?.curvature;
  if (curvature === undefined) return [];
  const held = occupants(built, game.start);
  return [...game.drawn.masses].flatMap((pointMass, i) => {
    const particleMasses = held[i]!.map((j) => game.generator.masses[j]!);
    if (particleMasses.length === 0) return [];
    return [
      {
        pointMass,
        particleMasses,
        curvature,
        weightDecay: totalDecay(game.penalties),
        stepDiscriminator: stepper.stepDiscriminator,
        stepGenerator: stepper.stepGenerator,
        order: stepper.kind as Order,
      },
    ];
  });
}

/** Which particles lie nearest to each true point, [N] lists of particle numbers. */
function occupants({ setting }: BuiltSim, positions: Float64Array): number[][] {
  const { target, dimension } = setting;
  const held: number[][] = Array.from(target.masses, () => []);
  for (let j = 0; j * dimension < positions.length; j++) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < held.length; i++) {
      let r2 = 0;
      for (let k = 0; k < dimension; k++) {
        r2 += (positions[j * dimension + k]! - target.points[i * dimension + k]!) ** 2;
      }
      if (r2 < least) {
        least = r2;
        nearest = i;
      }
    }
    held[nearest]!.push(j);
  }
  return held;
}

/** The same neighbourhood by number of particles, where their masses are equal. */
export function equalMasses(one: UnequalNeighbourhood): Neighbourhood | undefined {
  const masses = massesOf(one);
  const { particleMasses: _, ...rest } = one;
  if (masses.some((mass) => mass !== masses[0])) return undefined;
  return { ...rest, particleMass: masses[0]!, particles: masses.length };
}
