import { type Row, rowsIn } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { phaseOf } from "../phases.ts";
import { couplingAt, lengthPath, modesOf, type Start, simOf } from "./game.ts";
import type { MapOptions, TransitionOptions } from "./options.ts";

/** A number that grows with the scale, at least `least`. */
export function scaled(number: number, scale: number, least: number): number {
  return Math.max(least, Math.round(number * scale));
}

const couplingPath = "generator.kernel.coupling";

/** The runs of one cloud over all ratios of gains; `ratio` stands in each row. */
export async function curveRows(
  options: TransitionOptions,
  tools: StudyTools,
  { start, size, until }: { readonly start: Start; readonly size: number; readonly until: number },
): Promise<Row[]> {
  // From the covered state all seeds do the same.
  const seeds = start === "covered" ? Math.min(8, options.seeds) : options.seeds;
  const table = await tools.scan(
    `${start}-${size}`,
    {
      sim: simOf(options, start, size),
      axes: [
        { path: couplingPath, name: "coupling", values: options.ratios.map((one) => couplingAt(one, size)) },
      ],
      replicas: scaled(seeds, tools.scale, 2),
    },
    until,
  );
  return rowsIn(table).map((row) => ({
    ...row,
    start,
    size,
    ratio: options.ratios[row.cell as number]!,
    phase: phaseOf(row, { modes: modesOf(options.target), whole: options.whole }),
    ...(options.marker === "modes" && {
      half: (row.coverage as number) > modesOf(options.target) / 2 ? 1 : 0,
    }),
  }));
}

/** γ of the maps. */
export function mapCouplings({ mapCouplings: n }: TransitionOptions): number[] {
  return Array.from({ length: n }, (_, k) => Number((k / (n - 1)).toPrecision(12)));
}

/** The values of a map's other axis. */
export function mapValues({ from, to, count }: MapOptions): number[] {
  return Array.from({ length: count }, (_, k) =>
    Number((from * (to / from) ** (k / (count - 1))).toPrecision(6)),
  );
}

/** Where the sim of a map is moved. */
function mapAxis(options: TransitionOptions, map: MapOptions): readonly object[] {
  const values = mapValues(map);
  if (map.axis === "weightDecay") return [{ path: "penalties[0].strength", name: "value", values }];
  if (map.axis === "length") return [{ path: lengthPath(options.target), name: "value", values }];
  const factor = options.stepDiscriminator * options.mapSize;
  return [
    { name: "value", values },
    { path: "dynamics.stepGenerator", name: "step", expression: `${factor} * value` },
  ];
}

/** The runs of a map; `coupling` and `value` stand in each row. */
export async function mapRows(
  options: TransitionOptions,
  tools: StudyTools,
  { map, start, until }: { readonly map: MapOptions; readonly start: Start; readonly until: number },
): Promise<Row[]> {
  const table = await tools.scan(
    `map-${map.axis}-${start}`,
    {
      sim: simOf(options, start, options.mapSize, map.steps),
      axes: [
        { path: couplingPath, name: "coupling", values: mapCouplings(options) },
        ...mapAxis(options, map),
      ],
      replicas: scaled(options.mapSeeds, tools.scale, 1),
    },
    until,
  );
  const rule = { modes: modesOf(options.target), whole: options.whole };
  return rowsIn(table).map((row) => ({ ...row, axis: map.axis, start, phase: phaseOf(row, rule) }));
}
