import type { CurvesSpec, FigureSpec, Series } from "../../study/figureSpec.ts";
import { logPoints, losses, points } from "./labels.ts";

import { pathStates } from "./paths.ts";
import { descentFigure, sampledFigure } from "./sampledFigures.ts";

/** The figures of the study. */
export function landscapeFigures(setting: { readonly path: number; readonly largest: number }): FigureSpec[] {
  return [
    pathsFigure(setting.path),
    countsFigure(setting.largest),
    barrierFigure(),
    sampledFigure(),
    descentFigure(),
  ];
}

function pathSeries(n: number, game: string, x: string, y: string): Series {
  const { label, color, style } = losses[game]!;
  return { table: "paths", where: { n, game }, x, y, marks: "both", label, color, style };
}

function pathsFigure(n: number): CurvesSpec {
  const plateaus = { "both on one true point": -0.4774, "one of two covered": -0.3466, covered: -Math.LN2 };
  return {
    kind: "curves",
    name: "paths",
    title: "Out of collapse: the loss while points leave one by one",
    columns: 2,
    panels: [
      {
        title: "n = 2",
        x: { label: "state", scale: "category", values: pathStates },
        y: { label: "loss", symbol: "φ" },
        series: ["JS-GAN", "RS-GAN"].map((game) => pathSeries(2, game, "state", "value")),
        horizontal: Object.entries(plateaus).map(([what, at], k) => ({
          at,
          label: `−${(-at).toFixed(4)}: JS-GAN, ${what}`,
          style: (["dot", "dashdot", "dash"] as const)[k]!,
        })),
      },
      {
        title: `n = ${n}, in units of each loss's depth`,
        x: { label: "departures and arrivals" },
        y: { label: "loss over depth", symbol: "φ/|φ*|" },
        series: ["JS-GAN", "least squares", "relativistic, all pairs", "RS-GAN", "hinge"].map((game) =>
          pathSeries(n, game, "move", "relative"),
        ),
      },
    ],
    notes: [
      "All generated points start on true point 1; one after the other leaves its place (odd moves) and arrives at its own true point (even moves).",
      "JS-GAN, least squares and the relativistic loss over all pairs rise at each departure; RS-GAN and hinge, which lie on each other, never do. Between two states the loss jumps.",
    ],
  };
}

function countsFigure(largest: number): CurvesSpec {
  const own = (game: string, y: string): Series => {
    const { label, color } = losses[game]!;
    return { table: "census", where: { game }, x: "n", y, marks: "points", label, color };
  };
  const line = (game: string, y: string, label?: string): Series => {
    const series = { table: "census", where: { game }, x: "n", y, theory: true, marks: "lines" } as const;
    return label === undefined ? series : { ...series, label };
  };
  return {
    kind: "curves",
    name: "counts",
    title: "Bad strict local minima, and states with a descending path",
    columns: 2,
    panels: [
      {
        title: "Bad strict local minima",
        x: { ...points, range: [1.8, largest + 0.4] },
        y: { label: "states", scale: "log" },
        series: [line("JS-GAN", "theoryBad", "n^n − n!"), own("JS-GAN", "badStrict")],
        texts: [{ x: (2 + largest) / 2 + 0.4, y: 3, text: "RS-GAN and hinge: none at any n" }],
      },
      {
        title: "Paths to the minimum that never rise",
        x: { ...points, range: [1.8, largest + 0.4] },
        y: { label: "share of all states", range: [0, 1.08] },
        series: [
          line("JS-GAN", "theoryShare", "no true point shared"),
          own("JS-GAN", "share"),
          own("RS-GAN", "share"),
        ],
      },
    ],
    notes: [
      "All states, points off the true points included; every small move of each was looked at.",
      "Least squares and the relativistic loss over all pairs count as JS-GAN does, hinge and relativistic hinge as RS-GAN does.",
    ],
  };
}

const held = ["JS-GAN", "least squares", "relativistic, all pairs"] as const;

/** Out of full collapse: paths and closed forms. */
function collapseSeries(game: string): Series[] {
  const { label, color } = losses[game]!;
  const from = { table: "wayOut", where: { game }, x: "n", color } as const;
  return [
    { ...from, y: "theoryRelative", marks: "lines" },
    { ...from, y: "relative", marks: "points", label },
  ];
}

/** Out of every bad minimum: the best paths, and the closed form of the separable losses. */
function fullestSeries(): Series[] {
  const found = held.map((game): Series => {
    const { label, color } = losses[game]!;
    const from = { table: "barriers", where: { game }, x: "fullest", color } as const;
    return { ...from, y: "scaledHigh", marks: "points", label };
  });
  const closed = ["JS-GAN", "least squares"].map((game): Series => {
    const { color } = losses[game]!;
    return { table: "fullest", where: { game }, x: "fullest", y: "theory", marks: "lines", color };
  });
  return [...found, ...closed];
}

function barrierFigure(): CurvesSpec {
  const bulk = ["JS-GAN", "least squares", "RS-GAN, at random", "hinge"];
  return {
    kind: "curves",
    name: "barrier",
    title: "Barriers out of mode collapse",
    panels: [
      {
        title: "Full collapse, one point at a time",
        x: logPoints,
        y: { label: "barrier over depth", scale: "log" },
        series: held.flatMap(collapseSeries),
      },
      {
        title: "All bad minima",
        x: { label: "generated points on the fullest true point", symbol: "M" },
        y: { label: "barrier ×", symbol: "n", scale: "log" },
        series: fullestSeries(),
      },
      {
        title: "Two clusters, a share moves at once",
        x: { label: "share of the cloud that moves", symbol: "s" },
        y: { label: "rise over depth" },
        series: bulk.map((game): Series => {
          const { label, color, style } = losses[game]!;
          return {
            table: "bulk",
            where: { game },
            x: "share",
            y: "cost",
            marks: "lines",
            label,
            color,
            style,
          };
        }),
      },
    ],
    notes: [
      "Depth is the loss of the covered state. Points: paths through states; lines: closed forms.",
      "Right: the whole cloud is on one of two clusters of true points. RS-GAN, drawn at random: pairs of both clusters move alike; where those of the other cluster go first, it is as hinge.",
    ],
  };
}
