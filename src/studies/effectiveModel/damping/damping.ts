import { z } from "zod";
import type { Backend } from "../../../engine/index.ts";
import { count, positive } from "../../../options/index.ts";
import type { Table } from "../../../sim/index.ts";
import { concatenated, type Row, tableOf } from "../../columns.ts";
import { defineStudy, type StudyResult, type StudyTools } from "../../study/study.ts";
import { type CaseSetting, type DampingCase, families } from "./cases.ts";
import { dampingFigures } from "./figures.ts";
import { courseRows, cycleRows, followed, meetingMultipliers, multiplierRows } from "./measure.ts";
import { groupsOf, type Trial, trialsOf } from "./plan.ts";
import { comparisonsOf, criticalsOf, criticalTable, type DampingTables } from "./result.ts";
import { theoryTable } from "./theory.ts";

const shape = {
  gains: z
    .array(positive())
    .min(1)
    .default([0.25, 1, 4])
    .describe("Γ₀ of the linear discriminator's games, where ξ_c = 2√Γ₀"),
  hidden: z.array(count()).min(1).default([64]).describe("units of each hidden layer of the networks"),
  seeds: count(1, 1000).default(3).describe("how often the weights of each network are drawn, at scale 1"),
  strengths: count(6, 1000).default(15).describe("strengths in the first pass over a case, at scale 1"),
  step: positive().max(0.5).default(0.1).describe("η_d = η_g of the finite steps"),
};

const multiplierShares = [0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.6, 2, 2.5];
/** Of r_c; where one end goes over into the other both take for ever to be reached. */
const cycleShares = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.2, 1.4, 1.6, 1.8, 2];
/** How much further the shares of each next family are, so that figures show all of them. */
const cycleShift = 0.025;

/**
 * The study `criticalDamping`: convergence time, damping ratio and dominant multiplier against the strength of R1, R2
 * and WGAN-GP, for the linear discriminator, Gaussian kernels and networks. Durr, Mroueh, Tu, Wang, Phys. Rev. X 13,
 * 041004 (2023), section on critical damping, where ξ_c = 2√Γ₀.
 */
export const damping = defineStudy({
  kind: "criticalDamping",
  shape,
  async run(options, tools): Promise<StudyResult> {
    const setting = { seed: tools.seed, hidden: options.hidden };
    const seeds = Math.max(1, Math.round(options.seeds * tools.scale));
    const strengths = Math.max(6, Math.round(options.strengths * tools.scale));
    const trials = trialsOf({ gains: options.gains, step: options.step, seeds }, setting);
    // One particle a game, compared to 1e-9: double precision is the point, and compiling costs what it saves.
    const backend = await tools.open("cpu");
    const all = { ...setting, backend };
    const inputs = { ...options, strengths, seeds, seed: tools.seed };
    const tables: DampingTables = {
      ...(await ofTrials(trials, strengths, all, inputs, tools)),
      multipliers: await tools.kept("multipliers", inputs, () =>
        collected(firstDraws(trials), (trial) =>
          multiplierRows(trial, { step: options.step, shares: multiplierShares }, all),
        ),
      ),
      cycles: await tools.kept("cycles", inputs, () =>
        collected(
          firstDraws(trials).filter(({ one }) => one.penalty === "r1"),
          (trial) => cycleRows(trial, sharesOf(trial), all),
        ),
      ),
      theory: theoryTable(firstDraws(trials), options.step),
    };
    tools.onProgress(1, "analysis");
    const groups = groupsOf(trials);
    const critical = criticalsOf(groups.flat(), tables);
    return {
      tables: { ...tables, critical: criticalTable(critical) },
      comparisons: comparisonsOf(groups, tables, critical),
      figures: dampingFigures(options),
    };
  },
});

function sharesOf({ one }: Trial): number[] {
  return cycleShares.map((share) => share + cycleShift * families.indexOf(one.family));
}

type Setting = CaseSetting & { readonly backend: Backend };

/** The courses of all trials, and where their multipliers meet. */
async function ofTrials(
  trials: readonly Trial[],
  strengths: number,
  setting: Setting,
  inputs: object,
  tools: StudyTools,
): Promise<{ courses: Table; meetings: Table }> {
  const courses: Table[] = [];
  for (const [k, trial] of trials.entries()) {
    tools.onProgress((0.7 * k) / trials.length, trial.name);
    const compute = async () => tableOf(courseRows(trial, await followed(trial, strengths, setting)));
    courses.push(await tools.kept(`courses-${k}`, { ...inputs, trial: trial.name }, compute));
  }
  tools.onProgress(0.75, "numerical Jacobians");
  const meetings = await tools.kept("meetings", inputs, () =>
    collected(trials, async (trial) => [
      { trial: trial.name, replica: trial.one.replica, ...(await meetingMultipliers(trial, setting)) },
    ]),
  );
  return { courses: concatenated(courses), meetings };
}

/** One trial of each case that has steps or a flow of its own: the first draw, in the scheme that comes first. */
function firstDraws(trials: readonly Trial[]): Trial[] {
  const key = ({ family, penalty, gain }: DampingCase) => `${family} ${penalty} ${gain}`;
  const seen = new Map<string, Trial>();
  for (const trial of trials) {
    if (!seen.has(key(trial.one))) seen.set(key(trial.one), trial);
  }
  return [...seen.values()];
}

async function collected<One>(
  items: readonly One[],
  rowsFor: (item: One) => Promise<readonly Row[]>,
): Promise<Table> {
  const rows = [];
  for (const item of items) rows.push(...(await rowsFor(item)));
  return tableOf(rows);
}
