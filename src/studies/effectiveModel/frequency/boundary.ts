import { levelCrossing } from "../../../numerics/crossing.ts";
import { bootstrapMean } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import type { Table } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";
import { type Contestant, couplingAt, type FrequencyGame, frequencySim, gainsAt } from "./cases.ts";

/** What a contestant's scan goes over. */
export interface BoundaryPlan extends FrequencyGame {
  /** (1 − γ + γN)/(1 − γ), growing. */
  readonly gains: readonly number[];
  /** η_g/η_d, for a force of the reference's size. */
  readonly ratios: readonly number[];
  readonly seeds: number;
}

export function boundaryScan(contestant: Contestant, plan: BoundaryPlan, unit: number) {
  const { particles, gains, ratios, seeds } = plan;
  const sim = frequencySim(contestant, plan, unit);
  return {
    sim,
    axes: [
      { name: "ratio", values: ratios },
      { path: "dynamics.stepGenerator", name: "step", expression: `${sim.dynamics.stepGenerator} * ratio` },
      {
        path: "generator.kernel.coupling",
        name: "coupling",
        values: gains.map((one) => couplingAt(one, particles)),
      },
    ],
    replicas: Math.max(2, Math.round(seeds * contestant.seeds)),
    backend: "webasm",
  };
}

/** A quantity of a cloud that stayed; 0 of one that ran away. */
export function heldOf(outcome: string, value: number): number {
  if (outcome === "diverged" || outcome === "escaped") return 0;
  return Number.isFinite(value) ? value : 0;
}

/** Of the ring. */
const modes = 8;

/** One run. */
interface Run {
  readonly ratio: number;
  readonly coupling: number;
  /** Covered modes over all, the order parameter. */
  readonly covered: number;
  /** The cloud's variance over the target's, at most 1. */
  readonly spread: number;
}

export function runsOf(table: Table): Run[] {
  const numbers = (name: string) => table.columns[name] as ArrayLike<number>;
  const outcomes = table.columns.outcome as readonly string[];
  return Array.from({ length: table.length }, (_, k) => ({
    ratio: numbers("ratio")[k]!,
    coupling: numbers("coupling")[k]!,
    covered: heldOf(outcomes[k]!, numbers("coverage")[k]! / modes),
    spread: Math.min(1, heldOf(outcomes[k]!, numbers("cloudVarianceRatio")[k]!)),
  }));
}

/** Mean share of covered modes, and spread, against γ at each ratio of steps, with 95 % intervals. */
export function curveRows(label: string, runs: readonly Run[], size: number, stream: RandomStream): Row[] {
  return distinct(runs.map(({ ratio }) => ratio)).flatMap((ratio) => {
    const own = runs.filter((run) => run.ratio === ratio);
    return distinct(own.map(({ coupling }) => coupling)).map((coupling): Row => {
      const here = own.filter((run) => run.coupling === coupling);
      const covered = bootstrapMean(
        here.map((run) => run.covered),
        { stream, resamples: 400 },
      );
      return {
        discriminator: label,
        ratio,
        coupling,
        gains: gainsAt(coupling, size),
        covered: covered.mean,
        coveredLow: covered.low,
        coveredHigh: covered.high,
        spread: here.reduce((sum, run) => sum + run.spread, 0) / here.length,
      };
    });
  });
}

/** Half of the modes. */
export const level = 0.5;

/**
 * The critical ratio of gains ρ_c and γ_c at each ratio of steps, in the logarithm of ρ, with 95 % intervals. Where the
 * cloud stays on one side of the level the end of the range stands, and `side` says which.
 */
export function boundaryRows(label: string, runs: readonly Run[], size: number, stream: RandomStream): Row[] {
  return distinct(runs.map(({ ratio }) => ratio)).map((ratio): Row => {
    const own = runs.filter((run) => run.ratio === ratio);
    const couplings = distinct(own.map(({ coupling }) => coupling));
    const logs = couplings.map((coupling) => Math.log(gainsAt(coupling, size)));
    const replicas = couplings.map((coupling) =>
      own.filter((run) => run.coupling === coupling).map(({ covered }) => covered),
    );
    const options = { stream, direction: "falling" as const, resamples: 400 };
    const { at, low, high, side } = levelCrossing(logs, replicas, level, options);
    const [first, last] = [logs[0]!, logs.at(-1)!];
    const within = (value: number) => Math.exp(Math.min(last, Math.max(first, value)));
    const gains = within(at ?? (side === "before" ? first : last));
    const [from, to] = [within(low), within(high)];
    return {
      discriminator: label,
      ratio,
      gains,
      gainsLow: from,
      gainsHigh: to,
      coupling: couplingAt(gains, size),
      couplingLow: couplingAt(from, size),
      couplingHigh: couplingAt(to, size),
      side: side ?? "within",
    };
  });
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
