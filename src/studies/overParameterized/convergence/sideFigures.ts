import type { CurvesSpec, PanelOf } from "../../study/figureSpec.ts";
import { bars, parametersOf, titles, width } from "./figureParts.ts";
import type { Common } from "./game.ts";

/** Which narrow generators arrive. */
export function narrow(common: Common): CurvesSpec {
  const hidden = { table: "reach", where: { trained: "hidden" }, x: "width" };
  return {
    kind: "curves",
    name: "reach",
    title: "How many narrow generators come to the saddle",
    panels: [
      {
        x: width,
        y: { label: "share of runs", range: [0, 1.05] },
        series: [
          {
            ...{
              table: "reach",
              where: { trained: "all" },
              x: "width",
              y: "share",
              low: "low",
              high: "high",
            },
            label: titles.all,
            color: 1,
          },
          { ...hidden, y: "share", low: "low", high: "high", label: titles.hidden, color: 0 },
          { ...hidden, y: "able", marks: "points", label: "its cone holds the data's mean", color: 2 },
          { ...hidden, y: "wendel", marks: "lines", theory: true, label: "Wendel's theorem" },
        ],
      },
    ],
    parameters: { ...parametersOf(common), T: common.options.narrowSteps },
    notes: ["Bars: 95 %, Wilson."],
  };
}

/** Weight decay at several widths. */
export function damping(common: Common): CurvesSpec {
  const { λ: _, ...others } = parametersOf(common);
  return {
    kind: "curves",
    name: "damping",
    title: "Rate against weight decay",
    panels: [
      {
        x: {
          label: "weight decay over the critical one at infinite width",
          symbol: "λ/λ_c",
          scale: "log",
          range: [0.1, 10],
        },
        y: { label: "rate (1/step)" },
        series: [
          {
            table: "damping",
            x: "damping",
            y: "rate",
            low: "low",
            high: "high",
            group: "width",
            label: "k",
            marks: "points",
          },
          {
            ...{ table: "damping", x: "damping", y: "frozen", group: "width", marks: "lines", theory: true },
            ...{ style: "dot", label: "kernels of step 0, colours as k" },
          },
          {
            table: "infinite",
            x: "damping",
            y: "rate",
            marks: "lines",
            theory: true,
            style: "solid",
            label: "infinite width",
          },
        ],
      },
    ],
    parameters: others,
    notes: ["Output layer as drawn.", bars],
  };
}

/** One step for all widths. */
export function scale(common: Common): CurvesSpec {
  const panel = (part: string, label: string, scaleOf: "log" | "linear"): PanelOf => ({
    title: part === "as it is" ? "rate" : "rate over that of the kernel's trace",
    x: width,
    y: { label, scale: scaleOf },
    series: [
      {
        table: "scale",
        where: { part },
        x: "width",
        y: "rate",
        low: "low",
        high: "high",
        label: "measured",
        color: 0,
      },
      {
        table: "scale",
        where: { part },
        x: "width",
        y: "frozen",
        marks: "lines",
        theory: true,
        label: "kernels of step 0",
      },
    ],
  });
  return {
    kind: "curves",
    name: "scale",
    title: "One step for networks that are not scaled by 1/√k",
    panels: [panel("as it is", "rate (1/step)", "log"), panel("over the trace's", "ratio", "linear")],
    columns: 2,
    parameters: parametersOf(common),
    notes: ["Output layer as drawn.", bars],
  };
}
