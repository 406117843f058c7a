import { InputError } from "../options/index.ts";
import { numbers, type RunData, type Table } from "./data.ts";

/** One particle's way: a position [d] at each saved step, in order. */
export interface Track {
  readonly particle: number;
  readonly steps: readonly number[];
  /** `coordinates[c][s]`: coordinate c at the s-th saved step. */
  readonly coordinates: readonly (readonly number[])[];
}

/** How many coordinates the positions in a table have: columns `x0`, `x1`, … */
export function dimensionOf(table: Table): number {
  let d = 0;
  while (table.columns[`x${d}`] !== undefined) d++;
  return d;
}

/** The simulation to show: the one asked for, or the first of the table. @throws InputError when it is not there. */
export function chosenSimulation(table: Table, simulation: number | undefined, place: string): number {
  const column = numbers(table, "simulation", place);
  if (column.length === 0) throw new InputError(place, "holds no rows");
  if (simulation === undefined) return column.reduce((least, one) => Math.min(least, one), column[0]!);
  if (column.includes(simulation)) return simulation;
  throw new InputError("simulation", `${simulation} is not in the run`);
}

/** The tracks of one simulation's particles, by particle, steps ascending. */
export function tracksOf(run: RunData, simulation?: number): Track[] {
  const table = run.trajectory;
  const d = dimensionOf(table);
  if (d === 0) throw new InputError("trajectory", 'has no column "x0"');
  const chosen = chosenSimulation(table, simulation, "trajectory");
  const [which, step, particle] = ["simulation", "step", "particle"].map((name) =>
    numbers(table, name, "trajectory"),
  );
  const positions = Array.from({ length: d }, (_, c) => numbers(table, `x${c}`, "trajectory"));
  const rows = new Map<number, number[]>();
  for (let row = 0; row < table.length; row++) {
    if (which![row] !== chosen) continue;
    const group = rows.get(particle![row]!) ?? [];
    group.push(row);
    rows.set(particle![row]!, group);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([index, own]) => {
      const order = own.sort((a, b) => step![a]! - step![b]!);
      return {
        particle: index,
        steps: order.map((row) => step![row]!),
        coordinates: positions.map((column) => order.map((row) => column[row]!)),
      };
    });
}

/** Where a view of one coordinate ends, and whether something lies beyond. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly cut: boolean;
}

function ends(values: readonly number[]): [number, number] {
  return values
    .filter(Number.isFinite)
    .reduce<[number, number]>(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
}

/**
 * The view of coordinate c: everything, unless a few particles run off. Home is the extent of the true
 * points and the starts together. The view reaches as far from it as three quarters of the particles go,
 * though no more than 20 times its size (a single diverging particle), and always three times.
 */
export function viewOf(run: RunData, tracks: readonly Track[], c: number): View {
  const starts = tracks.map((track) => track.coordinates[c]![0]!);
  const [low, high] = ends([...run.points.positions.map((point) => point[c]!), ...starts]);
  const ways = tracks.map((track) => ends(track.coordinates[c]!));
  const lowest = Math.min(low, ...ways.map(([least]) => least));
  const highest = Math.max(high, ...ways.map(([, most]) => most));
  const size = high - low;
  const farthest = ways.map(([least, most]) => Math.max(low - least, most - high)).sort((a, b) => a - b);
  const usual = farthest[Math.ceil(0.75 * farthest.length) - 1] ?? 0;
  const reach = size > 0 ? Math.max(3 * size, Math.min(usual, 20 * size)) : Number.POSITIVE_INFINITY;
  const from = Math.max(lowest, low - reach);
  const to = Math.min(highest, high + reach);
  const pad = to > from ? 0.06 * (to - from) : 0.5;
  return { from: from - pad, to: to + pad, cut: lowest < from || highest > to };
}

/** The same view, widened about its middle to at least `extent`. */
export function widened(view: View, extent: number): View {
  const more = Math.max(0, extent - (view.to - view.from)) / 2;
  return { from: view.from - more, to: view.to + more, cut: view.cut };
}

/** Where the particles are at a step, or at the last saved one before it. */
export function particlesAt(tracks: readonly Track[], step: number): number[][] {
  return tracks.map(({ steps, coordinates }) => {
    let s = 0;
    while (s + 1 < steps.length && steps[s + 1]! <= step) s++;
    return coordinates.map((column) => column[s]!);
  });
}
