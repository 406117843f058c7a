import { wilsonInterval } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { lossLabels } from "./games.ts";
import type { Setting } from "./options.ts";
import { ofCell, placesOf, type Run } from "./runs.ts";
import { levelOfEach, pairedDifference } from "./shares.ts";

function shareOf(count: number, all: number): Row {
  const { low, high } = wilsonInterval(count, all);
  return { share: count / all, shareLow: low, shareHigh: high };
}

/**
 * Shares of runs with all modes covered throughout the last tenth, with Wilson's intervals, by game, loss, width and
 * rate; beside them how many cover after the last step, and how many do at any look.
 */
export function successRows(settings: readonly Setting[], runs: readonly Run[]): Row[] {
  return settings.flatMap((setting) =>
    setting.losses.flatMap((loss) =>
      placesOf(setting).map((place): Row => {
        const own = ofCell(runs, { ...place, loss });
        const count = (holds: (run: Run) => boolean) => own.filter(holds).length;
        const covered = count(({ success }) => success);
        return {
          ...place,
          loss: lossLabels[loss],
          covered,
          afterLast: count(({ since }) => !Number.isNaN(since)),
          anyLook: count(({ first }) => !Number.isNaN(first)),
          runs: own.length,
          ...shareOf(covered, own.length),
        };
      }),
    ),
  );
}

/** By how much the relativistic losses succeed more often than JS on the same draws and at the same rate. */
export function advantageRows(settings: readonly Setting[], runs: readonly Run[]): Row[] {
  return settings.flatMap((setting) => {
    const places = placesOf(setting);
    const others = setting.losses.filter((loss) => loss !== "js");
    return others.flatMap((loss) =>
      places.map((place): Row => {
        const successes = (name: typeof loss | "js") =>
          ofCell(runs, { ...place, loss: name }).map(({ success }) => success);
        const { value, low, high } = pairedDifference(
          successes(loss),
          successes("js"),
          levelOfEach(places.length),
        );
        const difference = { difference: value, differenceLow: low, differenceHigh: high };
        return { ...place, loss: lossLabels[loss], ...difference };
      }),
    );
  });
}

/** Shares of runs that had all modes covered in every look from a step on until the end. */
export function courseRows(settings: readonly Setting[], runs: readonly Run[]): Row[] {
  return settings.flatMap((setting) => {
    const { losses, steps, every } = setting;
    const looks = Array.from({ length: Math.floor(steps / every) + 1 }, (_, k) => k * every);
    return losses.flatMap((loss) =>
      placesOf(setting).flatMap((place) => {
        const own = ofCell(runs, { ...place, loss });
        const within = (step: number) => own.filter(({ since }) => since <= step).length;
        return looks.map(
          (step): Row => ({
            ...place,
            loss: lossLabels[loss],
            step,
            ...shareOf(within(step), own.length),
          }),
        );
      }),
    );
  });
}
