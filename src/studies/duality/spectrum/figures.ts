import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { bentUnits } from "./activations.ts";
import { schemeNames } from "./measure.ts";
import type { SpectrumOptions } from "./options.ts";
import { near, nearLonger, spectra } from "./spectra.ts";

function parametersOf(options: SpectrumOptions): Record<string, number | string> {
  const { threshold, ridge, samples, units, step, steps } = options;
  return { β: threshold, r: ridge, n: samples, units, η: step, T: steps };
}

/** What is generated beside the closed form. */
function spectrumFigure(options: SpectrumOptions): CurvesSpec {
  const panel = ({ name }: { readonly name: string }): PanelOf => ({
    title: name,
    x: { label: "index of the eigenvalue", range: [0.6, 5.4] },
    y: { label: "eigenvalue", symbol: "λ/β", range: [-0.15, 4.3] },
    series: [
      {
        table: "theory",
        where: { spectrum: name },
        x: "index",
        y: "data",
        label: "data",
        theory: true,
        style: "dot",
        marks: "both",
      },
      {
        table: "theory",
        where: { spectrum: name },
        x: "index",
        y: "theory",
        label: "(λ − β)₊",
        theory: true,
        marks: "lines",
      },
      {
        table: "ends",
        where: { spectrum: name, scheme: "extragradient" },
        x: "place",
        y: "generated",
        label: "extragradient",
        marks: "points",
        color: 0,
      },
      {
        table: "ends",
        where: { spectrum: name, scheme: "alternating" },
        x: "place",
        y: "generated",
        label: "alternating",
        marks: "points",
        color: 1,
      },
    ],
  });
  return {
    kind: "curves",
    name: "spectra",
    title: "The spectrum that a linear generator learns from a quadratic discriminator",
    columns: 3,
    panels: spectra.map(panel),
    parameters: parametersOf(options),
    notes: [
      "Points: one a seed, at the end of the run; those of alternating steps are drawn to the right of their index.",
    ],
  };
}

/** The gap along the course, one panel a spectrum. */
function gapFigure(options: SpectrumOptions, seed: number): CurvesSpec {
  const line = (name: string, scheme: string, k: number): Series => ({
    table: "courses",
    where: { spectrum: name, scheme, seed },
    x: "step",
    y: "gap",
    marks: "lines",
    label: scheme,
    color: k,
  });
  const panel = (name: string, plain: boolean): PanelOf => ({
    title: name === near.name ? "an eigenvalue 4 % above β" : name,
    x: {
      ...{ label: "step", scale: "log" },
      range: plain ? [10, options.steps] : [10 * nearLonger, nearLonger * options.steps],
    },
    y: { label: "duality gap over the optimal value", scale: "log", range: [1e-6, 10] },
    series: [
      ...schemeNames.flatMap((scheme, k) =>
        plain || scheme === "extragradient" ? [line(name, scheme, k)] : [],
      ),
      ...(plain
        ? [
            {
              ...line(name, "alternating", 1),
              y: "averageGap",
              style: "dash" as const,
              label: "mean of alternating",
            },
          ]
        : []),
    ],
    horizontal: [{ at: 1e-3, label: "solved", style: "dot" }],
  });
  return {
    kind: "curves",
    name: "gap",
    title: "Duality gap along the course",
    columns: 2,
    panels: [...spectra.map(({ name }) => panel(name, true)), panel(near.name, false)],
    parameters: parametersOf(options),
    notes: [
      `One seed. Mean: of M and S_G over the later half of the steps so far. Lines end where a run has diverged. The run with an eigenvalue 4 % above β is ${nearLonger} times as long.`,
    ],
  };
}

/** Steps to a gap of 1e-3, and the gap at the end, one thing changed at a time. */
function missFigure(options: SpectrumOptions): CurvesSpec {
  const panel = (sweep: string, label: string, symbol: string, scale: "log" | "linear"): PanelOf => ({
    title: label,
    x: { label, symbol, scale },
    y: { label: "gap at the end over the value", scale: "log", range: [1e-16, 10] },
    series: [
      {
        table: "sweeps",
        where: { sweep, outcome: "stayed" },
        x: "value",
        y: "gap",
        marks: "points",
        color: 0,
      },
    ],
    horizontal: [{ at: 1e-3, label: "solved", style: "dot" }],
  });
  return {
    kind: "curves",
    name: "misses",
    title: "Where training misses the closed form",
    columns: 2,
    panels: [
      panel("units", "units of the discriminator", "m", "log"),
      panel("step", "step of both players", "η", "log"),
      panel("decay", "weight decay over that of the other figures", "λ/2β", "log"),
      panel("latents", "latent dimensions", "m", "linear"),
    ],
    parameters: parametersOf(options),
    notes: ["Decaying spectrum, extragradient, one point a seed; runs that diverged have none."],
  };
}

/** What discriminators of other activations leave out of each eigenvalue. */
function activationFigure(options: SpectrumOptions, seed: number): CurvesSpec {
  const panel = (label: string, group: boolean): PanelOf => ({
    title: label === "sine" ? "cos, bounded units" : group ? `${label}, bounded units` : label,
    x: { label: "eigenvalue of the data", symbol: "λ/β", scale: "log", range: [0.35, 6] },
    y: { label: "what is not generated", symbol: "(λ − λ_G)/β", scale: "log", range: [0.3, 6] },
    series: [
      { table: "square", x: "data", y: "lacks", theory: true, marks: "lines", label: "square: min(λ, β)" },
      {
        table: "activations",
        where: { label, seed },
        x: "data",
        y: "lacks",
        ...(group ? { group: "scale", label: "ρ√β" } : { label: "with weight decay", color: 5 }),
      },
    ],
  });
  return {
    kind: "curves",
    name: "activations",
    title: "Other activations see more than two moments as their weights grow",
    columns: 3,
    panels: [
      ...bentUnits.map(({ activation }) => panel(activation, true)),
      panel("erf network", false),
      panel("relu network", false),
    ],
    parameters: parametersOf(options),
    notes: ["One seed. The smallest eigenvalue is below β: nothing of it is generated."],
  };
}

/** All figures of the study. */
export function spectrumFigures(options: SpectrumOptions, seed: number): FigureSpec[] {
  return [
    spectrumFigure(options),
    gapFigure(options, seed),
    missFigure(options),
    activationFigure(options, seed),
  ];
}
