import type { Parts } from "./modelGames.ts";

const ascent = { stepDiscriminator: 0.1, stepGenerator: 0.2 };
const relativistic = { kind: "relativistic", pairing: "all" };
const quadratic = { kind: "quadratic", units: 4 };
const costs = [
  { kind: "weightDecay", strength: 0.2 },
  { kind: "outputRidge", strength: 0.1 },
];
const linear = { kind: "linear", count: 3, latentDimension: 2, bias: false, spread: 0.5 };
const wide = {
  kind: "network",
  count: 3,
  latentDimension: 2,
  hidden: [16],
  activation: "relu",
  trained: "hidden",
};
const fictitious = { kind: "fictitious", queue: 3, every: 2, ...ascent };
const cones = { kind: "cones", constant: 1 };
const steepest = { kind: "gradientPenalty", strength: 0.5, norm: 0, over: "maximum", interpolates: 4 };

/** Every two of the five systems of the wider theory in one game. */
export const crossings: Readonly<Record<string, Parts>> = {
  "landscape and duality": {
    loss: relativistic,
    discriminator: quadratic,
    generator: linear,
    penalties: costs,
  },
  "landscape and history": { loss: relativistic, dynamics: fictitious },
  "landscape and Lipschitz bound": { loss: relativistic, discriminator: cones, penalties: [] },
  "landscape and over-parameterization": { loss: relativistic, generator: wide },
  "duality and history": {
    discriminator: quadratic,
    generator: linear,
    penalties: costs,
    dynamics: fictitious,
  },
  "duality and Lipschitz bound": { discriminator: quadratic, penalties: [...costs, steepest] },
  "duality and over-parameterization": { discriminator: quadratic, generator: wide, penalties: costs },
  "history and Lipschitz bound": {
    loss: { kind: "exponential" },
    discriminator: cones,
    penalties: [],
    dynamics: fictitious,
  },
  "history and over-parameterization": {
    discriminator: { kind: "linear", start: [0.2, -0.1] },
    generator: wide,
    dynamics: fictitious,
  },
  "Lipschitz bound and over-parameterization": {
    loss: { kind: "squareRoot" },
    discriminator: { ...cones, learned: true },
    generator: wide,
    penalties: [{ kind: "gradientPenalty", strength: 0.5, norm: 0, over: "maximum" }],
  },
};
