import { z } from "zod";
import { count, positive } from "../../../options/index.ts";
import { type Row, tableOf } from "../../columns.ts";
import { defineStudy, type StudyResult } from "../../study/study.ts";
import { diracFigures } from "./figures.ts";
import { type Classic, classicGames, published } from "./games.ts";
import {
  classicRows,
  consensusRows,
  cycleStepRows,
  type DiracSetting,
  fieldRows,
  innerCircleRows,
  noiseRows,
} from "./measure.ts";
import { type DiracTables, diracComparisons } from "./rows.ts";
import { meetingStrength, multiplierLines, multiplierSweep, stableStep } from "./spectrum.ts";

const shape = {
  step: positive().max(0.5).default(0.2).describe("h, the step of both players"),
  steps: count(100, 1_000_000).default(500).describe("T of the courses"),
  start: z
    .tuple([z.number(), z.number()])
    .default([1, 1])
    .describe("where the courses begin: θ, the generated point, and ψ, the discriminator's slope"),
  copies: count(2, 10_000).default(400).describe("displaced samples that stand for a point's instance noise"),
  draws: count(2, 1000).default(8).describe("draws of the noise, at scale 1"),
};

/**
 * The study `diracGan`: the nine vector fields of Mescheder, Geiger, Nowozin, "Which Training Methods for GANs do
 * actually Converge?" (ICML 2018, arXiv 1801.04406), played by the simulator with a linear discriminator, against their
 * linear theory; optimistic and extragradient steps beside the published ones.
 */
export const diracGan = defineStudy({
  kind: "diracGan",
  shape,
  async run({ step, steps, start, copies, draws: usual }, tools): Promise<StudyResult> {
    // Two numbers a game, compared to 1e-9: the readable oracle is fast enough.
    const backend = await tools.open("cpu");
    const setting: DiracSetting = { seed: tools.seed, step, steps, start, backend };
    const games = classicGames(copies);
    const draws = Math.max(2, Math.round(usual * tools.scale));
    const inputs = { step, steps, start, copies, draws, seed: tools.seed };
    const kept = (name: string, compute: () => Promise<Row[]>) =>
      tools.kept(name, inputs, async () => tableOf(await compute()));
    const played: { runs: Row[]; courses: Row[] }[] = [];
    const both = async (part: "runs" | "courses") => {
      for (const game of games.slice(played.length)) {
        tools.onProgress((0.5 * played.length) / games.length, game.name);
        played.push(await classicRows(game, setting));
      }
      return played.flatMap((one) => one[part]);
    };
    const runs = await kept("runs", () => both("runs"));
    const courses = await kept("courses", () => both("courses"));
    tools.onProgress(0.5, "noise and cycles");
    const noise = await kept("noise", () => noiseRows(draws, copies, setting));
    const cycleSteps = await kept("cycleSteps", () => cycleStepRows(setting));
    const innerCircle = await kept("innerCircle", () => innerCircleRows(setting));
    tools.onProgress(0.7, "numerical Jacobians");
    const multipliers = await kept("multipliers", () => multiplierSweep(step, backend));
    const limits = await kept("limits", () => limitsOf(setting));
    tools.onProgress(1, "analysis");
    const tables: DiracTables = {
      ...{ runs, courses, noise, cycleSteps, innerCircle, multipliers, limits },
      field: tableOf(games.flatMap(fieldRows)),
      consensus: tableOf(consensusRows(setting)),
      multiplierLines: tableOf(multiplierLines(step)),
    };
    return {
      tables: { ...tables },
      comparisons: diracComparisons(tables, step, published.noise),
      figures: diracFigures(names(games), step, steps),
    };
  },
});

function names(games: readonly Classic[]): string[] {
  return games.map(({ name }) => name);
}

/** Critical strengths and largest stable steps. */
async function limitsOf({ step, backend }: DiracSetting): Promise<Row[]> {
  const rows: Row[] = [];
  for (const setting of ["simultaneous", "alternating 1:1"] as const) {
    rows.push({
      limit: "critical",
      setting,
      strength: Number.NaN,
      ...(await meetingStrength(setting, step, backend)),
    });
  }
  for (const strength of [published.weak, published.critical]) {
    const value = await stableStep(strength, backend);
    rows.push({ limit: "step", setting: "simultaneous", strength, value, low: value, high: value });
  }
  return rows;
}
