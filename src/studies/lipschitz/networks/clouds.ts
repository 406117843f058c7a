import { type RandomStream, randomStream } from "../../../numerics/random.ts";

/** The settings of the published figures 1 and 2, as recalled in the docs page. */
export const cloudNames = ["disjoint", "overlapping", "two clusters"] as const;
export type CloudName = (typeof cloudNames)[number];

type Point = readonly [number, number];

/** True points and particles, as many of each. */
export interface Clouds {
  readonly real: readonly Point[];
  readonly fake: readonly Point[];
}

/** Uniform in a square about (x, 0), or on its boundary. */
function inSquare(stream: RandomStream, x: number, half: number): Point {
  return [x + half * (2 * stream.uniform() - 1), half * (2 * stream.uniform() - 1)];
}

function onSquare(stream: RandomStream, x: number, half: number): Point {
  const along = half * (2 * stream.uniform() - 1);
  const side = stream.integer(2) === 0 ? half : -half;
  return stream.integer(2) === 0 ? [x + side, along] : [x + along, side];
}

function normal(stream: RandomStream, x: number, spread: number): Point {
  return [x + spread * stream.normal(), spread * stream.normal()];
}

/** The share of the first kind of point in a mixture, in order, so that it does not depend on luck. */
function mixed(count: number, share: number, one: () => Point, other: () => Point): Point[] {
  return Array.from({ length: count }, (_, k) => (k < Math.round(share * count) ? one() : other()));
}

/** The clouds of a case. */
export function drawClouds(name: CloudName, count: number, seed: number): Clouds {
  const stream = randomStream(seed, 40 + cloudNames.indexOf(name));
  const left = () => inSquare(stream, -1, 0.5);
  const right = () => inSquare(stream, 1, 0.5);
  switch (name) {
    case "disjoint":
      return {
        fake: mixed(
          count,
          0.8,
          () => inSquare(stream, -1, 0.25),
          () => onSquare(stream, -1, 0.5),
        ),
        real: mixed(count, 1, right, right),
      };
    case "overlapping":
      return { fake: mixed(count, 0.8, left, right), real: mixed(count, 0.2, left, right) };
    case "two clusters": {
      const at = (x: number) => () => normal(stream, x, 0.15);
      return { fake: mixed(count, 1, at(-0.75), at(-0.75)), real: mixed(count, 0.5, at(1), at(-1.25)) };
    }
  }
}
