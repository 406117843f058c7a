import { kernelDiscriminator, linear, networkDiscriminator } from "../../../discriminators/index.ts";
import { type DrawnGame, drawGame, type Game } from "../../../dynamics/index.ts";
import { particles } from "../../../generators/index.ts";
import { gaussian } from "../../../kernels/index.ts";
import { ipm } from "../../../losses/index.ts";
import { activations, drawNetwork, type Layout, layoutOf, tangentFeatures } from "../../../networks/index.ts";
import { gradientPenalty, type Penalty, r1, r2, weightDecay } from "../../../penalties/index.ts";
import { points } from "../../../targets/index.ts";
import type { effective } from "../../../theory/index.ts";

/** Which discriminator; also the titles of panels. */
export const families = ["linear", "Gaussian kernel", "tanh network", "ReLU network"] as const;
export type Family = (typeof families)[number];

/** One true and one generated point, both of mass 1, in one dimension, with the IPM loss. */
export interface DampingCase {
  readonly family: Family;
  readonly penalty: "r1" | "r2";
  /** Γ₀. */
  readonly gain: number;
  /** σ of a Gaussian kernel. */
  readonly width?: number;
  /** λ, beside the penalty. */
  readonly decay: number;
  /** Which draw of a network's weights. */
  readonly replica: number;
  /** What sets it apart from the others of its family. */
  readonly label: string;
}

/** What the sizes of networks and the seed of their draws are. */
export interface CaseSetting {
  readonly seed: number;
  readonly hidden: readonly number[];
}

/**
 * Where the true point is. Not at 0 for networks, where the kink of every unit of a network without biases would be.
 */
function placeOf({ family }: DampingCase): number {
  return family === "linear" || family === "Gaussian kernel" ? 0 : 1;
}

/** How far from the true point a course begins: small where the game is linear only near its equilibrium. */
export function startOf({ family }: DampingCase): number {
  return family === "linear" ? 1 : family === "Gaussian kernel" ? 1e-3 : 1e-4;
}

/** ReLU and tanh in the names that networks have for them. */
function activationOf(family: Family): "relu" | "tanh" {
  return family === "ReLU network" ? "relu" : "tanh";
}

function discriminatorOf({ family, width = 1 }: DampingCase, hidden: readonly number[]) {
  if (family === "linear") return linear({});
  // The features are exact to 1e-9, so that eigenvalues can be compared to 1e-6.
  if (family === "Gaussian kernel")
    return kernelDiscriminator(gaussian({ width }), { accuracy: 1e-9, padding: 1 });
  return networkDiscriminator({ hidden: [...hidden], activation: activationOf(family) });
}

/** The case's own penalty at a strength. */
export function penaltyOf({ penalty }: DampingCase, strength: number): Penalty {
  return penalty === "r1" ? r1(strength) : r2(strength);
}

/** WGAN-GP, (r/2)(‖∇f‖ − g)² with the half that the theory has. */
export function cyclePenalty(strength: number, norm: number): Penalty {
  return gradientPenalty(strength / 2, { norm });
}

/** The game with a penalty, its particle `displacement` from the true point. */
export function drawn(
  one: DampingCase,
  setting: CaseSetting,
  penalty: Penalty,
  displacement: number,
): DrawnGame {
  const place = placeOf(one);
  const game: Game = {
    target: points([[place]]),
    generator: particles({
      start: [[place + displacement]],
      kernel: { kind: "universal", diagonal: one.gain, coupling: 0 },
    }),
    discriminator: discriminatorOf(one, setting.hidden),
    loss: ipm(),
    penalties: [...(one.decay > 0 ? [weightDecay(one.decay)] : []), penalty],
  };
  return drawGame(game, setting.seed, one.replica);
}

/** y − x along a course. */
export function displacements(one: DampingCase, positions: readonly Float64Array[]): number[] {
  return positions.map((position) => position[0]! - placeOf(one));
}

/** How far apart the inputs of a difference quotient of tangent features are. */
const STEP = 1e-5;

/** ∂²Θ/∂x∂x' at x = x' of an empirical tangent kernel: the Σ over weights of (∂²f/∂θ∂x)². */
export function tangentCurvature(layout: Layout, parameters: Float64Array, x: number): number {
  const above = tangentFeatures(layout, parameters, Float64Array.of(x + STEP));
  const below = tangentFeatures(layout, parameters, Float64Array.of(x - STEP));
  return above.reduce((sum, value, k) => sum + ((value - below[k]!) / (2 * STEP)) ** 2, 0);
}

/** κ = ∂²K/∂x∂x' at the true point: 1 for w·x, 1/σ², or that of the tangent kernel of the weights as drawn. */
export function curvatureOf(one: DampingCase, setting: CaseSetting): number {
  if (one.family === "linear") return 1;
  if (one.family === "Gaussian kernel") return (one.width ?? 1) ** -2;
  const layout = layoutOf({
    inputs: 1,
    outputs: 1,
    hidden: setting.hidden,
    activation: activations[activationOf(one.family)],
    antisymmetric: true,
  });
  const stream = drawn(one, setting, r1(0), 0).streamOf("discriminator");
  return tangentCurvature(layout, drawNetwork(layout, stream), placeOf(one));
}

/** The case as theory has it: an isolated point in balance. */
export function coupledPoints(
  { gain, decay }: DampingCase,
  curvature: number,
  steps: { readonly step: number; readonly order: "alternating" | "simultaneous" },
): effective.CoupledPoints {
  return {
    points: 1,
    particles: 1,
    pointMass: 1,
    particleMass: 1,
    curvature,
    weightDecay: decay,
    stepDiscriminator: steps.step,
    stepGenerator: steps.step,
    order: steps.order,
    diagonal: gain,
    coupling: 0,
  };
}
