import type { Cell, Rows } from "../../engine/index.ts";

/** k: a parameter after the heights, or an array of its own. */
declare function steepness(w: Rows, constant: Rows, s: number): number;
/** ‖z_r − x_i‖. */
declare function apart(r: number, i: number, samples: Rows, points: Rows, s: number): number;

export function learnedSteepness(this: Cell, w: Rows, _constant: Rows, s: number): number {
  return w[this.constants.N!]![s]!;
}

export function fixedSteepness(_w: Rows, constant: Rows, s: number): number {
  return constant[0]![s]!;
}

// Differences beyond 1e18 count as 1e18, whose square single precision can hold.
export function distance(this: Cell, r: number, i: number, samples: Rows, points: Rows, s: number): number {
  let square = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const z = samples[r * this.constants.D! + k]![s]!;
    const gap = Math.min(Math.abs(z - points[i * this.constants.D! + k]![s]!), 1e18);
    square += gap * gap;
  }
  return Math.sqrt(square);
}

/** Which cone is highest at a sample: of equal ones that whose apex is there, else the first. */
export function winner(this: Cell, w: Rows, constant: Rows, points: Rows, samples: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const k = steepness(w, constant, s);
  let best = 0;
  let least = apart(r, 0, samples, points, s);
  let most = w[0]![s]! - k * least;
  for (let i = 0; i < this.constants.N!; i++) {
    const far = apart(r, i, samples, points, s);
    const height = w[i]![s]! - k * far;
    if (height > most || (height === most && far < least && far === 0)) {
      best = i;
      least = far;
      most = height;
    }
  }
  return best;
}

/** Which cone a sample teaches: that whose apex is there, else the highest. */
export function pupil(this: Cell, highest: Rows, points: Rows, samples: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  let at = -1;
  for (let i = 0; i < this.constants.N!; i++) {
    const far = apart(r, i, samples, points, s);
    at = at < 0 && far === 0 ? i : at;
  }
  return at < 0 ? highest[r]![s]! : at;
}

export function height(
  this: Cell,
  w: Rows,
  constant: Rows,
  points: Rows,
  samples: Rows,
  highest: Rows,
): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const i = highest[r]![s]!;
  return w[i]![s]! - steepness(w, constant, s) * apart(r, i, samples, points, s);
}

export function steep(
  this: Cell,
  w: Rows,
  constant: Rows,
  points: Rows,
  samples: Rows,
  highest: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.D!);
  const axis = row - r * this.constants.D!;
  const i = highest[r]![s]!;
  const at = i * this.constants.D! + axis;
  const far = apart(r, i, samples, points, s);
  const along = far > 0 ? (samples[row]![s]! - points[at]![s]!) / far : 0;
  return -steepness(w, constant, s) * along;
}

/** What a sample teaches the heights: the sum of the pulls on the samples that are this cone's pupils. */
export function lifted(this: Cell, pull: Rows, taught: Rows): number {
  const s = this.thread.x;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    sum += taught[r]![s]! === this.thread.y ? pull[r]![s]! : 0;
  }
  return sum;
}

/** The part of a sample in the derivative with respect to k. */
export function steepened(this: Cell, pull: Rows, taught: Rows, points: Rows, samples: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const i = taught[r]![s]!;
  return -pull[r]![s]! * apart(r, i, samples, points, s);
}

export function steepenedByDipole(
  this: Cell,
  pull: Rows,
  taught: Rows,
  points: Rows,
  samples: Rows,
  highest: Rows,
  dipole: Rows,
): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const i = taught[r]![s]!;
  const top = highest[r]![s]!;
  const far = apart(r, top, samples, points, s);
  let along = 0;
  for (let axis = 0; axis < this.constants.D!; axis++) {
    const row = r * this.constants.D! + axis;
    const at = top * this.constants.D! + axis;
    along += dipole[row]![s]! * (samples[row]![s]! - points[at]![s]!);
  }
  const tilt = far > 0 ? along / far : 0;
  return -pull[r]![s]! * apart(r, i, samples, points, s) - tilt;
}

/** Heights and, as the last row, k. */
export function liftedAndSteepened(this: Cell, pull: Rows, taught: Rows, parts: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    const own = taught[r]![s]! === row ? pull[r]![s]! : 0;
    sum += row < this.constants.N! ? own : parts[r]![s]!;
  }
  return sum;
}
