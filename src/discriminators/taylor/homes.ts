import type { Cell, Rows } from "../../engine/index.ts";

/*
 * Where the particles are, as bodies of a step program. Constants: D dimension, n particles, N centres.
 */

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
