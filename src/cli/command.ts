import type { Executor } from "../studies/index.ts";
import type { Study } from "../studies/study/index.ts";
import type { Arguments, OptionName } from "./arguments.ts";
import type { Meter } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** What a command is given. */
export interface Context {
  readonly args: Arguments;
  readonly terminal: Terminal;
  /** Aborted by the first interrupt, with an `Interrupted` as the reason. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** The register of studies and who computes the cells of scans, where they are not the program's own. */
  readonly own: {
    readonly studies?: readonly Study[];
    readonly executor?: (threads: number) => Executor;
  };
  /** A line for a person, on stderr; nothing with `--quiet`. */
  say(line: string): void;
  /** A line of results on stdout; nothing with `--quiet`, on stderr with `--json`. */
  print(line: string): void;
  /** Shows how far a piece of work is; nothing with `--quiet`. */
  meter(label: string, unit: string): Meter;
}

/** A command: what its help says, and what it does. */
export interface Command {
  readonly name: string;
  /** What follows the name: `FILE`. */
  readonly operands: string;
  /** One line. */
  readonly summary: string;
  /** A few lines on what it reads and writes, each at most 78 characters. */
  readonly description: readonly string[];
  readonly options: readonly OptionName[];
  readonly examples: readonly string[];
  /** Loads what does it: help and misspelt options must not wait for the simulator. */
  load(): Promise<(context: Context) => Promise<Result>>;
}

/** What `--json` prints. */
export type Result = Readonly<Record<string, unknown>>;

/** The user ended the program; what was finished is kept. */
export class Interrupted extends Error {
  constructor(message = "interrupted") {
    super(message);
    this.name = "Interrupted";
  }
}
