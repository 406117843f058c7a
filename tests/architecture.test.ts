import { readdirSync, readFileSync } from "node:fs";
import { builtinModules, SourceMap } from "node:module";
import { posix } from "node:path";
import { parse } from "acorn";
import { build, transformSync } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";

/** The table of layers: a file imports from its own folder and from rows above its own. */
const layers: readonly (readonly string[])[] = [
  ["numerics", "options", "modules"],
  ["kernels", "targets", "losses", "networks"],
  ["engine", "theory"],
  ["discriminators", "generators"],
  ["penalties"],
  ["dynamics"],
  ["observables"],
  ["sim"],
  ["studies"],
  ["figures"],
  ["cli", "lab"],
];

/** The doors of the package, at the root of src/: they import from everywhere, nothing imports them. */
const doors = ["index.ts", "node.ts"];

/** Where Node's own modules may be used; the library as a whole runs in browsers too. */
const nodeFolders = ["cli/", "sim/stores/", "studies/executors/"];

/** Comparing with theory is for those who study; were it used before, an overlay would compare with itself. */
const theoryReaders = ["theory", "studies", "figures", "cli", "lab"];

/** Sizes in lines. */
const sizes = { fileAtMost: 400, fileQuestioned: 250, medianAtMost: 110, functionBelow: 60 };

/** How many files may be longer than is questioned; to be lowered when one is divided, never raised. */
const questionedFiles = 1;

interface Source {
  /** Path below src/. */
  readonly path: string;
  readonly text: string;
  /** Without comments, strings kept, lines kept. */
  readonly code: string;
  readonly imports: readonly string[];
}

const root = new URL("../src/", import.meta.url);

/** Comments and the insides of strings and templates, in one pattern, so that neither hides in the other. */
const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g;

function withoutComments(text: string): string {
  return text.replace(tokens, (token) => (token.startsWith("/") ? token.replace(/[^\n]/g, " ") : token));
}

function withoutStrings(code: string): string {
  return code.replace(tokens, (token) => token.replace(/[^\n]/g, " "));
}

/** Every module that a file names: imports, re-exports, type-only ones and `import(…)` included. */
function importsOf(code: string): string[] {
  const patterns = [
    /^\s*(?:import|export)\b[^;"'`=]*?\bfrom\s+"([^"]+)"/gm,
    /^\s*import\s+"([^"]+)"/gm,
    /\bimport\(\s*"([^"]+)"\s*\)/g,
    /\bnew URL\(\s*"([^"]+\.[jt]s)"/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((found) => found[1]!));
}

function read(path: string): Source {
  const text = readFileSync(new URL(path, root), "utf8");
  const code = withoutComments(text);
  return { path, text, code, imports: importsOf(code) };
}

const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"))
  .sort()
  .map(read);
const byPath = new Map(sources.map((source) => [source.path, source]));

/** The files of src/ that a file imports, by path below src/. */
function inner(source: Source): string[] {
  return source.imports
    .filter((name) => name.startsWith(".") && name.endsWith(".ts"))
    .map((name) => posix.join(posix.dirname(source.path), name));
}

function folderOf(path: string): string {
  return path.split("/")[0]!;
}

function layerOf(path: string): number {
  return layers.findIndex((row) => row.includes(folderOf(path)));
}

/** Lines of each function of a file: name and first line, number of lines. */
function functionsOf({ path, text }: Source): { place: string; lines: number }[] {
  const { code, map } = transformSync(text, { loader: "ts", sourcemap: "external", sourcefile: path });
  const sourceMap = new SourceMap(JSON.parse(map));
  const origin = (offset: number) => {
    const before = code.slice(0, offset).split("\n");
    const entry = sourceMap.findEntry(before.length - 1, before.at(-1)!.length);
    return ("originalLine" in entry ? entry.originalLine : 0) + 1;
  };
  const found: { place: string; lines: number }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (value === null || typeof value !== "object" || !("type" in value)) return;
    const node = value as { type: string; start: number; end: number };
    if (/Function/.test(node.type)) {
      const first = origin(node.start);
      found.push({ place: `${path}:${first}`, lines: origin(node.end - 1) - first + 1 });
    }
    for (const inside of Object.values(node)) visit(inside);
  };
  visit(parse(code, { ecmaVersion: "latest", sourceType: "module" }));
  return found;
}

function lineCount({ text }: Source): number {
  return text.trimEnd().split("\n").length;
}

/** Where a pattern stands, as `path:line`. */
function places(pattern: RegExp, textOf: (source: Source) => string, among = sources): string[] {
  return among.flatMap((source) =>
    textOf(source)
      .split("\n")
      .flatMap((line, k) => (pattern.test(line) ? [`${source.path}:${k + 1}`] : [])),
  );
}

describe("the layers", () => {
  it("every folder of src/ stands in the table", () => {
    const unknown = sources.filter(({ path }) => !doors.includes(path) && layerOf(path) < 0);
    expect(unknown.map(({ path }) => path)).toEqual([]);
    expect(sources.length).toBeGreaterThan(100);
  });

  it("CONTRIBUTING.md shows this table", () => {
    const page = readFileSync(new URL("../CONTRIBUTING.md", import.meta.url), "utf8");
    const shown = [...page.matchAll(/^\| (\d+) \| ([^|]+) \|/gm)].map(([, layer, folders]) => ({
      layer: Number(layer),
      folders: folders!.match(/\w+/g),
    }));
    expect(shown).toEqual(layers.map((folders, layer) => ({ layer, folders: [...folders] })));
  });

  it("a file imports only from its own folder and from layers above", () => {
    const wrong = sources
      .filter(({ path }) => !doors.includes(path))
      .flatMap((source) =>
        inner(source)
          .filter((to) => folderOf(to) !== folderOf(source.path) && !(layerOf(to) < layerOf(source.path)))
          .map((to) => `${source.path} → ${to}`),
      );
    expect(wrong).toEqual([]);
  });

  it("what is simulated knows nothing of theory", () => {
    const wrong = sources.filter(
      (source) =>
        !doors.includes(source.path) &&
        !theoryReaders.includes(folderOf(source.path)) &&
        inner(source).some((to) => folderOf(to) === "theory"),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it("every import names a file that is there, with its extension", () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter((name) => name.startsWith(".") && !name.endsWith("/worker.js"))
        .filter((name) => !byPath.has(posix.join(posix.dirname(source.path), name)))
        .map((name) => `${source.path} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("no file imports itself over others, not even for types", () => {
    const cycles: string[] = [];
    const state = new Map<string, "open" | "done">();
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === "done") return;
      if (state.get(path) === "open") {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
        return;
      }
      state.set(path, "open");
      for (const to of inner(byPath.get(path)!)) visit(to, [...trail, path]);
      state.set(path, "done");
    };
    for (const { path } of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it("implementations of a family import its contract, never each other", () => {
    const families: Readonly<Record<string, readonly string[]>> = {
      kernels: ["kernel.ts"],
      losses: ["loss.ts"],
      penalties: ["penalty.ts"],
      "generators/starts": ["start.ts"],
    };
    const wrong = Object.entries(families).flatMap(([folder, contracts]) =>
      sources
        .filter(({ path }) => posix.dirname(path) === folder && posix.basename(path) !== "index.ts")
        .flatMap((source) =>
          inner(source)
            .filter((to) => posix.dirname(to) === folder && !contracts.includes(posix.basename(to)))
            .map((to) => `${source.path} → ${to}`),
        ),
    );
    expect(wrong).toEqual([]);
  });
});

describe("the scan of imports", () => {
  let bundled: Map<string, Set<string>>;

  beforeAll(async () => {
    const { metafile } = await build({
      entryPoints: [...doors, "cli/main.ts", "studies/executors/worker.ts"].map((path) => `src/${path}`),
      absWorkingDir: new URL("..", import.meta.url).pathname,
      outdir: "unused",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      packages: "external",
      write: false,
      metafile: true,
    });
    bundled = new Map(
      Object.entries(metafile.inputs).map(([path, { imports }]) => [
        path.replace(/^src\//, ""),
        new Set(imports.filter((one) => !one.external).map((one) => one.path.replace(/^src\//, ""))),
      ]),
    );
  });

  it("misses nothing that the bundler finds", () => {
    const missed = [...bundled].flatMap(([path, found]) => {
      const scanned = new Set(inner(byPath.get(path)!));
      return [...found].filter((to) => !scanned.has(to)).map((to) => `${path} → ${to}`);
    });
    expect(bundled.size).toBeGreaterThan(100);
    expect(missed).toEqual([]);
  });

  it("sees type-only imports, re-exports and dynamic imports, and none in comments or texts", () => {
    const code = [
      'import type { A } from "./a.ts";',
      'import {\n  type B,\n  c,\n} from "./b.ts";',
      'export * from "./c.ts";',
      'const d = await import("./d.ts");',
      '// import "./e.ts";',
      '/* import { f } from "./f.ts"; */',
      'const slashes = "// not a comment"; const g = import("./g.ts");',
    ].join("\n");
    const found = importsOf(withoutComments(code)).sort();
    expect(found).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./g.ts"]);
  });
});

describe("sizes", () => {
  it("no file is longer than 400 lines, and long ones do not become more", () => {
    const long = sources
      .map((source) => ({ path: source.path, lines: lineCount(source) }))
      .filter(({ lines }) => lines > sizes.fileQuestioned);
    for (const { path, lines } of long) console.log(`src/${path} has ${lines} lines: can it be divided?`);
    expect(long.filter(({ lines }) => lines > sizes.fileAtMost)).toEqual([]);
    expect(long.length).toBeLessThanOrEqual(questionedFiles);
  });

  it("the median file is about as long as one thing takes to say", () => {
    const lines = sources.map(lineCount).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(sizes.medianAtMost);
  });

  it("every function has fewer than 60 lines", () => {
    const measured = sources.flatMap(functionsOf);
    expect(measured.length).toBeGreaterThan(500);
    expect(measured.filter(({ lines }) => lines >= sizes.functionBelow)).toEqual([]);
  });

  it("the measure of functions counts lines of the source as it was written", () => {
    const text =
      "type A = {\n  b: number;\n};\n\nexport function f(\n  a: A,\n): number {\n  return a.b;\n}\n";
    const [one] = functionsOf({ path: "one.ts", text, code: text, imports: [] });
    expect(one).toEqual({ place: "one.ts:5", lines: 5 });
  });
});

describe("what src/ does without", () => {
  it("Node's modules outside of the command line, the stores and the executors", () => {
    const builtin = (name: string) =>
      name.startsWith("node:") || builtinModules.includes(name.split("/")[0]!);
    const wrong = sources.filter(
      ({ path, imports }) => imports.some(builtin) && !nodeFolders.some((folder) => path.startsWith(folder)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
    const globals = /(?<![\w.$])(?:process|Buffer|require|__dirname|__filename)\s*[.([]/;
    const outside = sources.filter(({ path }) => !nodeFolders.some((folder) => path.startsWith(folder)));
    expect(places(globals, ({ code }) => withoutStrings(code), outside)).toEqual([]);
  });

  it("the DOM outside of the lab", () => {
    const config = JSON.parse(readFileSync(new URL("../tsconfig.json", import.meta.url), "utf8"));
    // Without the library of the DOM the compiler itself refuses its names.
    expect(config.compilerOptions.lib.filter((name: string) => /dom/i.test(name))).toEqual([]);
    const outside = sources.filter(({ path }) => folderOf(path) !== "lab");
    expect(places(/<reference\s/, ({ text }) => text, outside)).toEqual([]);
  });

  it("any, but for the register of kinds with different options", () => {
    const found = places(/(?<![\w.$"'])any(?![\w"':(])/, ({ code }) => withoutStrings(code));
    expect(found.map((place) => place.replace(/:\d+$/, ""))).toEqual(["options/family.ts"]);
  });

  it("casts that switch the checker off", () => {
    expect(places(/@ts-(?:ignore|nocheck|expect-error)/, ({ text }) => text)).toEqual([]);
  });

  it("drawers for odds and ends", () => {
    const drawers = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.ts$)/i;
    expect(sources.map(({ path }) => path).filter((path) => drawers.test(path))).toEqual([]);
  });

  it("notes to self and the places of one machine", () => {
    const notes = /\b(?:TODO|FIXME|XXX|HACK|WIP|stub(?:bed)?|placeholder|not implemented)\b/;
    expect(places(notes, ({ text }) => text)).toEqual([]);
    const machine = /(?:^|[\s"'`(])\/(?:home|root|Users|work|tmp|opt)\/\w/;
    expect(places(machine, ({ text }) => text)).toEqual([]);
  });

  it("words of GANs in the engine and in numerics", () => {
    const among = sources.filter(({ path }) => ["engine", "numerics"].includes(folderOf(path)));
    const words = /\b(?:GANs?|discriminators?|(?<!stream )generators?|adversarial|wassersteinGan)\b/i;
    expect(places(words, ({ text }) => text, among)).toEqual([]);
  });
});
