// Running cases: from a case's own file, from run.mjs, or from the command line of the package.
import { realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openFolder } from "./files.mjs";
import { hostInfo } from "./host.mjs";
import { backends } from "./ours.mjs";

/**
 * Runs cases one after the other.
 * @param options.quick small sizes, to see that everything works
 * @param options.repeat how often everyone runs; `budget`: seconds after which nobody runs again
 * @param options.peers false for ours alone
 * @param options.command false to leave our whole command out
 * @param options.backends ours on these; `threads`; `order`: P of the two-point games
 * @param options.say shows one line of progress, the empty line takes it away
 * @param options.print prints a result for a person
 * @returns host, options and the results by case: plain JSON values
 */
export async function bench(cases, options = {}) {
  const context = {
    quick: false,
    repeat: 5,
    budget: 60,
    peers: true,
    command: true,
    backends,
    threads: Math.min(2, availableParallelism()),
    say: () => undefined,
    print: () => undefined,
    ...options,
  };
  const { say, print, ...settings } = context;
  const host = hostInfo();
  print(
    `${host.cpu}, ${host.cores} cores, ${host.vectors ?? ""}; ${host.system}; Node ${host.node}; ganphase ${host.ganphase} ${host.commit ?? ""}; ${host.date}; load ${host.load.toFixed(2)}`,
  );
  const results = [];
  const folder = await openFolder();
  try {
    for (const one of cases) {
      const started = performance.now();
      const result = await one.run({
        ...context,
        folder,
        say: (line) => say(line && `(${one.letter}) ${line}`),
      });
      results.push({ case: one.letter, name: one.name, title: one.title, ...result });
      const took = ((performance.now() - started) / 1000).toFixed(0);
      print(`\n(${one.letter}) ${one.title}: ${result.work.says} [${took} s]\n${one.text(result)}`);
    }
  } finally {
    await folder.close();
  }
  return { host, settings, results };
}

/** True when all contenders agreed wherever they were compared. */
export function allAgree({ results }) {
  return results.every((result) => {
    const checks = [result, ...(result.sweeps ?? [])].flatMap((one) => one.checks ?? []);
    return checks.every(({ agree }) => agree);
  });
}

const usage = `Options: --quick, --json, --repeat N, --budget SECONDS, --threads N, --order P,
--backend NAME (repeatable), --no-peers, --no-command`;

function readOptions(words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      repeat: { type: "string" },
      budget: { type: "string" },
      threads: { type: "string" },
      order: { type: "string" },
      backend: { type: "string", multiple: true },
      "no-peers": { type: "boolean", default: false },
      "no-command": { type: "boolean", default: false },
    },
  });
  const numbers = ["repeat", "budget", "threads", "order"].filter((name) => values[name] !== undefined);
  for (const name of numbers) {
    if (!(Number(values[name]) >= 1)) throw new TypeError(`--${name} must be at least 1`);
  }
  return {
    positionals,
    json: values.json,
    help: values.help,
    options: {
      quick: values.quick,
      peers: !values["no-peers"],
      command: !values["no-command"],
      ...(values.backend === undefined ? {} : { backends: values.backend }),
      ...Object.fromEntries(numbers.map((name) => [name, Number(values[name])])),
    },
  };
}

/** Does what the command line of the file at `url` says, if that is the program that was started. */
export async function main(url, cases) {
  if (process.argv[1] === undefined || realpathSync(process.argv[1]) !== fileURLToPath(url)) return;
  try {
    const { positionals, json, help, options } = readOptions(process.argv.slice(2));
    const wanted = cases.filter(
      ({ name, letter }) =>
        positionals.length === 0 || positionals.some((word) => word === name || word === letter),
    );
    const unknown = positionals.filter(
      (word) => !cases.some(({ name, letter }) => word === name || word === letter),
    );
    if (help || unknown.length > 0) {
      if (unknown.length > 0) console.error(`No case is called ${unknown.join(", ")}.`);
      console.error(`Cases: ${cases.map(({ letter, name }) => `${letter} ${name}`).join(", ")}.\n${usage}`);
      process.exitCode = unknown.length > 0 ? 2 : 0;
      return;
    }
    const report = await bench(wanted, {
      ...options,
      say: progress,
      print: json ? () => undefined : (line) => console.log(line),
    });
    if (json) console.log(JSON.stringify(report, null, 1));
    if (!allAgree(report)) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

function progress(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}`);
}
