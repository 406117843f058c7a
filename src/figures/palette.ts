import type { LineStyle } from "./data.ts";

/**
 * One colour an outcome, the same in every figure. They differ by at least 24 in CIELAB for normal sight
 * and for the three kinds of colour blindness (tested), more than the usual published sets of six, and
 * in lightness where two phases usually meet: covered and oscillating, covered and diverged differ in hue
 * too, so that a grey print with its legend can be read.
 */
export const OUTCOME_COLORS: Readonly<Record<string, string>> = {
  covered: "#1B8A73",
  collapsed: "#F2C14E",
  oscillating: "#7FC0EE",
  diverged: "#C4421A",
  escaped: "#7B5EA7",
  undecided: "#DDDDDD",
};

/** The outcomes in the order of every legend. */
export const OUTCOMES: readonly string[] = Object.keys(OUTCOME_COLORS);

/** An outcome's colour; one that is not in the list has the colour of `undecided`. */
export function outcomeColor(kind: string): string {
  return OUTCOME_COLORS[kind] ?? OUTCOME_COLORS.undecided!;
}

/** Colours of curves and particles: Okabe and Ito's set less its yellow and black. */
export const CURVE_COLORS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"] as const;

/** Styles of theory lines in the order of use, told apart without colour. */
export const LINE_STYLES: readonly LineStyle[] = ["solid", "dash", "dot", "dashdot"];

export const INK = "#1a1a1a";
export const FAINT = "#767676";

/** A diverging map centred on white (ColorBrewer's RdBu): negative blue, positive red. */
export const DIVERGING: [number, string][] = [
  [0, "#2166ac"],
  [0.125, "#4393c3"],
  [0.25, "#92c5de"],
  [0.375, "#d1e5f0"],
  [0.5, "#ffffff"],
  [0.625, "#fddbc7"],
  [0.75, "#f4a582"],
  [0.875, "#d6604d"],
  [1, "#b2182b"],
];

/** A sequential map, even in lightness from dark to light (viridis). */
export const SEQUENTIAL: [number, string][] = [
  [0, "#440154"],
  [0.125, "#472d7b"],
  [0.25, "#3b528b"],
  [0.375, "#2c728e"],
  [0.5, "#21918c"],
  [0.625, "#28ae80"],
  [0.75, "#5ec962"],
  [0.875, "#addc30"],
  [1, "#fde725"],
];

/** `count` colours from early (light) to late (dark), for curves in time. */
export function sequence(count: number): string[] {
  const stops = ["#a6bddb", "#67a9cf", "#1c6fae", "#0b3c6f", "#08162b"];
  return Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? stops.length - 1 : (i * (stops.length - 1)) / (count - 1);
    return mixed(stops[Math.floor(at)]!, stops[Math.min(stops.length - 1, Math.floor(at) + 1)]!, at % 1);
  });
}

function mixed(a: string, b: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const mix = (at: number) => Math.round(part(a, at) * (1 - share) + part(b, at) * share);
  return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, "0")).join("")}`;
}
