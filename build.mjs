// Bundles the package into dist/: the command line, the library, its Node part and the worker, with shared
// chunks, so that a class (InputError) is one class wherever it is imported from. Nothing is minified and
// no names are kept by wrappers: the engine reads the text of step functions with toString().
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { buildModules } from "./assembly/build.mjs";

const started = performance.now();
const dist = "dist";

/** Writes beside and renames, so that a program that is just starting never reads half a file. */
function place(name, contents) {
  const draft = join(dist, `${name}.${process.pid}.tmp`);
  writeFileSync(draft, contents);
  if (name === "cli.js") chmodSync(draft, 0o755);
  renameSync(draft, join(dist, name));
}

/** Modules that a bundle imports from outside, through all of its chunks. */
function outside(outputs, name, seen = new Set()) {
  if (seen.has(name)) return [];
  seen.add(name);
  return outputs[name].imports.flatMap((one) =>
    one.external ? [one.path] : outside(outputs, one.path, seen),
  );
}

// Of mathjs a fortieth is used, and all of it takes most of a second to load: what is used comes along in the
// bundle, with its licences. Every other package is imported from where it is installed.
const taken = ["mathjs"];
const { dependencies, optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const left = Object.keys({ ...dependencies, ...optionalDependencies }).filter(
  (name) => !taken.includes(name),
);

/** The packages whose code is in the bundle. */
function packagesIn(outputs) {
  const paths = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const names = paths.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** Licences and notices of packages, one after the other. */
function licences(names) {
  const texts = names.map((name) => {
    const folder = join("node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    if (files.length === 0) throw new Error(`${name} is in the bundle, but no licence is in its folder`);
    const words = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
    return [`${name} ${version} (${license})`, ...words].join("\n\n");
  });
  return `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

await buildModules();

const { outputFiles, metafile } = await build({
  entryPoints: {
    cli: "src/cli/main.ts",
    index: "src/index.ts",
    node: "src/node.ts",
    worker: "src/studies/executors/worker.ts",
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: left,
  minify: false,
  keepNames: false,
  charset: "utf8",
  write: false,
  metafile: true,
  logLevel: "warning",
});

const nodeOnly = outside(metafile.outputs, `${dist}/index.js`).filter((path) => path.startsWith("node:"));
if (nodeOnly.length > 0)
  throw new Error(`dist/index.js must run anywhere, but imports ${nodeOnly.join(", ")}`);

mkdirSync(dist, { recursive: true });
// Chunks before the entries that import them.
const isChunk = (file) => basename(file.path).startsWith("chunk-");
const ordered = [...outputFiles].sort((a, b) => Number(isChunk(b)) - Number(isChunk(a)));
for (const file of ordered) place(basename(file.path), file.contents);

place("LICENSES.txt", licences(packagesIn(metafile.outputs)));
const { simSchema, scanSchema, studies, studySchema } = await import(
  pathToFileURL(join(dist, "index.js")).href
);
place("sim.schema.json", `${JSON.stringify(simSchema(), null, 2)}\n`);
place("scan.schema.json", `${JSON.stringify(scanSchema(), null, 2)}\n`);
place("study.schema.json", `${JSON.stringify(studySchema(studies), null, 2)}\n`);

const made = new Set([
  ...outputFiles.map((file) => basename(file.path)),
  "sim.schema.json",
  "scan.schema.json",
  "study.schema.json",
  "LICENSES.txt",
]);
for (const entry of readdirSync(dist, { withFileTypes: true })) {
  if (entry.isFile() && !made.has(entry.name)) rmSync(join(dist, entry.name));
}

const bytes = outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
const seconds = (performance.now() - started) / 1000;
console.log(`dist: ${made.size} files, ${(bytes / 1024).toFixed(0)} kB, ${seconds.toFixed(1)} s`);
