import type { Activation } from "./activation.ts";

/**
 * erf(z) = (2/√π) ∫₀^z e^{−t²} dt, off by at most 5e-16: a polynomial in z² times z for |z| ≤ 1, beyond it
 * 1 − e^{−z²} t Q(t) with t = 1/(1 + |z|/2). Both polynomials interpolate at Chebyshev points, and no sum in them
 * cancels, so that single precision loses nothing either.
 */
function value(z: number): number {
  const size = Math.abs(z);
  const capped = size < 6 ? size : 6;
  const square = capped * capped;
  let inner = -1.13728488566917e-9 + square * 5.9571761477489e-11;
  inner = -1.6350312701054695e-7 + square * (1.46597752740474e-8 + square * inner);
  inner = -1.492559526683118e-5 + square * (1.6461000484121368e-6 + square * inner);
  inner = -0.000854832698083379 + square * (0.0001205533111164271 + square * inner);
  inner = -0.026866170645076792 + square * (0.0052239776248180145 + square * inner);
  inner = -0.3761263890318375 + square * (0.11283791670954879 + square * inner);
  inner = capped * (1.1283791670955126 + square * inner);
  const ratio = 1 / (1 + 0.5 * capped);
  let outer = 0.5342175123273363 + ratio * (-0.24931574028485695 + ratio * 0.04559895852433957);
  outer =
    0.7465088052131192 + ratio * (-0.18288075743107893 + ratio * (-0.45406137533255087 + ratio * outer));
  outer = -0.21178563709466616 + ratio * (0.3295731308560355 + ratio * (-0.6615164960837367 + ratio * outer));
  outer = 0.1777448065629659 + ratio * (0.0741772786059143 + ratio * (0.04085718634605833 + ratio * outer));
  outer = 0.28209454072850343 + ratio * (0.2821037120358275 + ratio * (0.24668761289801153 + ratio * outer));
  outer = 1 - Math.exp(-square) * ratio * outer;
  const whole = size < 1 ? inner : outer;
  return z < 0 ? -whole : whole;
}

// Beyond 9 both derivatives are below 1e-33, and squares stay within the range of single precision.
function slope(z: number): number {
  const a = Math.abs(z);
  const c = a < 9 ? a : 9;
  return 1.1283791670955126 * Math.exp(-c * c);
}

function curvature(z: number): number {
  const c = z > 9 ? 9 : z < -9 ? -9 : z;
  return -2.256758334191025 * c * Math.exp(-c * c);
}

export const erf: Activation = { kind: "erf", value, slope, curvature, weightScale: 1, kinked: false };
