import type { SingleParticle } from "../../src/theory/index.ts";
import { naiveGaussian, naiveRun } from "../truth/naive.ts";

/** y at every step of the full equations for what a reduced model of one particle describes. */
export function fullPositions(
  particle: SingleParticle,
  steps: number,
  kernel = naiveGaussian(1 / Math.sqrt(particle.curvature)),
): number[] {
  const run = naiveRun({
    points: [[0]],
    masses: [particle.pointMass],
    start: [[particle.start]],
    particleMasses: [particle.particleMass],
    kernel,
    weightDecay: particle.weightDecay,
    stepDiscriminator: particle.stepDiscriminator,
    stepGenerator: particle.stepGenerator,
    steps,
    order: particle.order,
  });
  return run.positions.map((y) => y[0]![0]!);
}

/** The powers log2(e_i/e_{i+1}) by which errors fall when the scale is halved. */
export function observedOrders(errors: readonly number[]): number[] {
  return errors.slice(1).map((error, i) => Math.log2(errors[i]! / error));
}

/** The turning points of |y| as (step, height), each from the parabola through the three samples about it. */
export function peaks(y: readonly number[]): { step: number; height: number }[] {
  const found: { step: number; height: number }[] = [];
  for (let k = 1; k < y.length - 1; k++) {
    const [a, b, c] = [Math.abs(y[k - 1]!), Math.abs(y[k]!), Math.abs(y[k + 1]!)];
    if (b < a || b <= c) continue;
    const bend = a - 2 * b + c;
    const shift = (a - c) / (2 * bend);
    found.push({ step: k + shift, height: b - ((a - c) * shift) / 4 });
  }
  return found;
}
