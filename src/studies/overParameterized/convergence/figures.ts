import { overParameterized } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { CurvesSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { bars, both, dampingNote, parametersOf, titles, width } from "./figureParts.ts";
import { type Common, infiniteKernelOf, playOf, type Trained } from "./game.ts";
import { damping, narrow, scale } from "./sideFigures.ts";

/** All figures of the study. */
export function convergenceFigures(common: Common, rates: readonly Row[]): CurvesSpec[] {
  return [
    courses(common),
    rate(common),
    spread(common, rates),
    narrow(common),
    kernel(common),
    damping(common),
    scale(common),
  ];
}

function courses(common: Common): CurvesSpec {
  return {
    kind: "curves",
    name: "courses",
    title: "Distance from the global saddle",
    panels: both.map(
      (trained): PanelOf => ({
        title: titles[trained],
        x: { label: "step" },
        y: { label: "distance from the saddle", scale: "log" },
        series: [
          {
            table: "courses",
            where: { trained },
            ...{ x: "step", y: "distance", low: "low", high: "high", band: true, marks: "lines" },
            group: "width",
            label: "k",
          },
          {
            ...{ table: "infiniteCourse", where: { trained }, x: "step", y: "distance", marks: "lines" },
            ...{ theory: true, style: "dash", label: "infinite width" },
          },
        ],
      }),
    ),
    columns: 2,
    parameters: parametersOf(common),
    notes: [
      "Distance: √(‖w‖^2 + ‖ȳ − x̄‖^2). Lines: medians over runs; bands: quartiles.",
      dampingNote(common),
    ],
  };
}

function infiniteRate(common: Common, trained: Trained): number {
  return overParameterized.saddleRate(playOf(common, trained), [infiniteKernelOf(common, trained)]);
}

function rate(common: Common): CurvesSpec {
  return {
    kind: "curves",
    name: "rate",
    title: "Rate of convergence to the global saddle",
    panels: both.map((trained): PanelOf => {
      const own = { table: "rates", where: { trained }, x: "width" };
      const drawn: Series = {
        ...{ ...own, y: "drawn", marks: "lines", theory: true, style: "dash" },
        label: "random matrices, no motion",
      };
      const able: Series = {
        ...{ ...own, y: "ableRate", low: "ableRateLow", high: "ableRateHigh", color: 2 },
        label: "runs whose cone holds the data's mean",
      };
      return {
        title: titles[trained],
        x: width,
        y: { label: "rate (1/step)", range: [0, 1.15 * infiniteRate(common, trained)] },
        series: [
          {
            ...own,
            y: "rate",
            low: "rateLow",
            high: "rateHigh",
            label: "measured, mean over all runs",
            color: 0,
          },
          { ...own, y: "moved", marks: "lines", theory: true, label: "kernels moved to first order" },
          ...(trained === "hidden" ? [able, drawn] : []),
        ],
        horizontal: [{ at: infiniteRate(common, trained), label: "infinite width", style: "dot" }],
      };
    }),
    columns: 2,
    parameters: parametersOf(common),
    notes: [bars, dampingNote(common)],
  };
}

function spread(common: Common, rates: readonly Row[]): CurvesSpec {
  const known = rates.some(({ trained, lawSpread }) => trained === "hidden" && !Number.isNaN(lawSpread));
  const laws = (trained: Trained): Series[] => {
    const theory: Omit<Series, "y"> = {
      ...{ table: "rates", where: { trained }, x: "width" },
      ...{ marks: "lines", theory: true },
    };
    return [
      { ...theory, y: "drawnSpread", style: "dash", label: "random matrices, no motion" },
      ...(known ? [{ ...theory, y: "lawSpread", style: "dot", label: "law, ∝ 1/√k" } as const] : []),
    ];
  };
  const panel = (trained: Trained, name: string, theory: string, y: PanelOf["y"]): PanelOf => {
    const own = { table: "rates", where: { trained }, x: "width" };
    const drawn = trained === "hidden" && name === "spread" ? laws(trained) : [];
    return {
      title: titles[trained],
      x: width,
      y,
      series: [
        { ...own, y: name, low: `${name}Low`, high: `${name}High`, label: "measured", color: 0 },
        { ...own, y: theory, marks: "lines", theory: true, label: "kernels of step 0" },
        ...drawn,
      ],
    };
  };
  const absolute = { label: "standard deviation of the rate (1/step)", scale: "log" } as const;
  const relative = { label: "the same over the mean rate", scale: "log" } as const;
  return {
    kind: "curves",
    name: "spread",
    title: "Spread of the rate over random starts",
    panels: [
      ...both.map((trained) => panel(trained, "spread", "frozenSpread", absolute)),
      ...both.map((trained) => panel(trained, "relative", "frozenRelative", relative)),
    ],
    columns: 2,
    parameters: parametersOf(common),
    notes: [
      "Above: all runs. Below, output layer as drawn: runs whose cone holds the data's mean; no points for fewer than 8.",
      bars,
    ],
  };
}

function kernel(common: Common): CurvesSpec {
  return {
    kind: "curves",
    name: "kernel",
    title: "How far the tangent kernel of the mean moves in training",
    panels: both.map((trained): PanelOf => {
      const own = { table: "rates", where: { trained }, x: "width" };
      return {
        title: titles[trained],
        x: width,
        y: { label: "drift of the kernel", symbol: "‖H − H_0‖/‖H_0‖", scale: "log" },
        series: [
          { ...own, y: "drift", low: "driftLow", high: "driftHigh", label: "measured", color: 0 },
          { ...own, y: "firstOrder", marks: "lines", theory: true, label: "first order" },
        ],
      };
    }),
    columns: 2,
    parameters: parametersOf(common),
    notes: ["Root mean square over runs.", bars],
  };
}
