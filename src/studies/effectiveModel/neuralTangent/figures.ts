import type { CurvesSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { type LossName, type Sizes, tangentKernels } from "./cases.ts";

const lossNames: Readonly<Record<LossName, string>> = { ipm: "IPM", leastSquares: "least squares" };
const losses: readonly LossName[] = ["ipm", "leastSquares"];
const infinite = Object.values(tangentKernels).map(({ label }) => label);
const discriminators = [...infinite, "ReLU, finite width"];

/** Distance to the target and covered modes against steps. */
export function courseFigure({ points, replicas, width }: Sizes): CurvesSpec {
  const seriesOf = (loss: LossName, y: string): Series[] =>
    discriminators.map((discriminator, color) => ({
      table: "courses",
      where: { loss, discriminator },
      x: "step",
      y,
      low: `${y}Low`,
      high: `${y}High`,
      label: discriminator,
      color,
    }));
  const x = { label: "step", scale: "log" as const };
  const panels = (loss: LossName): PanelOf[] => [
    {
      title: `${lossNames[loss]}: distance`,
      x,
      y: { label: "squared distance to the target", symbol: "W_2^2", scale: "log", range: [1e-3, 40] },
      series: seriesOf(loss, "distance"),
    },
    {
      title: `${lossNames[loss]}: coverage`,
      x,
      y: { label: "covered modes of 8", range: [0, 8.4] },
      series: seriesOf(loss, "modes"),
    },
  ];
  return {
    kind: "curves",
    name: "courses",
    title: "Eight Gaussians under neural tangent discriminators",
    columns: 2,
    panels: losses.flatMap(panels),
    parameters: { n: points, seeds: replicas, "width of the finite network": width },
    notes: [
      "Means over seeds; bars are 95 % bootstrap intervals.",
      "Distances below 0.001 lie beneath the panel: ReLU with bias under the IPM ends on the true points.",
    ],
  };
}

/** Where the particles are. */
export function cloudFigure(sizes: Sizes): CurvesSpec {
  const x = { label: "first coordinate", range: [-9, 9] as const };
  const y = { label: "second coordinate", range: [-9, 9] as const };
  const panels = losses.flatMap((loss) =>
    infinite.map((discriminator): PanelOf => {
      const series = (of: string, color: number): Series => ({
        table: "clouds",
        where: { loss, discriminator, of },
        x: "x",
        y: "y",
        marks: "points",
        label: of,
        color,
      });
      return {
        title: `${lossNames[loss]}, ${discriminator}`,
        x,
        y,
        series: [series("true", 1), series("generated", 0)],
      };
    }),
  );
  return {
    kind: "curves",
    name: "clouds",
    title: `Particles after ${sizes.steps} steps`,
    columns: 3,
    panels,
    parameters: { n: sizes.points },
    notes: [
      "One seed. Without bias f(0) = 0, which is what the generator wants under least squares: all particles go there.",
    ],
  };
}

/** f and its slope along a line through 0. */
export function kinkFigure(): CurvesSpec {
  const x = { label: "place on a line through 0", symbol: "s" };
  const series = (y: string): Series[] =>
    infinite.map((kernel, color) => ({
      table: "line",
      where: { kernel },
      x: "s",
      y,
      marks: "lines",
      label: kernel,
      color,
    }));
  return {
    kind: "curves",
    name: "kink",
    title: "The trained discriminator along a line through 0",
    columns: 2,
    panels: [
      { title: "value", x, y: { label: "f(s) − f(0), scaled" }, series: series("value") },
      { title: "slope", x, y: { label: "df/ds, scaled" }, series: series("slope") },
    ],
    notes: [
      "IPM, trained for a time 1 with the particles at their start. Without bias f is linear on both sides of 0, with a jump of its slope.",
    ],
  };
}

/** Finite networks beside the infinite one, and their distance against width. */
export function widthFigure(networks: number): CurvesSpec {
  const lines = (loss: LossName): PanelOf => ({
    title: `${lossNames[loss]}: f on the line`,
    x: { label: "place", symbol: "x" },
    y: { label: "discriminator", symbol: "f" },
    series: [
      { table: "lines", where: { loss }, x: "x", y: "f", group: "width", label: "width", marks: "lines" },
      {
        table: "infiniteLines",
        where: { loss },
        x: "x",
        y: "f",
        theory: true,
        marks: "lines",
        style: "dash",
        label: "infinite width",
      },
    ],
  });
  const distances: PanelOf = {
    title: "distance from infinite width",
    x: { label: "width of the network", scale: "log" },
    y: { label: "relative distance of f", scale: "log" },
    series: losses.flatMap((loss, color): Series[] => [
      {
        table: "widths",
        where: { loss },
        x: "width",
        y: "distance",
        low: "distanceLow",
        high: "distanceHigh",
        marks: "points",
        label: lossNames[loss],
        color,
      },
      {
        table: "widthFits",
        where: { loss },
        x: "width",
        y: "distance",
        marks: "lines",
        color,
        style: "dash",
      },
    ]),
  };
  return {
    kind: "curves",
    name: "widths",
    title: "Discriminators of finite width beside the infinite one",
    columns: 3,
    panels: [lines("leastSquares"), lines("ipm"), distances],
    parameters: { "networks of width 256": networks },
    notes: [
      "One network of each width is drawn; distances are root mean squares over the line, relative to that of f, with 95 % " +
        "bootstrap intervals of the mean over networks; dashed the power laws fitted to all networks.",
    ],
  };
}
