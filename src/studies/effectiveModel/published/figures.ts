import type { CurvesSpec, FigureSpec, MapSpec, Series } from "../../study/figureSpec.ts";
import { kindWords, type PublishedKind, type PublishedSetting } from "./games.ts";

const rateAxis = { label: "learning rate of the discriminator, as published", scale: "log" } as const;
const couplingAxis = { label: "coupling", symbol: "γ" } as const;

/** Figures over the tables `published`, `boundaries`, `curves` and `diagram-…`. */
export function publishedFigures(
  kinds: readonly PublishedKind[],
  setting: PublishedSetting,
  source: string,
): FigureSpec[] {
  const parameters = {
    n: setting.points.length,
    d: setting.points[0]!.length,
    T: setting.steps,
    "η_g/n": setting.stepParticle,
    λ: setting.weightDecay,
  };
  return [boundary(kinds, parameters, source), ...diagrams(kinds, parameters), curves(kinds[0]!, parameters)];
}

type Parameters = Readonly<Record<string, number>>;

function boundary(kinds: readonly PublishedKind[], parameters: Parameters, source: string): CurvesSpec {
  const published: Series = {
    table: "published",
    x: "rate",
    y: "coupling",
    low: "low",
    high: "high",
    theory: true,
    marks: "points",
    label: "published",
  };
  const measured = kinds.map((kind, color): Series => {
    const where = { kind };
    const bars = { low: "low", high: "high", marks: "both", color } as const;
    return { table: "boundaries", where, x: "rate", y: "coupling", label: kindWords[kind], ...bars };
  });
  return {
    kind: "curves",
    name: "boundary",
    title: "Coupling at which missing entropy passes half its maximum",
    panels: [
      {
        x: rateAxis,
        y: { label: "coupling at half missing entropy", symbol: "γ_½", range: [0, 1] },
        series: [published, ...measured],
      },
    ],
    parameters,
    notes: [
      `Images: ${source}.`,
      "Bars: 95 % bootstrap over seeds where there are more than one; of the published points the neighbouring runs between which the passage lies.",
    ],
  };
}

/** A map each: the kernels may have fewer rates than the network. */
function diagrams(kinds: readonly PublishedKind[], parameters: Parameters): MapSpec[] {
  return kinds.map((kind) => ({
    kind: "map",
    name: `diagram-${kind}`,
    title: `Missing entropy over its maximum: ${kindWords[kind]}`,
    value: { label: "missing entropy over ln n", range: [0, 1] },
    panels: [
      {
        x: couplingAxis,
        y: rateAxis,
        tiles: { table: `diagram-${kind}`, x: "coupling", y: "rate", value: "missing" },
        series: [
          {
            table: "published",
            x: "coupling",
            y: "rate",
            xLow: "low",
            xHigh: "high",
            theory: true,
            marks: "points",
            label: "published γ_½",
          },
        ],
      },
    ],
    parameters,
    notes: ["Means over seeds at the couplings of the first pass; not finite counts as collapsed."],
  }));
}

function curves(kind: PublishedKind, parameters: Parameters): CurvesSpec {
  return {
    kind: "curves",
    name: "order-parameter",
    title: `Missing entropy against coupling: ${kindWords[kind]}`,
    panels: [
      {
        x: couplingAxis,
        y: { label: "missing entropy over ln n", range: [0, 1.05] },
        series: [
          { table: "curves", x: "coupling", y: "missing", marks: "both", label: "rate", group: "rate" },
        ],
        horizontal: [{ at: 0.5, label: "half of the maximum", style: "dash" }],
      },
    ],
    parameters,
    notes: ["Means over seeds of both passes."],
  };
}
