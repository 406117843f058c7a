import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPTIONS } from "../../src/cli/arguments.ts";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { forms } from "../../src/discriminators/chooseForm.ts";
import { backendKinds } from "../../src/engine/index.ts";
import { isScan } from "../../src/sim/index.ts";
import { readTable } from "../../src/sim/stores/index.ts";
import { printedBy } from "./example.ts";
import { anchorsOf, blocksOf, commandsOf, linksOf, rowsOf } from "./markdown.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "docs/outcomes.md",
  "docs/sim-files.md",
  "docs/speed.md",
  "docs/study-files.md",
  "bench/README.md",
  "bench/RESULTS.md",
];
const readme = read("README.md");
const blocks = blocksOf(readme);

/**
 * Shown results are rounded to four digits and lie at the end of a contraction over hundreds of steps:
 * another summation order moves them by far less than this share.
 */
const shownShare = 0.01;

const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

/** A text with its numbers taken out, and the numbers. */
function parted(text: string): { words: string; numbers: number[] } {
  return { words: text.replace(number, "#"), numbers: (text.match(number) ?? []).map(Number) };
}

describe("the first simulation", () => {
  let folder: string;
  const [sim, scan] = blocks.filter(({ language }) => language === "json").map(({ text }) => text);
  const [runText, programText] = blocks.filter(({ language }) => language === "text").map(({ text }) => text);

  /** Runs the built command line in the folder; stdout and stderr together. */
  async function ganphase(...args: string[]): Promise<string> {
    const program = [join(root, "dist", "cli.js"), ...args];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, program, { cwd: folder });
    return stdout + stderr;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ganphase-readme-"));
    await writeFile(join(folder, "my-sim.json"), sim!);
    await writeFile(join(folder, "my-scan.json"), scan!);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is found right by `check`", async () => {
    expect(isScan(JSON.parse(sim!))).toBe(false);
    expect(await ganphase("check", "my-sim.json")).toMatch(/^ok: one simulation/);
  });

  it("prints what is shown, and its folder holds the columns that are listed", async () => {
    const out = await ganphase("run", "my-sim.json", "--out", "runs/my-sim", "--no-figures");
    const printed = out.split("\n").map(parted);
    for (const shown of runText!.trimEnd().split("\n").map(parted)) {
      const match = printed.find(({ words }) => words === shown.words);
      expect(match?.numbers ?? out).toHaveLength(shown.numbers.length);
      shown.numbers.forEach((value, k) => {
        const error = Math.abs(match!.numbers[k]! - value);
        expect(error).toBeLessThanOrEqual(shownShare * Math.abs(value));
      });
    }
    const files = rowsOf(readme).filter(([name]) => /\.(?:json|parquet)`$/.test(name ?? ""));
    expect(files.length).toBeGreaterThan(5);
    for (const table of ["trajectory", "observables"]) {
      const listed = files.find(([name]) => name === `\`${table}.parquet\``)![1]!;
      const { columns } = await readTable(join(folder, "runs/my-sim", `${table}.parquet`));
      const names = [...listed.matchAll(/`(\w+)`/g)].map((found) => found[1]!);
      expect(names.length).toBeGreaterThan(1);
      expect(names.filter((name) => !(name in columns))).toEqual([]);
    }
    for (const name of ["manifest.json", "outcome.json"]) {
      expect(existsSync(join(folder, "runs/my-sim", name))).toBe(true);
    }
  });

  it("goes through a scan whose cells have the columns that are listed", async () => {
    const small = ["axes[0].count=2", "axes[1].count=2", "sim.dynamics.steps=40"];
    const set = small.flatMap((one) => ["--set", one]);
    const place = ["--out", "runs/my-scan", "--threads", "1", "--no-figures"];
    const out = await ganphase("scan", "my-scan.json", ...set, ...place);
    expect(out).toMatch(/outcomes: /);
    const { columns, length } = await readTable(join(folder, "runs/my-scan/cells/part-00000.parquet"));
    expect(length).toBe(4);
    for (const name of ["lambda", "stepGenerator", "outcome", "outcomeStep", "form", "formBound"]) {
      expect(Object.keys(columns)).toContain(name);
    }
    expect(Object.keys(columns).some((name) => name.startsWith("theory"))).toBe(true);
  });

  it("is the same from TypeScript", async () => {
    const program = blocks.find(({ language }) => language === "ts")!.text;
    expect(program).toContain('from "ganphase"');
    expect(await printedBy(program, root)).toBe(programText);
  });
});

describe("the tables of the README", () => {
  const rows = rowsOf(readme);

  it("list every command", () => {
    const listed = rows.flatMap(([name]) => /^`ganphase (\w+) ?([^`]*)`$/.exec(name ?? "")?.slice(1) ?? []);
    expect(listed).toEqual(COMMANDS.flatMap(({ name, operands }) => [name, operands]));
  });

  it("list every option, and who takes it", () => {
    const listed = new Map<string, string[]>();
    for (const [names, commands] of rows.filter(([name]) => name?.startsWith("`--"))) {
      const takers = commands === "all" ? COMMANDS.map(({ name }) => name) : commands!.split(", ");
      for (const [, name] of names!.matchAll(/`--([\w-]+)/g)) listed.set(name!, takers.sort());
    }
    const taken = new Map<string, string[]>();
    for (const option of Object.keys(OPTIONS).filter((name) => name !== "help" && name !== "version")) {
      const takers = COMMANDS.filter(({ options }) => (options as readonly string[]).includes(option));
      taken.set(option, takers.map(({ name }) => name).sort());
    }
    const sorted = (map: Map<string, string[]>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(listed)).toEqual(sorted(taken));
  });
});

describe.each(["README.md", "docs/speed.md"])("the tables of %s", (page) => {
  const names = rowsOf(read(page)).map(([name]) => /^`(\w+)`$/.exec(name ?? "")?.[1]);

  it("list every form and every backend", () => {
    const wanted = [...Object.keys(forms), ...backendKinds];
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe("docs/speed.md", () => {
  it("its program for sums over pairs prints what is shown", async () => {
    const [program, printed] = blocksOf(read("docs/speed.md")).filter(({ language }) => language !== "sh");
    expect(program!.text).toContain("kernelSums(");
    expect(await printedBy(program!.text, root)).toBe(printed!.text);
  });
});

describe("the pages", () => {
  it.each(pages)("%s: every link and figure leads somewhere", (page) => {
    const lost = linksOf(read(page)).filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [path, anchor] = link.split("#") as [string, string?];
      const file = path === "" ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && !anchorsOf(read(file)).includes(anchor);
    });
    expect(lost).toEqual([]);
  });

  it.each(pages)("%s: every command is one", (page) => {
    for (const command of commandsOf(read(page)))
      expect([command, problemOf(command)]).toEqual([command, ""]);
  });

  it("the README has the two commands for a fresh machine, each on a line of its own", () => {
    const lines = blocks.filter(({ language }) => language === "sh").map(({ text }) => text);
    expect(lines).toContain("npm ci && npm start\n");
    expect(lines).toContain("npm ci && npm test\n");
  });

  it("the changelog begins with the version of the package", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(/^## (\S+)/m.exec(read("CHANGELOG.md"))?.[1]).toBe(version);
  });
});

describe("the help texts", () => {
  it.each(COMMANDS.map(({ name, examples }) => [name, examples] as const))(
    "%s: its examples would run",
    (_, examples) => {
      for (const example of examples) expect([example, problemOf(example)]).toEqual([example, ""]);
    },
  );
});

/** What is wrong with a command in a page, or nothing. */
function problemOf(command: string): string {
  const [program, first, ...rest] = command.replace(/^npx (?=ganphase)/, "").split(/\s+/);
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  if (program === "npm") {
    if (first === "ci") return "";
    const script = first === "run" ? rest[0]! : first!;
    return script in scripts ? "" : `no script ${script}`;
  }
  if (program === "node") return existsSync(join(root, first!)) ? "" : `no file ${first}`;
  if (program === "npx") return existsSync(join(root, "node_modules", ".bin", first!)) ? "" : `no ${first}`;
  if (program !== "ganphase") return `no program ${program}`;
  return ganphaseProblem(first!, rest);
}

function ganphaseProblem(name: string, words: readonly string[]): string {
  if (name === "COMMAND" || name.startsWith("--")) return "";
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) return `no command ${name}`;
  const given = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2));
  const unknown = given.find((option) => !(command.options as readonly string[]).includes(option));
  if (unknown !== undefined) return `${name} does not take --${unknown}`;
  const [operand] = words;
  if (name === "reproduce" && operand !== undefined && /^[\w-]+\/[\w-]+$/.test(operand)) {
    return existsSync(join(root, "sims", `${operand}.json`)) ? "" : `no ${operand} in sims/`;
  }
  if (operand?.startsWith("sims/") !== true) return "";
  if (!existsSync(join(root, operand))) return `no file ${operand}`;
  const wanted = name === "check" ? name : isScan(JSON.parse(read(operand))) ? "scan" : "run";
  return wanted === name ? "" : `${operand} is for ${wanted}`;
}
