import type { CurvesSpec, FigureSpec, ImagesSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { shown } from "./gallery.ts";
import { type Plan, ways } from "./games.ts";

const pixel = { row: "row", column: "column", x: "x", y: "y", value: ["red", "green", "blue"] } as const;

const about = ({ samples, latents, added }: Plan) => ({ n: samples, latents, "new a stage": added });

const sizes = (resolutions: readonly number[]) => resolutions.map((side) => `${side} × ${side}`);

/** The figures of the study; those of a folder's pictures where there is one. */
export function progressiveFigures(plan: Plan, folder: Plan | undefined): FigureSpec[] {
  return [
    byStage(plan, "byStage", "stages", "Faces at each resolution, real and generated stage by stage"),
    byWay(plan),
    spectraFigure(plan),
    constraintFigure(plan),
    distanceFigure(plan),
    ...(folder === undefined
      ? []
      : [byStage(folder, "folder", "folder", "Pictures of a folder, real and generated stage by stage")]),
  ];
}

function byStage(plan: Plan, figure: string, name: string, title: string): ImagesSpec {
  return {
    kind: "images",
    name,
    title,
    table: "pictures",
    where: { figure },
    ...pixel,
    rowTitles: sizes(plan.resolutions),
    groups: [
      { title: "real", columns: shown.byStage },
      { title: "generated, the same latents in a column", columns: shown.byStage },
    ],
    parameters: { ...about(plan), k: plan.components.join(", ") },
  };
}

function byWay(plan: Plan): ImagesSpec {
  return {
    kind: "images",
    name: "ways",
    title: "Faces of three generators in closed form at the finest resolution",
    table: "pictures",
    where: { figure: "byWay" },
    ...pixel,
    rowTitles: ["real", ...ways],
    parameters: about(plan),
    notes: ["Generated pictures of a column have the same latents."],
  };
}

function spectraFigure(plan: Plan): CurvesSpec {
  const panel = (side: number): PanelOf => ({
    title: `${side} × ${side}`,
    x: { label: "component", symbol: "j" },
    y: { label: "variance", scale: "log", range: [1e-5, 100] },
    series: [
      {
        table: "spectra",
        where: { way: "new latents", side },
        x: "component",
        y: "exact",
        theory: true,
        marks: "lines",
        label: "faces, s_j^2",
        style: "solid",
      },
      {
        table: "spectra",
        where: { way: "new latents", side },
        x: "component",
        y: "left",
        theory: true,
        marks: "lines",
        label: "s_j^2 − β",
        style: "dash",
      },
      ...ways.slice(0, 2).map(
        (way, color): Series => ({
          table: "spectra",
          where: { way, side },
          x: "component",
          y: "generated",
          marks: "points",
          label: way,
          color,
        }),
      ),
    ],
  });
  return {
    kind: "curves",
    name: "spectra",
    title: "Spectra of faces and of generated pictures by resolution",
    panels: plan.resolutions.map(panel),
    parameters: about(plan),
    notes: [
      "Per picture; those of the generators are exact for their weights, not a sample's. β is that of the k components kept with new latents. One stage has the same spectra as these.",
    ],
  };
}

function constraintFigure(plan: Plan): CurvesSpec {
  const panel = (way: string): PanelOf => ({
    title: way,
    x: { label: "pictures and latents", symbol: "n", scale: "log" },
    y: {
      label: "excess over β relative to the largest variance",
      symbol: "(‖X^TX − G^TG‖ − β)/s_1^2",
      scale: "log",
      range: [0.01, 1],
    },
    series: [
      {
        table: "summary",
        where: { way },
        x: "samples",
        y: "excess",
        low: "excessLow",
        high: "excessHigh",
        group: "side",
        label: "r",
      },
      {
        table: "summary",
        where: { way },
        x: "samples",
        y: "predicted",
        marks: "lines",
        theory: true,
        group: "side",
        label: "first order in 1/√n",
      },
    ],
  });
  return {
    kind: "curves",
    name: "constraint",
    title: "The constraint of the generator on fresh latents",
    columns: 2,
    panels: ways.slice(0, 2).map(panel),
    parameters: { latents: plan.latents, "new a stage": plan.added, repeats: plan.repeats },
    notes: [
      "On the latents of the fit the excess is 0 to rounding. Bars: 95 % intervals over independent samples.",
    ],
  };
}

function distanceFigure(plan: Plan): CurvesSpec {
  return {
    kind: "curves",
    name: "sharpness",
    title: "How far enlarged pictures of each stage are from the finest faces",
    panels: [
      {
        x: { label: "resolution (pixels a side)", symbol: "r", scale: "log" },
        y: { label: "squared Wasserstein distance over the variance", symbol: "W_2^2/tr C", scale: "log" },
        series: [
          ...ways.map(
            (way, color): Series => ({
              table: "summary",
              where: { way, samples: plan.samples },
              x: "place",
              y: "finest",
              low: "finestLow",
              high: "finestHigh",
              marks: way === "one stage" ? "points" : "both",
              label: way,
              color,
            }),
          ),
          {
            table: "floor",
            x: "side",
            y: "finest",
            theory: true,
            marks: "lines",
            label: "faces averaged to r",
          },
        ],
      },
    ],
    parameters: { ...about(plan), repeats: plan.repeats },
    notes: [
      "Bars: 95 % intervals over independent samples. Faces averaged to the finest resolution have distance 0.",
      "One stage is drawn to the right of its resolution: it would cover new latents.",
    ],
  };
}
