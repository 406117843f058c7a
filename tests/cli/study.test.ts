import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Interrupted } from "../../src/cli/command.ts";
import { program } from "../../src/cli/program.ts";
import { silent } from "../../src/cli/progress.ts";
import { readied, reproduced } from "../../src/cli/reproduction.ts";
import { readTable } from "../../src/sim/stores/index.ts";
import { inline } from "../../src/studies/index.ts";
import type { Study } from "../../src/studies/study/index.ts";
import { simDocument } from "../studies/fixtures.ts";
import { smallStudy } from "../studies/smallStudy.ts";
import { Workplace } from "./workplace.ts";

const place = new Workplace();
afterAll(() => place.remove());

/** Runs a command line with studies of the test's own and no threads. */
async function call(
  argv: readonly string[],
  studies: readonly Study[] = [smallStudy()],
  signal = new AbortController().signal,
) {
  let [stdout, stderr] = ["", ""];
  const terminal = {
    out: (text: string) => {
      stdout += text;
    },
    err: (text: string) => {
      stderr += text;
    },
    interactive: false,
    columns: 80,
  };
  const own = { studies, executor: () => inline() };
  const surroundings = { terminal, signal, version: "1.2.3", debug: false, own };
  return { code: await program(argv, surroundings), stdout, stderr };
}

const out = place.path("out");
let file = "";
beforeAll(() => {
  file = place.write("study.json", { study: "small", name: "a small study", backend: "cpu" });
  place.write("sim.json", simDocument);
});

const json = (...names: string[]) => JSON.parse(readFileSync(place.path(...names), "utf8"));

describe("ganphase run of a study file", () => {
  it("killed between two scans goes on with what is there", async () => {
    const dying = smallStudy(() => {
      throw new Error("killed");
    });
    const killed = await call(["run", file, "--out", out, "--no-figures"], [dying]);
    expect(killed).toMatchObject({ code: 1, stdout: "" });
    expect(killed.stderr).toContain("ganphase: killed");
    expect(json("out/manifest.json")).toMatchObject({ kind: "study", status: "running" });
    const part = place.path("out/first/cells/part-00000.parquet");
    const written = statSync(part).mtimeMs;
    expect(existsSync(place.path("out/second"))).toBe(false);
    const { code, stdout, stderr } = await call(["run", file, "--out", out, "--no-figures"]);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/^backend: cpu, /m) });
    expect(statSync(part).mtimeMs).toBe(written);
    expect(stdout).toMatch(/^figure, claim +theory +measured +difference +agrees$/m);
    expect(stdout).toMatch(/^a small study, /m);
    expect(stdout).toMatch(/^cells +4 +4 +0 +yes$/m);
  });

  it("leaves a folder of Parquet files, scans and a result", async () => {
    const names = [
      "errors.parquet",
      "first",
      "kept",
      "line.parquet",
      "manifest.json",
      "result.json",
      "second",
    ];
    expect(readdirSync(out).sort()).toEqual(names);
    const errors = await readTable(place.path("out/errors.parquet"));
    expect(Object.keys(errors.columns)).toEqual(["strength", "error"]);
    expect(errors.length).toBe(6);
    expect(json("out/manifest.json")).toMatchObject({ status: "done", scale: 1, backend: "cpu", seed: 1 });
    expect(json("out/second/manifest.json")).toMatchObject({ kind: "scan", status: "done", cells: 4 });
    expect(json("out/result.json").comparisons).toHaveLength(1);
  });

  it("gives one JSON object with --json, and --scale makes it larger", async () => {
    const argv = ["run", file, "--out", place.path("large"), "--json", "--no-figures", "--scale", "2.5"];
    const { code, stdout } = await call(argv);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      command: "run",
      study: "small",
      scale: 2.5,
      comparisons: [{ measured: "10", passes: true }],
      failed: 0,
      tables: ["errors", "line"],
    });
    expect(json("large/manifest.json")).toMatchObject({ scale: 2.5, study: { scale: 2.5 } });
  });

  it("interrupted keeps what is done, exits with 130 and says how to go on", async () => {
    const abortion = new AbortController();
    const study = smallStudy(() => abortion.abort(new Interrupted()));
    const stopped = place.path("stopped");
    const argv = ["run", file, "--out", stopped, "--json", "--no-figures"];
    const { code, stdout, stderr } = await call(argv, [study], abortion.signal);
    expect(code).toBe(130);
    expect(stderr).toContain(`interrupted; finished parts are kept in ${stopped}, the same command goes on`);
    expect(JSON.parse(stdout)).toMatchObject({ error: { kind: "interrupted" } });
    expect(existsSync(place.path("stopped/first/cells/part-00000.parquet"))).toBe(true);
  });

  it("refuses the folder of another study", async () => {
    const other = await call(["run", file, "--out", out, "--no-figures", "--set", "options.count=5"]);
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/^ganphase: --out: .*options\.count is 4 there and 5 here/);
  });

  it.each([
    [["check"], { study: "smal" }, 'study: unknown study "smal"; did you mean "small"'],
    [
      ["check"],
      { study: "small", options: { cuont: 4 } },
      'options.cuont: unknown option; did you mean "count"',
    ],
    [["run"], { study: "small", options: { count: 1 } }, "options.count: must be at least 2, not 1"],
    [["run", "--scale", "0"], { study: "small" }, '--scale: must be a number above 0, not "0"'],
    [["run", "--scale", "2"], simDocument, "--scale: is for studies"],
    [["run", "--threads", "2"], simDocument, "--threads: is for studies and scans"],
    [["scan"], { study: "small" }, "is a study file; `ganphase run` runs it"],
  ])("exits with 2 and names the place: %j %j", async ([command, ...rest], document, message) => {
    const wrong = place.write("wrong.json", document);
    const { code, stderr } = await call([command!, wrong, ...rest]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("is checked without being run", async () => {
    const { code, stdout } = await call(["check", file, "--scale", "3"]);
    expect(code).toBe(0);
    expect(stdout).toBe('ok: a study "small" at scale 3; options: strengths [0.1,0.2,0.4], count 4\n');
    const told = await call(["check", file, "--json"]);
    expect(JSON.parse(told.stdout)).toMatchObject({ ok: true, kind: "study", options: { count: 4 } });
  });
});

describe("ganphase reproduce of a study", () => {
  const workshop = () => ({
    root: place.path("plots"),
    executor: () => inline(),
    easel: undefined,
    version: "1.2.3",
    meter: silent,
    signal: new AbortController().signal,
  });

  async function reproduce(scale: number, version = "1.2.3") {
    const [ready] = readied([{ name: "topic/small", file }], { set: [], scale }, [smallStudy()]);
    return reproduced(ready!, { ...workshop(), version });
  }

  const part = (scan: string) => place.path("plots/topic/small", scan, "cells/part-00000.parquet");

  it("compares with theory, and at another scale repeats only the scans that differ", async () => {
    const { comparisons, outcomes, name } = await reproduce(1);
    expect({ name, outcomes }).toEqual({ name: "topic/small", outcomes: {} });
    expect(comparisons[0]).toMatchObject({ claim: "cells", measured: "4" });
    const first = statSync(part("first")).mtimeMs;
    const second = statSync(part("second")).mtimeMs;
    const larger = await reproduce(2);
    expect(larger.comparisons[0]).toMatchObject({ measured: "8" });
    expect(statSync(part("first")).mtimeMs).toBe(first);
    expect(statSync(part("second")).mtimeMs).toBeGreaterThan(second);
    expect(json("plots/topic/small/manifest.json")).toMatchObject({ status: "done", scale: 2 });
  });

  it("makes everything again with another version of the program", async () => {
    const first = statSync(part("first")).mtimeMs;
    await reproduce(2, "2.0.0");
    expect(statSync(part("first")).mtimeMs).toBeGreaterThan(first);
    expect(json("plots/topic/small/first/manifest.json").package.version).toBe("2.0.0");
  });

  it("leaves other people's files alone", async () => {
    const own = place.path("plots/topic/small/notes.txt");
    writeFileSync(own, "mine");
    await reproduce(1);
    expect(readFileSync(own, "utf8")).toBe("mine");
  });
});

describe("ganphase plot of a study's folder", () => {
  it("draws from the folder alone, the same each time", async () => {
    const page = place.path("out/error.html");
    const first = await call(["plot", out, "--json"], []);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ command: "plot", kind: "study" });
    const text = readFileSync(page, "utf8");
    expect(text).toContain("a small study");
    expect(text).toContain("Error after 60 steps");
    expect((await call(["plot", out, "--quiet"], [])).code).toBe(0);
    expect(readFileSync(page, "utf8")).toBe(text);
  });

  it("says what is missing in it", async () => {
    const result = readFileSync(place.path("out/result.json"), "utf8");
    writeFileSync(place.path("out/result.json"), result.replaceAll('"errors"', '"erors"'));
    const { code, stderr } = await call(["plot", out], []);
    expect(code).toBe(2);
    expect(stderr).toContain("has no erors.parquet; run the study again");
    rmSync(place.path("out/result.json"));
    expect((await call(["plot", out], [])).stderr).toContain("has no result.json yet");
  });
});
