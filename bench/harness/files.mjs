// The temporary folder of a run, and files of float64 in it that harness and peers share.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Opens a temporary folder that `close` removes. */
export async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), "ganphase-bench-"));
  let count = 0;
  return {
    path,
    /** A path that nothing else uses. */
    fresh: (ending) => join(path, `${++count}${ending}`),
    /** Writes numbers to a new file; returns its path. */
    async numbers(values) {
      const file = join(path, `${++count}.f64`);
      await writeFile(file, new Uint8Array(Float64Array.from(values).buffer));
      return file;
    },
    close: () => rm(path, { recursive: true, force: true }),
  };
}

/** The float64 numbers of a file. */
export async function readNumbers(path) {
  const bytes = await readFile(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
