import { availableParallelism } from "node:os";
import { catalogue, mainNames, picked } from "../catalogue.ts";
import { type Context, Interrupted, type Result } from "../command.ts";
import { openEasel } from "../easel.ts";
import type { Meter } from "../progress.ts";
import { type Ready, type Reproduced, readied, reproduced } from "../reproduction.ts";
import { durationText, type Terminal } from "../terminal.ts";
import { type TextRow, textTable } from "../textTable.ts";

/** The part of an overall bar that one of several files has. */
function partOf(whole: Meter, index: number, total: number, started: number): Meter {
  return {
    say: whole.say,
    end: () => undefined,
    update({ done, total: size }) {
      const at = index + (size > 0 ? done / size : 1);
      const rate = at / ((performance.now() - started) / 1000);
      whole.update({ done: at, total, rate, secondsLeft: (total - at) / rate });
    },
  };
}

function outcomesText(outcomes: Reproduced["outcomes"]): string {
  return Object.entries(outcomes)
    .map(([kind, times]) => (times === 1 ? kind : `${kind} ${times}`))
    .join(", ");
}

/** Rows of the final table: a row a comparison, or what came out where there is nothing to compare with. */
function rowsOf({ comparisons, outcomes, seconds }: Reproduced, name: string): TextRow[] {
  const heading = `${name}, ${durationText(seconds)}`;
  if (comparisons.length === 0) return ["", heading, ["outcome", "–", outcomesText(outcomes), "–", "–"]];
  const rows = comparisons.map(({ claim, theory, measured, difference, passes }) => [
    claim,
    theory,
    measured,
    difference,
    passes ? "yes" : "NO",
  ]);
  return ["", heading, ...rows];
}

const HEAD = ["figure, claim", "theory", "measured", "difference", "agrees"];

function topicOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

/** Theory beside measurement. Names go without their topic where all have the same one. */
function closingTable(results: readonly Reproduced[], terminal: Terminal): string {
  const topics = new Set(results.map(({ name }) => topicOf(name)));
  const short = (name: string) => (topics.size === 1 ? name.slice(topicOf(name).length) : name);
  const rows = results.flatMap((result) => rowsOf(result, short(result.name)));
  return textTable(HEAD, rows, tableWidth(terminal));
}

async function all(context: Context, ready: readonly Ready[]): Promise<Reproduced[]> {
  const { args, signal, version } = context;
  const whole = context.meter("reproduce", "files");
  const easel = args.figures ? openEasel() : undefined;
  const started = performance.now();
  const root = args.out ?? "plots";
  const threads = args.threads ?? availableParallelism();
  const results: Reproduced[] = [];
  try {
    for (const [index, one] of ready.entries()) {
      const meter = partOf(whole, index, ready.length, started);
      const result = await reproduced(one, { root, threads, easel, version, meter, signal });
      results.push(result);
      meter.update({ done: 1, total: 1, rate: Number.NaN, secondsLeft: Number.NaN });
      if (!args.quiet)
        whole.say(`${result.name}: ${outcomesText(result.outcomes)}, ${durationText(result.seconds)}`);
    }
  } finally {
    whole.end();
    await easel?.close();
  }
  if (easel?.reason !== undefined) context.say(`Pages (HTML) only. ${easel.reason}`);
  return results;
}

/** A screen's own width; in a file or a pipe, as wide as is still read well. */
function tableWidth({ interactive, columns }: Terminal): number {
  return interactive ? columns : 120;
}

/** Runs, draws and compares what ships with the package. */
export async function reproduce(context: Context): Promise<Result> {
  const { args, signal } = context;
  const entries = catalogue();
  const names = [...(args.main ? mainNames() : []), ...args.positionals];
  const chosen = names.length === 0 ? entries : picked(entries, [...new Set(names)]);
  if (args.list) {
    for (const { name } of chosen) context.print(name);
    return { command: "reproduce", names: chosen.map(({ name }) => name) };
  }
  const ready = readied(chosen, {
    set: [],
    ...(args.backend === undefined ? {} : { backend: args.backend }),
  });
  const started = performance.now();
  const results = await all(context, ready).catch((error: unknown) => {
    const out = args.out ?? "plots";
    throw signal.aborted ? new Interrupted(`interrupted; finished parts are kept in ${out}`) : error;
  });
  const seconds = (performance.now() - started) / 1000;
  context.print(closingTable(results, context.terminal));
  context.print(`${results.length} of ${ready.length} files in ${durationText(seconds)}`);
  const comparisons = results.flatMap((result) => result.comparisons);
  const failed = comparisons.filter(({ passes }) => !passes).length;
  if (failed > 0) context.say(`${failed} of ${comparisons.length} comparisons do not agree`);
  return { command: "reproduce", results, seconds, comparisons: comparisons.length, failed };
}
