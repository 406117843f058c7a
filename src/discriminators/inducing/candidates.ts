import { type AnyKernel, isRadial } from "../../kernels/index.ts";
import { type RandomStream, randomStream } from "../../numerics/random.ts";
import type { ModelSetting } from "../model.ts";

/** Where inducing points may lie. */
export interface Candidates {
  /** Equal keys, equal candidates. */
  readonly key: string;
  /** [C*d]. */
  points(): Float64Array;
  /** Places of the same region that are no candidates, for the error between these: [·*d]. */
  probes(): Float64Array;
}

/** Up to this dimension a grid over the box is affordable. */
const largestGridDimension = 2;
/** Points of a grid, at most, and its spacing in units of the kernel. */
const mostGridPoints = 1700;
const spacing = 0.25;
/** How many points are drawn in more dimensions, and taken from each list of given ones at most. */
const drawnPoints = 400;
const mostGiven = 200;
const probeCount = 300;
/** A tangent kernel has no width: about this share of the longest side of the box stands for it, where a length is needed. */
const shareOfSide = 0.1;

/**
 * In one or two dimensions a grid over the box of true points and starts, padded by `padding` widths of the kernel
 * (halves of the longest side for a tangent kernel) and widened to whole multiples of a unit, so that simulations that start alike have the same. In more dimensions true
 * points, starts, centres of modes, and points drawn on segments between them and beyond, jittered.
 */
export function candidatesOf(kernel: AnyKernel, padding: number, setting: ModelSetting): Candidates {
  const { dimension } = setting.target;
  const box = boxOf(setting);
  const unit = isRadial(kernel) ? kernel.width : unitOf(box);
  if (dimension > largestGridDimension) return scattered(setting, unit);
  const room = padding * (isRadial(kernel) ? kernel.width : 0.5 * sideOf(box));
  const low = box.low.map((value) => Math.floor((value - room) / unit) * unit);
  const high = box.high.map((value) => Math.ceil((value + room) / unit) * unit);
  return {
    key: `box ${low.join(" ")} to ${high.join(" ")} by ${unit}`,
    points: () => gridOver(low, high, unit * spacing),
    probes: () => uniformIn(low, high, randomStream(1)),
  };
}

interface Box {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

function boxOf({ target, start }: ModelSetting): Box {
  const low = new Array<number>(target.dimension).fill(Number.POSITIVE_INFINITY);
  const high = low.map((value) => -value);
  for (const list of [target.points, start]) {
    list.forEach((value, row) => {
      const k = row % target.dimension;
      low[k] = Math.min(low[k]!, value);
      high[k] = Math.max(high[k]!, value);
    });
  }
  return { low, high };
}

/** The longest side; 1 for a single point. */
function sideOf({ low, high }: Box): number {
  const side = Math.max(...low.map((value, k) => high[k]! - value));
  return side > 0 ? side : 1;
}

/** A power of two, so that like boxes have equal units. */
function unitOf(box: Box): number {
  return 2 ** Math.round(Math.log2(shareOfSide * sideOf(box)));
}

function gridOver(low: readonly number[], high: readonly number[], step: number): Float64Array {
  const most = Math.floor(mostGridPoints ** (1 / low.length));
  const counts = low.map((value, k) => Math.min(most, Math.round((high[k]! - value) / step) + 1));
  let rows: number[][] = [[]];
  counts.forEach((count, k) => {
    const along = Array.from({ length: count }, (_, i) => low[k]! + ((high[k]! - low[k]!) * i) / (count - 1));
    rows = rows.flatMap((row) => along.map((value) => [...row, value]));
  });
  return Float64Array.from(rows.flat());
}

function uniformIn(low: readonly number[], high: readonly number[], stream: RandomStream): Float64Array {
  const d = low.length;
  return Float64Array.from({ length: probeCount * d }, (_, row) => {
    const k = row % d;
    return low[k]! + (high[k]! - low[k]!) * stream.uniform();
  });
}

function scattered(setting: ModelSetting, unit: number): Candidates {
  const { target, start } = setting;
  const d = target.dimension;
  const lists = [target.points, start, target.modes.centres].map((list) => list.slice(0, mostGiven * d));
  const given = Float64Array.from(lists.flatMap((list) => [...list]));
  const draw = (stream: RandomStream, count: number) => {
    const drawn = new Float64Array(count * d);
    for (let m = 0; m < count; m++) {
      const [a, b] = [0, 1].map(() => stream.integer(given.length / d) * d) as [number, number];
      const share = 1.5 * stream.uniform() - 0.25;
      for (let k = 0; k < d; k++) {
        const between = (1 - share) * given[a + k]! + share * given[b + k]!;
        drawn[m * d + k] = between + (0.5 * unit * stream.normal()) / Math.sqrt(d);
      }
    }
    return drawn;
  };
  return {
    key: `about ${digest(given)} by ${unit}`,
    points: () => Float64Array.from([...given, ...draw(randomStream(1), drawnPoints)]),
    probes: () => draw(randomStream(2), probeCount),
  };
}

/** A fingerprint of numbers: two 32-bit FNV-1a sums of their bytes, in different orders. */
export function digest(numbers: Float64Array): string {
  const bytes = new Uint8Array(numbers.slice().buffer);
  let [forth, back] = [0x811c9dc5, 0x811c9dc5];
  for (let i = 0; i < bytes.length; i++) {
    forth = Math.imul(forth ^ bytes[i]!, 0x01000193);
    back = Math.imul(back ^ bytes[bytes.length - 1 - i]!, 0x01000193);
  }
  return `${numbers.length}-${(forth >>> 0).toString(36)}${(back >>> 0).toString(36)}`;
}
