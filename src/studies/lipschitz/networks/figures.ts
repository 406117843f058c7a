import type { CurvesSpec, FigureSpec, QuiverPanel, QuiverSpec, Series } from "../../study/figureSpec.ts";
import { type Case, type Sizes, unbounded, valid } from "./cases.ts";
import { cloudNames } from "./clouds.ts";

const logistic = valid.find(({ objective }) => objective === "logistic")!;

/** ∇f at the particles, with and without a bound. */
function arrows({ width, points, strength }: Sizes): QuiverSpec {
  const panel = (one: Case, cloud: string): QuiverPanel => {
    const where = { case: one.name, cloud, replica: 0, width };
    const series = (kind: string, color: number): Series => ({
      table: "samples",
      where: { ...where, kind },
      x: "x",
      y: "y",
      marks: "points",
      label: kind,
      color,
    });
    return {
      title: `${one.penalty === "none" ? one.label : `bounded, ${one.label}`}: ${cloud}`,
      x: { label: "first coordinate", range: [-2, 2] },
      y: { label: "second coordinate", range: [-1.2, 1.2] },
      arrows: {
        table: "samples",
        where: { ...where, kind: "generated" },
        x: "x",
        y: "y",
        dx: "dx",
        dy: "dy",
        equal: true,
      },
      series: [series("true", 1), series("generated", 0)],
    };
  };
  const rows = [logistic, ...unbounded];
  return {
    kind: "quiver",
    name: "arrows",
    title: "The direction of the slope of f at the generated points",
    columns: 3,
    panels: rows.flatMap((one) => cloudNames.map((cloud) => panel(one, cloud))),
    parameters: { n: points, λ: strength, "units of a layer": width },
    notes: ["One draw of each; arrows are equally long. Bounded: penalty λ max ‖∇f‖² on interpolates."],
  };
}

/** How near networks come to the exact optimum over width. */
function widths({ points, strength }: Sizes): CurvesSpec {
  const series = (y: string): Series[] =>
    cloudNames.map((cloud, color) => ({
      table: "widths",
      where: { cloud },
      x: "width",
      y,
      low: `${y}Low`,
      high: `${y}High`,
      label: cloud,
      color,
    }));
  const x = { label: "units of a layer", scale: "log" as const };
  return {
    kind: "curves",
    name: "widths",
    title: "Networks under λ max ‖∇f‖² beside the exact optimum",
    panels: [
      { title: "values", x, y: { label: "1 − correlation of f", scale: "log" }, series: series("miss") },
      { title: "slope", x, y: { label: "steepest pair over the exact k" }, series: series("ratio") },
      {
        title: "direction",
        x,
        y: { label: "cosine with the way to a binding point" },
        series: series("alignment"),
      },
    ],
    parameters: { n: points, λ: strength },
    notes: ["log(1 + exp t). Means over draws; bars are the range over draws."],
  };
}

/** All figures of the study. */
export function networkFigures(sizes: Sizes): FigureSpec[] {
  return [arrows(sizes), widths(sizes)];
}
