import type { Spec } from "../../../options/index.ts";
import type { Setting } from "./options.ts";

export type GameName = Setting["game"];
export type LossName = Setting["losses"][number];

/** The losses as figures and tables call them. */
export const lossLabels: Readonly<Record<LossName, string>> = {
  js: "JS-GAN",
  rs: "RS-GAN, matched pairs",
  rsAll: "RS-GAN, all pairs",
};

const losses: Readonly<Record<LossName, Spec>> = {
  js: { kind: "nonSaturating" },
  rs: { kind: "relativistic", pairing: "matched" },
  rsAll: { kind: "relativistic", pairing: "all" },
};

/** The discriminator's loss as it is published, −objective: JS has the factor 1/2 there. */
export const lossScale: Readonly<Record<LossName, number>> = { js: -0.5, rs: -1, rsAll: -1 };

/** When all modes count as covered. */
interface Rule {
  /** Distance from a mode's centre within which a sample is of the mode; three standard deviations when left out. */
  readonly radius?: number;
  /** The share of its mass that a mode must hold. */
  readonly share: number;
}

/** A game without its loss. */
interface Game {
  readonly label: string;
  readonly modes: number;
  readonly rule: Rule;
  /** The rule in words. */
  readonly success: string;
  /** What the widths are. */
  readonly width: { readonly label: string; readonly symbol?: string };
  /** log₂ of how much the discriminator can do, up to a constant: units of a layer, or 1/σ. */
  capacity(width: number): number;
  /** The learning rate η_d of the discriminator where a setting names none. */
  readonly rate: number;
  /** The rates that are published with each loss, where they differ. */
  readonly publishedRates?: Readonly<Record<"js" | "rs", number>>;
  parts(width: number, rate: number, setting: Pick<Setting, "points" | "steps">): Record<string, unknown>;
}

/** Standard weights, whose learning rates are those of the publication. */
const published = { parametrization: "standard", outputBias: true } as const;

/** True points evenly in [0, 0.3] and [4, 4.3] in turn. */
function clusterPoints(count: number): number[][] {
  const half = count / 2;
  return Array.from({ length: count }, (_, i) => {
    const within = (0.3 * (Math.floor(i / 2) + 0.5)) / half;
    return [Number((4 * (i % 2) + within).toPrecision(12))];
  });
}

/** Two clusters in 1-D, the published recipe but for the number of points and of steps. */
const twoClusters: Game = {
  label: "two clusters, generator network",
  modes: 2,
  rule: { radius: 0.36, share: 0.5 },
  success: "both clusters hold a quarter of all samples or more within 0.36 of their centres",
  width: { label: "units of a hidden layer of D" },
  capacity: Math.log2,
  rate: 0.01,
  // The published discriminator of JS descends half of the objective that is here, at 0.01.
  publishedRates: { js: 0.005, rs: 0.01 },
  parts: (width, rate, { points, steps }) => ({
    target: { kind: "points", points: clusterPoints(points), centres: [[0], [4]] },
    generator: {
      kind: "network",
      count: points,
      hidden: [5, 5],
      activation: "tanh",
      latentDimension: 1,
      latentRange: 5,
      ...published,
    },
    discriminator: {
      kind: "network",
      hidden: [width, width],
      activation: "sigmoid",
      antisymmetric: false,
      ...published,
    },
    dynamics: {
      kind: "momentum",
      momentum: 0.9,
      stepDiscriminator: rate,
      stepGenerator: 0.01,
      discriminatorSteps: 10,
      generatorSteps: 10,
      steps,
    },
  }),
};

/** Five Gaussians on the unit circle: a full batch of fixed latents, a smaller generator, larger learning rates. */
const fiveGaussians: Game = {
  label: "five Gaussians, generator network",
  modes: 5,
  // A twentieth of a mode's mass is 1 % of all samples.
  rule: { share: 0.05 },
  success: "all five modes hold 1 % of the samples or more within 3 standard deviations of their centres",
  width: { label: "units of a hidden layer of D" },
  capacity: Math.log2,
  rate: 1e-3,
  parts: (width, rate, { points, steps }) => ({
    target: { kind: "ring", modes: 5, radius: 1, spread: Math.sqrt(0.002), samples: points },
    generator: {
      kind: "network",
      count: points,
      hidden: [32, 32],
      activation: "relu",
      latentDimension: 2,
      ...published,
    },
    discriminator: {
      kind: "network",
      hidden: [width, width],
      activation: "leakyRelu",
      antisymmetric: false,
      ...published,
      outputBias: false,
    },
    dynamics: {
      kind: "adam",
      beta1: 0,
      beta2: 0.9,
      stepDiscriminator: rate,
      stepGenerator: 1e-3,
      steps,
    },
  }),
};

/** Free particles that all start on one of two clusters, before a discriminator that learns five times as often. */
function particles(points: number, steps: number, stepDiscriminator: number) {
  return {
    target: { kind: "twoModes", separation: 4, spread: 0.1, samples: points },
    generator: {
      kind: "particles",
      count: points,
      start: { kind: "gaussian", mean: [-2], spread: 0.1 },
    },
    dynamics: {
      kind: "alternating",
      stepDiscriminator,
      stepGenerator: 0.03 * points,
      discriminatorSteps: 5,
      steps,
    },
  };
}

const collapseRule = {
  modes: 2,
  rule: { share: 0.5 },
  success:
    "both clusters hold a quarter of all particles or more within 3 standard deviations of their centres",
} as const;

const networkParticles: Game = {
  ...collapseRule,
  label: "particles from one cluster, network",
  width: { label: "units of a hidden layer of D" },
  capacity: Math.log2,
  rate: 0.3,
  parts: (width, rate, { points, steps }) => ({
    ...particles(points, steps, rate),
    discriminator: {
      kind: "network",
      hidden: [width, width],
      activation: "sigmoid",
      antisymmetric: false,
      parametrization: "standard",
    },
  }),
};

const kernelParticles: Game = {
  ...collapseRule,
  label: "particles from one cluster, kernel",
  width: { label: "kernel width of D", symbol: "σ" },
  capacity: (width) => -Math.log2(width),
  rate: 0.5,
  parts: (width, rate, { points, steps }) => ({
    ...particles(points, steps, rate),
    discriminator: {
      kind: "kernel",
      kernel: { kind: "gaussian", width },
      form: "inducing",
      accuracy: 0.02,
      padding: 3,
    },
    penalties: [{ kind: "weightDecay", strength: 0.01 }],
  }),
};

export const games: Readonly<Record<GameName, Game>> = {
  twoClusters,
  fiveGaussians,
  networkParticles,
  kernelParticles,
};

/** The discriminator's learning rates of a setting. */
export function ratesOf({ game, rates }: Setting): readonly number[] {
  return rates ?? [games[game].rate];
}

/** The sim of a setting under one loss, discriminator and rate of it. */
export function simOf(setting: Setting, loss: LossName, width: number, rate = ratesOf(setting)[0]!) {
  const { rule, parts } = games[setting.game];
  const radius = rule.radius === undefined ? {} : { radius: rule.radius };
  return {
    penalties: [],
    ...parts(width, rate, setting),
    loss: losses[loss],
    record: {
      every: setting.every,
      observables: [
        { kind: "coverage", ...rule },
        { kind: "coverageTime", ...rule },
        { kind: "modeMass", ...radius },
        "lossValue",
      ],
    },
    // Particles far out may come back: nothing ends a run early.
    outcome: { radius: 1e6 },
    backend: "webasm",
  };
}

/** The axes of a scan: the width, where it stands in the sim, and inside of it the rate. */
export function axesOf({ game, widths }: Setting, rate: number) {
  const width =
    game === "kernelParticles"
      ? { path: "discriminator.kernel.width", name: "width", values: widths }
      : { path: "discriminator.hidden", name: "hidden", values: widths.map((units) => [units, units]) };
  return [width, { path: "dynamics.stepDiscriminator", name: "rate", values: [rate] }];
}
