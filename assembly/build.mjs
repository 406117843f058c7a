// Compiles the hand-written steps to WebAssembly, as text that bundlers, tests and browsers can all import.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = "assembly";
const made = "src/modules/steps.ts";

/** Compiles if a source has changed since. Writes beside and renames, so that nobody reads half a file. */
export async function buildModules() {
  const files = readdirSync(sources).filter((name) => /\.(ts|mjs)$/.test(name));
  const hash = createHash("sha256");
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(sources, name)));
  const mark = `// ${hash.digest("hex")}`;
  if (existsSync(made) && readFileSync(made, "utf8").startsWith(mark)) return;

  const { default: asc } = await import("assemblyscript/asc");
  let binary;
  const { error, stderr } = await asc.main(
    [
      join(sources, "index.ts"),
      ...["--outFile", "steps.wasm", "--optimizeLevel", "3", "--shrinkLevel", "0", "--runtime", "stub"],
      ...["--enable", "simd", "--noAssert", "--importMemory", "--use", "abort=", "--converge"],
    ],
    {
      writeFile: (name, contents) => {
        if (name === "steps.wasm") binary = contents;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  mkdirSync("src/modules", { recursive: true });
  const text = Buffer.from(binary).toString("base64");
  const draft = `${made}.${process.pid}.tmp`;
  writeFileSync(
    draft,
    `${mark}\n/** The WebAssembly of \`assembly/\`, base64. Made by the build. */\nexport const steps =\n  "${text}";\n`,
  );
  renameSync(draft, made);
}
