import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { transformSync } from "esbuild";

/**
 * What a TypeScript program of a page prints when it runs where the package is installed.
 * @param root the package, built: `ganphase` and `ganphase/node` are what its `exports` say
 * @throws Error when the program fails
 */
export async function printedBy(program: string, root: string): Promise<string> {
  const { code } = transformSync(program, { loader: "ts", format: "esm", target: "es2022" });
  const folder = await mkdtemp(join(tmpdir(), "ganphase-example-"));
  try {
    await mkdir(join(folder, "node_modules"));
    await symlink(root, join(folder, "node_modules", "ganphase"), "dir");
    const file = join(folder, "program.mjs");
    await writeFile(file, code);
    return (await promisify(execFile)(process.execPath, [file])).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
