import type { RandomStream } from "../../../numerics/random.ts";
import { orderedExcess } from "../../../theory/duality/progressive.ts";
import type { Row } from "../../columns.ts";
import { type ChainOptions, fitChain, type Stage } from "./chain.ts";
import { centredMoments, type Level, latentMoments, rootOf, sampledMoments } from "./data.ts";
import { faceParts } from "./faces.ts";
import { changeOf, constraintRow, distanceOf, finestDistance, offsetOf, shrunkDistance } from "./measure.ts";

/** What a study of the faces fits. */
export interface Plan {
  readonly resolutions: readonly number[];
  readonly components: readonly number[];
  readonly latents: number;
  readonly added: number;
  /** Number of pictures of the fits that are shown. */
  readonly samples: number;
  /** Numbers of pictures over which the constraint on fresh latents is measured. */
  readonly sizes: readonly number[];
  readonly repeats: number;
}

/** The ways to make a generator that are compared, by the names that tables and legends have. */
export const ways = ["new latents", "published recipe", "one stage"] as const;

export type Way = (typeof ways)[number];

/** Generators fitted to one sample of pictures, by way: a stage a resolution. */
export function fitAll(
  plan: Plan,
  levels: readonly Level[],
  samples: number,
  stream: RandomStream,
  asked: readonly Way[] = ways,
): Record<Way, Stage[]> {
  const root = rootOf(centredMoments(samples, faceParts, stream), faceParts);
  const data = levels.map((level) => ({ shape: level.shape, moments: sampledMoments(level, root) }));
  const draw = (size: number, ones: number) => latentMoments(samples, size, stream, ones);
  const { components, latents, added } = plan;
  const chain: ChainOptions = { components, latents, added, pairing: "nearest" };
  const make: Record<Way, () => Stage[]> = {
    "new latents": () => fitChain(data, chain, draw),
    "published recipe": () => fitChain(data, { ...chain, added: 0, pairing: "ordered" }, draw),
    "one stage": () =>
      data.flatMap((one, i) => fitChain([one], { ...chain, components: [components[i]!] }, draw)),
  };
  const fitted = ways.map((way) => [way, asked.includes(way) ? make[way]() : []] as const);
  return Object.fromEntries(fitted) as Record<Way, Stage[]>;
}

/** What is measured on the generators of one sample: a row a way and resolution; for the shown number of samples all. */
export function measuredRows(
  plan: Plan,
  levels: readonly Level[],
  samples: number,
  stream: RandomStream,
): Row[] {
  const whole = samples === plan.samples;
  const fitted = fitAll(plan, levels, samples, stream, whole ? ways : ways.slice(0, 2));
  const ones = plan.latents;
  return ways.flatMap((way) =>
    fitted[way].map((stage, i): Row => {
      const measured = { way, samples, ...constraintRow(stage, samples, ones, stream) };
      const { beta } = measured;
      const first = way === "published recipe" && i === 0;
      const ordered = first ? { predicted: (1 - beta) * orderedExcess(ones, samples) } : {};
      const row = { ...measured, ...ordered };
      if (!whole) return row;
      const last = way === "one stage" || i === 0 ? undefined : fitted[way][i - 1];
      const change = last === undefined ? Number.NaN : changeOf(stage, last, ones);
      return {
        ...row,
        distance: distanceOf(stage, levels[i]!, ones),
        offset: offsetOf(stage, levels[i]!, ones),
        shrunk: shrunkDistance(levels[i]!.exact, stage.form.components),
        finest: finestDistance(stage, levels.at(-1)!, ones),
        change,
      };
    }),
  );
}
