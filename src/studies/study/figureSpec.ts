/**
 * Figures of studies, as data over the study's tables, so that they can be drawn again from the folder
 * alone. Symbols are written as `γ_c`, `η_d/η_g`, `ξ^2`; labels are words.
 */
export type FigureSpec = PanelsSpec | ImagesSpec;

/** Rows of panels with the same curves and points in them; a map has tiles below these, a quiver arrows. */
export type PanelsSpec = CurvesSpec | MapSpec | QuiverSpec;

export type LineStyle = "solid" | "dash" | "dot" | "dashdot";

/** A quantity on an axis or a colour bar. */
export interface AxisOf {
  /** In words, with the unit in parentheses where there is one: `convergence time (steps)`. */
  readonly label: string;
  readonly symbol?: string;
  /** `linear` unless given; `category` for texts, which `values` lists. */
  readonly scale?: "linear" | "log" | "category";
  /** From where to where; without it all that is drawn, with a margin. */
  readonly range?: readonly [number, number];
  /** The texts of a category axis, in order. */
  readonly values?: readonly string[];
}

/** Rows of a table: those with these values in these columns. */
export interface Rows {
  readonly table: string;
  readonly where?: Readonly<Record<string, number | string>>;
}

/** Points or a curve, in the order of the table's rows. */
export interface Series extends Rows {
  readonly x: string;
  readonly y: string;
  /** Columns of the lower and upper end of an interval about y (and x): bars, or a band with `band`. */
  readonly low?: string;
  readonly high?: string;
  readonly xLow?: string;
  readonly xHigh?: string;
  readonly band?: boolean;
  /** `both` unless given: points joined by a thin line. */
  readonly marks?: "points" | "lines" | "both" | "ends";
  /** In the legend; with `group` it stands before the value, as in `N` = 32. None, no entry. */
  readonly label?: string;
  /** A column: one curve for each of its values, coloured in their order; the same in all panels. */
  readonly group?: string;
  /** True for what theory or the paper says: black, no points unless asked for. */
  readonly theory?: boolean;
  readonly style?: LineStyle;
  /** Series of one number share a colour, 0 to 5; without it each label has the next. */
  readonly color?: number;
}

/** A vertical or horizontal line: a transition point, a prediction. */
export interface MarkLine {
  readonly at: number;
  /** Above the panel for a vertical line, in the legend for a horizontal one. */
  readonly label: string;
  readonly style?: LineStyle;
  /** An interval about it, shaded. */
  readonly low?: number;
  readonly high?: number;
}

/** What every panel has. */
export interface PanelOf {
  /** Above it, where there is more than one. */
  readonly title?: string;
  readonly x: AxisOf;
  readonly y: AxisOf;
  readonly series?: readonly Series[];
  readonly vertical?: readonly MarkLine[];
  readonly horizontal?: readonly MarkLine[];
  /** Words at a place in the panel: `overdamped`. */
  readonly texts?: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

/** What every figure has. */
interface CaptionOf {
  /** The stem of its files, such as `order-parameter`. */
  readonly name: string;
  readonly title: string;
  /** Parameters that stayed the same, by symbol, for the caption. */
  readonly parameters?: Readonly<Record<string, number | string>>;
  /** Sentences that close the caption: what bars, bands and points are. */
  readonly notes?: readonly string[];
}

interface FigureOf<Panel extends PanelOf> extends CaptionOf {
  readonly panels: readonly Panel[];
  /** How many panels stand in a row; without it 3 at most. */
  readonly columns?: number;
}

/** Curves and points with error bars or bands. */
export interface CurvesSpec extends FigureOf<PanelOf> {
  readonly kind: "curves";
}

/** A line on which the tiles' value is `level`, interpolated. */
export interface ContourLine {
  readonly level: number;
  readonly label: string;
  readonly style?: LineStyle;
}

/**
 * Tiles over a grid of two columns: the mean of `value`, or the most frequent text of `category`, which are
 * names of outcomes (`covered`, `collapsed`, `oscillating`, `diverged`, …): only these have colours.
 */
export interface Tiles extends Rows {
  readonly x: string;
  readonly y: string;
  readonly value?: string;
  readonly category?: string;
  readonly contours?: readonly ContourLine[];
}

export interface MapPanel extends PanelOf {
  readonly tiles: Tiles;
}

/** Heat maps with one colour bar for all panels, or maps of outcomes with one legend. */
export interface MapSpec extends FigureOf<MapPanel> {
  readonly kind: "map";
  /** What `value` is; its range is that of all panels unless given. */
  readonly value?: AxisOf;
  /** White at zero, blue below, red above. */
  readonly diverging?: boolean;
}

/** A vector (dx, dy) at points (x, y), all of a panel to one scale; `equal` draws them equally long. */
export interface Arrows extends Rows {
  readonly x: string;
  readonly y: string;
  readonly dx: string;
  readonly dy: string;
  readonly equal?: boolean;
}

export interface QuiverPanel extends PanelOf {
  readonly arrows: Arrows;
}

/** Vector fields with trajectories over them. `marks: "ends"` draws a curve with its first and last point. */
export interface QuiverSpec extends FigureOf<QuiverPanel> {
  readonly kind: "quiver";
}

/**
 * Pictures in a grid, drawn alike large whatever their numbers of pixels. The table has a row a pixel; places are counted
 * from 0 at the top left, of the picture in the grid and of the pixel in the picture.
 */
export interface ImagesSpec extends CaptionOf, Rows {
  readonly kind: "images";
  /** Columns of the place in the grid. */
  readonly row: string;
  readonly column: string;
  /** Columns of the place in the picture. */
  readonly y: string;
  readonly x: string;
  /** The column of brightness from 0, black, to 1, white, or those of red, green and blue; beyond these it is cut off. */
  readonly value: string | readonly [string, string, string];
  /** Left of each row, top to bottom. */
  readonly rowTitles?: readonly string[];
  /** Above so many neighbouring columns each, left to right; a wider gap stands between them. */
  readonly groups?: readonly { readonly title: string; readonly columns: number }[];
}
