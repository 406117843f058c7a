import { count, define, nonNegative, positive } from "../options/index.ts";
import type { Layers, TangentKernel } from "./kernel.ts";

// q (`cross`) is the covariance of the two inputs of a layer, qx and qy their variances. With D = (1 + 2qx)(1 + 2qy) − 4q²
//   E[erf erf] = (2/π) asin(2q/√((1 + 2qx)(1 + 2qy)))   (Williams 1997, equation 11),
//   E[erf' erf'] = (4/π)/√D = ∂E[erf erf]/∂q,
// and the tangent kernel obeys tangent⁺ = w² E[erf erf] + w² E[erf' erf'] (tangent + bias); gain is 2w²/π. Inputs of
// the first layer can be large, so its D comes from gap = qx qy − q² as the products give it without cancellation.

function value(
  this: Layers,
  r2: number,
  area: number,
  xx: number,
  xy: number,
  yy: number,
  scale: number,
  bias: number,
  gain: number,
): number {
  let qx = scale * xx + bias;
  let qy = scale * yy + bias;
  let cross = scale * xy + bias;
  let gap = scale * scale * area + scale * bias * r2;
  let tangent = scale * xy;
  for (let l = 0; l < this.constants.LAYERS!; l++) {
    const openX = 1 + 2 * qx;
    const openY = 1 + 2 * qy;
    const spread = 1 + 2 * qx + 2 * qy + 4 * gap;
    const signal = gain * Math.asin(Math.max(-1, Math.min(1, (2 * cross) / Math.sqrt(openX * openY))));
    tangent = signal + ((2 * gain) / Math.sqrt(spread)) * (tangent + bias);
    cross = signal + bias;
    qx = gain * Math.asin((2 * qx) / openX) + bias;
    qy = gain * Math.asin((2 * qy) / openY) + bias;
    gap = Math.max(0, qx * qy - cross * cross);
  }
  return tangent;
}

// The same with derivatives: with slope = w² E[erf' erf'], d signal = slope (dq − q dqx/(1 + 2qx)) and
// d slope = slope (4q dq − (1 + 2qy) dqx)/D.
function change(
  this: Layers,
  r2: number,
  area: number,
  xx: number,
  xy: number,
  yy: number,
  dxx: number,
  dxy: number,
  scale: number,
  bias: number,
  gain: number,
): number {
  let qx = scale * xx + bias;
  let qy = scale * yy + bias;
  let cross = scale * xy + bias;
  let gap = scale * scale * area + scale * bias * r2;
  let tangent = scale * xy;
  let dqx = scale * dxx;
  let dq = scale * dxy;
  let rate = scale * dxy;
  for (let l = 0; l < this.constants.LAYERS!; l++) {
    const openX = 1 + 2 * qx;
    const openY = 1 + 2 * qy;
    const spread = 1 + 2 * qx + 2 * qy + 4 * gap;
    const signal = gain * Math.asin(Math.max(-1, Math.min(1, (2 * cross) / Math.sqrt(openX * openY))));
    const slope = (2 * gain) / Math.sqrt(spread);
    const steeper = (slope * (4 * cross * dq - openY * dqx)) / spread;
    dq = slope * (dq - (cross * dqx) / openX);
    dqx = (2 * gain * dqx) / (openX * Math.sqrt(1 + 4 * qx));
    rate = dq + slope * rate + steeper * (tangent + bias);
    tangent = signal + slope * (tangent + bias);
    cross = signal + bias;
    qx = gain * Math.asin((2 * qx) / openX) + bias;
    qy = gain * Math.asin((2 * qy) / openY) + bias;
    gap = Math.max(0, qx * qy - cross * cross);
  }
  return rate;
}

/**
 * The neural tangent kernel of an infinitely wide network with `depth` hidden layers and the error function as
 * activation, in the tangent parametrization z = (weightScale/√fan-in) W a + biasScale b with W, b ~ N(0, 1) and
 * a linear output without bias (Jacot, Gabriel, Hongler 2018; the arcsine kernel of Williams 1997). Smooth
 * everywhere.
 */
export const erfTangent = define(
  "erfTangent",
  {
    depth: count(1, 64).describe("hidden layers"),
    weightScale: positive()
      .optional()
      .describe("standard deviation of a weight times √fan-in; 1 when left out"),
    biasScale: nonNegative().optional().describe("standard deviation of a bias; 1 when left out"),
  },
  ({ depth, weightScale = 1, biasScale = 1 }): TangentKernel => ({
    kind: "erfTangent",
    shape: "erfTangent",
    layers: depth,
    differentiableAtZero: true,
    parameters: (dimension) => [
      weightScale ** 2 / dimension,
      biasScale ** 2,
      (2 * weightScale ** 2) / Math.PI,
    ],
    value,
    change,
  }),
);
