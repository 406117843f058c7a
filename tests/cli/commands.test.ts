import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTable } from "../../src/sim/stores/index.ts";
import { simDocument } from "../studies/fixtures.ts";
import { Workplace } from "./workplace.ts";

const place = new Workplace();

beforeAll(() => {
  place.write("sim.json", { ...simDocument, name: "a particle", reducedModels: ["linear"] });
  place.write("scan.json", {
    sim: "sim.json",
    axes: [
      { path: "penalties[0].strength", from: 0.1, to: 1, count: 6 },
      { path: "dynamics.stepGenerator", values: [0.05, 0.1, 0.2] },
    ],
    replicas: 2,
    backend: "cpu",
  });
});
afterAll(() => place.remove());

function json(...names: string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(place.path(...names), "utf8"));
}

const PNG = [0x89, 0x50, 0x4e, 0x47];

describe("ganphase run", () => {
  it("writes the run folder with its figures and says what came out", async () => {
    const { code, stdout, stderr } = await place.spawn([
      "run",
      "sim.json",
      "--out",
      "a/run",
      "--seed",
      "3",
      "--backend",
      "cpu",
    ]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toContain("a/run/trajectories.html");
    expect(stderr).toMatch(/^outcome: \w+ /m);
    expect(stderr).toMatch(/^form: (taylor|history), /m);
    expect(stderr).toMatch(/^backend: (cpu|webasm) \(double precision\)/m);
    expect(json("a/run/manifest.json")).toMatchObject({ kind: "run", status: "done", seed: 3 });
    const outcome = json("a/run/outcome.json");
    expect(outcome).toMatchObject({ kind: expect.any(String), step: expect.any(Number) });
    const trajectory = await readTable(place.path("a/run/trajectory.parquet"));
    expect(Object.keys(trajectory.columns)).toEqual(["simulation", "step", "particle", "x0"]);
    expect(trajectory.columns.x0![0]).toBe(0.1);
    const observables = await readTable(place.path("a/run/observables.parquet"));
    expect(Object.keys(observables.columns)).toEqual(["simulation", "step", "wasserstein2", "mean0"]);
    for (const name of ["trajectories", "time-series"]) {
      const page = readFileSync(place.path(`a/run/${name}.html`), "utf8");
      expect(page).toContain("a particle");
      // Without any browser there are pages alone, and a line that says why.
      const picture = place.path(`a/run/${name}.png`);
      if (existsSync(picture)) expect([...readFileSync(picture).subarray(0, 4)]).toEqual(PNG);
      else expect(stderr).toContain("Pages (HTML) only.");
    }
  });

  it("draws the folder again from what is in it", async () => {
    const page = place.path("a/run/time-series.html");
    const first = readFileSync(page);
    const { code, stdout } = await place.spawn(["plot", "a/run", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ command: "plot", kind: "run" });
    expect(readFileSync(page).equals(first)).toBe(true);
  });

  it("refuses to write over another simulation, and does so over the same", async () => {
    const argv = ["run", place.path("sim.json"), "--out", place.path("a/run"), "--no-figures", "--quiet"];
    const other = await place.call([...argv, "--seed", "4"]);
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/^ganphase: --out: .*seed is 3 there and 4 here/);
    const same = await place.call([...argv, "--seed", "3"]);
    expect(same).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });

  it("gives one JSON object with --json and everything else on stderr", async () => {
    const argv = ["run", place.path("sim.json"), "--out", place.path("j"), "--json", "--no-figures"];
    const { stdout, stderr } = await place.call([...argv, "--backend", "webasm"]);
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      command: "run",
      out: place.path("j"),
      backend: "webasm",
      precision: "double",
      figures: [],
      outcome: { kind: expect.any(String) },
    });
    expect(stderr).toContain("outcome: ");
    expect(readdirSync(place.path("j")).sort()).toEqual([
      "manifest.json",
      "observables.parquet",
      "outcome.json",
      "trajectory.parquet",
    ]);
  });

  it("takes runs/NAME when no folder is named, and says nothing with --quiet", async () => {
    const { code, stdout, stderr } = await place.spawn([
      "run",
      "sim.json",
      "--no-figures",
      "--quiet",
      "--backend",
      "cpu",
    ]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(existsSync(place.path("runs/sim/outcome.json"))).toBe(true);
  });
});

describe("ganphase check", () => {
  it("says how large a sim and a scan are and writes nothing", async () => {
    const before = place.entries();
    const sim = await place.call(["check", place.path("sim.json")]);
    expect(sim.stdout).toMatch(
      /^ok: one simulation; 1 true point and 1 particle in 1 dimension, 60 steps; form: \w+/,
    );
    const scan = await place.call(["check", place.path("scan.json"), "--set", "axes[0].count=7"]);
    expect(scan.stdout).toContain(
      "a scan of 21 cells: strength (7) × stepGenerator (3), 2 replicas each, 42",
    );
    const both = await place.call(["check", place.path("scan.json"), "--json"]);
    expect(JSON.parse(both.stdout)).toMatchObject({ ok: true, kind: "scan", cells: 18, simulations: 36 });
    expect(place.entries()).toEqual(before);
  });

  it("follows --set into the sim that a scan names by its file", async () => {
    const change = ["--set", "sim.dynamics.steps=33"];
    const { stdout } = await place.call(["check", place.path("scan.json"), "--json", ...change]);
    expect(JSON.parse(stdout)).toMatchObject({ firstCell: { steps: 33 } });
  });
});

describe("ganphase scan", () => {
  it("writes parts, a manifest and the phase diagram, and counts outcomes", async () => {
    const { code, stdout, stderr } = await place.spawn(["scan", "scan.json", "--out", "s", "--threads", "2"]);
    expect(code).toBe(0);
    expect(stdout).toContain("s/phase-diagram.html\n");
    expect(stderr).toMatch(/^outcomes: \w+ \d+/m);
    expect(readdirSync(place.path("s/cells")).sort()).toEqual([0, 1, 2].map((k) => `part-0000${k}.parquet`));
    const rows = await readTable(place.path("s/cells/part-00000.parquet"));
    expect(rows.length).toBe(16);
    expect(Object.keys(rows.columns)).toEqual(
      expect.arrayContaining([
        "cell",
        "replica",
        "strength",
        "stepGenerator",
        "outcome",
        "outcomeStep",
        "form",
      ]),
    );
    expect(json("s/manifest.json")).toMatchObject({
      kind: "scan",
      status: "done",
      backend: "cpu",
      cells: 18,
    });
    expect(statSync(place.path("s/phase-diagram.html")).size).toBeGreaterThan(100_000);
  });

  it("says with --json what came out, and computes nothing twice", async () => {
    const part = place.path("s/cells/part-00001.parquet");
    const written = statSync(part).mtimeMs;
    const { stdout } = await place.spawn(["scan", "scan.json", "--out", "s", "--json", "--no-figures"]);
    const result = JSON.parse(stdout) as { outcomes: Record<string, number> };
    expect(result).toMatchObject({ command: "scan", cells: 18, replicas: 2, resumed: 3, backend: "cpu" });
    expect(Object.values(result.outcomes).reduce((sum, times) => sum + times, 0)).toBe(36);
    expect(statSync(part).mtimeMs).toBe(written);
  });
});

describe("help", () => {
  it("is there for the program and each command, and fits a terminal of 80 columns", async () => {
    const texts = [await place.call(["--help"]), await place.call(["-h"]), await place.call(["help"])];
    for (const name of ["run", "scan", "plot", "reproduce", "check"]) {
      const help = await place.call([name, "--help"]);
      expect(help.stdout).toContain(`Usage: ganphase ${name} `);
      expect((await place.call(["help", name])).stdout).toBe(help.stdout);
      texts.push(help);
    }
    for (const { code, stdout, stderr } of texts) {
      expect(code).toBe(0);
      expect(stderr).toBe("");
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(79);
    }
  });

  it("tells the version of the package", async () => {
    const version = (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
    const { code, stdout } = await place.spawn(["--version"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${version}\n` });
  });
});
