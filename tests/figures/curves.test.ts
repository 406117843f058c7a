import { describe, expect, it } from "vitest";
import { studyFigure } from "../../src/figures/index.ts";
import type { CurvesSpec, PanelOf, Series } from "../../src/studies/study/index.ts";
import { about, captionOf, legend, plain, table, tables, traces } from "./studyTables.ts";

const x = { label: "coupling", symbol: "γ" };
const y = { label: "covered modes", symbol: "C" };
const series: Series = { table: "order", x: "g", y: "m", low: "low", high: "high", group: "N", label: "N" };

function spec(panels: readonly PanelOf[], more: Partial<CurvesSpec> = {}): CurvesSpec {
  return { kind: "curves", name: "order-parameter", title: "Order", panels, ...more };
}

const byLoss = ["ipm", "hinge"].map((loss) => ({
  title: loss,
  x,
  y,
  series: [{ ...series, where: { loss } }],
}));

type AxisLayout = { title: { text: string }; range: number[]; showticklabels?: boolean; type: string };
const axis = (figure: { layout: unknown }, name: string) =>
  (figure.layout as Record<string, AxisLayout>)[name]!;

describe("curves of a study", () => {
  it("are one a value of the group, its numbers those of its rows, with bars to low and high", () => {
    const figure = studyFigure(spec([byLoss[0]!]), tables, about);
    const drawn = traces(figure);
    expect(drawn).toHaveLength(3);
    expect(drawn[1]!.x).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect((drawn[1]!.y as number[])[2]).toBe(0.5);
    const bars = drawn[1]!.error_y as { array: number[]; arrayminus: number[] };
    expect(bars.array[2]).toBeCloseTo(0.1, 12);
    expect(bars.arrayminus[2]).toBeCloseTo(0.05, 12);
    expect(figure.name).toBe("order-parameter");
  });

  it("have the same look in all panels and one entry a value in the legend", () => {
    const figure = studyFigure(spec(byLoss), tables, about);
    expect(legend(figure)).toEqual(["<i>N</i> = 16", "<i>N</i> = 32", "<i>N</i> = 64"]);
    const marker = (k: number) => plain(traces(figure)[k]!.marker);
    for (const k of [0, 1, 2]) expect(marker(k)).toEqual(marker(k + 3));
    const symbols = [0, 1, 2].map((k) => (marker(k) as { symbol: string }).symbol);
    expect(new Set(symbols).size).toBe(3);
  });

  it("share an axis that shows the same in all panels, labelled once, and else have their own", () => {
    const shared = studyFigure(spec(byLoss), tables, about);
    expect(axis(shared, "yaxis2").showticklabels).toBe(false);
    expect(axis(shared, "yaxis2").range).toEqual(axis(shared, "yaxis").range);
    expect(axis(shared, "xaxis2").title.text).toBe("coupling <i>γ</i>");
    const own = [byLoss[0]!, { ...byLoss[1]!, y: { label: "variance", symbol: "V" } }];
    const apart = studyFigure(spec(own), tables, about);
    expect(axis(apart, "yaxis2").showticklabels).toBeUndefined();
    expect(axis(apart, "yaxis2").title.text).toBe("variance <i>V</i>");
    expect(apart.width).toBeGreaterThan(shared.width);
  });

  it("of theory are black lines below the measurement, in another dash for each label", () => {
    const theory = (label: string): Series => ({ table: "order", x: "g", y: "m", theory: true, label });
    const figure = studyFigure(
      spec([{ x, y, series: [{ ...series, group: "loss" }, theory("mean field"), theory("exact")] }]),
      tables,
      about,
    );
    const lines = traces(figure).slice(0, 2) as unknown as { mode: string; line: Record<string, string> }[];
    expect(lines.map(({ mode }) => mode)).toEqual(["lines", "lines"]);
    expect(lines[0]!.line.color).toBe("#1a1a1a");
    expect(lines[0]!.line.dash).not.toBe(lines[1]!.line.dash);
    expect(legend(figure)).toEqual(["mean field", "exact", "<i>N</i> = ipm", "<i>N</i> = hinge"]);
  });

  it("leave gaps where a log axis has no place, and end bars that reach to zero inside the panel", () => {
    const rows = [0.001, 0, 10].map((value) => ({
      x: value + 1,
      y: value,
      low: value - 0.01,
      high: value + 1,
    }));
    const figure = studyFigure(
      spec([
        {
          x: { label: "x" },
          y: { label: "y", scale: "log" },
          series: [{ table: "t", x: "x", y: "y", low: "low", high: "high" }],
        },
      ]),
      { t: table(rows) },
      about,
    );
    const [drawn] = traces(figure);
    expect(drawn!.y).toEqual([0.001, null, 10]);
    const { arrayminus } = drawn!.error_y as { arrayminus: number[] };
    expect(0.001 - arrayminus[0]!).toBeGreaterThan(0);
    const [from] = axis(figure, "yaxis").range;
    expect(from).toBeGreaterThan(-4.5);
    expect(from).toBeLessThan(-3);
  });

  it("carry labelled marks with intervals and words, each in its own panel", () => {
    const marked: PanelOf = {
      ...byLoss[1]!,
      vertical: [{ at: 0.5, label: "γ_c", low: 0.4, high: 0.6 }],
      horizontal: [{ at: 0.5, label: "half" }],
      texts: [{ x: 0.2, y: 0.2, text: "collapsed" }],
    };
    const figure = studyFigure(spec([byLoss[0]!, marked]), tables, about);
    const { shapes, annotations } = plain(figure.layout) as {
      shapes: Record<string, unknown>[];
      annotations: Record<string, unknown>[];
    };
    expect(shapes).toHaveLength(3);
    for (const shape of shapes) expect([shape.xref, shape.yref].join(" ")).toMatch(/x2.*y2/);
    const label = annotations.find(({ text }) => text === "<i>γ</i><sub>c</sub>")!;
    expect(label.x).toBeGreaterThan(0.5);
    expect(annotations.find(({ text }) => text === "collapsed")).toMatchObject({ xref: "x2", yref: "y2" });
    expect(legend(figure)).toContain("half");
  });

  it("stand over categories at the values' places", () => {
    const category = { label: "loss", scale: "category", values: ["hinge", "ipm"] } as const;
    const one: Series = { table: "order", x: "loss", y: "m", where: { N: 16, g: 0.5 }, marks: "points" };
    const figure = studyFigure(spec([{ x: category, y, series: [one] }]), tables, about);
    expect(traces(figure)[0]!.x).toEqual([1, 0]);
    expect(axis(figure, "xaxis") as unknown).toMatchObject({
      ticktext: ["hinge", "ipm"],
      range: [-0.5, 1.5],
    });
    const missing = { ...category, values: ["ipm"] };
    const bad = () => studyFigure(spec([{ x: missing, y, series: [one] }]), tables, about);
    expect(bad).toThrow('panels[0].order.loss: "hinge" is not among the values of the axis');
  });

  it("name in the caption where they come from", () => {
    const figure = studyFigure(
      spec(byLoss, { parameters: { η_d: 0.1 }, notes: ["Bars: 95 % of γ."] }),
      tables,
      about,
    );
    const caption = captionOf(figure);
    for (const part of [
      "transition",
      "<i>η</i><sub>d</sub> = 0.1",
      "seed 7",
      "webasm",
      "0.1.0",
      "of <i>γ</i>.",
    ])
      expect(caption).toContain(part);
  });

  it("of a table or column that is not there are refused with the nearest name", () => {
    const wrong = (changes: Partial<Series>) => () =>
      studyFigure(spec([{ x, y, series: [{ ...series, ...changes }] }]), tables, about);
    expect(wrong({ table: "oder" })).toThrow(
      'panels[0].table: the study has no table "oder"; did you mean "order"?',
    );
    expect(wrong({ low: "lov" })).toThrow('order: has no column "lov"; did you mean "low"?');
    expect(wrong({ where: { losss: "ipm" } })).toThrow('has no column "losss"; did you mean "loss"?');
    expect(() => studyFigure({ ...spec(byLoss), kind: "curve" } as never, tables, about)).toThrow(
      'kind: unknown figure "curve"',
    );
  });
});
