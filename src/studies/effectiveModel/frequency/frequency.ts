import { z } from "zod";
import { randomStream } from "../../../numerics/random.ts";
import { count, positive } from "../../../options/index.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { type BoundaryPlan, boundaryRows, boundaryScan, curveRows, runsOf } from "./boundary.ts";
import { contestants, reference } from "./cases.ts";
import { fallTo, rateClaim, relationClaim } from "./claims.ts";
import { orderFigure, relationFigure, spectrumFigure } from "./figures.ts";
import { rateRows } from "./rates.ts";

const shape = {
  particles: count(4).default(16).describe("N"),
  steps: count(10).default(800).describe("T"),
  radius: positive().default(1.5).describe("of the ring of eight modes"),
  gains: z
    .array(z.number().min(1))
    .min(3)
    .default([1, 1.6, 2.6, 4.3, 7, 12, 25])
    .describe("(1 − γ + γN)/(1 − γ) at which the boundary is looked for, growing"),
  ratios: z
    .array(positive())
    .min(1)
    .default([0.3, 1, 3])
    .describe("η_g/η_d, for forces that are as strong at k = 1 as those of the Gaussian kernel of width 1"),
  seeds: count(2).default(5).describe("runs of each, times the scale; fewer with tangent kernels"),
  networks: count(2)
    .default(24)
    .describe("over which the rates of finite networks are averaged, times the scale"),
};

type Options = z.output<z.ZodObject<typeof shape>>;

function planOf(options: Options, scale: number): BoundaryPlan {
  return {
    particles: options.particles,
    steps: Math.max(10, Math.round(options.steps * Math.min(1, scale))),
    radius: options.radius,
    gains: options.gains,
    ratios: options.ratios,
    seeds: Math.max(2, Math.round(options.seeds * scale)),
  };
}

async function allRates(options: Options, tools: StudyTools): Promise<Row[]> {
  const { seed, scale } = tools;
  const setting = {
    radius: options.radius,
    networks: Math.max(2, Math.round(options.networks * scale)),
    seed,
  };
  const backend = tools.backend === "auto" ? "webasm" : tools.backend;
  const rows: Row[] = [];
  for (const [k, contestant] of contestants.entries()) {
    tools.onProgress((0.15 * k) / contestants.length, "learning rates");
    const inputs = { ...setting, contestant, backend };
    const table = await tools.kept(`rates-${contestant.name}`, inputs, async () =>
      tableOf(await rateRows(contestant, setting, await tools.open(backend))),
    );
    rows.push(...rowsIn(table));
  }
  return rows;
}

function withRelative(rates: readonly Row[]): Row[] {
  return rates.map((row): Row => {
    const first = rates.find((one) => one.discriminator === row.discriminator && one.frequency === 1)!;
    const [unit, rate, error] = [first.rate, row.rate, row.error] as [number, number, number];
    const least = 1e-12;
    return {
      ...row,
      relative: Math.max(least, rate / unit),
      relativeLow: Math.max(least, (rate - 1.96 * error) / unit),
      relativeHigh: Math.max(least, (rate + 1.96 * error) / unit),
    };
  });
}

/**
 * The learning rate by frequency of nine discriminators, each beside its boundary of the mode-collapse transition, and
 * how the two are related: Durr, Mroueh, Tu, Wang, "Effective Dynamics of Generative Adversarial Networks" (Phys. Rev.
 * X 13, 041004, 2023), the frequency principle.
 */
export const frequency = defineStudy({
  kind: "frequencyPrinciple",
  shape,
  async run(options, tools) {
    const plan = planOf(options, tools.scale);
    const rates = await allRates(options, tools);
    const named = (name: string) => contestants.find((one) => one.name === name)!;
    const unitOf = (label: string) =>
      rates.find((row) => row.discriminator === label && row.frequency === 1)!.rate as number;
    const whole = unitOf(named(reference).label);
    const stream = randomStream(tools.seed, 67);
    const [boundary, curves]: [Row[], Row[]] = [[], []];
    for (const [k, contestant] of contestants.entries()) {
      const { label, name } = contestant;
      // Rounded, so that a scan is the same whatever the last bits of the rates.
      const unit = Number((unitOf(label) / whole).toPrecision(4));
      const until = 0.15 + (0.85 * (k + 1)) / contestants.length;
      const runs = runsOf(await tools.scan(name, boundaryScan(contestant, plan, unit), until));
      const fall = Math.max(1e-12, fallTo(rates, label, 8));
      for (const row of boundaryRows(label, runs, plan.particles, stream)) {
        boundary.push({ ...row, fall, rawRatio: (row.ratio as number) / unit });
      }
      curves.push(...curveRows(label, runs, plan.particles, stream));
    }
    const middle = plan.ratios[Math.floor(plan.ratios.length / 2)]!;
    return {
      tables: { rates: tableOf(withRelative(rates)), boundary: tableOf(boundary), curves: tableOf(curves) },
      comparisons: [
        ...contestants.flatMap((one) => rateClaim(one, rates)),
        ...plan.ratios.map((ratio) => relationClaim(boundary, rates, ratio, 8)),
        relationClaim(boundary, rates, middle, 4),
      ],
      figures: [spectrumFigure(plan), relationFigure(plan), orderFigure(plan, middle)],
    };
  },
});
