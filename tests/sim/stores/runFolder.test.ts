import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Table } from "../../../src/sim/index.ts";
import { claimRunFolder, jsonText, readJson, runFolder, writeJson } from "../../../src/sim/stores/index.ts";

interface Manifest {
  readonly seed: number;
}

let folder = "";
let made = 0;
const fresh = () => join(folder, `run-${made++}`);
const conflict = (seed: number) => (found: Manifest) =>
  found.seed === seed ? undefined : `seed is ${found.seed} there and ${seed} here`;
const rows: Table = {
  length: 2,
  columns: { cell: Int32Array.of(0, 1), strength: Float64Array.of(0.1, Number.NaN) },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ganphase-folders-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a run folder", () => {
  test("is made with the first thing that is written", async () => {
    const path = fresh();
    const run = runFolder<Manifest>(path);
    expect(await run.manifest()).toBeUndefined();
    expect(await run.outcome()).toBeUndefined();
    expect(await run.table("trajectory")).toBeUndefined();
    expect(await run.parts()).toEqual([]);
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
    await run.writeManifest({ seed: 1 });
    expect(await readdir(path)).toEqual(["manifest.json"]);
  });

  test("gives back what was put into it, under the names that the documentation tells", async () => {
    const path = fresh();
    const run = runFolder<Manifest>(path);
    await run.writeManifest({ seed: 4 });
    await run.writeOutcome([{ kind: "covered", step: 640 }]);
    for (const name of ["trajectory", "observables", "field"] as const) await run.writeTable(name, rows);
    for (const part of [12, 0, 100_000]) await run.writePart(part, rows);
    const later = runFolder<Manifest>(path);
    expect(await later.manifest()).toEqual({ seed: 4 });
    expect(await later.outcome()).toEqual([{ kind: "covered", step: 640 }]);
    expect(await later.table("field")).toEqual(rows);
    expect(await later.parts()).toEqual([0, 12, 100_000]);
    expect(await later.readPart(12)).toEqual(rows);
    expect((await readdir(path)).sort()).toEqual([
      "cells",
      "field.parquet",
      "manifest.json",
      "observables.parquet",
      "outcome.json",
      "trajectory.parquet",
    ]);
    expect((await readdir(join(path, "cells"))).sort()).toEqual([
      "part-00000.parquet",
      "part-00012.parquet",
      "part-100000.parquet",
    ]);
  });
});

describe("claiming a folder", () => {
  test("that does not exist or is empty succeeds and creates nothing", async () => {
    const path = fresh();
    await claimRunFolder(path, conflict(1));
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
    await mkdir(path);
    await claimRunFolder(path, conflict(1));
    expect(await readdir(path)).toEqual([]);
  });

  test("with the same run succeeds, keeps what is there and removes what was never finished", async () => {
    const path = fresh();
    const run = runFolder<Manifest>(path);
    await run.writeManifest({ seed: 1 });
    await run.writePart(3, rows);
    await writeFile(join(path, ".unfinished-manifest.json-0"), "{");
    await writeFile(join(path, "cells", ".unfinished-part-00004.parquet-0"), "PAR1");
    const claimed = await claimRunFolder(path, conflict(1));
    expect(await claimed.parts()).toEqual([3]);
    expect(await readdir(path)).toEqual(["cells", "manifest.json"]);
    expect(await readdir(join(path, "cells"))).toEqual(["part-00003.parquet"]);
  });

  test("with only the leftovers of a killed program succeeds", async () => {
    const path = fresh();
    await mkdir(path);
    await writeFile(join(path, ".unfinished-manifest.json-0"), "{");
    await claimRunFolder(path, conflict(1));
    expect(await readdir(path)).toEqual([]);
  });

  test.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    [
      "another run",
      (path) => runFolder(path).writeManifest({ seed: 2 }),
      /^--out: .* holds another run: seed is 2 there and 1 here; choose another folder$/,
    ],
    [
      "a broken manifest",
      (path) => mkdir(path).then(() => writeFile(join(path, "manifest.json"), "{")),
      /^--out: .* holds a manifest that cannot be read \(.*line 1, column 2/,
    ],
    [
      "a manifest of something else",
      (path) => mkdir(path).then(() => writeFile(join(path, "manifest.json"), "3")),
      /^--out: .* holds other files and no run/,
    ],
    [
      "other files",
      (path) => mkdir(path).then(() => writeFile(join(path, "thesis.tex"), "")),
      /^--out: .* holds other files and no run/,
    ],
    ["no folder", (path) => writeFile(path, ""), /^--out: .* is not a folder$/],
  ])("that holds %s is refused and left as it is", async (_, make, message) => {
    const path = fresh();
    await make(path);
    const before = (await stat(path)).isDirectory() ? await readdir(path) : [];
    const claim = claimRunFolder<Manifest>(path, conflict(1));
    await expect(claim).rejects.toMatchObject({ name: "InputError", path: "--out" });
    await expect(claim).rejects.toThrow(message);
    expect((await stat(path)).isDirectory() ? await readdir(path) : []).toEqual(before);
  });
});

describe("JSON files", () => {
  test("hold what JSON.stringify would, lists of numbers on one line", () => {
    const value = {
      a: [1, 2.5],
      b: {
        c: [
          [0, 1],
          [2, 3],
        ],
        d: [],
        e: {},
      },
      f: "x\n",
      g: null,
      h: [{ i: true }],
      j: undefined,
    };
    expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    expect(jsonText({ a: [1, 2], b: ["[", "{"] })).toBe('{\n  "a": [1, 2],\n  "b": ["[", "{"]\n}');
  });

  test("spell out the numbers that JSON lacks, and keep −0", async () => {
    const path = join(folder, "numbers.json");
    await writeJson(path, [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -0,
      Float64Array.of(1),
    ]);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(["NaN", "Infinity", "-Infinity", -0, [1]]);
    expect(Object.is(((await readJson(path)) as number[])[3], -0)).toBe(true);
  });
});
