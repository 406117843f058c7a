import type { Shape } from "plotly.js";
import type { LineStyle } from "./data.ts";
import type { Annotation } from "./frame.ts";
import { INK } from "./palette.ts";
import { textWidth } from "./text.ts";

/** A vertical line with a label above the plot, at a value of the x axis. */
export interface Mark {
  readonly at: number;
  /** As plotly.js takes it. */
  readonly label: string;
  readonly style?: LineStyle;
  /** True for a label alone, where a line would lie on the frame. */
  readonly bare?: boolean;
}

/** The height of a row of labels in pixels. */
const ROW = 19;
const SIZE = 13;

/**
 * Vertical lines through every panel, labelled above the topmost, labels that would touch in rows above
 * each other. `from` and `to` are the ends of the x axis, outside of which lines are left out; `places` are
 * the panels' vertical extents in fractions of the plot.
 */
export function verticalMarks(
  marks: readonly Mark[],
  scale: "linear" | "log",
  from: number,
  to: number,
  plotWidth: number,
  places: readonly (readonly [number, number])[] = [[0, 1]],
): { shapes: Partial<Shape>[]; annotations: Annotation[]; above: number } {
  const on = (value: number) => (scale === "log" ? Math.log10(value) : value);
  const pixel = (value: number) => ((on(value) - on(from)) / (on(to) - on(from))) * plotWidth;
  const inside = marks.filter(({ at }) => pixel(at) >= 0 && pixel(at) <= plotWidth);
  const ends: number[] = [];
  const annotations = [...inside]
    .sort((a, b) => a.at - b.at)
    .map(({ at, label }): Annotation => {
      const half = textWidth(label, SIZE) / 2 + 5;
      const centre = Math.min(Math.max(pixel(at), half), plotWidth - half);
      let row = ends.findIndex((end) => end <= centre - half);
      if (row < 0) row = ends.length;
      ends[row] = centre + half;
      return {
        text: label,
        showarrow: false,
        xref: "paper",
        yref: "paper",
        x: centre / plotWidth,
        xanchor: "center",
        y: 1,
        yanchor: "bottom",
        yshift: 2 + row * ROW,
        borderpad: 0,
        font: { size: SIZE },
      };
    });
  const lined = inside.filter(({ bare }) => bare !== true);
  const shapes = lined.flatMap(({ at, style }) =>
    places.map(
      ([low, high]): Partial<Shape> => ({
        type: "line",
        xref: "x",
        yref: "paper",
        x0: at,
        x1: at,
        y0: low,
        y1: high,
        line: { color: INK, width: 1.2, dash: style ?? "dash" },
      }),
    ),
  );
  return { shapes, annotations, above: ends.length * ROW };
}
