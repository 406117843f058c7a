import { describe, expect, it } from "vitest";
import { OUTCOMES, studyFigure } from "../../src/figures/index.ts";
import type { MapPanel, MapSpec, QuiverSpec } from "../../src/studies/study/index.ts";
import { about, captionOf, legend, plain, table, tables, traces } from "./studyTables.ts";

const x = { label: "coupling", symbol: "γ" };
const y = { label: "discriminator step", symbol: "η_d", scale: "log" } as const;
const tiles = { table: "cells", x: "gamma", y: "eta" };

function map(panel: Partial<MapPanel> & Pick<MapPanel, "tiles">, more: Partial<MapSpec> = {}): MapSpec {
  return { kind: "map", name: "phases", title: "Phases", panels: [{ x, y, ...panel }], ...more };
}

describe("a map of outcomes", () => {
  const figure = studyFigure(map({ tiles: { ...tiles, category: "outcome" } }), tables, about);

  it("has a tile a cell, paler where replicas disagree, and a legend in the usual order", () => {
    const [heat, veil] = traces(figure);
    expect(heat!.z).toEqual([
      [0, 2],
      [0, 2],
      [1, 2],
    ]);
    expect(veil!.z).toEqual([
      [0, 0],
      [0, 0],
      [0.5, 0.5],
    ]);
    expect(legend(figure)).toEqual(
      OUTCOMES.filter((kind) => ["covered", "collapsed", "diverged"].includes(kind)),
    );
    const caption = captionOf(figure);
    expect(caption).toContain("Paler tiles");
  });

  it("reaches from the outer edge to the outer edge of its tiles", () => {
    const { xaxis, yaxis } = plain(figure.layout) as Record<string, { range: number[] }>;
    expect(xaxis!.range).toEqual([-0.25, 0.75]);
    expect(yaxis!.range[0]).toBeCloseTo(-1.5, 9);
    expect(yaxis!.range[1]).toBeCloseTo(1.5, 9);
  });
});

describe("a map of numbers", () => {
  it("shows the mean over replicas on one colour bar, on a log scale if asked for", () => {
    const value = { label: "time (steps)", symbol: "τ", scale: "log" } as const;
    const figure = studyFigure(map({ tiles: { ...tiles, value: "time" } }, { value }), tables, about);
    const [heat] = traces(figure);
    const z = heat!.z as number[][];
    expect(10 ** z[1]![0]!).toBeCloseTo(150, 9);
    expect(heat).toMatchObject({ showscale: true, zmin: Math.log10(15), zmax: Math.log10(1500) });
    const bar = heat!.colorbar as { title: { text: string }; ticktext: string[] };
    expect(bar.title.text).toBe("time (steps) <i>τ</i>");
    expect(bar.ticktext).toEqual(["100", "1000"]);
  });

  it("has contours, and points with bars over it that are drawn light below", () => {
    const boundary = table([{ g: 0.25, e: 1, low: 0.2, high: 0.4 }]);
    const one = map(
      {
        tiles: { ...tiles, value: "time", contours: [{ level: 500, label: "half" }] },
        series: [
          { table: "b", x: "g", y: "e", xLow: "low", xHigh: "high", marks: "points", label: "measured" },
        ],
      },
      { value: { label: "time" } },
    );
    const figure = studyFigure(one, { ...tables, b: boundary }, about);
    expect(legend(figure)).toEqual(["half", "measured"]);
    const drawn = traces(figure);
    const line = drawn.find(({ name }) => name === "half")!;
    const between = (line.y as (number | null)[]).filter((value) => value !== null);
    for (const value of between) {
      expect(value).toBeGreaterThan(1);
      expect(value).toBeLessThan(10);
    }
    expect(between.length).toBeGreaterThan(1);
    const [light, dark] = drawn.slice(-2) as { error_x?: { color: string; arrayminus: number[] } }[];
    expect(light!.error_x!.color).toBe("white");
    expect(dark!.error_x!.arrayminus[0]).toBeCloseTo(0.05, 12);
  });

  it("that diverges is white at zero", () => {
    const signed = table(
      [-1, 2].map((v, k) => ({ gamma: k, eta: 1, v })).concat([{ gamma: 0, eta: 2, v: 0 }]),
    );
    const one = map({ tiles: { ...tiles, value: "v" } }, { diverging: true, value: { label: "difference" } });
    expect(traces(studyFigure(one, { cells: signed }, about))[0]).toMatchObject({ zmin: -2, zmax: 2 });
  });

  it("refuses tiles of nothing, and of both a value and a category", () => {
    const both = map({ tiles: { ...tiles, value: "time", category: "outcome" } });
    expect(() => studyFigure(both, tables, about)).toThrow(
      "panels[0].tiles: have either a value or a category",
    );
    const none = map({ tiles: { ...tiles, value: "time", where: { eta: 3 } } });
    expect(() => studyFigure(none, tables, about)).toThrow("no row of cells is in this panel");
  });
});

describe("a vector field", () => {
  const spec = (equal: boolean): QuiverSpec => ({
    kind: "quiver",
    name: "fields",
    title: "Fields",
    panels: [
      {
        x: { label: "generator", symbol: "θ" },
        y: { label: "discriminator", symbol: "ψ" },
        arrows: { table: "arrows", x: "x", y: "y", dx: "dx", dy: "dy", equal },
        series: [{ table: "path", x: "x", y: "y", marks: "ends", label: "flow" }],
      },
    ],
  });

  /** Shafts: the first two of every five points. */
  function shafts(equal: boolean) {
    const [drawn] = traces(studyFigure(spec(equal), tables, about));
    const [xs, ys] = [drawn!.x as number[], drawn!.y as number[]];
    return Array.from({ length: xs.length / 6 }, (_, k) => {
      const at = 6 * k;
      return {
        middle: [(xs[at]! + xs[at + 1]!) / 2, (ys[at]! + ys[at + 1]!) / 2],
        vector: [xs[at + 1]! - xs[at]!, ys[at + 1]! - ys[at]!],
      };
    });
  }

  it("has an arrow at every point but the fixed one, along the field and as long as it is strong", () => {
    const found = shafts(false);
    expect(found).toHaveLength(8);
    for (const { middle, vector } of found) {
      const [px, py] = middle as [number, number];
      expect(vector[0]! * px + vector[1]! * py).toBeCloseTo(0, 9);
      expect(px * vector[1]! - py * vector[0]!).toBeGreaterThan(0);
    }
    const length = ({ vector }: { vector: number[] }) => Math.hypot(vector[0]!, vector[1]!);
    const [corner, side] = [found[0]!, found[1]!];
    expect(length(corner) / length(side)).toBeCloseTo(Math.SQRT2, 9);
    const even = shafts(true).map(length);
    expect(Math.max(...even)).toBeCloseTo(Math.min(...even), 9);
  });

  it("scales both axes alike and marks the ends of the trajectory", () => {
    const figure = studyFigure(spec(false), tables, about);
    expect((plain(figure.layout) as { yaxis: object }).yaxis).toMatchObject({
      scaleanchor: "x",
      scaleratio: 1,
    });
    const { size } = traces(figure)[1]!.marker as { size: number[] };
    expect(size.filter((one) => one > 0)).toHaveLength(2);
    expect(legend(figure)).toEqual(["flow"]);
  });
});
