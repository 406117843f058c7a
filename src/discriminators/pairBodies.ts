import type { Cell, Rows } from "../engine/index.ts";

// The bodies of the calls in `pairCalls.ts`. R samples z in R^D, M places u that begin FROM numbers into theirs.

declare function place(places: Rows, row: number, s: number): number;
declare function factor(
  r2: number,
  area: number,
  xx: number,
  xy: number,
  yy: number,
  shape: Rows,
  s: number,
): number;

export function apart(this: Cell, samples: Rows, places: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.M!);
  const m = row - r * this.constants.M!;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
    const u = samples[r * this.constants.D! + k]![s]! - y;
    sum += u * u;
  }
  return sum;
}

export function along(this: Cell, samples: Rows, places: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.M!);
  const m = row - r * this.constants.M!;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
    sum += samples[r * this.constants.D! + k]![s]! * y;
  }
  return sum;
}

// ‖x‖² times the squared distance of x − y from the line of x; rounding alone counts as none.
export function area(this: Cell, samples: Rows, places: Rows, squares: Rows, apart: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.M!);
  const m = row - r * this.constants.M!;
  let lean = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const x = samples[r * this.constants.D! + k]![s]!;
    lean += x * (x - place(places, this.constants.FROM! + m * this.constants.D! + k, s));
  }
  const xx = squares[r]![s]!;
  const share = xx > 0 ? lean / xx : 0;
  let aside = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const x = samples[r * this.constants.D! + k]![s]!;
    const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
    aside += (x - y - share * x) * (x - y - share * x);
  }
  return aside > 1e-12 * apart[row]![s]! ? xx * aside : 0;
}

export function squares(this: Cell, samples: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const x = samples[r * this.constants.D! + k]![s]!;
    sum += x * x;
  }
  return sum;
}

export function placeSquares(this: Cell, places: Rows): number {
  const s = this.thread.x;
  const m = this.thread.y;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
    sum += y * y;
  }
  return sum;
}

export function ofDistance(this: Cell, apart: Rows, shape: Rows): number {
  const s = this.thread.x;
  const r2 = apart[this.thread.y]![s]!;
  return factor(r2, 0, 0, 0, 0, shape, s);
}

export function ofProducts(
  this: Cell,
  apart: Rows,
  areas: Rows,
  squares: Rows,
  along: Rows,
  placeSquares: Rows,
  shape: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.M!);
  const m = row - r * this.constants.M!;
  const r2 = apart[row]![s]!;
  const area = areas[row]![s]!;
  const xx = squares[r]![s]!;
  const xy = along[row]![s]!;
  const yy = placeSquares[m]![s]!;
  return factor(r2, area, xx, xy, yy, shape, s);
}

export function sumOfValues(this: Cell, coefficients: Rows, values: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  let sum = 0;
  for (let m = 0; m < this.constants.M!; m++) {
    sum += coefficients[m]![s]! * values[r * this.constants.M! + m]![s]!;
  }
  return sum;
}

export function sumOfSlopes(
  this: Cell,
  coefficients: Rows,
  samples: Rows,
  places: Rows,
  slopes: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.D!);
  const k = row - r * this.constants.D!;
  const x = samples[row]![s]!;
  let sum = 0;
  for (let m = 0; m < this.constants.M!; m++) {
    const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
    sum += coefficients[m]![s]! * slopes[r * this.constants.M! + m]![s]! * (x - y);
  }
  return sum;
}

export function sumOfStretchedSlopes(
  this: Cell,
  coefficients: Rows,
  samples: Rows,
  places: Rows,
  slopes: Rows,
  stretches: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.D!);
  const k = row - r * this.constants.D!;
  const x = samples[row]![s]!;
  let sum = 0;
  for (let m = 0; m < this.constants.M!; m++) {
    const pair = r * this.constants.M! + m;
    const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
    sum += coefficients[m]![s]! * (slopes[pair]![s]! * (x - y) + stretches[pair]![s]! * x);
  }
  return sum;
}

export function taught(this: Cell, pull: Rows, values: Rows): number {
  const s = this.thread.x;
  const m = this.thread.y;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    sum += pull[r]![s]! * values[r * this.constants.M! + m]![s]!;
  }
  return sum;
}

export function taughtByDipoles(
  this: Cell,
  pull: Rows,
  values: Rows,
  dipole: Rows,
  samples: Rows,
  places: Rows,
  slopes: Rows,
): number {
  const s = this.thread.x;
  const m = this.thread.y;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    let away = 0;
    for (let k = 0; k < this.constants.D!; k++) {
      const row = r * this.constants.D! + k;
      const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
      away += dipole[row]![s]! * (samples[row]![s]! - y);
    }
    const pair = r * this.constants.M! + m;
    sum += pull[r]![s]! * values[pair]![s]! + away * slopes[pair]![s]!;
  }
  return sum;
}

export function taughtByStretchedDipoles(
  this: Cell,
  pull: Rows,
  values: Rows,
  dipole: Rows,
  samples: Rows,
  places: Rows,
  slopes: Rows,
  stretches: Rows,
): number {
  const s = this.thread.x;
  const m = this.thread.y;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    let away = 0;
    let out = 0;
    for (let k = 0; k < this.constants.D!; k++) {
      const row = r * this.constants.D! + k;
      const x = samples[row]![s]!;
      const y = place(places, this.constants.FROM! + m * this.constants.D! + k, s);
      away += dipole[row]![s]! * (x - y);
      out += dipole[row]![s]! * x;
    }
    const pair = r * this.constants.M! + m;
    sum += pull[r]![s]! * values[pair]![s]! + away * slopes[pair]![s]! + out * stretches[pair]![s]!;
  }
  return sum;
}
