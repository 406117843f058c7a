import type { Cell, Rows, Table } from "../../engine/index.ts";

/*
 * The bodies of the Fourier form. Constants: D dimension, n particles, MODES modes, LADDER = 1 + the largest M_k.
 * Arrays: `ladder` row ((j*D + k)*2 + part)*LADDER + m is cos (part 0) or sin (part 1) of 2πm (y_jk − centre_k)/L_k;
 * `coefficients` row part*MODES + κ is A_κ (part 0) or B_κ (part 1) in f = Σ_κ A_κ cos κ·(x − c) + B_κ sin κ·(x − c);
 * `modes` [κ*D + k] are the whole numbers of each mode, in the order of `modes.ts`.
 */

// Whole turns are taken off in units of a turn, where that is exact, before the angle is formed.
export function phases(this: Cell, position: Rows, centre: Rows, period: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const block = Math.floor(row / this.constants.LADDER!);
  const m = row - block * this.constants.LADDER!;
  const axis = Math.floor(block / 2);
  const part = block - 2 * axis;
  const k = axis - Math.floor(axis / this.constants.D!) * this.constants.D!;
  const turns = m * ((position[axis]![s]! - centre[k]![s]!) / period[k]![s]!);
  const angle = 6.283185307179586 * (turns - Math.floor(turns + 0.5));
  return part > 0.5 ? Math.sin(angle) : Math.cos(angle);
}

// e^{iκ·y} is multiplied up over the dimensions; a negative number takes the sine's sign.
export function learnCoefficients(
  this: Cell,
  coefficients: Rows,
  projection: Rows,
  strength: Rows,
  rates: Rows,
  generatedPull: Rows,
  ladder: Rows,
  modes: Table,
): number {
  const row = this.thread.y;
  const part = row < this.constants.MODES! ? 0 : 1;
  const mode = row - part * this.constants.MODES!;
  const s = this.thread.x;
  let pull = 0;
  for (let j = 0; j < this.constants.n!; j++) {
    let re = 1.0;
    let im = 0.0;
    for (let k = 0; k < this.constants.D!; k++) {
      const number = modes[mode * this.constants.D! + k]!;
      const rung = (j * this.constants.D! + k) * 2 * this.constants.LADDER! + Math.abs(number);
      const c = ladder[rung]![s]!;
      const i =
        number < 0 ? -ladder[rung + this.constants.LADDER!]![s]! : ladder[rung + this.constants.LADDER!]![s]!;
      const next = re * c - im * i;
      im = im * c + re * i;
      re = next;
    }
    pull += generatedPull[j]![s]! * (part > 0.5 ? im : re);
  }
  return (
    rates[0]![s]! * coefficients[row]![s]! +
    rates[1]![s]! * (projection[row]![s]! + strength[mode]![s]! * pull)
  );
}

// ∂f/∂y_k = Σ_κ κ_k (B_κ cos κ·y − A_κ sin κ·y).
export function gradientOfCoefficients(
  this: Cell,
  coefficients: Rows,
  ladder: Rows,
  period: Rows,
  modes: Table,
): number {
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const along = row - j * this.constants.D!;
  const s = this.thread.x;
  let sum = 0;
  for (let mode = 0; mode < this.constants.MODES!; mode++) {
    let re = 1.0;
    let im = 0.0;
    for (let k = 0; k < this.constants.D!; k++) {
      const number = modes[mode * this.constants.D! + k]!;
      const rung = (j * this.constants.D! + k) * 2 * this.constants.LADDER! + Math.abs(number);
      const c = ladder[rung]![s]!;
      const i =
        number < 0 ? -ladder[rung + this.constants.LADDER!]![s]! : ladder[rung + this.constants.LADDER!]![s]!;
      const next = re * c - im * i;
      im = im * c + re * i;
      re = next;
    }
    const wave = coefficients[this.constants.MODES! + mode]![s]! * re - coefficients[mode]![s]! * im;
    sum += modes[mode * this.constants.D! + along]! * wave;
  }
  return (6.283185307179586 * sum) / period[along]![s]!;
}

// The comparison is turned so that a position that is not a number counts as gone.
export function departures(
  this: Cell,
  departed: Rows,
  clock: Rows,
  position: Rows,
  centre: Rows,
  half: Rows,
): number {
  const s = this.thread.x;
  let gone = 0;
  for (let j = 0; j < this.constants.n!; j++) {
    for (let k = 0; k < this.constants.D!; k++) {
      const distance = Math.abs(position[j * this.constants.D! + k]![s]! - centre[k]![s]!);
      gone = distance <= half[k]![s]! ? gone : 1;
    }
  }
  const before = departed[0]![s]!;
  return before < 0 && gone > 0.5 ? clock[0]![s]! : before;
}
