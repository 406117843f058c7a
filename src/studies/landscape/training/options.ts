import { z } from "zod";
import { count, InputError, positive } from "../../../options/index.ts";

/** A game that is played with several discriminators and losses. */
export const setting = z
  .strictObject({
    game: z
      .enum(["twoClusters", "fiveGaussians", "networkParticles", "kernelParticles"])
      .describe(
        "twoClusters, fiveGaussians: the published experiments, with generator networks; networkParticles, kernelParticles: " +
          "free particles that start on one of two clusters, before networks or kernels",
      ),
    widths: z
      .array(positive())
      .min(1)
      .describe("units of each hidden layer of the discriminator; of a kernel discriminator its width σ"),
    rates: z
      .array(positive())
      .min(1)
      .optional()
      .describe(
        "learning rates η_d of the discriminator, each under every loss; the game's own when left out",
      ),
    losses: z
      .array(z.enum(["js", "rs", "rsAll"]))
      .min(2)
      .default(["js", "rs"])
      .describe("js, with a generator that does not saturate; rs, matched pairs; rsAll, all pairs"),
    points: count(2).describe("N = n, true points and generated ones"),
    steps: count().describe("T"),
    seeds: count(2).describe("runs of each discriminator, rate and loss, at scale 1"),
    every: count()
      .default(50)
      .describe(
        "steps between the states in which coverage is looked for; the last tenth of T should hold several",
      ),
  })
  .readonly();

export type Setting = z.output<typeof setting>;

/** Options of the training of relativistic and separable losses. */
export const trainingShape = {
  settings: z
    .array(setting)
    .min(1)
    .default([
      {
        game: "twoClusters",
        widths: [10],
        rates: [0.005, 0.01],
        losses: ["js", "rs"],
        points: 20,
        steps: 1500,
        seeds: 100,
        every: 25,
      },
    ])
    .describe("the games, each with its discriminators and sizes"),
  courses: count(0)
    .default(3)
    .describe("how many runs of the first game's first discriminator are drawn with their loss step by step"),
};

export type TrainingOptions = z.output<z.ZodObject<typeof trainingShape, z.core.$strict>>;

/** @throws InputError at a setting that cannot be run, or that no comparison can be made of. */
export function checkSettings({ settings }: TrainingOptions): void {
  settings.forEach(({ game, widths, rates, losses, points }, k) => {
    const at = `settings[${k}]`;
    const bad = game === "kernelParticles" ? -1 : widths.findIndex((width) => !Number.isInteger(width));
    if (bad >= 0) throw new InputError(`${at}.widths[${bad}]`, "must be a whole number of units");
    if (new Set(widths).size < widths.length) throw new InputError(`${at}.widths`, "must be different");
    if (new Set(rates).size < (rates?.length ?? 0)) throw new InputError(`${at}.rates`, "must be different");
    if (!losses.includes("js") || !losses.includes("rs"))
      throw new InputError(`${at}.losses`, "must have js and rs among them, which are compared");
    const modes = game === "fiveGaussians" ? 5 : 2;
    if (points % modes !== 0)
      throw new InputError(
        `${at}.points`,
        `must be a multiple of ${modes}, so that all modes weigh the same`,
      );
    if (settings.findIndex((other) => other.game === game) !== k)
      throw new InputError(`${at}.game`, "is there already; give it more widths");
  });
}
