import { describe, expect, it } from "vitest";
import { studyFigure } from "../../src/figures/index.ts";
import type { ImagesSpec } from "../../src/studies/study/index.ts";
import { about, captionOf, plain, table, traces } from "./studyTables.ts";

/** A grid of 2 × 3 pictures, in the upper row of 1 × 1 and in the lower of 2 × 2 pixels. */
const pictures = table(
  [0, 1].flatMap((row) =>
    [0, 1, 2].flatMap((column) => {
      const side = row + 1;
      return Array.from({ length: side * side }, (_, k) => {
        const v = (column + k) / 4;
        return { set: "a", row, column, y: Math.floor(k / side), x: k % side, v, red: v, green: 0, blue: 2 };
      });
    }),
  ),
);

const spec: ImagesSpec = {
  kind: "images",
  name: "faces",
  title: "Faces",
  table: "pictures",
  where: { set: "a" },
  row: "row",
  column: "column",
  y: "y",
  x: "x",
  value: "v",
  rowTitles: ["1 × 1", "2 × 2"],
  groups: [
    { title: "real", columns: 1 },
    { title: "generated", columns: 2 },
  ],
  parameters: { n: 7 },
  notes: ["The same latents."],
};

const draw = (more: Partial<ImagesSpec> = {}) => studyFigure({ ...spec, ...more }, { pictures }, about);

describe("a grid of pictures", () => {
  const figure = draw();
  const images = traces(figure) as unknown as {
    z: number[][][];
    x0: number;
    y0: number;
    dx: number;
    dy: number;
  }[];

  it("has the pixels of each in grey, row by row from the top", () => {
    expect(images).toHaveLength(6);
    expect(images[3]!.z).toEqual([
      [
        [0, 0, 0],
        [64, 64, 64],
      ],
      [
        [128, 128, 128],
        [191, 191, 191],
      ],
    ]);
  });

  it("draws them equally large, squares that do not touch, with a wider gap between groups", () => {
    const left = images.map(({ x0, dx }) => x0 - dx / 2);
    for (const { z, dx, dy } of images) {
      expect(dx * z.length).toBeCloseTo(images[0]!.dx, 9);
      expect(dy).toBe(dx);
    }
    const side = images[0]!.dx;
    expect(left[2]! - left[1]!).toBeGreaterThan(side);
    expect(left[1]! - left[0]!).toBeGreaterThan(left[2]! - left[1]!);
    const { xaxis, yaxis } = plain(figure.layout) as Record<string, { range: number[]; visible: boolean }>;
    expect([xaxis!.visible, yaxis!.visible]).toEqual([false, false]);
    expect(xaxis!.range).toEqual([0, left[2]! + side]);
    expect(yaxis!.range[0]).toBeGreaterThan(yaxis!.range[1]!);
    const margin = figure.layout.margin as { l: number; r: number; t: number; b: number };
    const scale = (figure.width - margin.l - margin.r) / xaxis!.range[1]!;
    expect((figure.height - margin.t - margin.b) / yaxis!.range[0]!).toBeCloseTo(scale, 2);
  });

  it("has titles beside the rows and over the middle of the groups, and a caption", () => {
    const texts = (figure.layout.annotations ?? []).map(({ text, x }) => ({ text, x: Number(x) }));
    expect(texts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["1 × 1", "2 × 2", "real", "generated"]),
    );
    const at = (text: string) => texts.find((one) => one.text === text)!.x;
    expect(at("real")).toBeLessThan(1 / 3);
    expect(at("generated")).toBeGreaterThan(1 / 2);
    expect(captionOf(figure)).toMatch(/n<\/i> = 7.*seed 7/);
    expect(captionOf(figure)).toContain("The same latents.");
  });

  it("has colours where it is asked for them, cut off beyond black and white", () => {
    const [image] = traces(draw({ value: ["red", "green", "blue"] })) as unknown as { z: number[][][] }[];
    expect(image!.z).toEqual([[[0, 0, 255]]]);
  });

  const only = (rows: readonly (readonly [row: number, column: number, y: number, x: number])[]) => {
    const pictures = table(rows.map(([row, column, y, x]) => ({ row, column, y, x, v: 0.5 })));
    const { groups: _, rowTitles: __, where: ___, ...plainSpec } = spec;
    return studyFigure(plainSpec, { pictures }, about);
  };

  it("holds pictures that are not square in the middle of squares of their longer sides", () => {
    const wide = [0, 1].map((x) => [0, 0, 0, x] as const);
    const high = [0, 1, 2].map((y) => [0, 1, y, 0] as const);
    const point = [[0, 2, 0, 0] as const];
    const [first, second, third] = traces(only([...wide, ...high, ...point])) as unknown as typeof images;
    const side = third!.dx;
    const left = ({ x0, dx }: (typeof images)[0]) => x0 - dx / 2;
    const top = ({ y0, dy }: (typeof images)[0]) => y0 - dy / 2;
    const pitch = left(third!) / 2;
    expect([first!.dx, second!.dx]).toEqual([side / 2, side / 3]);
    expect([first!.dy, second!.dy]).toEqual([side / 2, side / 3]);
    expect([left(first!), top(first!)]).toEqual([0, side / 4]);
    expect(left(second!)).toBeCloseTo(pitch + side / 3, 9);
    expect(top(second!)).toBeCloseTo(0, 9);
  });

  it.each([
    ["row", [0.5, 0, 0, 0], /^pictures\.row: must be whole numbers from 0 to 65535, not 0\.5/],
    ["column", [0, -1, 0, 0], /^pictures\.column: .*not -1/],
    ["y", [0, 0, Number.NaN, 0], /^pictures\.y: .*not NaN/],
    ["x", [0, 0, 0, 2 ** 40], /^pictures\.x: .*not 1099511627776/],
  ] as const)("is refused where a %s is no place", (_, row, problem) => {
    expect(() => only([row])).toThrow(problem);
  });

  it("is refused where pixels are missing", () => {
    const at = (y: number, x: number) => [0, 1, y, x] as const;
    expect(() => only([at(1, 0)])).toThrow(/^pictures\.y: the picture in row 0, column 1 has no line 0$/);
    expect(() => only([at(0, 0), at(0, 2)])).toThrow(/^pictures\.x: .* lacks pixels in line 0$/);
    expect(() => only([at(0, 0), at(1, 0), at(1, 1)])).toThrow(/lacks pixels in line 0$/);
  });

  it("is refused without a column, without rows, and with more groups than columns", () => {
    expect(() => draw({ value: "w" })).toThrow(/no column "w"/);
    expect(() => draw({ where: { set: "b" } })).toThrow(/no row of pictures/);
    expect(() => draw({ groups: [{ title: "all", columns: 4 }] })).toThrow(/4 columns, but the pictures 3/);
  });
});
