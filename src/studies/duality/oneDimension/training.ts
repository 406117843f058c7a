import { networkDiscriminator } from "../../../discriminators/index.ts";
import { drawGame, extragradient, type Simulation, simulateEnsemble } from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { particles } from "../../../generators/index.ts";
import { ipm } from "../../../losses/index.ts";
import { standardNormals } from "../../../numerics/normalVectors.ts";
import { randomStream } from "../../../numerics/random.ts";
import { outputRidge, weightDecay } from "../../../penalties/index.ts";
import { points } from "../../../targets/index.ts";
import { duality } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { LineOptions } from "./options.ts";
import { pointsOf } from "./programs.ts";

/** A kink of f: v u (x − t)₊ for u > 0, v |u| (t − x)₊ for u < 0. */
export interface Kink {
  readonly at: number;
  /** v |u|. */
  readonly strength: number;
  readonly side: "above" | "below";
}

/** The kinks of a network of H units with weights u, biases b, and output weights v, [3H] in this order. */
export function kinksOf(weights: ArrayLike<number>, units: number): Kink[] {
  return Array.from({ length: units }, (_, j) => {
    const [u, b, v] = [weights[j]!, weights[units + j]!, weights[2 * units + j]!];
    return { at: -b / u, strength: v * Math.abs(u), side: u > 0 ? "above" : "below" };
  });
}

/** f of such a network. */
export function networkValue(weights: ArrayLike<number>, units: number, x: number): number {
  let sum = 0;
  for (let j = 0; j < units; j++) {
    sum += weights[2 * units + j]! * Math.max(0, weights[j]! * x + weights[units + j]!);
  }
  return sum;
}

/** A unit below this strength does nothing. */
export const ALIVE = 1e-4;

/** What training came to. */
export interface Trained {
  readonly seed: number;
  readonly units: number;
  readonly points: readonly number[];
  /** Sorted outputs. */
  readonly outputs: Float64Array;
  readonly weights: Float64Array;
}

/** The game of a network of one width. */
export function simulationOf(options: LineOptions, units: number, seed: number): Simulation {
  const { threshold, ridge, samples, stepDiscriminator, stepGenerator } = options;
  const start = standardNormals(samples, 1, randomStream(seed, 83));
  const game = drawGame(
    {
      target: points(pointsOf(samples, seed).map((x) => [x])),
      generator: particles({ start: Array.from(start, (y) => [0.5 * y]) }),
      discriminator: networkDiscriminator({
        hidden: [units],
        activation: "relu",
        antisymmetric: false,
        parametrization: "standard",
      }),
      loss: ipm(),
      penalties: [weightDecay(threshold, { biases: false }), outputRidge(ridge)],
    },
    seed,
  );
  const stepper = extragradient({ stepDiscriminator, stepGenerator: stepGenerator * samples });
  return { game, stepper };
}

/** Trains networks of one width, a seed each. */
export async function trained(
  options: LineOptions,
  units: number,
  seeds: readonly number[],
  backend: Backend,
): Promise<Trained[]> {
  const simulations = seeds.map((seed) => simulationOf(options, units, seed));
  const runs = await simulateEnsemble(simulations, {
    ...{ steps: options.steps, every: 0, backend, keep: ["weights"] },
    rules: { radius: 1e4 },
  });
  return runs.map(({ positions, kept }, k) => ({
    seed: seeds[k]!,
    units,
    points: pointsOf(options.samples, seeds[k]!),
    outputs: Float64Array.from(positions.at(-1)!).sort(),
    weights: kept!.weights!.at(-1)!,
  }));
}

/** How far a trained pair of players is from the optimum. */
export function missRow(options: LineOptions, run: Trained): Row {
  const { points: truth, outputs, weights, units, seed } = run;
  const { threshold, ridge } = options;
  const optimum = duality.lineOptimum({ points: truth, threshold, ridge });
  const kinks = kinksOf(weights, units).filter(({ strength }) => Math.abs(strength) > ALIVE);
  const seen = kinks.map(({ at, side }) => Math.abs(duality.tailGap(truth, outputs, at)[side]));
  const value = (x: number) => networkValue(weights, units, x);
  const mean = (list: ArrayLike<number>) => Array.from(list, value).reduce((a, b) => a + b, 0) / list.length;
  let paid = 0;
  for (let j = 0; j < units; j++) paid += weights[j]! ** 2 + weights[2 * units + j]! ** 2;
  const cost = duality.outputCost(outputs, ridge);
  const objective = mean(truth) - mean(outputs) - (threshold / 2) * paid + cost;
  return {
    ...{ units, seed, alive: kinks.length },
    objective: objective / optimum.value - 1,
    cost: cost / optimum.value - 1,
    excess: duality.largestGap(truth, outputs) / threshold - 1,
    outputs: outputs.reduce((most, y, j) => Math.max(most, Math.abs(y - optimum.outputs[j]!)), 0),
    // What the units that are left see, which at rest is β.
    kinks: seen.reduce((most, h) => Math.max(most, Math.abs(h / threshold - 1)), 0),
  };
}

/** Curves over x of a trained network beside the optimum: f, and what is seen at each t. */
export function curveRows(
  options: LineOptions,
  { points: truth, outputs, weights, units, seed }: Trained,
): Row[] {
  const { threshold, ridge } = options;
  const optimum = duality.lineOptimum({ points: truth, threshold, ridge });
  const [from, to] = [truth[0]! - 0.5, truth.at(-1)! + 0.5];
  const middle = networkValue(weights, units, 0);
  return Array.from({ length: 201 }, (_, k) => {
    const t = from + ((to - from) * k) / 200;
    const [best, own] = [duality.tailGap(truth, optimum.outputs, t), duality.tailGap(truth, outputs, t)];
    return {
      ...{ units, seed, t },
      bestAbove: best.above,
      bestBelow: best.below,
      ownAbove: own.above,
      ownBelow: own.below,
      bestField: duality.lineDiscriminator(optimum, ridge, t),
      ownField: networkValue(weights, units, t) - middle,
    };
  });
}

/** The sorted points, the optimal outputs and those that training came to. */
export function outputRows(options: LineOptions, { points: truth, outputs, units, seed }: Trained): Row[] {
  const { outputs: best } = duality.lineOptimum({ ...options, points: truth });
  return truth.map((x, j) => ({ units, seed, index: j + 1, x, best: best[j]!, own: outputs[j]! }));
}
