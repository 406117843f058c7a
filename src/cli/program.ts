import { InputError } from "../options/error.ts";
import { nearestName } from "../options/nearest.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import { type Command, type Context, Interrupted } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { commandHelp, programHelp } from "./help.ts";
import { meter, silent } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** What the program stands on, given by `main.ts`. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly version: string;
  /** Show where an internal failure rose. */
  readonly debug: boolean;
  /** The register of studies and the executors, where they are not the program's own. */
  readonly own?: Context["own"];
}

function commandNamed(name: string): Command {
  const found = COMMANDS.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = COMMANDS.map((command) => command.name);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `it must be one of ${names.join(", ")}` : `did you mean "${nearest}"?`;
  throw new InputError(name, `unknown command; ${hint}`);
}

function contextOf(args: Arguments, surroundings: Surroundings): Context {
  const { terminal, signal, version } = surroundings;
  return {
    args,
    terminal,
    signal,
    version,
    own: surroundings.own ?? {},
    say: (line) => {
      if (!args.quiet) terminal.err(`${line}\n`);
    },
    print: (line) => {
      if (args.json) terminal.err(args.quiet ? "" : `${line}\n`);
      else if (!args.quiet) terminal.out(`${line}\n`);
    },
    meter: (label, unit) => (args.quiet ? silent : meter(terminal, label, unit)),
  };
}

async function execute(argv: readonly string[], surroundings: Surroundings): Promise<void> {
  const { terminal, version } = surroundings;
  const [name, ...rest] = argv;
  if (name === undefined || name.startsWith("-")) {
    const args = parseArguments(argv, ["help", "version"]);
    if (args.version) terminal.out(`${version}\n`);
    else if (args.help) terminal.out(programHelp(COMMANDS));
    else throw new InputError("", "needs a command; `ganphase --help` lists them");
    return;
  }
  if (name === "help") {
    const [topic] = rest;
    terminal.out(topic === undefined ? programHelp(COMMANDS) : commandHelp(commandNamed(topic)));
    return;
  }
  const command = commandNamed(name);
  const args = parseArguments(rest, [...command.options, "version"]);
  if (args.help) return terminal.out(commandHelp(command));
  if (args.version) return terminal.out(`${version}\n`);
  const act = await command.load();
  const result = await act(contextOf(args, surroundings));
  if (args.json) terminal.out(`${JSON.stringify(result)}\n`);
}

/** Whether the machine-readable form was asked for, also where the rest of the line is wrong. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end < 0 ? argv.length : end).includes("--json");
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim();
}

function report(error: unknown, argv: readonly string[], { terminal, debug }: Surroundings): number {
  const message = oneLine(error instanceof Error ? error.message : String(error));
  const json = (value: unknown) => {
    if (wantsJson(argv)) terminal.out(`${JSON.stringify({ error: value })}\n`);
  };
  terminal.err(`ganphase: ${message}\n`);
  if (error instanceof InputError) {
    json({ kind: "input", place: error.path, problem: error.problem });
    return 2;
  }
  if (error instanceof Interrupted) {
    json({ kind: "interrupted", problem: message });
    return 130;
  }
  json({ kind: "internal", problem: message });
  if (debug && error instanceof Error) terminal.err(`${error.stack}\n`);
  return 1;
}

/**
 * Runs a command line.
 *
 * @returns the exit code: 0 done, 1 the program failed, 2 the input was wrong, 130 interrupted.
 */
export async function program(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    await execute(argv, surroundings);
    return 0;
  } catch (error) {
    // Whatever fell over because of the interrupt, the interrupt is the cause.
    const { signal } = surroundings;
    const cause = signal.aborted && !(error instanceof Interrupted) ? signal.reason : error;
    return report(cause, argv, surroundings);
  }
}
