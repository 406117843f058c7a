import { nonSaturating } from "../../../losses/index.ts";
import { landscape } from "../../../theory/index.ts";
import { type Row, rowsIn } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { axesOf, games, type LossName, lossScale, ratesOf, simOf } from "./games.ts";
import type { Setting } from "./options.ts";

/** How one run ended. */
export interface Run {
  readonly game: Setting["game"];
  readonly loss: LossName;
  readonly width: number;
  /** The discriminator's learning rate η_d. */
  readonly rate: number;
  readonly seed: number;
  /** All modes are covered in every look of the last tenth of the run: see `settledFrom`. */
  readonly success: boolean;
  /** The step from which on they were in every look to the end, NaN when they are not covered after the last step. */
  readonly since: number;
  /** The first look at which they were, NaN for never. */
  readonly first: number;
  /** The discriminator's loss at the end. */
  readonly value: number;
  /** The share of all samples in each mode at the end. */
  readonly held: readonly number[];
}

/** Seeds of each discriminator and loss. */
export function seedsOf({ seeds }: Setting, scale: number): number {
  return Math.max(2, Math.round(seeds * scale));
}

/** The first look of the last tenth of a run. */
export function settledFrom({ steps, every }: Pick<Setting, "steps" | "every">): number {
  return Math.ceil((0.9 * steps) / every) * every;
}

/** Runs a setting under all of its losses, with the same draws under each; the progress ends at `until`. */
export async function runsOf(
  setting: Setting,
  tools: StudyTools,
  [from, until]: readonly [number, number],
): Promise<Run[]> {
  const runs: Run[] = [];
  const rates = ratesOf(setting);
  const scans = setting.losses.flatMap((loss) => rates.map((rate, k) => ({ loss, rate, k })));
  for (const [done, { loss, rate, k }] of scans.entries()) {
    const document = {
      sim: simOf(setting, loss, setting.widths[0]!, rate),
      axes: axesOf(setting, rate),
      replicas: seedsOf(setting, tools.scale),
    };
    const end = from + ((until - from) * (done + 1)) / scans.length;
    const name = `${setting.game}-${loss}${rates.length > 1 ? `-${k + 1}` : ""}`;
    const table = await tools.scan(name, document, end);
    for (const row of rowsIn(table)) runs.push(runOf(setting, loss, rate, row));
  }
  return runs;
}

function runOf(setting: Setting, loss: LossName, rate: number, row: Row): Run {
  const { modes } = games[setting.game];
  const since = row.coverage === modes ? (row.coverageSince as number) : Number.NaN;
  return {
    game: setting.game,
    loss,
    width: setting.widths[row.cell as number]!,
    rate,
    seed: row.replica as number,
    success: since <= settledFrom(setting),
    since,
    first: row.coverageFirst as number,
    value: lossScale[loss] * (row.lossValue as number),
    held: Array.from({ length: modes }, (_, m) => row[`modeMass${m}`] as number),
  };
}

/** The runs of one game, loss, discriminator and rate, by seed. */
export function ofCell(
  runs: readonly Run[],
  { game, loss, width, rate }: Pick<Run, "game" | "loss" | "width" | "rate">,
): Run[] {
  return runs
    .filter((run) => run.game === game && run.loss === loss && run.width === width && run.rate === rate)
    .sort((a, b) => a.seed - b.seed);
}

/** The widths of a setting, each at each of its rates. */
export function placesOf(setting: Setting): Pick<Run, "game" | "width" | "rate">[] {
  const { game, widths } = setting;
  return widths.flatMap((width) => ratesOf(setting).map((rate) => ({ game, width, rate })));
}

/**
 * The published JS loss before a discriminator that may be any function of the mode, with the share q_k of the samples
 * in mode k of M: −½ Σ_k V(1/M, q_k).
 */
export function bestLoss(held: readonly number[]): number {
  const loss = nonSaturating();
  return held.reduce((sum, q) => sum - 0.5 * landscape.placeValue(loss, 1 / held.length, q), 0);
}
