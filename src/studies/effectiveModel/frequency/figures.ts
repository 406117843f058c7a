import type { CurvesSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import type { BoundaryPlan } from "./boundary.ts";
import { contestants } from "./cases.ts";

const about = ({ particles, steps, radius, seeds }: BoundaryPlan) => ({
  N: particles,
  steps,
  "radius of the ring": radius,
  λ: 0.1,
  η_d: 0.1,
  seeds,
});

function each(series: (label: string) => Omit<Series, "label">): Series[] {
  return contestants.map(({ label }) => ({ ...series(label), label }));
}

/** Learning rates by frequency beside the boundary of each discriminator. */
export function spectrumFigure(plan: BoundaryPlan): CurvesSpec {
  const spectra: PanelOf = {
    title: "learning rate by frequency",
    x: { label: "frequency around the ring", symbol: "k", scale: "log", range: [0.9, 13.5] },
    y: { label: "rate relative to k = 1", scale: "log", range: [1e-8, 2] },
    series: each((discriminator) => ({
      table: "rates",
      where: { discriminator },
      x: "frequency",
      y: "relative",
      low: "relativeLow",
      high: "relativeHigh",
    })),
  };
  const boundary: PanelOf = {
    title: "boundary: half of the modes are covered",
    x: { label: "ratio of step sizes", symbol: "η_g/η_d", scale: "log" },
    y: { label: "critical coupling", symbol: "γ_c", range: [0, 0.75] },
    series: each((discriminator) => ({
      table: "boundary",
      where: { discriminator },
      x: "ratio",
      y: "coupling",
      low: "couplingLow",
      high: "couplingHigh",
    })),
  };
  return {
    kind: "curves",
    name: "spectra-and-boundaries",
    title: "Learning rates by frequency and the collapse transition",
    columns: 2,
    panels: [spectra, boundary],
    parameters: about(plan),
    notes: [
      "Rates are measured on the discriminators; forces are scaled so that all have the same rate at k = 1.",
      "γ_c: half of the modes are covered at the end, none where the cloud ran away; bars are 95 % intervals over seeds. Points at an end of " +
        "the range of γ are bounds.",
    ],
  };
}

/** The boundary against how far the rates fall. */
export function relationFigure(plan: BoundaryPlan): CurvesSpec {
  const panels = plan.ratios.map(
    (ratio): PanelOf => ({
      title: `η_g/η_d = ${ratio}`,
      x: { label: "rate at k = 8 relative to k = 1", scale: "log" },
      y: { label: "critical ratio of gains", symbol: "ρ_c", scale: "log", range: [0.9, 50] },
      series: each((discriminator) => ({
        table: "boundary",
        where: { discriminator, ratio },
        x: "fall",
        y: "gains",
        low: "gainsLow",
        high: "gainsHigh",
        marks: "points",
      })),
    }),
  );
  return {
    kind: "curves",
    name: "boundary-and-fall-off",
    title: "Where clouds collapse against how fast the rates fall off",
    columns: 2,
    panels,
    parameters: about(plan),
    notes: ["ρ = (1 − γ + γN)/(1 − γ) is the gain of the mean of the cloud over that of relative motion."],
  };
}

/** The order parameter against the ratio of gains. */
export function orderFigure(plan: BoundaryPlan, ratio: number): CurvesSpec {
  return {
    kind: "curves",
    name: "order-parameter",
    title: "Covered modes against the coupling",
    panels: [
      {
        x: { label: "gain of the mean over that of relative motion", symbol: "ρ", scale: "log" },
        y: { label: "share of covered modes", range: [0, 1.05] },
        series: each((discriminator) => ({
          table: "curves",
          where: { discriminator, ratio },
          x: "gains",
          y: "covered",
          low: "coveredLow",
          high: "coveredHigh",
        })),
        horizontal: [{ at: 0.5, label: "half", style: "dot" }],
      },
    ],
    parameters: { ...about(plan), "η_g/η_d": ratio },
    notes: ["Means over seeds with 95 % bootstrap intervals; a cloud that ran away counts as 0."],
  };
}
