import type { Cell, Rows, Table } from "../../engine/index.ts";

/*
 * Learning and feeling with the moments, as bodies of a step program. Constants: D dimension, n particles,
 * N centres, SCALES Gaussians a centre, FEATURES features, LADDER rungs, SCALE s, FLOOR.
 */

// B_α⁺ = (1 − η_dλ) B_α + η_d [π_α + Σ_j pull_j √w e^{−z²/2} ζ^α].
export function learnMoments(
  this: Cell,
  moments: Rows,
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
  const next = rates[0]![s]! * moments[row]![s]! + rates[1]![s]! * pull;
  return Math.abs(next) > this.constants.FLOOR! ? next : 0;
}

// ∂_k [e^{−z²/2} Σ_α B_α s^{2|α|}/α! ζ^α] at each particle, from the centre where it is at home.
export function gradientOfMoments(
  this: Cell,
  moments: Rows,
  factors: Table,
  exponents: Table,
  home: Rows,
  envelope: Rows,
  ladder: Rows,
  widths: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const along = row - j * this.constants.D!;
  let sum = 0;
  for (let a = 0; a < this.constants.SCALES!; a++) {
    const c = home[j]![s]! * this.constants.SCALES! + a;
    const pair = c * this.constants.n! + j;
    const axis = pair * this.constants.D! + along;
    const z = this.constants.SCALE! * ladder[axis * this.constants.LADDER! + 1]![s]!;
    let part = 0;
    for (let feature = 0; feature < this.constants.FEATURES!; feature++) {
      let term = moments[c * this.constants.FEATURES! + feature]![s]!;
      for (let k = 0; k < this.constants.D!; k++) {
        const m = exponents[feature * this.constants.D! + k]!;
        const rung = (pair * this.constants.D! + k) * this.constants.LADDER! + m;
        const below = m > 0 ? rung - 1 : rung;
        const slope = (m * ladder[below]![s]!) / this.constants.SCALE! - z * ladder[rung]![s]!;
        term = term * factors[m]! * (k === along ? slope : ladder[rung]![s]!);
      }
      part += term;
    }
    sum += (part * envelope[pair]![s]!) / widths[a]![s]!;
  }
  return sum;
}
