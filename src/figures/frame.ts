import type { Annotations, Shape } from "plotly.js";
import type { About } from "./data.ts";
import type { Figure, PlotlyData, PlotlyLayout } from "./figure.ts";
import { INK } from "./palette.ts";
import { lines, plain, symbolText, textWidth, valueText } from "./text.ts";

export const FONT = "'Open Sans', Arial, Helvetica, sans-serif";
const CAPTION_SIZE = 12;
const CAPTION_LINE = 17;
const TITLE_SIZE = 15;
const TITLE_LINE = 20;
const LEGEND_SIZE = 13;
const LEGEND_ROW = 21;
/** Length of a line in the legend: two dashes long, so that styles are told apart. */
const SWATCH_LINE = 42;
const LEGEND_SWATCH = SWATCH_LINE + 18;
/** Room below the plot for tick labels and the axis' title. */
const BELOW = 62;

export type Annotation = Partial<Annotations> & { readonly name?: string };

/** What a figure is made of before it is laid out. `plotWidth` and `plotHeight` are those of the panels. */
export interface Parts {
  readonly name: string;
  readonly about: About;
  readonly data: readonly PlotlyData[];
  /** Axes (`xaxis`, `yaxis2`, …) and whatever else is the figure's own. */
  readonly layout: PlotlyLayout;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly legend: "right" | "above" | "none";
  readonly left?: number;
  readonly right?: number;
  /** Room between the plot and what stands above it, for labels of marks or panels. */
  readonly above?: number;
  /** Room below the plot besides the usual, for long tick labels and titles of the x axes. */
  readonly below?: number;
  readonly annotations?: readonly Annotation[];
  readonly shapes?: readonly Partial<Shape>[];
  /** Sentences that close the caption. */
  readonly notes?: readonly string[];
}

/** Name, what is played, seed, backend, version and parameters in the order and notation of the caption. */
export function captionPieces(about: About): string[] {
  const parameters = Object.entries(about.parameters).map(
    ([symbol, value]) => `${symbolText(symbol)} = ${valueText(value, 6)}`,
  );
  return [
    `<b>${plain(about.name)}</b>`,
    ...(about.parts ?? []).map(plain),
    ...parameters,
    `seed ${about.seed}`,
    `backend ${plain(about.backend)}`,
    `ganphase ${plain(about.version)}`,
  ];
}

function captionLines(parts: Parts, width: number): string[] {
  const notes = (parts.notes ?? []).flatMap((note) => lines(note.split(" "), " ", width, CAPTION_SIZE));
  const pieces = captionPieces(parts.about).map(
    (piece, index, all) => piece + (index + 1 < all.length ? "," : "."),
  );
  return [...lines(pieces, " ", width, CAPTION_SIZE), ...notes];
}

function legendNames(data: readonly PlotlyData[]): string[] {
  return data.flatMap((trace) => {
    const { name, showlegend } = trace as { name?: string; showlegend?: boolean };
    return name !== undefined && showlegend !== false ? [name] : [];
  });
}

/** Rows of a legend above the plot: one if the entries fit, else columns as wide as the widest. */
function legendRows(names: readonly string[], width: number): number {
  if (names.length === 0) return 0;
  const entries = names.map((name) => LEGEND_SWATCH + textWidth(name, LEGEND_SIZE));
  if (entries.reduce((sum, entry) => sum + entry, 0) <= width) return 1;
  return Math.ceil(names.length / Math.max(1, Math.floor(width / Math.max(...entries))));
}

interface Room {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
  readonly title: readonly string[];
  readonly caption: readonly string[];
  /** From the plot to the caption. */
  readonly below: number;
}

/** The margins, with what the texts in them need. */
function roomFor(parts: Parts): Room {
  const names = legendNames(parts.data);
  const wide = names.flatMap((name) => name.split("<br>")).map((name) => textWidth(name, LEGEND_SIZE));
  const beside = parts.legend === "right" && names.length > 0 ? LEGEND_SWATCH + 22 + Math.max(...wide) : 0;
  const rows = parts.legend === "above" ? legendRows(names, parts.plotWidth) : 0;
  const r = Math.ceil(Math.max(parts.right ?? 24, beside));
  const width = parts.plotWidth + r - 16;
  const words = parts.about.title === undefined ? [] : plain(parts.about.title).split(" ");
  const title = lines(words, " ", width / 1.08, TITLE_SIZE);
  const caption = captionLines(parts, width);
  const below = BELOW + (parts.below ?? 0);
  const legend = rows > 0 ? rows * LEGEND_ROW + 8 : 0;
  return {
    l: parts.left ?? 84,
    r,
    t: 16 + (parts.above ?? 0) + legend + (title.length > 0 ? 6 + title.length * TITLE_LINE : 0),
    b: below + caption.length * CAPTION_LINE + 12,
    title,
    caption,
    below,
  };
}

function texts({ title, caption, t, below: room }: Room): Annotation[] {
  const head = {
    xref: "paper",
    yref: "paper",
    showarrow: false,
    align: "left",
    x: 0,
    xanchor: "left",
  } as const;
  const below: Annotation = {
    ...head,
    name: "caption",
    text: caption.join("<br>"),
    font: { size: CAPTION_SIZE, color: INK },
    y: 0,
    yanchor: "top",
    yshift: -room,
    borderpad: 0,
  };
  if (title.length === 0) return [below];
  const text = title.map((line) => `<b>${line}</b>`).join("<br>");
  const yshift = t - 14 - title.length * TITLE_LINE;
  return [
    below,
    { ...head, name: "title", text, font: { size: TITLE_SIZE }, y: 1, yanchor: "bottom", yshift },
  ];
}

/**
 * Lays a figure out: title and legend above or beside, caption below, and a size that leaves the panels
 * theirs whatever the texts need.
 */
export function assemble(parts: Parts): Figure {
  const { about, plotWidth, plotHeight } = parts;
  const room = roomFor(parts);
  const { l, r, t, b } = room;
  const width = Math.ceil(l + plotWidth + r);
  const height = Math.ceil(t + plotHeight + b);
  const layout: PlotlyLayout = {
    font: { family: FONT, size: 13, color: INK },
    paper_bgcolor: "white",
    plot_bgcolor: "white",
    margin: { l, r, t, b, pad: 0 },
    width,
    height,
    hovermode: "closest",
    showlegend: parts.legend !== "none",
    legend: {
      font: { size: LEGEND_SIZE },
      bgcolor: "rgba(255,255,255,0)",
      itemwidth: SWATCH_LINE,
      xanchor: "left",
      ...(parts.legend === "right"
        ? { x: 1 + 10 / plotWidth, y: 1, yanchor: "top" }
        : { orientation: "h", x: 0, y: 1 + ((parts.above ?? 0) + 4) / plotHeight, yanchor: "bottom" }),
    },
    ...parts.layout,
    annotations: [...(parts.annotations ?? []), ...texts(room)],
    shapes: [...(parts.shapes ?? [])],
  };
  return { name: parts.name, title: about.title ?? about.name, data: [...parts.data], layout, width, height };
}
