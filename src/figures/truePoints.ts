import type { RunData } from "./data.ts";
import type { PlotlyData } from "./figure.ts";
import { INK } from "./palette.ts";
import { symbolText, valueText } from "./text.ts";

/** The true points in the plane of the first two coordinates: crosses whose arms grow with the root of the mass. */
export function truePoints(points: RunData["points"]): PlotlyData {
  const heaviest = Math.max(...points.masses);
  return {
    type: "scatter",
    mode: "markers",
    x: points.positions.map((point) => point[0]!),
    y: points.positions.map((point) => point[1]!),
    name: points.masses.length > 1 ? `true points ${symbolText("x_i")}` : `true point ${symbolText("x")}`,
    marker: {
      symbol: "x-thin-open",
      size: points.masses.map((mass) => 6 + 11 * Math.sqrt(mass / heaviest)),
      color: INK,
      opacity: 1,
      line: { width: 2.4, color: INK },
    },
    text: points.masses.map((mass) => `p = ${valueText(mass)}`),
    hoverinfo: "x+y+text",
  };
}
