import { z } from "zod";
import { randomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import { count, fraction, InputError, nonNegative, positive } from "../../../options/index.ts";
import { targetOf } from "../../../sim/targetFiles.ts";
import { targets } from "../../../targets/index.ts";
import { type Row, tableOf } from "../../columns.ts";
import { defineStudy, type StudyResult, type StudyTools } from "../../study/study.ts";
import { type Ended, passagesOf, type SearchPlan, searched } from "./boundary.ts";
import { publishedFigures } from "./figures.ts";
import { type PublishedKind, type PublishedSetting, publishedKinds } from "./games.ts";
import { publishedBoundary } from "./points.ts";
import { boundaryRows, endRows } from "./result.ts";
import { withinSpan } from "./space.ts";

const shape = {
  target: targets.spec
    .default({ kind: "glyphs" })
    .describe("the images, of which the first `images` are taken; any target, also a file"),
  images: count(4).default(20).describe("n, images and as many particles, at scale 1"),
  dimension: count(4)
    .default(49)
    .describe("d at scale 1: images of more pixels are written in their own span, with all angles kept"),
  widths: z.array(positive()).min(1).default([2.6]).describe("units of each hidden layer, over d"),
  biasScale: nonNegative().default(1).describe("σ_b of the network"),
  loss: z
    .enum(["nonSaturating", "minimax", "ipm", "hinge", "leastSquares"])
    .default("nonSaturating")
    .describe("the loss, which the published data do not tell"),
  startSpread: positive()
    .default(0.5)
    .describe("standard deviation of the particles' coordinates at the start"),
  weightDecay: nonNegative().default(1e-4).describe("λ"),
  rateFactor: positive()
    .default(700)
    .describe("η_d for a published learning rate of 1: one number for all rates"),
  stepParticle: positive().default(0.05).describe("η_g/n, how far a particle follows its own ∇f in a step"),
  steps: count().default(2000).describe("T at scale 1"),
  gaussianWidth: positive().default(1).describe("σ of the Gaussian over the rms distance of two images"),
  discriminators: z
    .array(z.enum(publishedKinds))
    .min(1)
    .default([...publishedKinds])
    .describe("whose diagrams are measured"),
  couplings: z
    .array(fraction())
    .min(3)
    .default([0.2, 0.4, 0.6, 0.75, 0.9, 0.97])
    .describe("γ of the first pass, growing"),
  between: count(1, 100).default(2).describe("γ of the second pass, between the neighbours of the passage"),
  replicas: count(1, 1000)
    .default(2)
    .describe("seeds of the network at scale 1; the other diagrams have half as many"),
};

type Options = z.output<z.ZodObject<typeof shape, z.core.$strict>>;

/**
 * The study `publishedDiagram`: n particles on n images before a discriminator of learning rate η_d, coupled by γ, and
 * the γ at which half of the missing entropy's maximum is passed, beside the published one. S. Durr, Y. Mroueh, Y. Tu,
 * S. Wang, Phys. Rev. X 13, 041004 (2023): 100 particles, 100 images of 784 pixels, a ReLU network.
 */
export const published = defineStudy({
  kind: "publishedDiagram",
  shape,
  check({ couplings }) {
    couplings.forEach((coupling, k) => {
      if (k > 0 && coupling <= couplings[k - 1]!) {
        throw new InputError(`couplings[${k}]`, "must be larger than the one before");
      }
    });
  },
  async run(options, tools): Promise<StudyResult> {
    const setting = settingOf(options, tools);
    const { discriminators, couplings, between } = options;
    const ended: Ended[] = [];
    for (const [k, kind] of discriminators.entries()) {
      const replicas = replicasOf(kind, options.replicas, tools);
      const rates = ratesOf(kind, tools);
      const plan: SearchPlan = { kind, setting, rates, couplings, between, replicas };
      const until = [k + 0.6, k + 1].map((share) => share / discriminators.length) as [number, number];
      ended.push(...(await searched(plan, tools, until)));
    }
    const boundaries = discriminators.map((kind) => ({
      kind,
      passages: passagesOf(
        ended.filter((one) => one.kind === kind),
        ratesOf(kind, tools),
        randomStream(tools.seed, 8),
      ),
    }));
    return {
      tables: {
        published: tableOf(publishedBoundary.map((point) => ({ ...point }))),
        boundaries: tableOf(
          boundaries.flatMap(({ kind, passages }) => passages.map((passage): Row => ({ kind, ...passage }))),
        ),
        ...Object.fromEntries(
          discriminators.map((kind) => [
            `diagram-${kind}`,
            tableOf(meansOf(ended.filter((one) => one.kind === kind && couplings.includes(one.coupling)))),
          ]),
        ),
        curves: tableOf(meansOf(ended.filter(({ kind }) => kind === discriminators[0]))),
        runs: tableOf(ended.map((one) => ({ ...one }))),
      },
      comparisons: [
        ...boundaries.flatMap(({ kind, passages }) => boundaryRows(kind, passages, publishedBoundary)),
        ...(discriminators.includes("network") ? endRows(ended) : []),
      ],
      figures: publishedFigures(discriminators, setting, sourceOf(options)),
    };
  },
});

/** Seeds of a diagram. That of the network is held against the published one and has more of them. */
function replicasOf(kind: PublishedKind, replicas: number, { scale }: StudyTools): number {
  return Math.max(1, Math.round((kind === "network" ? 1 : 0.5) * replicas * Math.sqrt(scale)));
}

/** Published rates: all of them for the network, and every other one for kernels as long as the study is small. */
function ratesOf(kind: PublishedKind, { scale }: StudyTools): number[] {
  const every = kind === "network" || scale >= 2 ? 1 : 2;
  return publishedBoundary.flatMap(({ rate }, k) => (k % every === 0 ? [rate] : []));
}

/** The game at the scale: n, d and T grow with it, and with d the network, up to the images as they are. */
function settingOf(options: Options, { scale, read }: StudyTools): PublishedSetting {
  const grown = (value: number) => Math.max(1, Math.round(value * scale));
  const { target } = targetOf(options.target, undefined, read);
  const source = targets.build(target as Options["target"]).draw(randomStream(0));
  const n = Math.min(grown(options.images), source.masses.length);
  const all = source.points.slice(0, n * source.dimension);
  const d = Math.min(grown(options.dimension), source.dimension);
  const { widths, ...rest } = options;
  return {
    ...rest,
    points: withinSpan(all, source.dimension, d),
    hidden: widths.map((width) => Math.round(width * d)),
    steps: grown(options.steps),
  };
}

function sourceOf({ target }: Options): string {
  return target.kind === "file" ? `${target.path}` : `${target.kind}`;
}

/** Means over replicas, in the order of rates and couplings. */
function meansOf(ended: readonly Ended[]): Row[] {
  const groups = new Map<string, Ended[]>();
  for (const one of ended) {
    const key = `${one.kind} ${one.rate} ${one.coupling}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map(([first, ...others]) => ({
      ...first!,
      missing: mean([first!, ...others].map(({ missing }) => missing)),
    }))
    .sort((a, b) => a.rate - b.rate || a.coupling - b.coupling)
    .map((one): Row => ({ ...one }));
}
