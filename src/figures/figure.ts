import type { Data, Layout } from "plotly.js";

export type PlotlyData = Data;
export type PlotlyLayout = Partial<Layout>;

/**
 * The contract of the figures: what plotly.js draws, at the size at which its text is legible.
 *
 * Laws, tested in `tests/figures/`: every axis that is drawn has a title with its symbol; the caption below
 * the plot names the simulation, its seed, backend and version; nothing is told by colour alone that a
 * print in grey could not tell (lines differ in dash, outcomes in lightness and in the legend); `data` and
 * `layout` are plain JSON values up to typed arrays, and non-finite numbers are gaps. A figure is a
 * function of its data: no clock, no random numbers, no document.
 */
export interface Figure {
  /** The stem of its file, such as `phase-diagram`. */
  readonly name: string;
  /** What a page that shows it is called; plain text. */
  readonly title: string;
  readonly data: PlotlyData[];
  readonly layout: PlotlyLayout;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}
