import type { LineStyle } from "../../study/figureSpec.ts";

interface LossLabel {
  readonly label: string;
  readonly color: number;
  readonly style: LineStyle;
}

/** How each loss looks in all figures. */
export const losses: Readonly<Record<string, LossLabel>> = {
  "JS-GAN": { label: "JS-GAN", color: 0, style: "solid" },
  "RS-GAN": { label: "RS-GAN", color: 1, style: "dash" },
  "least squares": { label: "least squares", color: 2, style: "solid" },
  hinge: { label: "hinge", color: 3, style: "dot" },
  "relativistic, all pairs": { label: "relativistic, all pairs", color: 4, style: "solid" },
  "RS-GAN, at random": { label: "RS-GAN, drawn at random", color: 1, style: "solid" },
};

export const points = { label: "number of points", symbol: "n" } as const;
export const logPoints = { ...points, scale: "log" } as const;
