import { randomStream } from "../../../numerics/random.ts";
import { type Row, where } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";

import { curvesIn, distanceBetween, exponentOf, fittedCollapse } from "./point.ts";

/** The line of slope −1 through the transition of the largest cloud. */
export function inverseLine(points: readonly Row[], sizes: readonly number[]): Row[] {
  const last = where(points, { start: "fixed" }).at(-1);
  if (last === undefined) return [{ size: sizes[0]!, inverse: Number.NaN }];
  return sizes.map((size) => ({ size, inverse: ((last.odds as number) * (last.size as number)) / size }));
}

export function fitsOf(rows: readonly Row[], points: readonly Row[], tools: StudyTools) {
  const blob = where(rows, { start: "fixed" });
  const distances = {
    coupling: distanceBetween(blob, (row) => row.coupling as number),
    pull: distanceBetween(blob, (row) => (row.coupling as number) * ((row.size as number) - 1)),
    ratio: distanceBetween(blob, (row) => Math.log(row.ratio as number)),
  };
  const last = where(points, { start: "fixed" }).at(-1);
  const enough = last !== undefined && curvesIn(blob, () => 0).length > 1;
  const collapse = enough
    ? fittedCollapse(blob, Math.log(last.ratio as number), randomStream(tools.seed, 3))
    : undefined;
  const large = (start: string, count = Number.POSITIVE_INFINITY) =>
    exponentOf(where(points, { start }).slice(-count), "odds");
  const exponents = [
    ["mean fixed", large("fixed")],
    ["mean fixed, three largest N", large("fixed", 3)],
    ["mean drawn", large("random")],
  ] as const;
  return { distances, collapse, exponents };
}

/** Rows of one number each with its interval. */
export function fitRows({ distances, collapse, exponents }: ReturnType<typeof fitsOf>): Row[] {
  const named = (quantity: string, value: number, low = Number.NaN, high = Number.NaN): Row => ({
    quantity,
    value,
    low,
    high,
  });
  return [
    ...exponents.flatMap(([start, one]) =>
      one ? [named(`exponent of the odds, ${start}`, one.value, one.low, one.high)] : [],
    ),
    ...Object.entries(distances).map(([name, value]) => named(`distance over ${name}`, value)),
    ...(collapse
      ? [
          named(
            "collapse: ln ρ_c",
            collapse.critical,
            collapse.intervals.critical.low,
            collapse.intervals.critical.high,
          ),
          named("collapse: ν", collapse.nu, collapse.intervals.nu.low, collapse.intervals.nu.high),
          named("collapse: distance", collapse.quality),
        ]
      : []),
  ];
}
