import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, test } from "vitest";
import { loadDocument } from "../../src/cli/documents.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { resolveScan, resolveSim } from "../../src/sim/index.ts";
import { targets } from "../../src/targets/index.ts";
import { leastDocument, noFiles } from "../sim/documents.ts";
import { expectInputError } from "./inputErrorAt.ts";
import { greyPng, png, readerOf } from "./pngFiles.ts";

const first = greyPng(4, 4, (row, column) => 17 * (row + column));
const second = greyPng(4, 4, (row) => 51 * row);
const red = png({
  width: 4,
  height: 4,
  data: new Uint8Array(48).map((_, k) => (k % 3 === 0 ? 255 : 0)),
  channels: 3,
});
const files = {
  "set/b.png": second,
  "set/a.PNG": first,
  "set/readme.txt": new Uint8Array(3),
  "set/c.png": red,
};
const read = readerOf(files);
const sim = (target: object) => ({ ...leastDocument(), target: { kind: "images", path: "set", ...target } });
const drawn = (target: object, from = read) => {
  const spec = resolveSim(sim(target), from);
  return targets.build(spec.target).draw(randomStream(1));
};

describe("a folder of PNG files", () => {
  it("is taken in the order of names, a point each, and held by the resolved sim", () => {
    const spec = resolveSim(sim({}), read);
    expect(spec.origin).toEqual({ target: "set" });
    expect(resolveSim(spec, noFiles)).toEqual(spec);
    const { points, masses, dimension, modes, kind } = targets.build(spec.target).draw(randomStream(1));
    expect([kind, dimension, ...masses]).toEqual(["images", 16, 1 / 3, 1 / 3, 1 / 3]);
    expect([...points.slice(0, 5)]).toEqual([0, 17, 34, 51, 17].map((value) => value / 255));
    expect([...points.slice(16, 24)]).toEqual([0, 0, 0, 0, 0.2, 0.2, 0.2, 0.2]);
    expect(points[32]).toBeCloseTo(0.299, 4);
    expect(modes.centres).toEqual(points);
  });

  it("is averaged to a side, cut to the first rows, and centred", () => {
    expect([...drawn({ side: 2, rows: 2 }).points]).toEqual(
      [17, 51, 51, 85, 25.5, 25.5, 127.5, 127.5].map((value) => Math.round((65535 * value) / 255) / 65535),
    );
    const { points } = drawn({ centre: true });
    for (let a = 0; a < 16; a++) expect(points[a]! + points[16 + a]! + points[32 + a]!).toBeCloseTo(0, 12);
  });

  it("gives colours, three numbers a pixel", () => {
    const { points, dimension } = drawn({ channels: "rgb", side: 1 });
    expect(dimension).toBe(3);
    expect([...points.slice(6)]).toEqual([1, 0, 0]);
    expect(new Set(points.slice(0, 3)).size).toBe(1);
  });

  it("gives one mode for equal pictures", () => {
    const twice = readerOf({ "set/a.png": first, "set/b.png": first });
    const { modes, masses } = drawn({}, twice);
    expect([masses.length, ...modes.masses]).toEqual([2, 1]);
  });

  it("may be one file", () => {
    expect(drawn({ path: "set/b.png" }).masses).toEqual(Float64Array.of(1));
  });

  const odd = readerOf({ "set/a.png": first, "set/b.png": greyPng(6, 5, () => 9) });
  test.each([
    [
      "no PNG in it",
      readerOf({ "set/x.jpg": first }),
      {},
      "target.path",
      /set: has no file whose name ends in \.png/,
    ],
    [
      "a broken one",
      readerOf({ "set/a.png": first.slice(0, 40) }),
      {},
      "target.path",
      /set: a\.png cannot be read/,
    ],
    [
      "pictures of several sizes",
      odd,
      {},
      "target.path",
      /b\.png has 6 × 5 pixels, but a\.png 4 × 4.*`side`/,
    ],
    [
      "no squares",
      readerOf({ "set/a.png": greyPng(6, 5, () => 9) }),
      {},
      "target.path",
      /6 × 5 pixels, no square/,
    ],
    [
      "squares that are too large to be held as they are",
      readerOf({ "set/a.png": greyPng(2001, 2001, () => 9) }),
      {},
      "target.path",
      /^set: a\.png has 2001 × 2001 pixels, more than 2000 along a side; give a `side`/,
    ],
    [
      "one that is too small",
      odd,
      { side: 5 },
      "target.side",
      /a\.png in set has 4 × 4 pixels: too few for side 5/,
    ],
    ["too few", read, { rows: 4 }, "target.rows", /at most 3, the number of images in set/],
  ])("is refused with %s", (_, reader, target, path, problem) => {
    expectInputError(() => resolveSim(sim(target), reader), path, problem);
  });

  it("is refused where all together are too large, before anything is unpacked", () => {
    const many = readerOf(
      Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`set/${k}.png`, new Uint8Array(0)])),
    );
    expectInputError(
      () => resolveSim(sim({ side: 2000 }), many),
      "target.rows",
      /5 images of 2000 × 2000 pixels/,
    );
  });

  it("of several sizes is averaged to one side", () => {
    expect(drawn({ side: 4 }, odd).masses.length).toBe(2);
  });

  it("is refused where there is nothing that reads folders, and where the text in a manifest is cut", () => {
    expectInputError(() => resolveSim(sim({}), noFiles), "target.path", /only texts can be read here/);
    const spec = resolveSim(sim({}), read);
    const pixels = { ...(spec.target.pixels as object), count: 4 };
    const cut = { ...spec, target: { ...spec.target, pixels } };
    expectInputError(() => resolveSim(cut, noFiles), "target.pixels.data", /must hold 64 numbers/);
  });
});

describe("a scan over pictures", () => {
  const scan = (axes: object[]) => ({ sim: sim({}), axes });

  it("may average them further, and is told where it asks for more than there is", () => {
    const resolved = resolveScan(scan([{ path: "target.side", values: [1, 2, 4] }]), read);
    expect(resolved.sim.target.pixels).toMatchObject({ side: 4, count: 3 });
    expectInputError(
      () => resolveScan(scan([{ path: "target.side", values: [2, 8] }]), read),
      "axes[0].values[1]",
      /target\.side: must be at most 4, that of the images held here/,
    );
  });

  it("may name folders among its targets", () => {
    const values = [
      { kind: "images", path: "set", side: 2 },
      { kind: "ring", modes: 3, radius: 1 },
    ];
    const { axes } = resolveScan({ sim: leastDocument(), axes: [{ path: "target", values }] }, read);
    expect(axes[0]!.values![0]).toMatchObject({ pixels: { side: 2, count: 3 } });
  });
});

describe("the command line", () => {
  const folder = mkdtempSync(join(tmpdir(), "ganphase-png-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "set"));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const load = (target: object) => {
    const file = join(folder, "sim.json");
    writeFileSync(file, JSON.stringify(sim(target)));
    return loadDocument(file, { set: [] });
  };

  it("reads a folder beside the sim file, and one file of it", () => {
    expect(load({})).toMatchObject({ kind: "run", spec: { target: { pixels: { count: 3, side: 4 } } } });
    expect(load({ path: "set/a.PNG" })).toMatchObject({ spec: { target: { pixels: { count: 1 } } } });
  });

  it("says that a folder is missing, with the nearest name", () => {
    expectInputError(
      () => load({ path: "sets" }),
      "target.path",
      /sets: no such file; did you mean ".*set"\?/,
    );
    expectInputError(() => load({ path: "set/a.PNG/x" }), "target.path", /no such file/);
  });
});
