import { bootstrapInterval, type Interval } from "../../../numerics/intervals.ts";
import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import { type RandomStream, randomStream } from "../../../numerics/random.ts";
import { median } from "../../../numerics/statistics.ts";
import { distinctIn, type Row, where } from "../../columns.ts";

/** The exponent of a power law through medians over starts, and how far other starts would have moved it. */
export interface SeedLaw {
  /** NaN where fewer than three medians are above zero. */
  readonly exponent: number;
  /** 95 %, starts drawn again with replacement; whether the points lie on a power law it does not say. */
  readonly interval: Interval;
  /** Least and largest x of the fit. */
  readonly from: number;
  readonly to: number;
}

export type Measure = (row: Row) => number;

/** x and the value of every start there, by the start's number. */
interface Point {
  readonly x: number;
  readonly values: ReadonlyMap<number, number>;
}

function pointsOf(rows: readonly Row[], x: string, value: Measure): Point[] {
  return distinctIn<number>(rows, x).map((at) => ({
    x: at,
    values: new Map(where(rows, { [x]: at }).map((row) => [row.replica as number, value(row)])),
  }));
}

function exponentOf(points: readonly Point[], starts: readonly number[]): number {
  const medians = points.map(({ x, values }) => ({
    x,
    y: median(starts.map((start) => values.get(start)!)),
  }));
  const good = medians.filter(({ y }) => y > 0 && Number.isFinite(y));
  if (good.length < 3) return Number.NaN;
  return fitPowerLaw(
    good.map(({ x: at }) => at),
    good.map(({ y }) => y),
  ).exponent;
}

/**
 * Fits medians over starts. The same start is the same course at each T, and the same particle at each Q: so starts are
 * drawn again as a whole, with their values at all x.
 * @param rows with `replica`; every start has a row at every x
 */
export function seedLaw(rows: readonly Row[], x: string, value: Measure, stream: RandomStream): SeedLaw {
  const points = pointsOf(rows, x, value);
  const starts = distinctIn<number>(rows, "replica");
  const interval = bootstrapInterval(starts, (drawn) => exponentOf(points, drawn), { stream });
  const places = points.map(({ x: at }) => at);
  return {
    exponent: exponentOf(points, starts),
    interval,
    from: Math.min(...places),
    to: Math.max(...places),
  };
}

/** Exponents that the table tells, and those of the two ends of a curve that is none. */
export interface Laws {
  /** MMD of the average against T, best response to the present. */
  readonly present: SeedLaw;
  /** The same at T against Q > 1, and the lower and upper four Q of it. */
  readonly queue: SeedLaw;
  readonly shortQueues: SeedLaw;
  readonly longQueues: SeedLaw;
  /** Plain steps, λ = 0: MMD of the average against T, and over the last four T. */
  readonly plain: SeedLaw;
  readonly plainLate: SeedLaw;
  /** The same of ‖f‖. */
  readonly norm: SeedLaw;
  readonly normLate: SeedLaw;
  /** Network, first queue: mass at the wrong modes against T. */
  readonly network: SeedLaw;
}

/** What of cells the laws are about. */
export interface Cells {
  readonly courses: readonly Row[];
  readonly memories: readonly Row[];
  readonly network: readonly Row[];
}

const averageMmd: Measure = (row) => Math.sqrt(row.averageMmd as number);
const norm: Measure = (row) => row.discriminatorNorm as number;

/** Rows of the first, or last, four different values of a column. */
function four(rows: readonly Row[], column: string, end: "first" | "last"): Row[] {
  const values = distinctIn<number>(rows, column).sort((a, b) => a - b);
  const kept = end === "first" ? values.slice(0, 4) : values.slice(-4);
  return rows.filter((row) => kept.includes(row[column] as number));
}

/** @param networkMass mass at the wrong modes of a network's cell */
export function lawsOf(
  { courses, memories, network }: Cells,
  networkMass: Measure,
  networkQueue: number,
  seed: number,
): Laws {
  const plain = where(courses, { player: "plain" });
  const queues = where(memories, { memory: "generators" }).filter(({ length }) => (length as number) > 1);
  const stream = (k: number) => randomStream(seed, 41, k);
  return {
    present: seedLaw(where(courses, { player: "fictitious", queue: 1 }), "T", averageMmd, stream(1)),
    queue: seedLaw(queues, "length", averageMmd, stream(2)),
    shortQueues: seedLaw(four(queues, "length", "first"), "length", averageMmd, stream(3)),
    longQueues: seedLaw(four(queues, "length", "last"), "length", averageMmd, stream(4)),
    plain: seedLaw(plain, "T", averageMmd, stream(5)),
    plainLate: seedLaw(four(plain, "T", "last"), "T", averageMmd, stream(6)),
    norm: seedLaw(plain, "T", norm, stream(7)),
    normLate: seedLaw(four(plain, "T", "last"), "T", norm, stream(8)),
    network: seedLaw(where(network, { queue: networkQueue }), "T", networkMass, stream(9)),
  };
}

/** "−0.45 [−0.50, −0.40]". */
export function exponentText({ exponent, interval }: SeedLaw): string {
  if (Number.isNaN(exponent)) return "no fit";
  return `${two(exponent)} [${two(interval.low)}, ${two(interval.high)}]`;
}

/** To two places, with a true minus. */
export function two(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
