import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import type { LineOptions } from "./options.ts";

function parametersOf(options: LineOptions): Record<string, number> {
  const { threshold, ridge, samples, stepDiscriminator, stepGenerator, steps } = options;
  return { β: threshold, r: ridge, n: samples, η_d: stepDiscriminator, η_g: stepGenerator, T: steps };
}

const place = { label: "place", symbol: "t" } as const;

/** A line over the place, of the network that is shown. */
function curve(y: string, label: string, rest: Partial<Series>): Series {
  return { table: "curves", x: "t", y, label, marks: "lines", ...rest };
}

function outputsPanel(): PanelOf {
  const black = (y: string, label: string, rest: Partial<Series>): Series => ({
    ...{ table: "outputs", x: "x", y, label, theory: true },
    ...rest,
  });
  return {
    title: "outputs",
    x: { label: "true point", symbol: "x_i" },
    y: { label: "output", symbol: "y_i" },
    series: [
      black("x", "y = x", { style: "dot", marks: "lines" }),
      black("best", "optimum", { style: "solid", marks: "both" }),
      { table: "outputs", x: "x", y: "own", label: "trained", marks: "points", color: 0 },
    ],
  };
}

/** The trained curve dashed over the optimum's: they lie on each other where the constraint holds at equality. */
function seenPanel({ threshold }: LineOptions, side: "right" | "left"): PanelOf {
  const which = side === "right" ? "Above" : "Below";
  return {
    title: `what a unit sees to the ${side} of its kink at t`,
    x: place,
    y: { label: side === "right" ? "h(t)" : "h(t) − h(−∞)" },
    series: [
      curve(`best${which}`, "optimum", { theory: true, style: "solid" }),
      curve(`own${which}`, "trained", { color: 0, style: "dash" }),
    ],
    horizontal: [threshold, -threshold].map((at) => ({ at, label: "± β", style: "dot" as const })),
  };
}

function fieldPanel(): PanelOf {
  return {
    title: "discriminator",
    x: place,
    y: { label: "f(t) − f(0)" },
    series: [
      curve("bestField", "optimum", { theory: true, style: "solid" }),
      curve("ownField", "trained", { color: 0, style: "dash" }),
    ],
  };
}

/** Outputs, what the discriminator sees, and the discriminator, of one trained network beside the optimum. */
function optimumFigure(options: LineOptions): CurvesSpec {
  return {
    kind: "curves",
    name: "optimum",
    title: "The optimal outputs on a line, and those of a trained ReLU network",
    columns: 2,
    panels: [outputsPanel(), fieldPanel(), seenPanel(options, "right"), seenPanel(options, "left")],
    parameters: { ...parametersOf(options), units: options.units.at(-1)! },
    notes: [
      "One seed. The constraint is that no unit sees more than β. Training ends with some of it broken.",
      "Left and right differ by h(−∞), the difference of the means, which is 0 at this optimum.",
    ],
  };
}

/** The miss against the number of units. */
function missFigure(options: LineOptions): CurvesSpec {
  const points = (y: string, color: number): Series[] => [
    { table: "misses", x: "units", y, marks: "points", color },
    { table: "medians", x: "units", y, marks: "lines", color },
  ];
  const x = { label: "hidden units", symbol: "H", scale: "log" } as const;
  return {
    kind: "curves",
    name: "misses",
    title: "What training of a ReLU network misses on a line",
    columns: 3,
    panels: [
      {
        title: "objective",
        x,
        y: { label: "|objective over the optimum − 1|", scale: "log" },
        series: points("off", 0),
      },
      {
        title: "constraint",
        x,
        y: { label: "largest that a unit could see, over β" },
        series: points("seen", 1),
      },
      {
        title: "units left",
        x,
        y: { label: "units of strength above 1e-4", scale: "log" },
        series: points("alive", 2),
      },
    ],
    parameters: parametersOf(options),
    notes: ["One point a seed, lines: medians."],
  };
}

/** The course of training with units put back. */
function revivalFigure(options: LineOptions): CurvesSpec {
  const x = { label: "rounds of units put back", range: [-0.2, options.revivals + 0.2] } as const;
  const by = (y: string): Series[] => [{ table: "revivals", x: "round", y, group: "seed", label: "seed" }];
  return {
    kind: "curves",
    name: "revival",
    title: "Units put back where the constraint is broken",
    columns: 2,
    panels: [
      {
        title: "constraint",
        x,
        y: { label: "largest that a unit could see, over β" },
        series: by("seen"),
        horizontal: [{ at: 1, label: "kept below", style: "dot" }],
      },
      {
        title: "objective",
        x,
        y: { label: "objective over the optimum − 1" },
        series: by("objective"),
        horizontal: [{ at: 0, label: "optimum", style: "dash" }],
      },
    ],
    parameters: parametersOf(options),
    notes: ["Round 0 is the end of training."],
  };
}

/** All figures of the study. */
export function lineFigures(options: LineOptions): FigureSpec[] {
  return [optimumFigure(options), missFigure(options), revivalFigure(options)];
}
