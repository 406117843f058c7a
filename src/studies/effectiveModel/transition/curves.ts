import { binderEstimate, susceptibilityEstimate } from "../../../numerics/binder.ts";
import { bootstrapMean } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { wilsonInterval } from "../../../numerics/statistics.ts";
import { distinctIn, numbersIn, type Row, where } from "../../columns.ts";

/** How many of all, with Wilson's interval, in columns `NAME`, `NAMELow`, `NAMEHigh`. */
export function shareOf(found: number, all: number, name: string): Row {
  const { low, high } = wilsonInterval(found, all);
  return { [name]: found / all, [`${name}Low`]: low, [`${name}High`]: high };
}

function meanOf(values: readonly number[], name: string, stream: RandomStream): Row {
  if (values.length === 0) return {};
  const { mean, low, high } = bootstrapMean(values, { stream, resamples: 400 });
  return { [name]: mean, [`${name}Low`]: low, [`${name}High`]: high };
}

/** The share of the cloud's energy that is relative motion: 0 for one body that is displaced, 1 for a centred spread cloud. */
function relativeShare(row: Row): number {
  const [mean, relative] = [row.meanEnergy as number, row.relativeEnergy as number];
  return relative / (mean + relative);
}

/**
 * The order parameters of a cloud of N at each ratio of gains: shares of seeds by phase with Wilson's intervals, means
 * with bootstrap intervals. The variance, the missing entropy and the energies are those of clouds that did not run
 * away; `covered` is the fraction of modes that are covered, 0 for a cloud that ran away; `spreads` is the share of
 * clouds that stayed and spread; `susceptibility` N·var and `binder` are those of the relative share of the energy over
 * seeds, 0 for a cloud that ran away.
 */
export function curveTable(rows: readonly Row[], modes: number, stream: RandomStream): Row[] {
  const table: Row[] = [];
  for (const start of distinctIn<string>(rows, "start")) {
    for (const size of distinctIn<number>(rows, "size")) {
      for (const ratio of distinctIn<number>(rows, "ratio")) {
        const own = where(rows, { start, size, ratio });
        if (own.length > 0) table.push({ start, size, ratio, ...pointOf(own, size, modes, stream) });
      }
    }
  }
  return table;
}

/**
 * 1 for a cloud that stayed and is spread, else 0, which tells both sides of the transition: it covers more than half of
 * the modes where the rows say so in `half`, otherwise has at least half of the target's variance.
 */
export function spreads(rows: readonly Row[]): number[] {
  return rows.map((row) => {
    const spread = row.half === undefined ? (row.cloudVarianceRatio as number) >= 0.5 : row.half === 1;
    return spread && row.phase !== "diverged" ? 1 : 0;
  });
}

/** The fraction of modes that each run covers, 0 where the cloud ran away. */
export function coveredFractions(rows: readonly Row[], modes: number): number[] {
  return rows.map((row) => (row.phase === "diverged" ? 0 : (row.coverage as number) / modes));
}

function pointOf(own: readonly Row[], size: number, modes: number, stream: RandomStream): Row {
  const stayed = own.filter((row) => row.phase !== "diverged");
  const fractions = coveredFractions(own, modes);
  const share = (name: string, found: number) => shareOf(found, own.length, name);
  const energies = own.map((row) => (row.phase === "diverged" ? 0 : relativeShare(row)));
  const wide = susceptibilityEstimate(energies, size, { stream, resamples: 400 });
  const fourth = binderEstimate(energies, { stream, resamples: 400 });
  const coupling = own[0]!.coupling as number;
  return {
    coupling,
    pull: coupling * (size - 1),
    seeds: own.length,
    ...share("spreads", spreads(own).filter((one) => one === 1).length),
    ...share("covers", where(own, { phase: "covered" }).length),
    ...share("whole", where(own, { phase: "collapsed" }).length),
    ...share("away", own.length - stayed.length),
    ...meanOf(fractions, "covered", stream),
    ...meanOf(numbersIn(stayed, "cloudVarianceRatio"), "variance", stream),
    ...meanOf(numbersIn(stayed, "missingEntropy"), "missing", stream),
    ...meanOf(stayed.map(relativeShare), "relative", stream),
    susceptibility: wide.value,
    susceptibilityLow: wide.low,
    susceptibilityHigh: wide.high,
    binder: fourth.value,
    binderLow: fourth.low,
    binderHigh: fourth.high,
  };
}
