import { levelCrossing } from "../../../numerics/crossing.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { type Row, rowsIn } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { type PublishedKind, type PublishedSetting, publishedSim, stepOf } from "./games.ts";

/** What is run of a diagram. */
export interface SearchPlan {
  readonly kind: PublishedKind;
  readonly setting: PublishedSetting;
  /** Published learning rates. */
  readonly rates: readonly number[];
  /** γ of the first pass, growing. */
  readonly couplings: readonly number[];
  /** How many γ the second pass has between the two neighbours of the passage. */
  readonly between: number;
  readonly replicas: number;
}

/** One run's end: `kind`, `rate` as published, `coupling`, and `missing`, its missing entropy over ln N. */
export interface Ended {
  readonly kind: PublishedKind;
  readonly rate: number;
  readonly coupling: number;
  readonly missing: number;
}

/** Where missing entropy passes half its maximum. */
export interface Passage {
  readonly rate: number;
  /** NaN where it does not within the couplings. */
  readonly coupling: number;
  readonly low: number;
  readonly high: number;
}

const half = 0.5;

/**
 * The ends of all runs of a diagram: every rate with every coupling of the first pass, then, for each rate, couplings
 * between those at which the means of the first pass go through half the maximum.
 */
export async function searched(
  plan: SearchPlan,
  tools: StudyTools,
  until: readonly [number, number],
): Promise<Ended[]> {
  const { kind, couplings, rates, between } = plan;
  const coarse = await scanned(`${kind}-first`, plan, tools, until[0], [
    { name: "coupling", path: couplingPath, values: couplings },
  ]);
  const brackets = rates.map((rate) => bracketOf(ofRate(coarse, rate), couplings));
  const shares = Array.from({ length: between }, (_, k) => Number(((k + 1) / (between + 1)).toFixed(6)));
  const fine = await scanned(`${kind}-second`, plan, tools, until[1], [
    { name: "share", values: shares },
    {
      name: "coupling",
      path: couplingPath,
      expression: `${lookup(brackets.map(([low]) => low))} + share * (${lookup(brackets.map(([low, high]) => high - low))})`,
    },
  ]);
  return [...coarse, ...fine];
}

const couplingPath = "generator.kernel.coupling";

async function scanned(
  name: string,
  plan: SearchPlan,
  tools: StudyTools,
  until: number,
  axes: readonly object[],
): Promise<Ended[]> {
  const { kind, setting, rates, replicas } = plan;
  const steps = rates.map((rate) => stepOf(kind, rate, setting));
  const document = {
    sim: publishedSim(kind, setting),
    axes: [
      { name: "place", values: rates.map((_, k) => k) },
      { name: "step", path: "dynamics.stepDiscriminator", expression: lookup(steps) },
      ...axes,
    ],
    replicas,
  };
  const maximum = Math.log(setting.points.length);
  return rowsIn(await tools.scan(name, document, until)).map((row) => ({
    kind,
    rate: rates[row.place as number]!,
    coupling: Number((row.coupling as number).toPrecision(6)),
    missing: missingOf(row, maximum),
  }));
}

/** A run that is not finite holds no image. */
function missingOf(row: Row, maximum: number): number {
  const missing = row.missingEntropy as number;
  return Number.isFinite(missing) ? missing / maximum : 1;
}

/** A formula that has the k-th value at place = k. */
function lookup(values: readonly number[]): string {
  const [first, ...rest] = values.map((value) => Number(value.toPrecision(9)));
  return rest.reduce<string>((others, value, k) => `(place == ${k + 1} ? ${value} : ${others})`, `${first}`);
}

/** The couplings next to the passage of the (monotone) means; the last two where there is none. */
export function bracketOf(ended: readonly Ended[], couplings: readonly number[]): readonly [number, number] {
  const { at, side } = levelCrossing(couplings, replicasAt(ended, couplings), half, {
    direction: "rising",
    resamples: 1,
    stream: noStream,
  });
  const place = at ?? (side === "before" ? couplings[0]! : couplings.at(-1)!);
  const above = Math.max(
    1,
    couplings.findIndex((coupling) => coupling >= place),
  );
  return [couplings[above - 1]!, couplings[above]!];
}

/** For bounds that nobody reads. */
const noStream = { integer: () => 0 } as unknown as RandomStream;

/** The passage at every rate, with its bootstrap interval over replicas. */
export function passagesOf(
  ended: readonly Ended[],
  rates: readonly number[],
  stream: RandomStream,
): Passage[] {
  return rates.map((rate) => {
    const own = ofRate(ended, rate);
    const couplings = [...new Set(own.map(({ coupling }) => coupling))].sort((a, b) => a - b);
    const crossing = levelCrossing(couplings, replicasAt(own, couplings), half, {
      direction: "rising",
      paired: true,
      stream,
    });
    return { rate, coupling: crossing.at ?? Number.NaN, low: crossing.low, high: crossing.high };
  });
}

function ofRate(ended: readonly Ended[], rate: number): Ended[] {
  return ended.filter((one) => one.rate === rate);
}

function replicasAt(ended: readonly Ended[], couplings: readonly number[]): number[][] {
  return couplings.map((coupling) =>
    ended.filter((one) => one.coupling === coupling).map(({ missing }) => missing),
  );
}
