import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { losses, lossNames, type Sizes, validLosses } from "./cases.ts";
import { boundLabel } from "./ends.ts";

function parametersOf({ particles, steps }: Sizes): Record<string, number | string> {
  return { N: 8, n: particles, T: steps };
}

/** W₁ along one course of each loss, for each bound. */
function courses(sizes: Sizes): CurvesSpec {
  const panel = (constant: number): PanelOf => ({
    title: `k = ${constant}`,
    x: { label: "step" },
    y: { label: "distance to the target", symbol: "W_1", range: [0, 0.85] },
    series: [
      ...validLosses.map(
        (loss, color): Series => ({
          table: "courses",
          where: { loss, constant },
          x: "step",
          y: "distance",
          label: losses[loss].label,
          color,
        }),
      ),
      {
        table: "courses",
        where: { loss: "ipm", constant },
        x: "step",
        y: "straight",
        theory: true,
        marks: "lines",
        style: "dash",
        label: "straight along the optimal plan",
      },
    ],
  });
  return {
    kind: "curves",
    name: "courses",
    title: "Flows under the best discriminator of slope k",
    panels: sizes.constants.map(panel),
    parameters: parametersOf(sizes),
    notes: [
      "One start. Particles move by 0.02 a step where the slope of f is k and the generator pulls with 1.",
    ],
  };
}

/** The ends of all flows. */
function ends(sizes: Sizes): FigureSpec {
  const bounds = [
    ...sizes.constants.map((constant) => boundLabel({ bound: "held", constant })),
    boundLabel({ bound: "free", constant: Number.NaN }),
    boundLabel({ bound: "none", constant: Number.NaN }),
  ];
  const panel = (y: string, label: string, range: readonly [number, number]): PanelOf => ({
    title: label,
    x: {
      label: "objective of the discriminator, in each the bounds side by side",
      range: [0.4, lossNames.length + 0.6],
    },
    y: { label, range },
    // Names stand in the panel: a category axis has no places beside each other.
    texts: lossNames.map((loss, k) => ({
      x: k + 1,
      y: range[0] + 0.05 * (range[1] - range[0]),
      text: losses[loss].label,
    })),
    series: bounds.map(
      (bound, color): Series => ({
        table: "ends",
        where: { bound },
        x: "place",
        y,
        low: `${y}Low`,
        high: `${y}High`,
        marks: "points",
        label: bound,
        color,
      }),
    ),
  });
  return {
    kind: "curves",
    name: "ends",
    title: "Alignment early, distance and covered modes at the end",
    columns: 1,
    panels: [
      panel("alignment", `alignment at step ${sizes.early}`, [-0.19, 1.1]),
      panel("distance", "distance W₁ at the end", [-0.12, 0.9]),
      panel("modes", "covered modes of 8", [-0.95, 8.7]),
    ],
    parameters: { ...parametersOf(sizes), λ: sizes.strength, starts: sizes.seeds },
    notes: [
      "Means over starts with 95 % bootstrap intervals; where k is free T is five times as long.",
      "Alignment: mean cosine of ∇f with the way to the matched true point of the optimal plan.",
    ],
  };
}

/** All figures of the study. */
export function flowFigures(sizes: Sizes): FigureSpec[] {
  return [courses(sizes), ends(sizes)];
}
