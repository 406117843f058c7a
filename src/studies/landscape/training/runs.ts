import { nonSaturating } from "../../../losses/index.ts";
import { wilsonInterval } from "../../../numerics/statistics.ts";
import { landscape } from "../../../theory/index.ts";
import { type Row, rowsIn } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { games, type LossName, lossLabels, lossScale, simOf, widthAxis } from "./games.ts";
import type { Setting } from "./options.ts";
import { pairedDifference } from "./shares.ts";

/** How one run ended. */
export interface Run {
  readonly game: Setting["game"];
  readonly loss: LossName;
  readonly width: number;
  readonly seed: number;
  /** All modes are covered after the last step. */
  readonly success: boolean;
  /** The step from which on they were, NaN for no success. */
  readonly since: number;
  /** The discriminator's loss at the end. */
  readonly value: number;
  /** The share of all samples in each mode at the end. */
  readonly held: readonly number[];
}

/** Seeds of each discriminator and loss. */
export function seedsOf({ seeds }: Setting, scale: number): number {
  return Math.max(2, Math.round(seeds * scale));
}

/** Runs a setting under all of its losses, with the same draws under each; the progress ends at `until`. */
export async function runsOf(
  setting: Setting,
  tools: StudyTools,
  [from, until]: readonly [number, number],
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const [k, loss] of setting.losses.entries()) {
    const document = {
      sim: simOf(setting, loss, setting.widths[0]!),
      axes: [widthAxis(setting)],
      replicas: seedsOf(setting, tools.scale),
    };
    const end = from + ((until - from) * (k + 1)) / setting.losses.length;
    const table = await tools.scan(`${setting.game}-${loss}`, document, end);
    for (const row of rowsIn(table)) runs.push(runOf(setting, loss, row));
  }
  return runs;
}

function runOf(setting: Setting, loss: LossName, row: Row): Run {
  const { modes } = games[setting.game];
  const success = row.coverage === modes;
  return {
    game: setting.game,
    loss,
    width: setting.widths[row.cell as number]!,
    seed: row.replica as number,
    success,
    since: success ? (row.coverageSince as number) : Number.NaN,
    value: lossScale[loss] * (row.lossValue as number),
    held: Array.from({ length: modes }, (_, m) => row[`modeMass${m}`] as number),
  };
}

/** The runs of one game, loss and discriminator, by seed. */
export function ofCell(
  runs: readonly Run[],
  { game, loss, width }: Pick<Run, "game" | "loss" | "width">,
): Run[] {
  return runs
    .filter((run) => run.game === game && run.loss === loss && run.width === width)
    .sort((a, b) => a.seed - b.seed);
}

/** Shares of runs with all modes covered, with Wilson's intervals, by game, loss and width. */
export function successRows(settings: readonly Setting[], runs: readonly Run[]): Row[] {
  return settings.flatMap(({ game, losses, widths }) =>
    losses.flatMap((loss) =>
      widths.map((width): Row => {
        const own = ofCell(runs, { game, loss, width });
        const covered = own.filter(({ success }) => success).length;
        const { low, high } = wilsonInterval(covered, own.length);
        const share = { share: covered / own.length, shareLow: low, shareHigh: high };
        return { game, loss: lossLabels[loss], width, covered, runs: own.length, ...share };
      }),
    ),
  );
}

/** By how much the relativistic losses succeed more often than JS on the same draws. */
export function advantageRows(settings: readonly Setting[], runs: readonly Run[]): Row[] {
  return settings.flatMap(({ game, losses, widths }) =>
    losses
      .filter((loss) => loss !== "js")
      .flatMap((loss) =>
        widths.map((width): Row => {
          const successes = (name: LossName) =>
            ofCell(runs, { game, loss: name, width }).map(({ success }) => success);
          const { value, low, high } = pairedDifference(successes(loss), successes("js"));
          const difference = { difference: value, differenceLow: low, differenceHigh: high };
          return { game, loss: lossLabels[loss], width, ...difference };
        }),
      ),
  );
}

/** Shares of runs that had all modes covered from a step on until the end. */
export function courseRows(settings: readonly Setting[], runs: readonly Run[]): Row[] {
  return settings.flatMap(({ game, losses, widths, steps, every }) =>
    losses.flatMap((loss) =>
      widths.flatMap((width) => {
        const own = ofCell(runs, { game, loss, width });
        return Array.from({ length: Math.floor(steps / every) + 1 }, (_, k): Row => {
          const step = k * every;
          const { low, high } = wilsonInterval(own.filter(({ since }) => since <= step).length, own.length);
          const share = own.filter(({ since }) => since <= step).length / own.length;
          return { game, loss: lossLabels[loss], width, step, share, shareLow: low, shareHigh: high };
        });
      }),
    ),
  );
}

/**
 * The published JS loss before a discriminator that may be any function of the mode, with the share q_k of the samples
 * in mode k of M: −½ Σ_k V(1/M, q_k).
 */
export function bestLoss(held: readonly number[]): number {
  const loss = nonSaturating();
  return held.reduce((sum, q) => sum - 0.5 * landscape.placeValue(loss, 1 / held.length, q), 0);
}
