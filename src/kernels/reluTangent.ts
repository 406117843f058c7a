import { count, define, nonNegative, positive } from "../options/index.ts";
import type { Layers, TangentKernel } from "./kernel.ts";

// Rotation-covariant recursion over layers. q (`cross`) is the covariance of the two inputs of a layer, qx and qy their
// variances, gap = qx qy − q² and off = qx − qy; θ is the angle between them, cos θ = ρ = q/√(qx qy). With
//   κ₁ = (sin θ + (π − θ) cos θ)/π,   κ₀ = (π − θ)/π   (Cho & Saul 2009, J₁/π and J₀/π)
// the next layer has q = gain √(qx qy) κ₁ + bias, and the tangent kernel obeys
//   tangent⁺ = gain √(qx qy) κ₁ + gain κ₀ (tangent + bias)   (Jacot et al. 2018, theorem 1).
// gap is carried along, since close to x = x' single precision has lost the angle in ρ, but not in sin θ.

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
  let off = scale * (xx - yy);
  let gap = scale * scale * area + scale * bias * r2;
  let tangent = scale * xy;
  for (let l = 0; l < this.constants.LAYERS!; l++) {
    const u = Math.sqrt(qx * qy);
    const sine = u > 0 ? Math.min(1, Math.sqrt(gap) / u) : 0;
    const rho = u > 0 ? Math.max(-1, Math.min(1, cross / u)) : 1;
    const bent = Math.asin(sine);
    const folded = rho < 0 ? Math.PI - bent : bent;
    const angle = Math.abs(rho) < 0.7 ? Math.acos(rho) : folded;
    const kappa0 = 1 - angle / Math.PI;
    const kappa1 = sine / Math.PI + kappa0 * rho;
    // 1 − κ₁ without cancellation at small angles.
    const close = (sine * sine) / (1 + Math.max(0, rho)) - (sine - angle * rho) / Math.PI;
    const lack = rho > 0 ? close : 1 - kappa1;
    const split = u > 0 ? off / (Math.sqrt(qx) + Math.sqrt(qy)) : 0;
    const signal = gain * u * kappa1;
    tangent = signal + gain * kappa0 * (tangent + bias);
    gap = Math.max(
      0,
      gain * u * gain * u * lack * (1 + kappa1) + gain * bias * (split * split + 2 * u * lack),
    );
    cross = signal + bias;
    qx = gain * qx + bias;
    qy = gain * qy + bias;
    off = gain * off;
  }
  return tangent;
}

// The same recursion with derivatives: ∂(√(qx qy) κ₁)/∂q = κ₀, its derivative with respect to qx is
// √(qy/qx) sin θ/2π, and dκ₀ = (dq − q dqx/2qx)/(π √gap). The last is a kink at x = x' (and opposite to it): the
// middle of the subdifferential is taken, 0.
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
  let off = scale * (xx - yy);
  let gap = scale * scale * area + scale * bias * r2;
  let tangent = scale * xy;
  let dqx = scale * dxx;
  let dq = scale * dxy;
  let rate = scale * dxy;
  for (let l = 0; l < this.constants.LAYERS!; l++) {
    // So close to the origin, where there is no gradient without biases, ratios of squares overflow.
    const far = qx > 1e-30 && qy > 1e-30;
    const u = Math.sqrt(qx * qy);
    const sine = far ? Math.min(1, Math.sqrt(gap) / u) : 0;
    const rho = far ? Math.max(-1, Math.min(1, cross / u)) : 1;
    const bent = Math.asin(sine);
    const folded = rho < 0 ? Math.PI - bent : bent;
    const angle = Math.abs(rho) < 0.7 ? Math.acos(rho) : folded;
    const kappa0 = 1 - angle / Math.PI;
    const kappa1 = sine / Math.PI + kappa0 * rho;
    const close = (sine * sine) / (1 + Math.max(0, rho)) - (sine - angle * rho) / Math.PI;
    const lack = rho > 0 ? close : 1 - kappa1;
    const split = far ? off / (Math.sqrt(qx) + Math.sqrt(qy)) : 0;
    const signal = gain * u * kappa1;
    const widen = far ? (Math.sqrt(qy / qx) * sine * dqx) / (2 * Math.PI) : 0;
    const turn = gap > 0 && far ? (dq - (cross * dqx) / (2 * qx)) / (Math.PI * Math.sqrt(gap)) : 0;
    dq = far ? gain * (kappa0 * dq + widen) : 0;
    dqx = gain * dqx;
    rate = far ? dq + gain * (kappa0 * rate + turn * (tangent + bias)) : 0;
    tangent = signal + gain * kappa0 * (tangent + bias);
    gap = Math.max(
      0,
      gain * u * gain * u * lack * (1 + kappa1) + gain * bias * (split * split + 2 * u * lack),
    );
    cross = signal + bias;
    qx = gain * qx + bias;
    qy = gain * qy + bias;
    off = gain * off;
  }
  return rate;
}

/**
 * The neural tangent kernel of an infinitely wide ReLU network with `depth` hidden layers in the tangent
 * parametrization z = (weightScale/√fan-in) W a + biasScale b with W, b ~ N(0, 1) and a linear output without
 * bias (Jacot, Gabriel, Hongler 2018; the arc-cosine kernels of Cho & Saul 2009). It has a kink at x = x', as the
 * Laplacian. With biasScale 0 it grows with ‖x‖‖x'‖ along rays and is not differentiable at x = 0; the
 * gradient there is set to 0.
 */
export const reluTangent = define(
  "reluTangent",
  {
    depth: count(1, 64).describe("hidden layers"),
    weightScale: positive()
      .optional()
      .describe("standard deviation of a weight times √fan-in; √2 when left out"),
    biasScale: nonNegative().optional().describe("standard deviation of a bias; 1 when left out"),
  },
  ({ depth, weightScale = Math.SQRT2, biasScale = 1 }): TangentKernel => ({
    kind: "reluTangent",
    shape: "reluTangent",
    layers: depth,
    differentiableAtZero: biasScale > 0,
    parameters: (dimension) => [weightScale ** 2 / dimension, biasScale ** 2, weightScale ** 2 / 2],
    value,
    change,
  }),
);
