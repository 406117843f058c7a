import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simDocument } from "../studies/fixtures.ts";
import { Workplace } from "./workplace.ts";

const place = new Workplace();
const sim = place.write("sim.json", simDocument);
const scan = place.write("scan.json", {
  sim: "sim.json",
  axes: [{ path: "penalties[0].strength", from: 0.1, to: 1, count: 3 }],
});
const out = place.path("made");
let before: string[] = [];

beforeAll(() => {
  place.write("broken.json", '{\n  "target": {,}\n}');
  place.write("loose.json", { ...simDocument, gerenator: simDocument.generator });
  mkdirSync(place.path("other"));
  writeFileSync(place.path("other", "thesis.txt"), "years of work");
  before = place.entries();
});
afterAll(() => place.remove());

/** Command lines, and the one line that each must give on stderr. */
const cases: [argv: string[], line: RegExp][] = [
  [[], /^needs a command; `ganphase --help` lists them$/],
  [["rnu", sim], /^rnu: unknown command; did you mean "run"\?$/],
  [
    ["frobnicate"],
    /^frobnicate: unknown command; it must be one of run, scan, plot, reproduce, check, bench$/,
  ],
  [["--vresion"], /^--vresion: unknown option; did you mean "--version"\?$/],
  [["run"], /^needs the path of a sim or study file$/],
  [["run", sim, "more"], /^more: one too many/],
  [["run", sim, "--sede", "3"], /^--sede: unknown option; did you mean "--seed"\?$/],
  [["check", sim, "--threads", "3"], /^--threads: unknown option/],
  [["run", sim, "--seed", "1.5"], /^--seed: must be a whole number of at least 0, not "1\.5"$/],
  [["scan", scan, "--threads", "0"], /^--threads: must be a whole number of at least 1, not "0"$/],
  [["run", sim, "--out"], /^--out: needs a value \(DIR\)$/],
  [["run", sim, "--out", "--quiet"], /^--out: needs a value \(DIR\)$/],
  [["run", sim, "--out="], /^--out: needs a value \(DIR\), not an empty one$/],
  [["run", sim, "--out", out, "--out", out], /^--out: is given twice$/],
  [["run", sim, "--json=yes"], /^--json: takes no value$/],
  [["run", sim, "--backend", "wasm"], /^--backend: unknown backend "wasm"; did you mean "webasm"\?/],
  [["run", place.path("smi.json")], /smi\.json: no such file; did you mean ".*sim\.json"\?$/],
  [["run", place.path("no", "sim.json")], /no\/sim\.json: no such file; there is no folder .*no$/],
  [["run", place.folder], /: is a folder, not a file$/],
  [["run", scan], /scan\.json: is a scan file; `ganphase scan` runs it$/],
  [["scan", sim], /sim\.json: is a sim file; `ganphase run` runs it$/],
  [["run", place.path("broken.json")], /broken\.json, line 2, column 14: /],
  [["run", place.path("loose.json")], /^gerenator: unknown option; did you mean "generator"\?/],
  [["run", sim, "--set", "penaltes[0].strength=1"], /^penaltes: .*did you mean "penalties"\?$/],
  [["run", sim, "--set", "seed"], /^--set: must be PATH=VALUE/],
  [["run", sim, "--set", "dynamics.steps=0"], /^dynamics\.steps: must be at least 1, not 0$/],
  [["run", sim, "--set", "target.points=[[0],[1,2]]"], /^target\.points\[1\]: /],
  [
    ["run", sim, "--set", 'compare=["growht"]'],
    /^compare\[0\]: unknown comparison "growht"; did you mean "growth"\?/,
  ],
  [["scan", scan, "--threads", "5000000"], /^--threads: must be at most 1024, not 5000000$/],
  [["run", sim, "--set", 'figures=["field"]'], /^figures\[0\]: needs record\.field/],
  [
    ["run", sim, "--set", 'figures=[{"kind":"timeSeries","observable":["x"]}]'],
    /^figures\[0\]\.observable: /,
  ],
  [["run", sim, "--set", 'reducedModels=["linear"]', "--set", "target.points=[[0],[1]]"], /^reducedModels/],
  [
    ["scan", scan, "--set", 'figures=["phaseDiagram"]'],
    /^figures\[0\]\.kind: a phaseDiagram has 2 axes, not 1$/,
  ],
  [
    ["scan", scan, "--set", "sim.penalties[0].strenght=1"],
    /strenght: unknown option; did you mean "strength"\?/,
  ],
  [["scan", scan, "--set", "axes[0].path=penalties[0].strenght"], /^axes\[0\]\.path: .*"strength"\?/],
  [["plot", out], /made: no such folder$/],
  [["plot", sim], /sim\.json: is not a folder$/],
  [["plot", place.path("other")], /other: holds no run: it has no manifest\.json$/],
  [["run", sim, "--out", sim], /^--out: .*sim\.json is not a folder$/],
  [["run", sim, "--out", place.path("sim.json", "x")], /^--out: /],
  [["run", sim, "--out", place.path("other")], /^--out: .*other holds other files and no run/],
  [["run", sim, "--out", "/proc/ganphase"], /^--out: the folder \/proc\/ganphase cannot be made/],
  [["reproduce", "isolated-points/no-such-figure"], /^isolated-points\/no-such-figure: no such sim or scan/],
];

describe("wrong input", () => {
  it.each(cases)("%j says so in one line and exits with 2", async (argv, line) => {
    const { code, stdout, stderr } = await place.call(argv);
    expect(stderr).toMatch(/^ganphase: [^\n]+\n$/);
    expect(stderr.slice("ganphase: ".length, -1)).toMatch(line);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("left nothing behind, and what was there as it was", () => {
    expect(place.entries()).toEqual(before);
    expect(readFileSync(place.path("other", "thesis.txt"), "utf8")).toBe("years of work");
  });

  it("is one JSON object on stdout with --json, wherever it stands", async () => {
    for (const argv of [
      ["run", sim, "--set", "dynamics.steps=0", "--json"],
      ["run", "--json", sim, "--set", "dynamics.steps=0"],
    ]) {
      const { code, stdout, stderr } = await place.call(argv);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toEqual({
        error: { kind: "input", place: "dynamics.steps", problem: "must be at least 1, not 0" },
      });
      expect(stderr).toBe("ganphase: dynamics.steps: must be at least 1, not 0\n");
    }
  });

  it("exits the process with 2, one line and no stack trace", async () => {
    const { code, stdout, stderr } = await place.spawn([
      "run",
      "sim.json",
      "--set",
      "seed=-1",
      "--out",
      "made",
    ]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: "ganphase: seed: must be at least 0, not -1\n",
    });
    expect(place.entries()).toEqual(before);
  });
});
