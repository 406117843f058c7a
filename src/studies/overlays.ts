import type { Kernel } from "../kernels/index.ts";
import { InputError } from "../options/index.ts";
import { totalDecay } from "../penalties/index.ts";
import { type BuiltSim, buildSim, type ReducedModel, type SimSpec } from "../sim/index.ts";
import {
  cloudMoments,
  integrate,
  linearModel,
  type ModelledNeighbourhood,
  type Order,
  quadraticModel,
  type ReducedRun,
  secondMomentModel,
  timeAveragedModel,
} from "../theory/index.ts";
import { freeKernel } from "./freeKernel.ts";

/** A reduced model's course beside the full simulation's. */
export interface ReducedCourse {
  readonly model: ReducedModel;
  /** The column of observables that it stands for. */
  readonly observable: "wasserstein2";
  readonly steps: readonly number[];
  readonly values: Float64Array;
  /** True when it bounds the oscillation and is not the observable itself. */
  readonly envelope: boolean;
}

function neighbourhoodOf(built: BuiltSim, place: string): ModelledNeighbourhood {
  const { game, stepper } = built.simulation;
  const { drawn, generator, penalties } = game;
  const refuse = (why: string): never => {
    throw new InputError(place, `the reduced models are for ${why}`);
  };
  if (drawn.masses.length !== 1) refuse(`one true point, not ${drawn.masses.length}`);
  if (generator.masses.some((mass) => mass !== generator.masses[0])) refuse("particles of equal mass");
  if (game.loss.kind !== "ipm") refuse(`the loss ipm, not ${game.loss.kind}`);
  if (stepper.kind !== "alternating" && stepper.kind !== "simultaneous") {
    refuse(`alternating and simultaneous dynamics, not ${stepper.kind}`);
  }
  const kernel = freeKernel(built);
  if (kernel === undefined)
    return refuse("a radial kernel, weight decay alone and particles that are not coupled");
  const { curvature } = kernel;
  if (curvature === undefined) return refuse("kernels that are smooth at zero");
  return {
    pointMass: drawn.masses[0]!,
    particleMass: generator.masses[0]!,
    particles: generator.count,
    curvature,
    fourthDerivative: fourthDerivative(kernel),
    weightDecay: totalDecay(penalties),
    stepDiscriminator: stepper.stepDiscriminator,
    stepGenerator: stepper.stepGenerator,
    order: stepper.kind as Order,
  };
}

/**
 * μ = K''''(0), 12 times the second derivative of K by r² at zero; from the slope s(r²) = 2 dK/d(r²), so
 * μ = 6 ds/d(r²), by a one-sided difference of second order that is extrapolated from two step lengths.
 */
function fourthDerivative({ terms }: Kernel): number {
  return terms.reduce((sum, { weight, parameters, slope }) => {
    const at = (r2: number) => slope(r2, ...parameters);
    // In units of the term's own length 1/√κ the third difference is small and rounding is far smaller.
    const h = 1e-3 / -at(0);
    const difference = (step: number) => (-3 * at(0) + 4 * at(step) - at(2 * step)) / (2 * step);
    return sum + weight * 6 * ((4 * difference(h / 2) - difference(h)) / 3);
  }, 0);
}

/** The particles of a built sim as seen from its one true point, [n*d]. */
function displacements({ simulation: { game } }: BuiltSim): Float64Array {
  const { points, dimension } = game.drawn;
  return game.start.map((value, k) => value - points[k % dimension]!);
}

function course(model: ReducedModel, run: ReducedRun<unknown>, envelope = false): ReducedCourse {
  return { model, observable: "wasserstein2", steps: run.steps, values: run.squaredDistance, envelope };
}

function courseOf(model: ReducedModel, built: BuiltSim, place: string): ReducedCourse {
  const neighbourhood = neighbourhoodOf(built, place);
  const { steps } = built;
  const every = Math.max(1, built.every === 0 ? steps : built.every);
  const particles = displacements(built);
  const { dimension } = built.setting;
  if (model === "secondMoment") {
    const cloud = secondMomentModel({ ...neighbourhood, ...cloudMoments(particles, dimension) });
    return course(model, integrate(cloud, steps, every));
  }
  if (neighbourhood.particles !== 1) {
    throw new InputError(place, `the ${model} model is for one particle, not ${neighbourhood.particles}`);
  }
  // One particle stays on the line through the true point, so its distance is all there is to it.
  const one = { ...neighbourhood, start: Math.hypot(...particles) };
  if (model === "linear") return course(model, integrate(linearModel(one), steps, every));
  if (model === "quadratic") return course(model, integrate(quadraticModel(one), steps, every));
  return course(model, integrate(timeAveragedModel(one), steps, every), true);
}

/**
 * The courses of the reduced models that a sim asks for, at the steps at which it is saved.
 * @throws InputError at `reducedModels[k]` where a model does not describe this sim.
 */
export function reducedCourses(spec: SimSpec): ReducedCourse[] {
  const models = spec.reducedModels ?? [];
  if (models.length === 0) return [];
  const built = buildSim(spec, 0);
  return models.map((model, k) => courseOf(model, built, `reducedModels[${k}]`));
}
