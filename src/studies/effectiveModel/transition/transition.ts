import { levelCrossing } from "../../../numerics/crossing.ts";
import { randomStream } from "../../../numerics/random.ts";
import { InputError } from "../../../options/index.ts";
import { distinctIn, type Row, tableOf, where } from "../../columns.ts";
import type { Comparison } from "../../comparisons/comparison.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { type CoveredState, stableUpTo } from "../coveredState.ts";
import * as claims from "./claims.ts";
import { curveTable } from "./curves.ts";
import { transitionFigures } from "./figures.ts";
import { fitRows, fitsOf, inverseLine } from "./fits.ts";
import { dimensionOf, modesOf, type Start, truePointsOf } from "./game.ts";
import { mapName } from "./mapFigures.ts";
import { type MapOptions, type TransitionOptions, transitionShape } from "./options.ts";
import { pairRows, wholeFrom } from "./pairs.ts";
import { transitionTable } from "./point.ts";
import { curveRows, mapRows, mapValues } from "./scans.ts";

const starts: readonly Start[] = ["fixed", "random", "covered"];

async function allCurves(options: TransitionOptions, tools: StudyTools): Promise<Row[]> {
  const whole = options.sizes.reduce((sum, size) => sum + size, 0);
  const rows: Row[] = [];
  let done = 0;
  for (const size of options.sizes) {
    for (const start of starts) {
      done += size / starts.length;
      rows.push(...(await curveRows(options, tools, { start, size, until: (0.7 * done) / whole })));
    }
  }
  return rows;
}

async function allMaps(options: TransitionOptions, tools: StudyTools) {
  const rows: Row[] = [];
  let pairs: Row[] = [];
  for (const [k, map] of options.maps.entries()) {
    const until = 0.7 + (0.3 * (k + 1)) / options.maps.length;
    rows.push(...(await mapRows(options, tools, { map, start: "fixed", until })));
    // Elsewhere linear theory knows no limit of the covered state.
    if (map.axis === "stepRatio")
      rows.push(...(await mapRows(options, tools, { map, start: "covered", until })));
    if (map.axis === "length" && options.target === "twoModes")
      pairs = await pairRows(options, tools, { map, until });
  }
  return { rows, pairs };
}

/** The covered state of a cloud of N at γ. */
function coveredOf(options: TransitionOptions): (size: number, coupling: number) => CoveredState {
  const { weightDecay, stepDiscriminator, stepGenerator, target } = options;
  const common = {
    points: truePointsOf(options),
    dimension: dimensionOf(target),
    weightDecay,
    stepDiscriminator,
    stepGenerator,
  };
  return (size, coupling) => ({ ...common, size, coupling });
}

/** Where the covered state ends on a map, by γ: in theory, and where half of the seeds leave it. */
function limitsOn(options: TransitionOptions, map: MapOptions, rows: readonly Row[]): Row[] {
  if (map.axis !== "stepRatio") return [];
  const state = coveredOf(options);
  const own = where(rows, { axis: map.axis, start: "covered" });
  return distinctIn<number>(own, "coupling").flatMap((coupling): Row[] => {
    const at = (value: number): CoveredState => ({
      ...state(options.mapSize, coupling),
      ...(map.axis === "stepRatio"
        ? { stepGenerator: value * options.stepDiscriminator }
        : { weightDecay: value }),
    });
    const theory = stableUpTo(at, map.from / 10, map.to * 10);
    const values = mapValues(map);
    const replicas = values.map((value) =>
      where(own, { coupling, value }).map((row) => (row.phase === "covered" ? 1 : 0)),
    );
    const stream = randomStream(0, 7);
    const crossing = levelCrossing(values.map(Math.log), replicas, 0.5, {
      paired: true,
      stream,
      direction: "falling",
      resamples: 200,
    });
    const measured = crossing.at === undefined ? Number.NaN : Math.exp(crossing.at);
    return [
      {
        axis: map.axis,
        coupling,
        theory: Number.isFinite(theory) && theory > 0 ? theory : Number.NaN,
        measured,
      },
    ];
  });
}

/** The mode-collapse transition: where a coupled cloud no longer covers the modes, at several sizes, and maps. */
export const transition = defineStudy({
  kind: "transition",
  shape: transitionShape,
  check(options) {
    const { ratios, target, maps } = options;
    if (ratios.some((ratio, k) => k > 0 && ratio <= ratios[k - 1]!))
      throw new InputError("ratios", "must grow");
    if (options.sizes.some((size, k) => k > 0 && size <= options.sizes[k - 1]!))
      throw new InputError("sizes", "must grow");
    const odd = [...options.sizes, options.mapSize].find((size) => size % modesOf(target) !== 0);
    if (odd !== undefined)
      throw new InputError("sizes", `${odd} particles cannot be dealt evenly to ${modesOf(target)} modes`);
    maps.forEach((map, k) => {
      if (map.to <= map.from) throw new InputError(`maps[${k}].to`, "must be above from");
    });
  },
  async run(options, tools) {
    tools.onProgress(0, "order parameters");
    const rows = await allCurves(options, tools);
    tools.onProgress(0.7, "maps");
    const { rows: tiles, pairs } = await allMaps(options, tools);
    const stream = randomStream(tools.seed, 1);
    const curves = curveTable(rows, modesOf(options.target), stream);
    const points = transitionTable(
      where(rows, { start: "fixed" }).concat(where(rows, { start: "random" })),
      stream,
    );
    const fits = fitsOf(rows, points, tools);
    const limits = options.maps.flatMap((map) => limitsOn(options, map, tiles));
    const whole = wholeFrom(pairs);
    const state = coveredOf(options);
    const stable = claims.stableBy((row) => state(row.size as number, row.coupling as number));
    const comparisons: Comparison[] = [
      ...claims.pointClaims(points),
      ...[fits.exponents[0], fits.exponents[2]].map(([start, one]) =>
        claims.exponentClaim(`blob, ${start}`, one),
      ),
      claims.collapseClaim(fits.distances),
      claims.coveredHolds(rows, stable),
      ...claims.hysteresis(curves, options.sizes),
      ...mapClaims(options, tiles, limits, pairs),
    ];
    return {
      tables: {
        curves: tableOf(curves),
        points: tableOf(points.length > 0 ? points : [{ start: "fixed", size: 0 }]),
        fits: tableOf([...fitRows(fits), ...inverseLine(points, options.sizes)]),
        ...Object.fromEntries(
          options.maps.map(({ axis }) => [mapName(axis), tableOf(where(tiles, { axis }).map(tileRow))]),
        ),
        limits: tableOf(limits.length > 0 ? limits : [{ axis: "none", coupling: 0, theory: Number.NaN }]),
        whole: tableOf(whole.length > 0 ? whole : [{ coupling: 0, value: Number.NaN }]),
        ...(pairs.length > 0 && { pairs: tableOf(pairs) }),
      },
      comparisons,
      figures: transitionFigures(options),
    };
  },
});

function tileRow({
  axis,
  start,
  coupling,
  value,
  replica,
  phase,
  outcome,
  coverage,
  cloudVarianceRatio,
}: Row): Row {
  return { axis, start, coupling, value, replica, phase, outcome, coverage, cloudVarianceRatio } as Row;
}

function mapClaims(
  options: TransitionOptions,
  tiles: readonly Row[],
  limits: readonly Row[],
  pairs: readonly Row[],
): Comparison[] {
  return options.maps.flatMap((map) => {
    const blobs = where(tiles, { axis: map.axis, start: "fixed" });
    const name = { stepRatio: "η_g/η_d", weightDecay: "λ", length: "ℓ" }[map.axis];
    const rows = [claims.phasesClaim(blobs, name)];
    const spacing = Math.log(map.to / map.from) / (map.count - 1);
    if (map.axis === "stepRatio") rows.push(claims.limitClaim(where(limits, { axis: map.axis }), spacing));
    if (map.axis === "length" && pairs.length > 0) {
      const known = new Map(pairs.map((row) => [`${row.coupling} ${row.value}`, row.exponent as number]));
      rows.push(
        claims.pairClaim(
          blobs,
          (row) => known.get(`${row.coupling} ${row.value}`) ?? Number.NaN,
          map.steps ?? options.steps,
        ),
      );
    }
    return rows;
  });
}
