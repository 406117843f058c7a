import type { AxisOf } from "../../study/figureSpec.ts";
import type { Common, Trained } from "./game.ts";

export const titles: Readonly<Record<Trained, string>> = {
  hidden: "output layer as drawn",
  all: "all layers trained",
};
export const both = ["hidden", "all"] as const;
export const width: AxisOf = { label: "width of the generator", symbol: "k", scale: "log" };
export const bars = "Bars: 95 %, bootstrap over runs.";

export function parametersOf({ options }: Common): Record<string, number> {
  const { latents, latentDimension, dimension, weightDecay, stepDiscriminator, distance } = options;
  return {
    n: latents,
    m: latentDimension,
    d: dimension,
    λ: weightDecay,
    η_d: stepDiscriminator,
    "‖x̄‖": distance,
  };
}

export function dampingNote({ options }: Common): string {
  return `η_g: λ = ${options.damping} λ_c at infinite width.`;
}
