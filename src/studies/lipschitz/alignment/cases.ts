import type { RandomStream } from "../../../numerics/random.ts";
import type { lipschitz } from "../../../theory/index.ts";

/** A set of true and generated samples of equal masses, drawn anew from a stream. */
export interface SampleCase {
  readonly name: CaseName;
  /** In words, for titles. */
  readonly title: string;
  /** True for sets of few points in many dimensions. */
  readonly apart: boolean;
}

export type CaseName = "case 1" | "case 2" | "case 3" | "2 points" | "10 points";

/** Cases 1 to 3 and the point sets of the experiments in arXiv 1807.00751 and 1902.05687. */
export const sampleCases: readonly SampleCase[] = [
  { name: "case 1", title: "1: disjoint supports", apart: false },
  { name: "case 2", title: "2: overlapping supports", apart: false },
  { name: "case 3", title: "3: two true modes", apart: false },
  { name: "2 points", title: "2 and 2 points", apart: true },
  { name: "10 points", title: "10 and 10 points", apart: true },
];

type Point = readonly number[];

function inSquare(centre: number, half: number, stream: RandomStream): Point {
  return [centre + half * (2 * stream.uniform() - 1), half * (2 * stream.uniform() - 1)];
}

/** On the boundary of a square. */
function onSquare(centre: number, half: number, stream: RandomStream): Point {
  const along = half * (2 * stream.uniform() - 1);
  const sides = [
    [along, half],
    [along, -half],
    [half, along],
    [-half, along],
  ] as const;
  const [x, y] = sides[stream.integer(4)]!;
  return [centre + x, y];
}

function blob(centre: number, stream: RandomStream): Point {
  return [centre + 0.15 * stream.normal(), 0.15 * stream.normal()];
}

/** Shares are dealt exactly: the first 80 % of the samples are the larger part. */
function pairOf(
  name: CaseName,
  k: number,
  n: number,
  stream: RandomStream,
): { true: Point; generated: Point } {
  const larger = k < 0.8 * n;
  if (name === "case 1") {
    return {
      true: inSquare(1, 0.5, stream),
      generated: larger ? inSquare(-1, 0.25, stream) : onSquare(-1, 0.5, stream),
    };
  }
  if (name === "case 2") {
    return {
      true: inSquare(larger ? 1 : -1, 0.5, stream),
      generated: inSquare(larger ? -1 : 1, 0.5, stream),
    };
  }
  return { true: blob(k % 2 === 0 ? 1 : -1.25, stream), generated: blob(-0.75, stream) };
}

function gather(pairs: readonly { true: Point; generated: Point }[]): lipschitz.LipschitzSamples {
  const masses = pairs.map(() => 1 / pairs.length);
  return {
    dimension: pairs[0]!.true.length,
    truePoints: pairs.flatMap((pair) => pair.true),
    trueMasses: masses,
    generatedPoints: pairs.flatMap((pair) => pair.generated),
    generatedMasses: masses,
  };
}

/** A draw of a case; `samples` counts those in the plane, `dimension` is that of the point sets. */
export function drawCase(
  name: CaseName,
  { samples, dimension }: { samples: number; dimension: number },
  stream: RandomStream,
): lipschitz.LipschitzSamples {
  if (name === "2 points" || name === "10 points") {
    const point = () => Array.from({ length: dimension }, () => stream.normal() / Math.sqrt(dimension));
    return gather(
      Array.from({ length: name === "2 points" ? 2 : 10 }, () => ({ true: point(), generated: point() })),
    );
  }
  return gather(Array.from({ length: samples }, (_, k) => pairOf(name, k, samples, stream)));
}

/**
 * Every third generated sample put on a true one, and the next one too on every other of these: places where equal masses
 * meet, and others with twice as much generated mass as true.
 */
export function met(samples: lipschitz.LipschitzSamples): lipschitz.LipschitzSamples {
  const { dimension } = samples;
  const generatedPoints = Array.from(samples.generatedPoints, (value, place) => {
    const [k, a] = [Math.floor(place / dimension), place % dimension];
    const onto = Math.floor(k / 3);
    const moves = k % 3 === 0 || (k % 3 === 1 && onto % 2 === 0);
    return moves ? samples.truePoints[onto * dimension + a]! : value;
  });
  return { ...samples, generatedPoints };
}

/** The true samples mirrored in the line x = −1 through the generated square of case 1. */
export function mirroredTrue(samples: lipschitz.LipschitzSamples): lipschitz.LipschitzSamples {
  const truePoints = Array.from(samples.truePoints, (value, k) => (k % 2 === 0 ? -2 - value : value));
  return { ...samples, truePoints };
}
