import { InputError, inside } from "../../options/index.ts";
import type {
  FigureSpec,
  MapPanel,
  MapSpec,
  PanelOf,
  PanelsSpec,
  QuiverPanel,
} from "../../studies/study/index.ts";
import type { About } from "../data.ts";
import type { Figure, PlotlyData } from "../figure.ts";
import { assemble } from "../frame.ts";
import { outcomeLegend } from "../outcomeTiles.ts";
import { panelAxes } from "../series.ts";
import { symbolText, textWidth } from "../text.ts";
import { arrowPlaces, arrowTrace } from "./arrows.ts";
import { curveTraces, type Drawn, drawnIn } from "./curves.ts";
import { axesLayout, categoryLines, columnsOf, type Grid, gridOf, leftMargin, mostLines } from "./grid.ts";
import { imagesFigure } from "./images.ts";
import { Looks } from "./looks.ts";
import { type PanelMarks, panelMarks, placedTexts } from "./marks.ts";
import { type Ranges, rangesOf, valuesAlong } from "./ranges.ts";
import type { Tables } from "./rows.ts";
import {
  colorBar,
  colorRange,
  disagree,
  kindsIn,
  type Tiled,
  tiled,
  tileRange,
  tileTraces,
} from "./tiles.ts";

/** Width and height of a panel by how many stand in a row, in pixels. */
const SIZES = {
  curves: [
    [560, 380],
    [390, 320],
    [285, 250],
  ],
  map: [
    [460, 420],
    [360, 330],
    [270, 260],
  ],
  quiver: [
    [460, 460],
    [340, 340],
    [250, 250],
  ],
} as const;

const DISAGREE = "Paler tiles: replicas disagree; the colour is the most frequent outcome's.";
/** Height of an entry of the legend, and of the gap below it. */
const LEGEND_ENTRY = 21;

/** All that is known of a figure before it is placed. */
interface Prepared {
  readonly spec: PanelsSpec;
  readonly tables: Tables;
  readonly drawn: readonly (readonly Drawn[])[];
  readonly tiles: readonly Tiled[];
  readonly x: Ranges;
  readonly y: Ranges;
}

function eachPanel<Result>(panels: readonly PanelOf[], action: (panel: PanelOf, k: number) => Result) {
  return panels.map((panel, k) => inside(`panels[${k}]`, () => action(panel, k)));
}

function prepared(spec: PanelsSpec, tables: Tables, about: About): Prepared {
  const panels: readonly PanelOf[] = spec.panels;
  if (panels.length === 0) throw new InputError("panels", "must be at least one");
  const looks = new Looks(panels, tables);
  const drawn = eachPanel(panels, (panel) => drawnIn(panel, tables, looks));
  const tiles =
    spec.kind === "map" ? eachPanel(panels, (panel) => tiled(panel as MapPanel, tables, about)) : [];
  const along = (side: "x" | "y") =>
    eachPanel(panels, (panel, k) => {
      if (spec.kind === "map") return tileRange(tiles[k]!.axes[side === "x" ? 0 : 1]);
      const values = valuesAlong(side, panel, drawn[k]!);
      if (spec.kind !== "quiver") return values;
      return [...values, ...arrowPlaces(panel as QuiverPanel, tables)[side]];
    });
  const pad = spec.kind === "map" ? 0 : 0.06;
  const [x, y] = [rangesOf(spec, "x", along("x"), pad), rangesOf(spec, "y", along("y"), pad)];
  return { spec, tables, drawn, tiles, x, y };
}

/** The size of the panels; those of a vector field are as high as their axes, equally scaled, ask for. */
function sizeOf({ spec, x, y }: Prepared): { size: [number, number]; square: boolean } {
  const [width, height] = SIZES[spec.kind][Math.min(columnsOf(spec), 3) - 1]!;
  if (spec.kind !== "quiver") return { size: [width, height], square: false };
  const ratios = x.map(([from, to], k) => (y[k]![1] - y[k]![0]) / (to - from));
  const ratio = Math.max(...ratios);
  const square = ratio < 1.6 && Math.min(...ratios) > 0.4;
  return { size: [width, Math.round(width * (square ? ratio : 0.8))], square };
}

function panelTraces(
  { spec, tables, drawn, tiles, x, y }: Prepared,
  k: number,
  grid: Grid,
  named: Set<string>,
  tilesOf: (one: Tiled, placed: { xaxis: string; yaxis: string }) => PlotlyData[],
): PlotlyData[] {
  const panel: PanelOf = spec.panels[k]!;
  const placed = panelAxes(k + 1);
  const { width, height } = grid.boxes[k]!;
  const [[x0, x1], [y0, y1]] = [x[k]!, y[k]!];
  const place = {
    ...placed,
    logX: panel.x.scale === "log",
    logY: panel.y.scale === "log",
    least: [x0, y0] as const,
    onTiles: spec.kind === "map",
  };
  const under =
    spec.kind === "map"
      ? tilesOf(tiles[k]!, placed)
      : spec.kind === "quiver"
        ? [
            arrowTrace(
              panel as QuiverPanel,
              tables,
              [width / (x1 - x0), height / (y1 - y0)],
              [width, height],
              placed,
            ),
          ]
        : [];
  return [...under, ...drawn[k]!.flatMap((one) => curveTraces(one, place, named))];
}

/** Room below the lowest panels for long tick labels and titles. */
function roomBelow(spec: PanelsSpec, width: number): number {
  const size = columnsOf(spec) > 2 ? 13 : 15;
  const panels: readonly PanelOf[] = spec.panels;
  const ticks = panels.flatMap(({ x: { scale, values = [] } }) =>
    scale === "category" ? values.map((one) => categoryLines(one, width / values.length - 6).length) : [],
  );
  return 17 * (Math.max(1, ...ticks) - 1) + 19 * (mostLines(spec, "x", width, size) - 1);
}

interface Coloured {
  readonly tilesOf: (one: Tiled, placed: { xaxis: string; yaxis: string }) => PlotlyData[];
  readonly legend: readonly PlotlyData[];
  readonly right: number;
  readonly notes: readonly string[];
}

/** What colours mean on a map: a legend of outcomes, or a colour bar below the other entries of the legend. */
function coloured({ spec, tiles, drawn }: Prepared, grid: Grid): Coloured {
  if (spec.kind !== "map") return { tilesOf: () => [], legend: [], right: 24, notes: [] };
  const map: MapSpec = spec;
  const kinds = kindsIn(tiles);
  const range = colorRange(map, tiles);
  const numeric = tiles.some(({ values }) => values !== undefined);
  const contours = map.panels[0]!.tiles.contours?.length ?? 0;
  const entries = new Set(drawn.flat().flatMap(({ look }) => look.name ?? [])).size + contours;
  const room = grid.plotHeight - (entries > 0 ? entries * LEGEND_ENTRY + 24 : 0);
  const bar = numeric ? colorBar(map, range, [grid.plotWidth, grid.plotHeight], room) : undefined;
  const titles = bar === undefined ? 0 : bar.title.text.split("<br>").length;
  const ticks = bar === undefined ? 0 : Math.max(...bar.ticktext.map((text) => textWidth(text, 12)));
  return {
    tilesOf: (one, placed) => tileTraces(one, map, range, placed, kinds, one === tiles[0] ? bar : undefined),
    legend: outcomeLegend(kinds),
    right: bar === undefined ? 24 : 50 + ticks + titles * 19,
    notes: disagree(tiles) ? [DISAGREE] : [],
  };
}

/**
 * A figure of a study, drawn from its tables.
 * @param about name, seed, backend and version for the caption.
 * @throws InputError at the panel that names a table or column that is not there.
 */
export function studyFigure(spec: FigureSpec, tables: Tables, about: About): Figure {
  if (spec.kind === "images") return imagesFigure(spec, tables, about);
  if (!Object.hasOwn(SIZES, spec.kind)) {
    const { kind } = spec as { kind: string };
    throw new InputError("kind", `unknown figure "${kind}"; it must be one of curves, images, map, quiver`);
  }
  return panelsFigure(spec, tables, about);
}

function panelsFigure(spec: PanelsSpec, tables: Tables, about: About): Figure {
  const ready = prepared(spec, tables, about);
  const panels: readonly PanelOf[] = spec.panels;
  const { size, square } = sizeOf(ready);
  const named = new Set<string>();
  const marks: PanelMarks[] = panels.map((panel, k) => panelMarks(panel, k, size[0], ready.x[k]!, named));
  const below = roomBelow(spec, size[0]);
  const above = marks.map((one) => one.above);
  const grid = gridOf(spec, size, above, below);
  const colours = coloured(ready, grid);
  const data = eachPanel(panels, (_, k) => panelTraces(ready, k, grid, named, colours.tilesOf)).flat();
  const parameters = { ...spec.parameters, ...about.parameters };
  return assemble({
    name: spec.name,
    about: { ...about, title: spec.title, parameters },
    data: [...data, ...marks.flatMap(({ legend }) => [...legend]), ...colours.legend],
    layout: axesLayout(spec, grid, ready.x, ready.y, square),
    plotWidth: grid.plotWidth,
    plotHeight: grid.plotHeight,
    legend: "right",
    left: leftMargin(spec, grid),
    right: colours.right,
    above: Math.max(...above.slice(0, grid.columns)),
    below,
    annotations: panels.flatMap((panel, k) => placedTexts(panel, k, grid, marks[k]!)),
    shapes: marks.flatMap(({ shapes }) => [...shapes]),
    notes: [...(spec.notes ?? []).map(symbolText), ...colours.notes],
  });
}
