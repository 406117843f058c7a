import type { CurvesSpec, Series } from "../../study/figureSpec.ts";
import { logPoints, losses } from "./labels.ts";

/** Random assignments against what is exact. */
export function sampledFigure(): CurvesSpec {
  const pair = (game: "JS-GAN" | "RS-GAN", quantity: string): Series[] => {
    const { label, color } = losses[game]!;
    const from = { table: "samples", where: { game, quantity }, x: "n", color } as const;
    return [
      { ...from, y: "theory", marks: "lines" },
      { ...from, y: "value", low: "low", high: "high", marks: "points", label },
    ];
  };
  return {
    kind: "curves",
    name: "sampled",
    title: "Random assignments of generated to true points",
    columns: 2,
    panels: [
      {
        title: "Mean loss",
        x: logPoints,
        y: { label: "loss", symbol: "φ" },
        series: [...pair("JS-GAN", "value"), ...pair("RS-GAN", "value")],
      },
      {
        title: "Bad strict local minima",
        x: logPoints,
        y: { label: "share of random assignments", range: [-0.05, 1.08] },
        series: [...pair("JS-GAN", "bad"), ...pair("RS-GAN", "bad")],
      },
    ],
    notes: [
      "Lines: exact, from binomial occupations, Q(n) cyclic points of a random map, and 1 − n!/n^n and 0. Bars: 95 %, of shares by Wilson.",
      "Bad minimum: not the lowest, and each single departure and 20 joint ones drawn at random raise the loss. Hinge has none either.",
    ],
  };
}

/** Where single moves lead, and how fast. */
export function descentFigure(): CurvesSpec {
  const own = (game: string, y: string): Series => {
    const { label, color } = losses[game]!;
    const from = { table: "descents", where: { game }, x: "n", y, color, label } as const;
    return { ...from, low: `${y}Low`, high: `${y}High`, marks: "points" };
  };
  const bound = (game: string, y: string, style: "dash" | "dot"): Series => {
    const { color } = losses[game]!;
    return { table: "descents", where: { game }, x: "n", y, marks: "lines", style, color };
  };
  return {
    kind: "curves",
    name: "descent",
    title: "Descent by single moves from random assignments",
    columns: 2,
    panels: [
      {
        title: "Where it ends",
        x: logPoints,
        y: { label: "share of true points covered", range: [0, 1.08] },
        series: [
          {
            table: "descents",
            where: { game: "JS-GAN" },
            x: "n",
            y: "frozenShare",
            theory: true,
            marks: "lines",
            label: "of the start, 1 − (1 − 1/n)^n",
          },
          ...["JS-GAN", "hinge", "RS-GAN"].map((game) => own(game, "share")),
        ],
      },
      {
        title: "How long it takes",
        x: logPoints,
        y: { label: "sweeps until covered /", symbol: "n", range: [0, 6.5] },
        series: [
          ...["hinge", "RS-GAN"].map((game) => own(game, "sweeps")),
          bound("hinge", "boundLow", "dot"),
          bound("hinge", "boundHigh", "dash"),
          bound("RS-GAN", "boundHigh", "dash"),
        ],
      },
    ],
    notes: [
      "One sweep is n attempts: a point drawn at random leaves its place if that does not raise the loss, and arrives at a true point drawn at random. Bars: 95 %.",
      "Hinge and RS-GAN both cover all. Dashed: upper bounds, dotted: lower bound, from the starts.",
    ],
  };
}
