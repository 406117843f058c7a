import type { Member } from "../form.ts";
import { type FourierLayout, fourierLayout } from "./layout.ts";
import { modeCount, roughModeCount } from "./modes.ts";

/** The periodic box of a simulation, one number a dimension each, lengths in the target's units. */
export interface Box {
  /** The middle of the valid region, from which phases are measured. */
  readonly centre: readonly number[];
  /** Half its sides. */
  readonly half: readonly number[];
  /** L_k, the periods. */
  readonly periods: readonly number[];
  /** M_k, the largest number of periods of a wave along each axis. */
  readonly reach: readonly number[];
}

/** More modes than this are not held. */
export const mostModes = 200_000;

/** The largest dimension of a series. */
export const largestFourierDimension = 3;

/** The layout of a member's series, or why there is none. */
export function layoutOf(member: Member): FourierLayout | string {
  const { dimension } = member.target;
  if (dimension > largestFourierDimension) {
    return `a Fourier series is held in at most ${largestFourierDimension} dimensions, not ${dimension}`;
  }
  const { kernel, accuracy } = member.discriminator;
  return fourierLayout(kernel, dimension, paddingOf(member), accuracy);
}

/** Twice as wide after every attempt that a particle has left. */
function paddingOf(member: Member): number {
  return member.discriminator.padding * 2 ** (member.departures?.fourier ?? 0);
}

/**
 * The box: the least one about true points and starts, padded on all sides, is the valid region. The periods
 * leave the layout's gap beside it and are then stretched so that M_k comes from a coarse list of sizes and
 * every axis has the same cut-off M_k/L_k: games that differ a little share a program.
 */
export function boxOf(member: Member, { gap, cutoff }: FourierLayout): Box {
  const { dimension } = member.target;
  const { width } = member.discriminator.kernel;
  const box = { centre: [], half: [], periods: [], reach: [] } as Record<keyof Box, number[]>;
  for (let k = 0; k < dimension; k++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const list of [member.target.points, member.start]) {
      for (let row = k; row < list.length; row += dimension) {
        low = Math.min(low, list[row]!);
        high = Math.max(high, list[row]!);
      }
    }
    const half = (high - low) / 2 + paddingOf(member) * width;
    const most = nextSize((cutoff * (2 * half + gap * width)) / (2 * Math.PI * width));
    box.centre.push((low + high) / 2);
    box.half.push(half);
    box.reach.push(most);
    box.periods.push((2 * Math.PI * most * width) / cutoff);
  }
  return box;
}

/** The least whole number ⌈2^{j/4}⌉ that is at least `size`. */
function nextSize(size: number): number {
  let power = Math.max(0, Math.floor(4 * Math.log2(size)));
  while (Math.ceil(2 ** (power / 4)) < size) power++;
  return Math.ceil(2 ** (power / 4));
}

/** Number of modes of a box, or why they are too many. */
export function heldModes({ reach }: Box): number | string {
  // Listing them takes as long as there are, so that far too many are seen without.
  const rough = roughModeCount(reach);
  const count = rough > 4 * mostModes ? rough : modeCount(reach);
  return count <= mostModes
    ? count
    : `it would take about ${count.toPrecision(2)} modes, at most ${mostModes}`;
}
