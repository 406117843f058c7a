import type { Activation } from "./activation.ts";

/**
 * What the numbers of a network stand for, by Jacot, Gabriel, Hongler 2018, section 3 and remark 1: `tangent`, weights
 * of N(0, 1) that the layers scale by 1/√fan-in, or `standard`, weights that are small themselves.
 */
export type Parametrization = "tangent" | "standard";

/** A fully connected network as it is described: its shape and its scales. */
export interface NetworkShape {
  /** d_in. */
  readonly inputs: number;
  /** Units of each hidden layer, at least one layer. */
  readonly hidden: readonly number[];
  readonly outputs: number;
  readonly activation: Activation;
  /** `tangent` when left out. */
  readonly parametrization?: Parametrization | undefined;
  /** σ_w; the activation's own when left out. */
  readonly weightScale?: number | undefined;
  /** σ_b of the hidden layers, 1 when left out; with 0 there are no biases at all. Standard networks have 0 or 1. */
  readonly biasScale?: number | undefined;
  /** Whether the outputs have a bias too; they have none when left out. */
  readonly outputBias?: boolean | undefined;
  /** Multiplies the outputs; 1 when left out. */
  readonly outputScale?: number | undefined;
  /** Two copies with the same start, of which the outputs are the difference over √2. */
  readonly antisymmetric?: boolean | undefined;
}

/**
 * One layer of all copies, z[c][u] = scale Σ_k W[c][u][k] a[c][k] + biasScale b[c][u], and where its numbers stand
 * among the parameters: weights [copies*units*inputs] from `weights` on, biases [copies*units] after them. The copies
 * of the first layer have the same inputs, which makes one layer of them: `copies` is 1 there.
 */
export interface Layer {
  readonly copies: number;
  /** Units of each copy. */
  readonly units: number;
  /** Inputs of each copy. */
  readonly inputs: number;
  readonly weights: number;
  /** Where the biases start; undefined where there are none. */
  readonly biases: number | undefined;
  readonly scale: number;
  readonly biasScale: number;
  /** How many parameters it has. */
  readonly size: number;
}

/**
 * A network whose last layer is linear. In the tangent parametrization all parameters are N(0, 1) at the start and
 * z_l = (σ_w/√fan-in) W_l a_{l−1} + σ_b b_l, so that gradient steps of one size suit any width. In the standard one
 * z_l = W_l a_{l−1} + b_l, and all parameters of a layer are uniform in ±1/√fan-in at the start, as common libraries
 * have it: the learning rates of published settings mean what they mean there.
 */
export interface Layout {
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
  readonly parametrization: Parametrization;
  readonly layers: readonly Layer[];
  /** What the outputs of each copy count, [copies]: 1, or ±1/√2. */
  readonly signs: Float64Array;
  /** P. */
  readonly parameters: number;
  /** Equal for networks with equal layouts. */
  readonly key: string;
}

/** Where every parameter of a network stands. */
export function layoutOf(shape: NetworkShape): Layout {
  const { inputs, hidden, outputs, activation, outputBias = false, outputScale = 1 } = shape;
  const { parametrization = "tangent", biasScale = 1, antisymmetric = false } = shape;
  const standard = parametrization === "standard";
  const { weightScale = standard ? 1 : activation.weightScale } = shape;
  const signs = antisymmetric ? [Math.SQRT1_2, -Math.SQRT1_2] : [1];
  const widths = [inputs, ...hidden, outputs];
  const layers: Layer[] = [];
  let parameters = 0;
  for (let l = 0; l + 1 < widths.length; l++) {
    const last = l + 2 === widths.length;
    const [fanIn, units] = [widths[l]!, widths[l + 1]!];
    const copies = l === 0 ? 1 : signs.length;
    const weights = signs.length * units * fanIn;
    const biased = biasScale !== 0 && (outputBias || !last);
    const factor = last ? outputScale : 1;
    const size = weights + (biased ? signs.length * units : 0);
    layers.push({
      copies,
      units: l === 0 ? units * signs.length : units,
      inputs: fanIn,
      weights: parameters,
      biases: biased ? parameters + weights : undefined,
      scale: (factor * weightScale) / (standard ? 1 : Math.sqrt(fanIn)),
      biasScale: biased ? factor * biasScale : 0,
      size,
    });
    parameters += size;
  }
  const numbers = [...widths, weightScale, biasScale, outputScale, outputBias, signs.length];
  const key = `${activation.kind} ${parametrization} ${numbers.join(" ")}`;
  return {
    inputs,
    outputs,
    activation,
    parametrization,
    layers,
    signs: Float64Array.from(signs),
    parameters,
    key,
  };
}
