import type { FigureSpec, MapPanel, MapSpec, Series } from "../../study/figureSpec.ts";
import { phaseNote } from "../phases.ts";
import { modesOf, startWords } from "../transition/game.ts";
import type { ThreePhasesOptions } from "./options.ts";

function parametersOf(options: ThreePhasesOptions): Record<string, number | string> {
  const { target, length, size, weightDecay, stepDiscriminator, stepGenerator, steps, spread, offset } =
    options;
  return {
    target: { ring: "8 modes on a ring", grid: "5 × 5 grid", twoModes: "two modes" }[target],
    [{ ring: "radius", grid: "spacing", twoModes: "ℓ" }[target]]: length,
    N: size,
    σ: 1,
    λ: weightDecay,
    η_d: stepDiscriminator,
    "η_g q": stepGenerator,
    T: steps,
    "start's spread": spread,
    "its mean's offset": offset,
  };
}

const line = (y: string, label: string, style: "solid" | "dash"): Series => ({
  table: "limits",
  x: "coupling",
  y,
  theory: true,
  marks: "lines",
  style,
  label,
});

/** The phases over coupling and penalty, from both starts. */
function phaseMap(options: ThreePhasesOptions): MapSpec {
  const panel = (start: "fixed" | "covered"): MapPanel => ({
    title: startWords[start],
    x: { label: "coupling", symbol: "γ" },
    y: { label: "gradient penalty on true points", symbol: "ξ", scale: "log" },
    tiles: { table: "map", where: { start }, x: "coupling", y: "value", category: "phase" },
    series: [
      line("theory", "covered state: spectral radius 1", "solid"),
      line("critical", "common motion critically damped, isolated points", "dash"),
    ],
  });
  return {
    kind: "map",
    name: "map",
    title: "Three phases over the coupling and the gradient penalty",
    panels: [panel("fixed"), panel("covered")],
    columns: 2,
    parameters: parametersOf(options),
    notes: [phaseNote({ modes: modesOf(options.target), whole: options.whole })],
  };
}

/** Where the transition lies against the penalty. */
function boundary(options: ThreePhasesOptions): FigureSpec {
  return {
    kind: "curves",
    name: "boundary",
    title: "The transition against the gradient penalty",
    panels: [
      {
        x: { label: "gradient penalty on true points", symbol: "ξ", scale: "log" },
        y: { label: "critical coupling", symbol: "γ_c", range: [0, 1] },
        series: [{ table: "points", x: "value", y: "coupling", low: "couplingLow", high: "couplingHigh" }],
      },
    ],
    parameters: parametersOf(options),
    notes: ["At γ_c half of the clouds that start as a blob still spread. Bars: 95 %, bootstrap over seeds."],
  };
}

/** All figures of the study. */
export function threePhasesFigures(options: ThreePhasesOptions): FigureSpec[] {
  return [phaseMap(options), boundary(options)];
}
