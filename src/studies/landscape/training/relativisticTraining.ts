import { tableOf } from "../../columns.ts";
import { defineStudy } from "../../study/study.ts";
import { settingClaims } from "./claims.ts";
import { lossCourses } from "./courses.ts";
import { trainingFigures } from "./figures.ts";
import { ratesOf, simOf } from "./games.ts";
import { checkSettings, type Setting, trainingShape } from "./options.ts";
import { placesOf, type Run, runsOf, seedsOf } from "./runs.ts";
import { advantageRows, courseRows, successRows } from "./tables.ts";

/**
 * The study `relativisticTraining`: RS-GAN against JS-GAN in training, by how often all modes are covered throughout
 * the last tenth of the run, over games, sizes of the discriminator and its learning rates. Sun, Fang, Schwing, "Towards a Better Global Loss Landscape of GANs"
 * (NeurIPS 2020, arXiv 2011.04926), experiments on two clusters and on five Gaussians, and the same losses on free
 * particles that start collapsed.
 */
export const relativisticTraining = defineStudy({
  kind: "relativisticTraining",
  shape: trainingShape,
  check: checkSettings,
  async run(options, tools) {
    const { settings, courses } = options;
    const costs = settings.map(
      (setting) =>
        setting.losses.length * placesOf(setting).length * setting.points * setting.steps * setting.seeds,
    );
    const all = costs.reduce((sum, cost) => sum + cost, 0);
    const runs: Run[] = [];
    let done = 0;
    for (const [k, setting] of settings.entries()) {
      tools.onProgress(done, setting.game);
      const until = done + (0.95 * costs[k]!) / all;
      runs.push(...(await runsOf(setting, tools, [done, until])));
      done = until;
    }
    const first = settings[0]!;
    const inputs = { courses, sims: simsOf(first) };
    const losses =
      courses === 0
        ? undefined
        : await tools.kept("losses", inputs, async () => tableOf(await lossCourses(first, courses, tools)));
    const seeds = [...new Set(settings.map((setting) => seedsOf(setting, tools.scale)))].join(", ");
    return {
      tables: {
        runs: tableOf(
          runs.map(({ held, success, ...run }) => ({ ...run, success: Number(success), ...massesOf(held) })),
        ),
        success: tableOf(successRows(settings, runs)),
        advantage: tableOf(advantageRows(settings, runs)),
        courses: tableOf(courseRows(settings, runs)),
        ...(losses === undefined ? {} : { losses }),
      },
      comparisons: settings.flatMap((setting) => settingClaims(setting, runs)),
      figures: trainingFigures(options, seeds),
    };
  },
});

/** The sims whose loss is drawn: every loss and rate before the first discriminator. */
function simsOf(setting: Setting) {
  const width = setting.widths[0]!;
  return setting.losses.flatMap((loss) => ratesOf(setting).map((rate) => simOf(setting, loss, width, rate)));
}

function massesOf(held: readonly number[]): Record<string, number> {
  return Object.fromEntries(held.map((mass, k) => [`modeMass${k}`, mass]));
}
