import type { Cell, Rows, Table } from "../../engine/index.ts";

/*
 * Learning and feeling with the coefficients of the features, as bodies of a step program. Constants: D
 * dimension, n particles, N centres, SCALES Gaussians a centre, FEATURES features, LADDER rungs.
 */

export function learnCoefficients(
  this: Cell,
  coefficients: Rows,
  projection: Rows,
  rates: Rows,
  generatedPull: Rows,
  envelope: Rows,
  ladder: Rows,
  exponents: Table,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const c = Math.floor(row / this.constants.FEATURES!);
  const feature = row - c * this.constants.FEATURES!;
  let pull = projection[row]![s]!;
  for (let j = 0; j < this.constants.n!; j++) {
    const amplitude = envelope[c * this.constants.n! + j]![s]!;
    // Most particles are beyond the reach of most points.
    if (amplitude > 0) {
      let term = generatedPull[j]![s]! * amplitude;
      for (let k = 0; k < this.constants.D!; k++) {
        const rung = ((c * this.constants.n! + j) * this.constants.D! + k) * this.constants.LADDER!;
        term = term * ladder[rung + exponents[feature * this.constants.D! + k]!]![s]!;
      }
      pull += term;
    }
  }
  return rates[0]![s]! * coefficients[row]![s]! + rates[1]![s]! * pull;
}

// The number of the step that is being done, in either order of the players.
export function tick(this: Cell, clock: Rows): number {
  return clock[0]![this.thread.x]! + 1;
}

// The centre nearest to a particle.
export function homes(this: Cell, position: Rows, centres: Rows): number {
  const s = this.thread.x;
  const j = this.thread.y;
  let nearest = 0;
  let least = 1e30;
  for (let i = 0; i < this.constants.N!; i++) {
    let r2 = 0;
    for (let k = 0; k < this.constants.D!; k++) {
      const u = position[j * this.constants.D! + k]![s]! - centres[i * this.constants.D! + k]![s]!;
      r2 += u * u;
    }
    nearest = r2 < least ? i : nearest;
    least = r2 < least ? r2 : least;
  }
  return nearest;
}

// The comparison is turned so that a position that is not a number counts as gone.
export function departures(
  this: Cell,
  departed: Rows,
  clock: Rows,
  position: Rows,
  centres: Rows,
  home: Rows,
  region2: Rows,
): number {
  const s = this.thread.x;
  let gone = 0;
  for (let j = 0; j < this.constants.n!; j++) {
    let r2 = 0;
    for (let k = 0; k < this.constants.D!; k++) {
      const u = position[j * this.constants.D! + k]![s]! - centres[home[j]![s]! * this.constants.D! + k]![s]!;
      r2 += u * u;
    }
    gone = r2 <= region2[0]![s]! ? gone : 1;
  }
  const before = departed[0]![s]!;
  return before < 0 && gone > 0.5 ? clock[0]![s]! : before;
}

export function gradientOfCoefficients(
  this: Cell,
  coefficients: Rows,
  widths: Rows,
  home: Rows,
  envelope: Rows,
  ladder: Rows,
  slope: Rows,
  exponents: Table,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const along = row - j * this.constants.D!;
  let sum = 0;
  for (let a = 0; a < this.constants.SCALES!; a++) {
    const c = home[j]![s]! * this.constants.SCALES! + a;
    const pair = c * this.constants.n! + j;
    let part = 0;
    for (let feature = 0; feature < this.constants.FEATURES!; feature++) {
      let term = coefficients[c * this.constants.FEATURES! + feature]![s]!;
      for (let k = 0; k < this.constants.D!; k++) {
        const rung =
          (pair * this.constants.D! + k) * this.constants.LADDER! +
          exponents[feature * this.constants.D! + k]!;
        term = term * (k === along ? slope[rung]![s]! : ladder[rung]![s]!);
      }
      part += term;
    }
    sum += (part * envelope[pair]![s]!) / widths[a]![s]!;
  }
  return sum;
}
