import { discriminators } from "../../src/discriminators/index.ts";
import { drawGame, type Simulation, steppers } from "../../src/dynamics/index.ts";
import { generators } from "../../src/generators/index.ts";
import { losses } from "../../src/losses/index.ts";
import type { Spec } from "../../src/options/index.ts";
import { penalties } from "../../src/penalties/index.ts";
import { points } from "../../src/targets/index.ts";

/** A game as its parts stand in a sim file. */
export interface Parts {
  readonly discriminator?: Spec;
  readonly generator?: Spec;
  readonly loss?: Spec;
  readonly penalties?: readonly Spec[];
  readonly dynamics?: Spec;
}

export const rates = { stepDiscriminator: 0.1, stepGenerator: 0.2 };
export const truth = [
  [0.4, 0.1],
  [-0.3, 0.5],
  [0.2, -0.6],
];
export const begin = [
  [0.5, 0.4],
  [-0.2, -0.1],
  [0.1, 0.2],
];

export const gaussian = { kind: "gaussian", width: 1 };
export const inducing = { kind: "kernel", kernel: gaussian, form: "inducing", accuracy: 0.05 };
const hidden = { hidden: [4], activation: "tanh" };
const network = { kind: "network", ...hidden };

/** A flow has no step sizes; whatever else there is has those above. */
function dynamicsOf(given: Spec = { kind: "alternating" }): Spec {
  return given.kind === "flow" ? given : { ...rates, ...given };
}

/** The simulation of a small game in two dimensions; what is left out is an inducing Gaussian, IPM and weight decay. */
export function simulationOf(parts: Parts, seed = 1): Simulation {
  const game = {
    target: points(truth),
    generator: generators.build(
      parts.generator ?? { kind: "particles", start: { kind: "points", points: begin } },
    ),
    discriminator: discriminators.build(parts.discriminator ?? inducing),
    loss: losses.build(parts.loss ?? { kind: "ipm" }),
    penalties: (parts.penalties ?? [{ kind: "weightDecay", strength: 0.3 }]).map((one) =>
      penalties.build(one),
    ),
  };
  return { game: drawGame(game, seed), stepper: steppers.build(dynamicsOf(parts.dynamics)) };
}

const start = { kind: "points", points: begin };

/** Every loss, penalty, discriminator, generator and stepper in some game. */
export const everyGame: Readonly<Record<string, Parts>> = {
  "loss ipm": {},
  "loss minimax": { loss: { kind: "minimax" } },
  "loss nonSaturating": { loss: { kind: "nonSaturating" } },
  "loss leastSquares": { loss: { kind: "leastSquares" } },
  "loss hinge": { loss: { kind: "hinge" }, discriminator: network },
  "loss relativistic": { loss: { kind: "relativistic" } },
  "loss relativistic, matched": { loss: { kind: "relativistic", pairing: "matched" } },
  "penalty r1": { penalties: [{ kind: "r1", strength: 0.5 }] },
  "penalty r2": { penalties: [{ kind: "r2", strength: 0.5 }], discriminator: network },
  "penalties r1 and r2": {
    penalties: [
      { kind: "r1", strength: 0.5 },
      { kind: "r2", strength: 0.2 },
    ],
  },
  "penalty gradientPenalty": {
    penalties: [{ kind: "gradientPenalty", strength: 1, interpolates: 5 }],
    // Where ∇f = 0 the penalty has a kink: it makes much of what rounding leaves there.
    discriminator: { ...network, antisymmetric: false },
  },
  "penalty gradientPenalty, maximum": {
    penalties: [
      { kind: "gradientPenalty", strength: 0.3, norm: 0, over: "maximum" },
      { kind: "r1", strength: 0.2 },
    ],
    discriminator: { ...network, antisymmetric: false },
  },
  "penalty clip": { penalties: [{ kind: "clip", bound: 0.6 }], discriminator: network },
  "penalty lipschitz": { penalties: [{ kind: "lipschitz", constant: 0.1 }] },
  "penalty instanceNoise": {
    penalties: [{ kind: "instanceNoise", spread: 0.3, copies: 4 }],
    loss: { kind: "minimax" },
  },
  "penalty outputRidge": { penalties: [{ kind: "outputRidge", strength: 0.2 }] },
  "noise and outputRidge": {
    penalties: [
      { kind: "outputRidge", strength: 0.2 },
      { kind: "instanceNoise", spread: 0.3, copies: 2 },
    ],
    generator: { kind: "linear", count: 3, latentDimension: 2, spread: 0.5 },
    loss: { kind: "relativistic" },
  },
  "noise, interpolates and decay": {
    penalties: [
      { kind: "instanceNoise", spread: 0.3, copies: 3 },
      { kind: "gradientPenalty", strength: 1, sided: "one", norm: 0.01 },
      { kind: "weightDecay", strength: 0.1 },
    ],
    loss: { kind: "relativistic" },
  },
  "discriminator linear": {
    discriminator: { kind: "linear", start: [0.2, -0.1] },
    loss: { kind: "minimax" },
  },
  "discriminator cones": {
    discriminator: { kind: "cones", constant: 0.5 },
    loss: { kind: "exponential" },
    penalties: [],
  },
  "discriminator cones, learned": {
    discriminator: { kind: "cones", constant: 0.5, learned: true },
    loss: { kind: "squareRoot" },
    penalties: [{ kind: "gradientPenalty", strength: 1, norm: 0, over: "maximum" }],
  },
  "discriminator reluTangent": {
    discriminator: { kind: "kernel", kernel: { kind: "reluTangent", depth: 1 }, accuracy: 0.1 },
  },
  "discriminator erfTangent": {
    discriminator: { kind: "kernel", kernel: { kind: "erfTangent", depth: 1 }, accuracy: 0.1 },
  },
  "discriminator network, linearized": { discriminator: { ...network, linearized: true } },
  "discriminator bestResponse": {
    discriminator: { kind: "bestResponse", kernel: gaussian, time: 1, steps: 5 },
    loss: { kind: "leastSquares" },
  },
  "discriminator quadratic, biases spared": {
    discriminator: { kind: "quadratic", units: 4, spread: 0.4 },
    penalties: [{ kind: "weightDecay", strength: 0.3, biases: false }],
  },
  "discriminator boundedUnits": {
    discriminator: { kind: "boundedUnits", units: 4, spread: 0.4, activation: "tanh" },
    penalties: [{ kind: "r1", strength: 0.2 }],
  },
  "a network whose biases are spared": {
    discriminator: network,
    penalties: [{ kind: "weightDecay", strength: 0.3, biases: false }],
  },
  "generator universal": {
    generator: { kind: "particles", start, kernel: { kind: "universal", coupling: 0.4 } },
  },
  "generator tangent": {
    generator: {
      kind: "particles",
      start,
      kernel: { kind: "tangent", kernel: { kind: "reluTangent", depth: 1 }, latentDimension: 4 },
    },
  },
  "generator linear": { generator: { kind: "linear", count: 3, latentDimension: 2, spread: 0.5 } },
  "generator network": { generator: { kind: "network", count: 3, latentDimension: 2, ...hidden } },
  "dynamics simultaneous": { dynamics: { kind: "simultaneous" }, loss: { kind: "minimax" } },
  "dynamics of unequal turns": {
    dynamics: { kind: "alternating", discriminatorSteps: 3, generatorSteps: 2 },
    loss: { kind: "minimax" },
  },
  "networks in the standard parametrization": {
    discriminator: {
      ...network,
      activation: "sigmoid",
      parametrization: "standard",
      outputBias: true,
      antisymmetric: false,
    },
    generator: {
      kind: "network",
      count: 3,
      latentDimension: 2,
      latentRange: 3,
      ...hidden,
      parametrization: "standard",
      outputBias: true,
    },
    loss: { kind: "relativistic", pairing: "matched" },
    dynamics: { kind: "momentum", momentum: 0.5, discriminatorSteps: 3, generatorSteps: 2 },
  },
  "dynamics momentum": { dynamics: { kind: "momentum", momentum: -0.3 } },
  "dynamics adam": { dynamics: { kind: "adam" } },
  "dynamics optimistic": { dynamics: { kind: "optimistic" } },
  "dynamics extragradient": { dynamics: { kind: "extragradient" } },
  "dynamics consensus": { dynamics: { kind: "consensus", strength: 0.5 } },
  "dynamics fictitious": { dynamics: { kind: "fictitious", queue: 4, every: 2, decay: 0.8 } },
  "dynamics fictitious, networks": {
    discriminator: network,
    generator: { kind: "network", count: 3, latentDimension: 2, ...hidden },
    loss: { kind: "relativistic" },
    dynamics: { kind: "fictitious", queue: 3, order: "simultaneous" },
  },
  "dynamics flow": { dynamics: { kind: "flow", duration: 3 }, loss: { kind: "minimax" } },
  "everything at once": {
    discriminator: network,
    generator: { kind: "network", count: 3, latentDimension: 2, ...hidden },
    loss: { kind: "nonSaturating" },
    penalties: [
      { kind: "weightDecay", strength: 0.1 },
      { kind: "r1", strength: 0.3 },
    ],
    dynamics: { kind: "adam", order: "simultaneous" },
  },
};

/** Some that are also played on graphics cards: each of the two ways to hold a discriminator, and of remembering. */
export const modelGames = {
  "an inducing kernel, minimax and R1": {
    loss: { kind: "minimax" },
    penalties: [{ kind: "r1", strength: 0.3 }],
  },
  "a network, least squares and weight decay": {
    discriminator: network,
    loss: { kind: "leastSquares" },
    penalties: [{ kind: "weightDecay", strength: 0.1 }],
    dynamics: { kind: "alternating", stepDiscriminator: 0.3, stepGenerator: 2 },
  },
  "a queue of both players, an inducing kernel": {
    loss: { kind: "minimax" },
    dynamics: { kind: "fictitious", queue: 3, every: 2, decay: 0.7 },
  },
  "cones of a learned constant, square root and the largest slope": {
    discriminator: { kind: "cones", constant: 0.5, learned: true },
    loss: { kind: "squareRoot" },
    penalties: [{ kind: "gradientPenalty", strength: 1, norm: 0, over: "maximum" }],
  },
} satisfies Record<string, Parts>;

export type ModelGame = keyof typeof modelGames;
