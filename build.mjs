// Bundles the package into dist/: the command line, the library, its Node part and the worker, with shared
// chunks, so that a class (InputError) is one class wherever it is imported from. Nothing is minified and
// no names are kept by wrappers: the engine reads the text of step functions with toString().
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

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
  packages: "external",
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

const { simSchema, scanSchema } = await import(pathToFileURL(join(dist, "index.js")).href);
place("sim.schema.json", `${JSON.stringify(simSchema, null, 2)}\n`);
place("scan.schema.json", `${JSON.stringify(scanSchema, null, 2)}\n`);

const made = new Set([
  ...outputFiles.map((file) => basename(file.path)),
  "sim.schema.json",
  "scan.schema.json",
]);
for (const entry of readdirSync(dist, { withFileTypes: true })) {
  if (entry.isFile() && !made.has(entry.name)) rmSync(join(dist, entry.name));
}

const bytes = outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
const seconds = (performance.now() - started) / 1000;
console.log(`dist: ${made.size} files, ${(bytes / 1024).toFixed(0)} kB, ${seconds.toFixed(1)} s`);
