import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { program } from "../../src/cli/program.ts";

/** The built program. */
export const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** What a finished command line left. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, in which files are written and the program is run. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), "ganphase-test-"));

  write(name: string, document: unknown): string {
    const path = join(this.folder, name);
    writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document));
    return path;
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** What lies in it, without what lies inside of folders. */
  entries(): string[] {
    return readdirSync(this.folder).sort();
  }

  /** Runs the built program in it; `meddle` may signal the process. */
  spawn(
    argv: readonly string[],
    meddle: (child: ReturnType<typeof spawn>) => void = () => {},
  ): Promise<Ended> {
    const child = spawn(process.execPath, [CLI, ...argv], { cwd: this.folder });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on("data", (data: Buffer) => {
      stderr += data.toString();
    });
    meddle(child);
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
    });
  }

  /** Runs a command line in this process: quicker, for what needs no process of its own. */
  async call(argv: readonly string[]): Promise<Ended> {
    let [stdout, stderr] = ["", ""];
    const code = await program(argv, {
      terminal: {
        out: (text) => {
          stdout += text;
        },
        err: (text) => {
          stderr += text;
        },
        interactive: false,
        columns: 80,
      },
      signal: new AbortController().signal,
      version: "1.2.3",
      debug: false,
    });
    return { code, signal: null, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
