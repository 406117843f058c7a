import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { startWords } from "./game.ts";
import { mapFigure, parametersOf } from "./mapFigures.ts";
import type { TransitionOptions } from "./options.ts";

const ratioAxis = {
  label: "ratio of gains, mean to relative",
  symbol: "ρ",
  scale: "log",
} as const;

/** What a spread cloud is, for captions. */
function markerNote({ marker }: TransitionOptions): string {
  const half = { variance: "have half of the target's variance", modes: "cover more than half of the modes" };
  return `Clouds spread when they stay and ${half[marker]}.`;
}

/** What ρ is, for captions. */
const gains = "ρ = (1 − γ + γN)/(1 − γ).";

function bySize(y: string, more: Partial<Series> = {}): Series {
  return {
    table: "curves",
    where: { start: "fixed" },
    x: "ratio",
    y,
    low: `${y}Low`,
    high: `${y}High`,
    group: "size",
    label: "N",
    ...more,
  };
}

/** Order parameters against the ratio of gains, at all sizes. */
function orderFigure(options: TransitionOptions): CurvesSpec {
  const panel = (title: string, label: string, y: string, range?: [number, number]): PanelOf => ({
    title,
    x: ratioAxis,
    y: { label, ...(range && { range }) },
    series: [bySize(y)],
  });
  return {
    kind: "curves",
    name: "order-parameters",
    title: "Order parameters of the mode-collapse transition",
    columns: 2,
    panels: [
      panel("clouds that spread", "share of seeds", "spreads", [-0.03, 1.03]),
      panel("covered modes", "fraction of modes", "covered", [-0.03, 1.03]),
      panel("cloud's variance", "ratio to the target's", "variance"),
      panel("missing entropy of the modes' masses", "nats", "missing"),
      panel("relative energy", "share of the energy", "relative", [-0.03, 1.03]),
      panel("seeds that ran away", "share of seeds", "away", [-0.03, 1.03]),
    ],
    parameters: parametersOf(options),
    notes: [
      `${markerNote(options)} Bars: 95 %, Wilson's for shares of seeds, else bootstrap over seeds. Variance, entropy and energy are those of clouds that did not run away. ${gains}`,
    ],
  };
}

/** The same curve over the raw coupling and over both ways to scale it. */
function collapseFigure(options: TransitionOptions): CurvesSpec {
  const y = { label: "share of clouds that spread", range: [-0.03, 1.03] as const };
  return {
    kind: "curves",
    name: "collapse",
    title: "The transition over the coupling, and over two ways to scale it",
    panels: [
      {
        title: "raw",
        x: { label: "coupling", symbol: "γ", range: [0, 1] },
        y,
        series: [bySize("spreads", { x: "coupling" })],
      },
      {
        title: "times N − 1",
        x: { label: "coupling times N − 1", symbol: "γ(N − 1)", scale: "log", range: [0.3, 200] },
        y,
        series: [bySize("spreads", { x: "pull" })],
      },
      { title: "ratio of gains", x: ratioAxis, y, series: [bySize("spreads")] },
    ],
    parameters: parametersOf(options),
    notes: [`Bars: Wilson's 95 %. ${gains}`],
  };
}

function startSeries(y: string): Series[] {
  return (["fixed", "random"] as const).map((start) => ({
    table: "points",
    where: { start },
    x: "size",
    y,
    low: `${y}Low`,
    high: `${y}High`,
    label: startWords[start],
  }));
}

/** Where the transition lies, against N. */
function pointFigure(options: TransitionOptions): CurvesSpec {
  const sizes = { label: "particles", symbol: "N", scale: "log" } as const;
  return {
    kind: "curves",
    name: "transition-point",
    title: "The transition against the size of the cloud",
    columns: 2,
    panels: [
      {
        title: "γ_c and the line 1/N",
        x: sizes,
        y: { label: "odds of the critical coupling", symbol: "γ_c/(1 − γ_c)", scale: "log" },
        series: [
          ...startSeries("odds"),
          { table: "fits", x: "size", y: "inverse", theory: true, marks: "lines", label: "slope −1" },
        ],
      },
      {
        title: "critical ratio of gains",
        x: sizes,
        y: { label: "critical ratio of gains", symbol: "ρ_c", scale: "log" },
        series: startSeries("ratio"),
      },
    ],
    parameters: parametersOf(options),
    notes: ["At the transition half of the clouds spread. Bars: 95 %, bootstrap over seeds."],
  };
}

/** Fluctuations over seeds, and what a covered start does. */
function fluctuationFigure(options: TransitionOptions): CurvesSpec {
  return {
    kind: "curves",
    name: "fluctuations",
    title: "Fluctuations over seeds, and three starts",
    panels: [
      {
        title: "susceptibility",
        x: ratioAxis,
        y: { label: "N times variance of relative energy" },
        series: [bySize("susceptibility")],
      },
      {
        title: "Binder cumulant",
        x: ratioAxis,
        y: { label: "Binder cumulant of relative energy", range: [-1, 0.75] },
        series: [bySize("binder")],
      },
      {
        title: `three starts, N = ${options.sizes.at(-1)}`,
        x: ratioAxis,
        y: { label: "share of clouds that spread", range: [-0.03, 1.03] },
        series: (["fixed", "random", "covered"] as const).map((start) => ({
          table: "curves",
          where: { start, size: options.sizes.at(-1)! },
          x: "ratio",
          y: "spreads",
          low: "spreadsLow",
          high: "spreadsHigh",
          label: startWords[start],
        })),
      },
    ],
    parameters: parametersOf(options),
    notes: [`${markerNote(options)} Bars: 95 %, bootstrap, Wilson's for shares. ${gains}`],
  };
}

/** All figures of the study. */
export function transitionFigures(options: TransitionOptions): FigureSpec[] {
  return [
    orderFigure(options),
    collapseFigure(options),
    pointFigure(options),
    fluctuationFigure(options),
    ...options.maps.map((map) => mapFigure(options, map)),
  ];
}
