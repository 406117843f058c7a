import { type Row, rowsIn } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { simOf } from "./game.ts";
import type { MapOptions, TransitionOptions } from "./options.ts";
import { mapCouplings, mapValues } from "./scans.ts";

/** Two particles begin so far apart, in widths: linear until they are a hundred thousand times as far. */
const apart = 1e-6;

/** From here on they are no longer near each other, squared. */
const parted = 1e-4;

/** Below this their places agree to rounding, squared. */
const rounding = 1e-30;

/**
 * What decides whether a cloud that is one body stays one: near each other, N particles move by the gain G = η_g q(1 − γ +
 * γN) together and by R = η_g q(1 − γ) relative to their mean, whatever N is. Two particles of mass 1/2 with the step
 * G + R and the coupling (G − R)/(G + R) have the same two gains, so that the growth of the distance of two particles that
 * start next to each other is the transverse exponent Λ of the cloud of N: below 0 the body holds together, above 0 it
 * parts.
 */
export function pairSim(options: TransitionOptions, steps: number) {
  const { generator, dynamics, record, ...rest } = simOf(options, "fixed", 2, steps);
  const [from, to] = [options.offset, options.offset + apart];
  const start = { kind: "points", points: [[from], [to]] };
  return {
    ...rest,
    dynamics,
    generator: { ...generator, start },
    record: { every: 0, observables: ["cloudVariance"] },
  };
}

/** Coupling and step of the pair that moves as a cloud of N, as formulas of γ = `own`. */
export function pairFormulas(size: number, stepGenerator: number) {
  const sum = `(2 * (1 - own) + ${size} * own)`;
  return { coupling: `${size} * own / ${sum}`, step: `${stepGenerator} * ${sum}` };
}

/** Λ per step from the variances of the pair at two times. */
export function exponentOf(early: number, late: number, steps: number): number {
  if (late > parted) return Math.max(Math.log(late / Math.min(early, late * 0.99)) / (2 * steps), 1e-9);
  return Math.log(Math.max(late, rounding) / Math.max(early, rounding * 1.01)) / (2 * steps);
}

/** Λ over γ and the separation of two modes: columns `coupling`, `value`, `exponent` (per step), `phase`. */
export async function pairRows(
  options: TransitionOptions,
  tools: StudyTools,
  { map, until }: { readonly map: MapOptions; readonly until: number },
): Promise<Row[]> {
  const { coupling, step } = pairFormulas(options.mapSize, options.stepGenerator);
  const times = [300, 900];
  const table = await tools.scan(
    "pairs",
    {
      sim: pairSim(options, times[1]!),
      axes: [
        { name: "own", values: mapCouplings(options) },
        { path: "target.separation", name: "value", values: mapValues({ ...map, count: 2 * map.count - 1 }) },
        { path: "dynamics.steps", name: "time", values: times },
        { path: "generator.kernel.coupling", name: "pair", expression: `min(1, ${coupling})` },
        { path: "dynamics.stepGenerator", name: "step", expression: step },
      ],
    },
    until,
  );
  const rows = rowsIn(table);
  return rows
    .filter((row) => row.time === times[0])
    .map((early) => {
      const late = rows.find(
        (one) => one.time === times[1] && one.own === early.own && one.value === early.value,
      )!;
      const away = [early, late].some((one) => one.outcome === "diverged" || one.outcome === "escaped");
      const [first, second] = [early, late].map((one) => one.cloudVariance as number);
      return {
        coupling: early.own as number,
        value: early.value as number,
        exponent: away ? Number.NaN : exponentOf(first!, second!, times[1]! - times[0]!),
      };
    });
}

/** The separation from which on one body holds together, by γ: the first zero of Λ, with linear pieces. */
export function wholeFrom(rows: readonly Row[]): Row[] {
  const couplings = [...new Set(rows.map((row) => row.coupling as number))];
  return couplings.flatMap((coupling) => {
    const own = rows
      .filter((row) => row.coupling === coupling && Number.isFinite(row.exponent as number))
      .sort((a, b) => (a.value as number) - (b.value as number));
    const k = own.findIndex(
      (row, i) => i > 0 && (own[i - 1]!.exponent as number) > 0 && (row.exponent as number) <= 0,
    );
    if (k < 0) return [];
    const [before, after] = [own[k - 1]!, own[k]!];
    const [high, low] = [before.exponent as number, after.exponent as number];
    const [from, to] = [before.value as number, after.value as number];
    return [{ coupling, value: from + (high / (high - low)) * (to - from) }];
  });
}
