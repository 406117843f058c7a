import type { Cell, Rows } from "../../engine/index.ts";

declare function value(z: number): number;
declare function slope(z: number): number;
declare function curvature(z: number): number;

/** ‖u_j‖. */
export function length(this: Cell, weights: Rows): number {
  const s = this.thread.x;
  const first = this.thread.y * this.constants.D!;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const u = weights[first + k]![s]!;
    sum += u * u;
  }
  return Math.sqrt(sum);
}

/** t_rj = û_j·z_r at row r m + j; 0 where u_j is 0. */
export function project(this: Cell, weights: Rows, samples: Rows, norm: Rows): number {
  const s = this.thread.x;
  const r = Math.floor(this.thread.y / this.constants.UNITS!);
  const j = this.thread.y - r * this.constants.UNITS!;
  const n = norm[j]![s]!;
  const scale = n > 0 ? 1 / n : 0;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    sum += weights[j * this.constants.D! + k]![s]! * scale * samples[r * this.constants.D! + k]![s]!;
  }
  return sum;
}

/** φ(t). */
export function height(this: Cell, projection: Rows): number {
  const z = this.constants.SCALE! * projection[this.thread.y]![this.thread.x]! + this.constants.SHIFT!;
  return this.constants.GAIN! * (value(z) - this.constants.REST!);
}

/** φ'(t). */
export function steepness(this: Cell, projection: Rows): number {
  const z = this.constants.SCALE! * projection[this.thread.y]![this.thread.x]! + this.constants.SHIFT!;
  return this.constants.GAIN! * this.constants.SCALE! * slope(z);
}

/** f(z_r) = Σ_j s_j ‖u_j‖² φ(t_rj). */
export function sumOfHeights(this: Cell, norm: Rows, heights: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  let sum = 0;
  let sign = 1;
  for (let j = 0; j < this.constants.UNITS!; j++) {
    const n = norm[j]![s]!;
    sum += sign * n * n * heights[r * this.constants.UNITS! + j]![s]!;
    sign = -sign;
  }
  return sum;
}

/** ∇f(z_r) = Σ_j s_j ‖u_j‖ φ'(t_rj) u_j. */
export function sumOfSlopes(this: Cell, weights: Rows, norm: Rows, slopes: Rows): number {
  const s = this.thread.x;
  const r = Math.floor(this.thread.y / this.constants.D!);
  const k = this.thread.y - r * this.constants.D!;
  let sum = 0;
  let sign = 1;
  for (let j = 0; j < this.constants.UNITS!; j++) {
    const u = weights[j * this.constants.D! + k]![s]!;
    sum += sign * norm[j]![s]! * slopes[r * this.constants.UNITS! + j]![s]! * u;
    sign = -sign;
  }
  return sum;
}

/** ∂/∂u_jk of Σ_r pull_r f(z_r): s_j Σ_r pull_r [2 φ u_jk + φ' (‖u_j‖ z_rk − t u_jk)]. */
export function learnFrom(
  this: Cell,
  weights: Rows,
  samples: Rows,
  pull: Rows,
  norm: Rows,
  projection: Rows,
  heights: Rows,
  slopes: Rows,
): number {
  const s = this.thread.x;
  const j = Math.floor(this.thread.y / this.constants.D!);
  const k = this.thread.y - j * this.constants.D!;
  const u = weights[this.thread.y]![s]!;
  const n = norm[j]![s]!;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    const at = r * this.constants.UNITS! + j;
    const steep = slopes[at]![s]!;
    const z = samples[r * this.constants.D! + k]![s]!;
    sum += pull[r]![s]! * (2 * heights[at]![s]! * u + steep * (n * z - projection[at]![s]! * u));
  }
  return (j - 2 * Math.floor(j / 2) > 0 ? -1 : 1) * sum;
}

/** The same with ∂/∂u_jk of Σ_r dipole_r·∇f(z_r), where a = û_j·dipole_r: n φ' dipole_k + φ' a u_k + φ'' a (n z_k − t u_k). */
export function learnAlong(
  this: Cell,
  weights: Rows,
  samples: Rows,
  pull: Rows,
  dipole: Rows,
  norm: Rows,
  projection: Rows,
): number {
  const s = this.thread.x;
  const j = Math.floor(this.thread.y / this.constants.D!);
  const k = this.thread.y - j * this.constants.D!;
  const u = weights[this.thread.y]![s]!;
  const n = norm[j]![s]!;
  const scale = n > 0 ? 1 / n : 0;
  const gain = this.constants.GAIN!;
  const stretch = this.constants.SCALE!;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    const t = projection[r * this.constants.UNITS! + j]![s]!;
    const z = stretch * t + this.constants.SHIFT!;
    const high = gain * (value(z) - this.constants.REST!);
    const steep = gain * stretch * slope(z);
    const bent = gain * stretch * stretch * curvature(z);
    const across = n * samples[r * this.constants.D! + k]![s]! - t * u;
    let a = 0;
    for (let i = 0; i < this.constants.D!; i++) {
      a += weights[j * this.constants.D! + i]![s]! * scale * dipole[r * this.constants.D! + i]![s]!;
    }
    sum += pull[r]![s]! * (2 * high * u + steep * across);
    sum += steep * (n * dipole[r * this.constants.D! + k]![s]! + a * u) + bent * a * across;
  }
  return (j - 2 * Math.floor(j / 2) > 0 ? -1 : 1) * sum;
}
