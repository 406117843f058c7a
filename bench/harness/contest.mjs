// Contenders take turns at the same work, so that a slow moment of the machine hits all of them.
import { InputError } from "../../dist/index.js";
import { Absent } from "./peers.mjs";
import { ratio, spread } from "./statistics.mjs";

/** A first run shorter than this warms up and does not count; a longer one is long enough not to need it. */
const WARM_UP = 2;
/** Short work warms up for so many seconds. */
const WARM_UP_FOR = 0.3;
/** A round lasts at least so many seconds. */
const LEAST = 0.1;

/**
 * A contender is
 *   name, kind ("ours", "command", "batched", "published", "limit"), says: what it does, in one line;
 *   open(): sets up and returns { run(): seconds, result?(): numbers, memory?(), version, note, close() };
 *   share: the part of the whole work that it does, at most 1; its times are divided by it;
 *   sample: the indices of the simulations it does, where that is not all of them.
 *
 * Every contender runs `repeat` times, or until it has used `budget` seconds (once at least). Returns the
 * entries of those that ran, with their times, results and peak memory, and those left out, with one line why.
 */
export async function contest(contenders, { repeat, budget, say }) {
  const leftOut = [];
  const open = [];
  try {
    for (const contender of contenders) {
      say(`${contender.name}: setting up`);
      const entry = await attempt(contender, leftOut, () => contender.open());
      if (entry !== undefined) open.push({ contender, runner: entry, times: [], used: 0 });
    }
    for (let round = 0; round < repeat; round++) {
      for (const one of open) {
        if (one.failed || (one.times.length > 0 && one.used >= budget)) continue;
        say(`${one.contender.name}: ${round + 1} of ${repeat}`);
        const done = await attempt(one.contender, leftOut, () => timed(one, round));
        one.failed = done === undefined;
      }
    }
    const entries = [];
    for (const one of open.filter(({ failed }) => !failed)) entries.push(await entryOf(one));
    return { entries, leftOut };
  } finally {
    say("");
    for (const { runner } of open) await runner.close();
  }
}

/** One round: short work is done again until it is long enough to be measured, and counts with its mean. */
async function timed(one, round) {
  const { share = 1 } = one.contender;
  const mean = async (least) => {
    let total = 0;
    let runs = 0;
    while (total < least || runs === 0) {
      total += await one.runner.run();
      runs++;
    }
    one.used += total;
    return total / runs;
  };
  let seconds = await mean(0);
  if (round === 0 && seconds < WARM_UP) {
    await mean(WARM_UP_FOR);
    seconds = await mean(LEAST);
  } else if (seconds < LEAST) seconds = await mean(LEAST);
  one.times.push(seconds / share);
  return true;
}

/** What cannot run here is left out and said; anything else that goes wrong is a mistake in the benchmark. */
async function attempt(contender, leftOut, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Absent || error instanceof InputError)) throw error;
    leftOut.push({ name: contender.name, why: error.message });
    return undefined;
  }
}

async function entryOf({ contender, runner, times }) {
  const { name, kind, says, share = 1, sample } = contender;
  return {
    name,
    kind,
    says,
    version: runner.version,
    note: runner.note,
    share,
    sample,
    times,
    single: runner.single ?? false,
    memory: await runner.memory?.(),
    result: await runner.result?.(),
  };
}

/** How often each one's time holds our own: above 1 we are faster. */
export function ratiosToOurs(entries) {
  const ours = entries.find(({ kind }) => kind === "ours");
  if (ours === undefined) return [];
  return entries
    .filter((entry) => entry !== ours)
    .map(({ name, times }) => ({ name, over: ours.name, ...ratio(times, ours.times) }));
}

/** An entry as it is printed and kept: without its results. */
export function summary({ result: _result, sample, times, ...rest }) {
  return { ...rest, sampled: sample?.length, repeats: times.length, seconds: spread(times), times };
}
