import type { Call, Cell, Rows } from "../../engine/index.ts";
import type { RandomStream } from "../../numerics/random.ts";
import type { DrawnGame } from "../game.ts";
import type { Sizes } from "./sizes.ts";

/** Constant arrays of one simulation that say where and how heavy its samples are. */
export function sampleArrays(game: DrawnGame, sizes: Sizes): Record<string, Float64Array> {
  const { drawn, generator } = game;
  const { COPIES, TRUE, GENERATED, BETWEEN, R } = sizes;
  const mass = new Float64Array(R);
  for (let r = 0; r < R; r++) {
    if (r < TRUE) mass[r] = drawn.masses[Math.floor(r / COPIES)]! / COPIES;
    else if (r < TRUE + GENERATED) mass[r] = generator.masses[Math.floor((r - TRUE) / COPIES)]! / COPIES;
    else mass[r] = 1 / BETWEEN;
  }
  const arrays: Record<string, Float64Array> = { points: drawn.points, sampleMass: mass };
  if (sizes.NOISY) arrays.noise = noiseOf(game, sizes);
  if (BETWEEN > 0) {
    const stream = game.streamOf("interpolates");
    const between = new Float64Array(3 * BETWEEN);
    for (let b = 0; b < BETWEEN; b++) {
      between[3 * b] = drawnOf(drawn.masses, stream);
      between[3 * b + 1] = drawnOf(generator.masses, stream);
      between[3 * b + 2] = stream.uniform();
    }
    arrays.between = between;
  }
  return arrays;
}

/** The number of one of some things, each as likely as its mass. */
function drawnOf(masses: Float64Array, stream: RandomStream): number {
  if (masses.every((mass) => mass === masses[0])) return stream.integer(masses.length);
  let left = stream.uniform();
  const found = masses.findIndex((mass) => {
    left -= mass;
    return left < 0;
  });
  // Rounding of the sum may leave a trace beyond the last.
  return found < 0 ? masses.length - 1 : found;
}

/**
 * Displacements of all copies, [(N + n)·COPIES·d]: normal, in pairs of opposite signs so that their mean is 0; an odd
 * one without a partner is drawn like the others.
 */
function noiseOf(game: DrawnGame, { N, n, COPIES, D }: Sizes): Float64Array {
  const spread = game.penalties.find((one) => one.noise !== undefined)!.noise!.spread;
  const stream = game.streamOf("noise");
  const noise = new Float64Array((N + n) * COPIES * D);
  for (let sample = 0; sample < N + n; sample++) {
    for (let copy = 0; copy < COPIES; copy++) {
      const at = (sample * COPIES + copy) * D;
      for (let k = 0; k < D; k++) {
        const mirrored = copy % 2 === 1;
        noise[at + k] = mirrored ? -noise[at - D + k]! : spread * stream.normal();
      }
    }
  }
  return noise;
}

/** Writes all samples to `samples` [R*d] from the particles at `position`. */
export function gatherAll(sizes: Sizes, position: string, samples: string): Call[] {
  const { D, N, n, COPIES, NOISY, TRUE, GENERATED, BETWEEN, R } = sizes;
  const constants = { D, N, n, COPIES, TRUE, GENERATED };
  const common = { rows: R * D, output: samples, constants, helpers: {} };
  const name = `gather_${samples}`;
  if (BETWEEN > 0 && NOISY) {
    const reads = ["points", position, "noise", "between"];
    return [{ name, body: gatherNoisyBetween, reads, ...common }];
  }
  if (BETWEEN > 0) return [{ name, body: gatherBetween, reads: ["points", position, "between"], ...common }];
  if (NOISY) return [{ name, body: gatherNoisy, reads: ["points", position, "noise"], ...common }];
  return [{ name, body: gatherPlain, reads: ["points", position], ...common }];
}

/** Writes the samples that come from particles to `outputs` [GENERATED*d]. */
export function gatherGenerated(
  { D, N, COPIES, GENERATED }: Sizes,
  position: string,
  outputs: string,
): Call[] {
  const constants = { D, COPIES, SKIP: N * COPIES * D };
  const body = { rows: GENERATED * D, output: outputs, constants, helpers: {} };
  return [{ name: `gather_${outputs}`, body: gatherOutputs, reads: [position, "noise"], ...body }];
}

function gatherPlain(this: Cell, points: Rows, position: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const skip = this.constants.N! * this.constants.D!;
  // Rows that there are on either side of the choice, as locals: WebGL takes no choices as indices.
  const point = row < skip ? row : 0;
  const particle = row < skip ? 0 : row - skip;
  return row < skip ? points[point]![s]! : position[particle]![s]!;
}

function gatherNoisy(this: Cell, points: Rows, position: Rows, noise: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const skip = this.constants.TRUE! * this.constants.D!;
  const inside = row < skip ? row : row - skip;
  const r = Math.floor(inside / this.constants.D!);
  const at = Math.floor(r / this.constants.COPIES!) * this.constants.D! + inside - r * this.constants.D!;
  const point = row < skip ? at : 0;
  const particle = row < skip ? 0 : at;
  const place = row < skip ? points[point]![s]! : position[particle]![s]!;
  return place + noise[row]![s]!;
}

function gatherBetween(this: Cell, points: Rows, position: Rows, between: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const skip = this.constants.N! * this.constants.D!;
  const both = skip + this.constants.n! * this.constants.D!;
  const r = row < both ? 0 : Math.floor((row - both) / this.constants.D!);
  const k = row < both ? 0 : row - both - r * this.constants.D!;
  const i = between[3 * r]![s]! * this.constants.D! + k;
  const j = between[3 * r + 1]![s]! * this.constants.D! + k;
  const share = between[3 * r + 2]![s]!;
  const mixed = share * points[i]![s]! + (1 - share) * position[j]![s]!;
  const point = row < skip ? row : 0;
  const particle = row < skip || row >= both ? 0 : row - skip;
  const bare = row < skip ? points[point]![s]! : position[particle]![s]!;
  return row < both ? bare : mixed;
}

function gatherNoisyBetween(this: Cell, points: Rows, position: Rows, noise: Rows, between: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const skip = this.constants.TRUE! * this.constants.D!;
  const both = skip + this.constants.GENERATED! * this.constants.D!;
  const b = row < both ? 0 : Math.floor((row - both) / this.constants.D!);
  const k = row < both ? 0 : row - both - b * this.constants.D!;
  const i = between[3 * b]![s]! * this.constants.D! + k;
  const j = between[3 * b + 1]![s]! * this.constants.D! + k;
  const share = between[3 * b + 2]![s]!;
  const mixed = share * points[i]![s]! + (1 - share) * position[j]![s]!;
  const inside = row < skip ? row : row < both ? row - skip : 0;
  const r = Math.floor(inside / this.constants.D!);
  const at = Math.floor(r / this.constants.COPIES!) * this.constants.D! + inside - r * this.constants.D!;
  const point = row < skip ? at : 0;
  const particle = row < skip ? 0 : at;
  const moved = row < both ? row : 0;
  const place = row < skip ? points[point]![s]! : position[particle]![s]!;
  return row < both ? place + noise[moved]![s]! : mixed;
}

function gatherOutputs(this: Cell, position: Rows, noise: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.D!);
  const at = Math.floor(r / this.constants.COPIES!) * this.constants.D! + row - r * this.constants.D!;
  return position[at]![s]! + noise[this.constants.SKIP! + row]![s]!;
}
