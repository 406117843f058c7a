import { availableParallelism } from "node:os";
import { catalogue, mainNames, picked } from "../catalogue.ts";
import { closingTable, outcomesText } from "../closingTable.ts";
import { type Context, Interrupted, type Result } from "../command.ts";
import { openEasel } from "../easel.ts";
import { executorOf } from "../perform.ts";
import type { Meter } from "../progress.ts";
import { type Ready, type Reproduced, readied, reproduced } from "../reproduction.ts";
import { durationText } from "../terminal.ts";

/** The part of an overall bar that one of several files has. */
function partOf(whole: Meter, index: number, total: number, started: number): Meter {
  return {
    say: whole.say,
    end: () => undefined,
    update({ done, total: size, note }) {
      const at = index + (size > 0 ? done / size : 1);
      const rate = at / ((performance.now() - started) / 1000);
      const words = note === undefined ? {} : { note };
      whole.update({ done: at, total, rate, secondsLeft: (total - at) / rate, ...words });
    },
  };
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
      const result = await reproduced(one, {
        root,
        executor: () => executorOf(context, threads),
        easel,
        version,
        meter,
        signal,
      });
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
  const changes = {
    set: [],
    ...(args.backend === undefined ? {} : { backend: args.backend }),
    ...(args.scale === undefined ? {} : { scale: args.scale }),
  };
  const ready = readied(chosen, changes, context.own.studies);
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
