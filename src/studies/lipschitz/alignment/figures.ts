import type { FigureSpec, MapPanel, PanelOf, QuiverPanel, Series } from "../../study/figureSpec.ts";
import { type CaseName, sampleCases } from "./cases.ts";
import { objectives } from "./measure.ts";
import type { AlignmentStudyOptions } from "./options.ts";
import { FIELD_OF } from "./pictures.ts";

const plane = sampleCases.filter(({ apart }) => !apart);
const x = { label: "first coordinate" } as const;
const y = { label: "second coordinate" } as const;
const labels = objectives.map(({ kind }) => words(kind));

/** An objective's name in words. */
export function words(kind: string): string {
  const known: Record<string, string> = { leastSquares: "least squares", squareRoot: "square root" };
  return known[kind] ?? kind;
}

function samplesOf(name: CaseName): Series[] {
  const series = (side: string, color: number): Series => ({
    table: "points",
    where: { case: name, side },
    x: "x",
    y: "y",
    marks: "points",
    label: `${side} samples`,
    color,
  });
  return [series("true", 1), series("generated", 0)];
}

function links(name: CaseName, by: string): Series {
  return {
    table: "links",
    where: { case: name, by },
    x: "x",
    y: "y",
    marks: "lines",
    label: "binding pairs",
    color: 2,
  };
}

function gradients({ samples, strength }: AlignmentStudyOptions): FigureSpec {
  const panel = (name: CaseName, title: string, by: string): QuiverPanel => ({
    title,
    x: { ...x, range: [-1.8, 1.8] },
    y: { ...y, range: [-0.7, 0.7] },
    arrows: { table: "arrows", where: { case: name, by }, x: "x", y: "y", dx: "dx", dy: "dy", equal: true },
    series: by === "unrestricted" ? samplesOf(name) : [links(name, by), ...samplesOf(name)],
  });
  return {
    kind: "quiver",
    name: "gradients",
    title: "Gradients of optimal discriminators at generated samples",
    columns: 3,
    panels: [
      ...plane.map(({ name, title }) => panel(name, `${title}, bound`, "logistic")),
      ...plane.map(({ name, title }) => panel(name, `${title}, unrestricted`, "unrestricted")),
    ],
    parameters: { n: samples, λ: strength },
    notes: [
      "Above: logistic objective under λk^2. Below: without a bound, the smooth function of least norm with the optimum's values.",
      "Arrows show directions alone, at the angles of the figure's axes.",
    ],
  };
}

function discriminators({ samples, strength }: AlignmentStudyOptions): FigureSpec {
  const panel = (kind: string): MapPanel => ({
    title: words(kind),
    x,
    y,
    tiles: { table: "field", where: { case: FIELD_OF, by: kind }, x: "x", y: "y", value: "value" },
    series: [links(FIELD_OF, kind), ...samplesOf(FIELD_OF)],
  });
  return {
    kind: "map",
    name: "discriminators",
    title: "Optimal Lipschitz discriminators of six objectives, case 3",
    columns: 3,
    value: { label: "f in units of its Lipschitz constant", symbol: "f/k" },
    panels: objectives.map(({ kind }) => panel(kind)),
    parameters: { n: samples, λ: strength },
    notes: [
      "The mean of the largest and the smallest function with the optimum's values; the free level of the linear one is their mean.",
    ],
  };
}

function cosines({ samples, strength, dimension }: AlignmentStudyOptions): FigureSpec {
  const panel = ({ name, title }: { name: CaseName; title: string }): PanelOf => {
    const series = (column: string, label: string, color: number): Series => ({
      table: "means",
      where: { case: name },
      x: "label",
      y: column,
      low: `${column}Low`,
      high: `${column}High`,
      marks: "points",
      label,
      color,
    });
    return {
      title,
      x: { label: "objective", scale: "category", values: labels },
      y: { label: "mean cosine", range: [-0.25, 1.08] },
      series: [
        series("nearest", "beside a sample, nearest partner", 0),
        series("heaviest", "averaged, heaviest partner", 1),
      ],
      horizontal: [{ at: 0, label: "random direction", style: "dot" }],
    };
  };
  return {
    kind: "curves",
    name: "cosines",
    title: "Gradient and direction to the matched true sample, with a Lipschitz bound",
    columns: 2,
    panels: sampleCases.map(panel),
    parameters: { n: samples, λ: strength, d: `2, and ${dimension} for points` },
    notes: [
      "Circles: gradients beside a sample. Squares: their average around it; a sample with several partners lies on a kink. Without a binding pair: 0. Bars: 95 %, bootstrap over draws.",
    ],
  };
}

function shares({ samples }: AlignmentStudyOptions): FigureSpec {
  const series = (column: string): Series[] =>
    objectives.map(({ kind }, color) => ({
      table: "sweepMeans",
      where: { objective: kind },
      x: "strength",
      y: column,
      low: `${column}Low`,
      high: `${column}High`,
      label: words(kind),
      color,
    }));
  const along = { label: "cost of the Lipschitz constant", symbol: "λ", scale: "log" } as const;
  return {
    kind: "curves",
    name: "shares",
    title: "Which generated samples are bound to a true one, case 1",
    columns: 2,
    panels: [
      {
        x: along,
        y: { label: "share with a binding pair", range: [-0.03, 1.06] },
        series: series("boundShare"),
      },
      { x: along, y: { label: "Lipschitz constant", symbol: "k", scale: "log" }, series: series("constant") },
    ],
    parameters: { n: samples },
    notes: ["Bars: 95 %, bootstrap over draws. The four valid objectives lie on each other at share 1."],
  };
}

function widths({ samples, dimension }: AlignmentStudyOptions): FigureSpec {
  const panel = (by: string, title: string): PanelOf => ({
    title,
    x: { label: "width in units of the samples' spacing", scale: "log" },
    y: { label: "mean cosine", range: [-0.3, 1.05] },
    series: sampleCases.map(({ name }, color) => ({
      table: "freeMeans",
      where: { case: name, by },
      x: "width",
      y: "alignment",
      low: "alignmentLow",
      high: "alignmentHigh",
      label: name,
      color,
    })),
    horizontal: [
      { at: 0, label: "random direction", style: "dot" },
      { at: 1, label: "with a bound", style: "dash" },
    ],
  });
  return {
    kind: "curves",
    name: "widths",
    title: "Unrestricted optima: gradient and direction to the matched true sample",
    columns: 2,
    panels: [panel("least norm", "function of least norm"), panel("random", "random function")],
    parameters: { n: samples, d: `2, and ${dimension} for points` },
    notes: ["Functions through the values of the unrestricted optimum. Bars: 95 %, bootstrap over draws."],
  };
}

/** All figures of the study. */
export function alignmentFigures(options: AlignmentStudyOptions): FigureSpec[] {
  return [gradients(options), discriminators(options), cosines(options), shares(options), widths(options)];
}
