import { levelCrossing } from "../../../numerics/crossing.ts";
import { type RandomStream, randomStream } from "../../../numerics/random.ts";
import { spearman } from "../../../numerics/rankCorrelation.ts";
import { InputError } from "../../../options/index.ts";
import { distinctIn, type Row, rowsIn, tableOf, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { phaseOf } from "../phases.ts";
import { limitClaim, phasesClaim } from "../transition/claims.ts";
import { spreads } from "../transition/curves.ts";
import { modesOf, type Start, simOf } from "../transition/game.ts";
import { mapCouplings, mapValues, scaled } from "../transition/scans.ts";
import { threePhasesFigures } from "./figures.ts";
import { cloudOf, type ThreePhasesOptions, threePhasesShape } from "./options.ts";
import { penaltyLimits } from "./theory.ts";

/** R1 goes beyond the forms of a kernel discriminator: f is held by inducing points. */
function penalisedSim(options: ThreePhasesOptions, start: Start) {
  const { penalties, discriminator, ...sim } = simOf(cloudOf(options), start, options.size);
  return {
    ...sim,
    discriminator: { ...discriminator, form: "inducing", padding: options.padding },
    penalties: [...penalties, { kind: "r1", strength: 0 }],
  };
}

async function tilesOf(
  options: ThreePhasesOptions,
  tools: StudyTools,
  start: Start,
  until: number,
): Promise<Row[]> {
  const cloud = cloudOf(options);
  const table = await tools.scan(
    `map-${start}`,
    {
      sim: penalisedSim(options, start),
      axes: [
        { path: "generator.kernel.coupling", name: "coupling", values: mapCouplings(cloud) },
        { path: "penalties[1].strength", name: "value", values: mapValues(cloud.maps[0]!) },
      ],
      replicas: scaled(start === "covered" ? 2 : options.seeds, tools.scale, 1),
    },
    until,
  );
  const rule = { modes: modesOf(options.target), whole: options.whole };
  return rowsIn(table).map(({ coupling, value, replica, outcome, coverage, cloudVarianceRatio, ...row }) => {
    const own = { coupling, value, replica, outcome, coverage, cloudVarianceRatio } as Row;
    return { start, ...own, phase: phaseOf({ ...row, ...own }, rule) };
  });
}

/** γ_c at each ξ at which clouds of no coupling spread, and strongly coupled ones do not. */
export function boundaryOf(rows: readonly Row[], stream: RandomStream): Row[] {
  return distinctIn<number>(rows, "value").flatMap((value): Row[] => {
    const own = where(rows, { value });
    const couplings = distinctIn<number>(own, "coupling");
    const replicas = couplings.map((coupling) => spreads(where(own, { coupling })));
    const { at, low, high } = levelCrossing(couplings, replicas, 0.5, {
      paired: true,
      stream,
      direction: "falling",
      resamples: 400,
    });
    return at === undefined ? [] : [{ value, coupling: at, couplingLow: low, couplingHigh: high }];
  });
}

/** R1 holds the cloud apart: γ_c grows with ξ. */
function trendClaim(points: readonly Row[]): Comparison {
  const [x, y] = ["value", "coupling"].map((column) => points.map((row) => row[column] as number)) as [
    number[],
    number[],
  ];
  const { value, low, high } = points.length < 4 ? { value: Number.NaN, low: -1, high: 1 } : spearman(x, y);
  return {
    claim: `γ_c grows with ξ, rank correlation over ${points.length} strengths`,
    theory: "above 0",
    measured: `${short(value)}, ${short(low)} to ${short(high)}`,
    difference: points.length < 2 ? "none" : `γ_c from ${short(y[0]!)} to ${short(y.at(-1)!)}`,
    passes: low > 0,
  };
}

/** Where covered starts run away, beside linear theory. */
function measuredLimits(limits: readonly Row[], rows: readonly Row[]): Row[] {
  return limits.map((limit) => {
    const own = where(rows, { coupling: limit.coupling! });
    const values = distinctIn<number>(own, "value");
    const kept = values.map((value) => where(own, { value }).map((row) => (row.phase === "covered" ? 1 : 0)));
    const options = { stream: randomStream(0, 7), direction: "falling", resamples: 100 } as const;
    const { at } = levelCrossing(values.map(Math.log), kept, 0.5, options);
    return { ...limit, measured: at === undefined ? Number.NaN : Math.exp(at) };
  });
}

/** Covers, moves as one body, or runs away: one diagram over the coupling γ and the strength ξ of R1. */
export const threePhases = defineStudy({
  kind: "threePhases",
  shape: threePhasesShape,
  check({ size, target, from, to }) {
    const modes = modesOf(target);
    if (size % modes !== 0) throw new InputError("size", `cannot be dealt evenly to ${modes} modes`);
    if (to <= from) throw new InputError("to", "must be above from");
  },
  async run(options, tools) {
    tools.onProgress(0, "phases");
    const blob = await tilesOf(options, tools, "fixed", 0.75);
    const covered = await tilesOf(options, tools, "covered", 1);
    const limits = measuredLimits(penaltyLimits(options, distinctIn<number>(covered, "coupling")), covered);
    const points = boundaryOf(blob, randomStream(tools.seed, 1));
    const spacing = Math.log(options.to / options.from) / (options.penalties - 1);
    return {
      tables: {
        map: tableOf([...blob, ...covered]),
        limits: tableOf(limits),
        points: tableOf(
          points.length > 0
            ? points
            : [
                {
                  value: options.from,
                  coupling: Number.NaN,
                  couplingLow: Number.NaN,
                  couplingHigh: Number.NaN,
                },
              ],
        ),
      },
      comparisons: [phasesClaim(blob, "ξ"), limitClaim(limits, spacing, "ξ"), trendClaim(points)],
      figures: threePhasesFigures(options),
    };
  },
});
