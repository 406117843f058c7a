import type { Spec } from "../../../options/index.ts";

/** The discriminators of the three diagrams. */
export const publishedKinds = ["network", "tangent", "gaussian"] as const;

export type PublishedKind = (typeof publishedKinds)[number];

/** What the diagrams are called in figures and tables. */
export const kindWords: Readonly<Record<PublishedKind, string>> = {
  network: "ReLU network",
  tangent: "its tangent kernel",
  gaussian: "Gaussian kernel",
};

/** The settings of the published experiment, those that it leaves open included. */
export interface PublishedSetting {
  /** n particles for as many points, one list a point. */
  readonly points: readonly (readonly number[])[];
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  readonly biasScale: number;
  readonly loss: string;
  /** Standard deviation of the particles along each axis at the start. */
  readonly startSpread: number;
  readonly weightDecay: number;
  /** η_d here for a published learning rate of 1. */
  readonly rateFactor: number;
  /** η_g/n: how far a particle follows its own ∇f in a step. */
  readonly stepParticle: number;
  readonly steps: number;
  /** σ over the root mean square distance of two images. */
  readonly gaussianWidth: number;
}

/**
 * η_d of a kind for a published learning rate. A step changes the force at a particle by η_d ∂∂'K; a Gaussian has
 * ∂∂'K = 1/σ² at coinciding points, the tangent kernel of the ReLU network 2(L + 1)/d and what its kink adds: steps are
 * longer where that is smaller.
 */
export function stepOf(kind: PublishedKind, rate: number, setting: PublishedSetting): number {
  const step = setting.rateFactor * rate;
  if (kind !== "gaussian") return step;
  const slope = (2 * (setting.hidden.length + 1)) / setting.points[0]!.length;
  return step * slope * widthOf(setting) ** 2;
}

/** σ of the Gaussian. */
function widthOf({ gaussianWidth, points }: PublishedSetting): number {
  return gaussianWidth * distanceOf(points);
}

/** The root mean square distance of two different points. */
export function distanceOf(points: readonly (readonly number[])[]): number {
  let [sum, pairs] = [0, 0];
  points.forEach((a, i) => {
    for (const b of points.slice(0, i)) {
      sum += a.reduce((square, x, k) => square + (x - b[k]!) ** 2, 0);
      pairs += 1;
    }
  });
  return Math.sqrt(sum / pairs);
}

/** A sim document of one run at γ = 0; scans move η_d and γ. */
export function publishedSim(kind: PublishedKind, setting: PublishedSetting): object {
  const { points, startSpread, weightDecay, stepParticle, steps, loss } = setting;
  const count = points.length;
  return {
    target: { kind: "points", points },
    generator: {
      kind: "particles",
      count,
      start: { kind: "gaussian", spread: startSpread },
      kernel: { kind: "universal", coupling: 0 },
    },
    discriminator: discriminatorOf(kind, setting),
    loss: { kind: loss },
    penalties: [{ kind: "weightDecay", strength: weightDecay }],
    dynamics: { kind: "alternating", stepDiscriminator: 1, stepGenerator: stepParticle * count, steps },
    record: {
      every: 0,
      observables: [{ kind: "missingEntropy", distance: "cosine", among: "points" }, "cloudVariance"],
    },
    backend: "webasm",
  };
}

function discriminatorOf(kind: PublishedKind, setting: PublishedSetting): Spec {
  const { hidden, biasScale } = setting;
  if (kind === "gaussian") {
    const kernel = { kind: "gaussian", width: widthOf(setting) };
    return { kind: "kernel", kernel, form: "inducing", accuracy: 0.05 };
  }
  const linearized = kind === "tangent";
  return {
    kind: "network",
    hidden,
    activation: "relu",
    biasScale,
    antisymmetric: false,
    linearized,
  };
}
