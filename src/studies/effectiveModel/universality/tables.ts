import type { RandomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import { distinctIn, numbersIn, type Row, where } from "../../columns.ts";
import {
  type Drawing,
  largestScore,
  rootMeanSquare,
  type Scaling,
  scalingOf,
  sizeOf,
  standardScore,
} from "./fits.ts";
import { angularOf, type Infinite, predictedEntries, tangentOf } from "./kernels.ts";

/** Of all intervals behind a claim. */
export const confidence = 0.99;

/** The fit of an exponent: which curve it belongs to, and what was fitted. */
export interface Fitted extends Scaling {
  readonly of: Row;
}

const shown = 0.95;

/** Spread and mean of the off-diagonal entries against latent dimension, by network, beside theory. */
export function spreadRows(rows: readonly Row[], networks: readonly Infinite[], stream: RandomStream): Row[] {
  return networks.flatMap((network) => {
    const kernel = tangentOf(network);
    const own = where(rows, { ...network });
    return (distinctIn(own, "dimension") as number[]).map((dimension): Row => {
      const draws = where(own, { dimension });
      const spread = sizeOf(numbersIn(draws, "spread"), { stream, confidence: shown });
      const predicted = predictedEntries(kernel, dimension);
      return {
        ...network,
        dimension,
        spread: spread.value,
        spreadLow: spread.low,
        spreadHigh: spread.high,
        coupling: mean(numbersIn(draws, "mean")),
        theorySpread: predicted.spread,
        theoryCoupling: predicted.mean,
      };
    });
  });
}

/** γ = Θ(0)/Θ(1) against depth. */
export function couplingRows(
  activations: readonly Infinite["activation"][],
  biases: readonly number[],
): Row[] {
  const depths = [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64];
  return activations.flatMap((activation) =>
    biases.flatMap((bias) =>
      depths.map((depth): Row => {
        const angular = angularOf(tangentOf({ activation, depth, bias }));
        return { activation, bias, depth, coupling: angular(0) / angular(1) };
      }),
    ),
  );
}

/** The exponent of the spread of each network from a latent dimension on. */
export function spreadFits(
  rows: readonly Row[],
  networks: readonly Infinite[],
  from: number,
  stream: RandomStream,
): Fitted[] {
  return networks.map((network) => {
    const own = where(rows, { ...network }).filter((row) => (row.dimension as number) >= from);
    const dimensions = distinctIn(own, "dimension") as number[];
    const samples = dimensions.map((dimension) => numbersIn(where(own, { dimension }), "spread"));
    return { of: { ...network }, ...scalingOf(dimensions, samples, { stream, confidence }) };
  });
}

/** Deviations of finite networks' kernels, by network and width: a root mean square over pairs for each draw. */
export function deviationSamples(rows: readonly Row[], network: Row) {
  const own = where(rows, network);
  const widths = distinctIn(own, "width") as number[];
  const each = (value: (row: Row) => number) =>
    widths.map((width) => {
      const these = where(own, { width });
      const byDraw = new Map<number, number[]>();
      for (const row of these) {
        const draw = row.draw as number;
        byDraw.set(draw, [...(byDraw.get(draw) ?? []), value(row)]);
      }
      return [...byDraw.values()].map(rootMeanSquare);
    });
  return {
    widths,
    own: each((row) => (row.own as number) - (row.analytic as number)),
    cross: each((row) => row.cross as number),
  };
}

/** Deviation and cross-output kernel against width, with intervals; and their exponents. */
export function deviations(rows: readonly Row[], networks: readonly Row[], stream: RandomStream) {
  const table: Row[] = [];
  const fits: Record<"own" | "cross", Fitted[]> = { own: [], cross: [] };
  for (const network of networks) {
    const samples = deviationSamples(rows, network);
    for (const kind of ["own", "cross"] as const) {
      fits[kind].push({ of: network, ...scalingOf(samples.widths, samples[kind], { stream, confidence }) });
      samples.widths.forEach((width, k) => {
        const { value, low, high } = sizeOf(samples[kind][k]!, { stream, confidence: shown });
        table.push({ ...network, kind, width, deviation: value, low, high });
      });
    }
  }
  return { table, fits };
}

/** Standard scores of the mean kernel over draws, for every network, width and pair of latents. */
export function scoreRows(rows: readonly Row[], networks: readonly Row[]): Row[] {
  return networks.flatMap((network) => {
    const own = where(rows, network);
    return distinctIn(own, "width").flatMap((width) => {
      const these = where(own, { width });
      return where(these, { draw: these[0]!.draw! }).map(({ first, second, analytic }): Row => {
        const values = numbersIn(where(these, { first: first!, second: second! }), "own");
        return {
          ...network,
          width: width!,
          first: first!,
          second: second!,
          score: standardScore(values, analytic as number),
        };
      });
    });
  });
}

/** The largest score, what chance allows of so many, and the share beyond two standard errors. */
export function scoreSummary(scores: readonly Row[], draws: number) {
  const sizes = numbersIn(scores, "score").map(Math.abs);
  return {
    largest: Math.max(...sizes),
    allowed: largestScore(sizes.length, draws, confidence),
    within: sizes.filter((size) => size <= largestScore(1, draws, shown)).length / sizes.length,
  };
}

/** Distances against `x` (width or latent dimension) with intervals over runs, for some columns of a table of runs. */
export function distanceRows(
  rows: readonly Row[],
  x: string,
  kinds: readonly string[],
  drawing: Drawing,
): Row[] {
  return (distinctIn(rows, x) as number[]).flatMap((at) =>
    kinds.map((kind): Row => {
      const { value, low, high } = sizeOf(numbersIn(where(rows, { [x]: at }), kind), drawing);
      return { [x]: at, kind, distance: value, low, high };
    }),
  );
}

/** The exponent of a column of a table of runs against `x`; the same run is the same latents everywhere. */
export function distanceFit(rows: readonly Row[], x: string, kind: string, stream: RandomStream): Scaling {
  const values = distinctIn(rows, x) as number[];
  const samples = values.map((at) => numbersIn(where(rows, { [x]: at }), kind));
  return scalingOf(values, samples, { stream, confidence, paired: true });
}
