import { inside } from "../../options/index.ts";
import type { LineStyle, PanelOf, Series } from "../../studies/study/index.ts";
import { CURVE_COLORS, INK, LINE_STYLES, sequence } from "../palette.ts";
import { symbolText, valueText } from "../text.ts";
import { distinct, rowsOf, type Tables, tableOf } from "./rows.ts";

/** How a curve looks; its name is its entry in the legend. */
export interface Look {
  readonly color: string;
  readonly symbol: string;
  readonly dash: LineStyle;
  readonly name?: string;
}

/** Shapes of points in the order of use: what differs in colour differs in shape too. */
const SYMBOLS = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star", "triangle-down"];

const PUBLIC = "theory ";

/** Gives every curve of a figure its look: the same in all panels for the same label and value. */
export class Looks {
  readonly #groups = new Map<string, (number | string)[]>();
  readonly #labels: string[] = [];
  readonly #theories: string[] = [];

  constructor(panels: readonly PanelOf[], tables: Tables) {
    panels.forEach((panel, k) => {
      inside(`panels[${k}]`, () => this.#addAll(panel.series ?? [], tables));
    });
  }

  #addAll(all: readonly Series[], tables: Tables): void {
    for (const series of all) {
      if (series.group !== undefined) this.#addGroup(series.group, series, tables);
      else if (series.theory === true) this.#add(this.#theories, PUBLIC + (series.label ?? ""));
      else if (series.color === undefined) this.#add(this.#labels, keyOf(series));
    }
  }

  #add(list: string[], key: string): void {
    if (!list.includes(key)) list.push(key);
  }

  #addGroup(group: string, series: Series, tables: Tables): void {
    const table = tableOf(tables, series.table);
    const known = this.#groups.get(group) ?? [];
    const all = [...new Set([...known, ...distinct(table, group, rowsOf(table, series))])];
    if (all.every((value) => typeof value === "number")) all.sort((a, b) => a - b);
    this.#groups.set(group, all);
  }

  /** The look of a series, or of one value of its group. */
  of(series: Series, value?: number | string): Look {
    if (series.group !== undefined && value !== undefined) return this.#inGroup(series, series.group, value);
    const name = series.label === undefined ? {} : { name: symbolText(series.label) };
    if (series.theory === true) {
      const index = this.#theories.indexOf(PUBLIC + (series.label ?? ""));
      const dash = series.style ?? LINE_STYLES[index % LINE_STYLES.length]!;
      const color = series.color === undefined ? INK : CURVE_COLORS[series.color % CURVE_COLORS.length]!;
      return { color, symbol: "x-thin-open", dash, ...name };
    }
    const index = series.color ?? this.#labels.indexOf(keyOf(series));
    return {
      color: CURVE_COLORS[index % CURVE_COLORS.length]!,
      symbol: SYMBOLS[index % SYMBOLS.length]!,
      dash: series.style ?? "solid",
      ...name,
    };
  }

  #inGroup(series: Series, group: string, value: number | string): Look {
    const values = this.#groups.get(group)!;
    const index = values.indexOf(value);
    const ordered = values.every((one) => typeof one === "number");
    const color = ordered ? sequence(values.length)[index]! : CURVE_COLORS[index % CURVE_COLORS.length]!;
    const symbol = SYMBOLS[index % SYMBOLS.length]!;
    // Theory's curves have the colours of the measured ones; the legend names them once, in black.
    if (series.theory === true) return { color, symbol, dash: series.style ?? "dash" };
    const before = series.label === undefined ? "" : symbolText(series.label);
    const text = valueText(value, 4);
    const name = before === "" ? text : `${before} = ${text}`;
    return { color, symbol, dash: series.style ?? "solid", name };
  }
}

function keyOf({ label, table, y }: Series): string {
  return label ?? `${table} ${y}`;
}
