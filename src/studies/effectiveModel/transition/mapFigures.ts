import type { MapPanel, MapSpec, Series } from "../../study/figureSpec.ts";
import { phaseNote } from "../phases.ts";
import { modesOf, startWords } from "./game.ts";
import type { MapAxis, MapOptions, TransitionOptions } from "./options.ts";

const couplingAxis = { label: "coupling", symbol: "γ", range: [0, 1] } as const;

/** What stayed the same, for captions. */
export function parametersOf(options: TransitionOptions): Record<string, number | string> {
  const { target, length, weightDecay, stepDiscriminator, stepGenerator, steps, offset, spread } = options;
  return {
    target: { ring: "8 modes on a ring", grid: "5 × 5 grid", twoModes: "two modes" }[target],
    [{ ring: "radius", grid: "spacing", twoModes: "ℓ" }[target]]: length,
    σ: 1,
    λ: weightDecay,
    η_d: stepDiscriminator,
    "η_g q": stepGenerator,
    T: steps,
    "start's spread": spread,
    "its mean's offset": offset,
  };
}

const mapAxes: Readonly<Record<MapAxis, { readonly label: string; readonly symbol: string }>> = {
  stepRatio: { label: "ratio of step sizes", symbol: "η_g q/η_d" },
  weightDecay: { label: "weight decay", symbol: "λ" },
  length: { label: "separation", symbol: "ℓ" },
};

/** The name of a map's table and figure. */
export function mapName(axis: MapAxis): string {
  return `map-${{ stepRatio: "step-ratio", weightDecay: "weight-decay", length: "length" }[axis]}`;
}

/** A map of phases over γ and another quantity. */
export function mapFigure(options: TransitionOptions, map: MapOptions): MapSpec {
  const y = { ...mapAxes[map.axis], scale: "log" } as const;
  const panel = (start: "fixed" | "covered"): MapPanel => ({
    title: startWords[start],
    x: couplingAxis,
    y,
    tiles: { table: mapName(map.axis), where: { start }, x: "coupling", y: "value", category: "phase" },
    series: theoryLines(map, start),
  });
  const { mapSize, ...rest } = options;
  const parameters: Record<string, number | string> = {
    N: mapSize,
    ...parametersOf({ ...rest, mapSize, steps: map.steps ?? options.steps }),
  };
  for (const moved of { stepRatio: ["η_g q"], weightDecay: ["λ"], length: ["ℓ", "radius", "spacing"] }[
    map.axis
  ])
    delete parameters[moved];
  return {
    kind: "map",
    name: mapName(map.axis),
    title: `Phases over the coupling and the ${y.label}`,
    panels: map.axis === "stepRatio" ? [panel("fixed"), panel("covered")] : [panel("fixed")],
    columns: 2,
    parameters,
    notes: [phaseNote({ modes: modesOf(options.target), whole: options.whole })],
  };
}

function theoryLines(map: MapOptions, start: "fixed" | "covered"): Series[] {
  const limit: Series = {
    table: "limits",
    where: { axis: map.axis },
    x: "coupling",
    y: "theory",
    theory: true,
    marks: "lines",
    label: "covered state: spectral radius 1",
  };
  const whole: Series = {
    table: "whole",
    x: "coupling",
    y: "value",
    theory: true,
    marks: "lines",
    style: "dash",
    label: "one body holds together above",
  };
  if (map.axis === "weightDecay") return [];
  if (map.axis === "length") return start === "fixed" ? [whole] : [];
  return [limit];
}
