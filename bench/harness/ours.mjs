// The only file of the benchmarks that knows the library. For each kind of work it returns contenders' runners:
// { run(): seconds, result(): numbers in the peers' layout, version, note, single, memory(), close() }.
// Building games is not timed, nor is starting threads; everything from there to the trajectories is.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import {
  alternating,
  drawGame,
  gaussian,
  InputError,
  ipm,
  kernelDiscriminator,
  kernelSums,
  openBackend,
  particles,
  points,
  simulateEnsemble,
  weightDecay,
} from "../../dist/index.js";
import { pairThreads } from "../../dist/node.js";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** What the contenders of ours are called, the first being the one that ratios refer to. */
export const backends = ["webasm", "cpu"];

function simulation({ target, start, width, decay, stepDiscriminator, stepGenerator, form }) {
  const game = {
    target: points(target),
    generator: particles({ start }),
    discriminator: kernelDiscriminator(gaussian({ width }), form === undefined ? {} : { form }),
    loss: ipm(),
    penalties: [weightDecay(decay)],
  };
  return { game: drawGame(game, 1), stepper: alternating({ stepDiscriminator, stepGenerator }) };
}

function twoPointSimulations(cells, form) {
  return cells.decay.map((decay, s) =>
    simulation({
      target: [[0]],
      start: [[cells.start[s]]],
      width: 1,
      decay,
      stepDiscriminator: cells.stepDiscriminator[s],
      stepGenerator: cells.stepGenerator[s],
      form,
    }),
  );
}

function cloudSimulations(cells, form) {
  return cells.map((cell) => simulation({ ...cell, target: [[0, 0]], start: cell.points, form }));
}

/** The simulations of a kind of work, as a worker thread builds them too. */
export const builders = {
  twoPoint: ({ cells, form }) => twoPointSimulations(cells, form),
  cloud: ({ cells, form }) => cloudSimulations(cells, form),
  fourier: ({ game }) =>
    game.starts.map((start) => simulation({ ...game, target: game.points, start, form: "fourier" })),
};

/**
 * A runner over an ensemble, dealt out to threads like cards. Where a `form` is given, another one is not what the
 * benchmark is about.
 */
async function ensembleRunner(work, input, steps, kind, form, threads, stepsAlone = false) {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./oursWorker.mjs", import.meta.url)),
  );
  const ask = (message) =>
    Promise.all(
      workers.map(async (worker, part) => {
        worker.postMessage({ ...message, part, parts: threads });
        const [answer] = await once(worker, "message");
        // Wrong input and backends that cannot be had leave a contender out; a failing run of ours is a failure.
        if (answer.problem !== undefined) {
          throw message.build === undefined
            ? new Error(answer.problem)
            : new InputError("bench", answer.problem);
        }
        return answer;
      }),
    );
  const close = () => Promise.all(workers.map((worker) => worker.terminate()));
  try {
    await ask({ build: { work, input, steps, kind } });
  } catch (error) {
    await close();
    throw error;
  }
  let parts = [];
  return {
    version: `ganphase ${version}, Node ${process.versions.node}`,
    get note() {
      const forms = [...new Set(parts.flatMap((part) => part.forms))].join(" and ");
      return `${kind}, ${forms}, ${threads} thread${threads > 1 ? "s" : ""}`;
    },
    single: !["cpu", "webasm"].includes(kind),
    async run() {
      const from = performance.now();
      parts = await ask({ run: true });
      const seconds = (performance.now() - from) / 1000;
      if (form !== undefined && parts.some((part) => part.forms.some((one) => one !== form)))
        throw new InputError("form", `must be ${form}`);
      return stepsAlone ? Math.max(...parts.map((part) => part.stepping)) : seconds;
    },
    result() {
      const count = parts.reduce((sum, part) => sum + part.ends.length, 0);
      const ends = Array.from({ length: count }, (_, s) => parts[s % threads].ends[Math.floor(s / threads)]);
      return Float64Array.from(ends.flatMap((end) => [...end]));
    },
    memory: () => 1024 * process.resourceUsage().maxRSS,
    close,
  };
}

/** The two-point diagram: result [S] ends. */
export function twoPoint(cells, steps, kind, form, threads = 2, stepsAlone = false) {
  return ensembleRunner("twoPoint", { cells, form }, steps, kind, form, threads, stepsAlone);
}

/** Clouds: result [S, 2n] ends. */
export function cloud(cells, steps, kind, threads = 2, stepsAlone = false) {
  return ensembleRunner("cloud", { cells }, steps, kind, undefined, threads, stepsAlone);
}

/** The Fourier form on a grid of true points: result [R, 2n] ends. */
export function fourier(game, steps, kind, threads = 2) {
  return ensembleRunner("fourier", { game }, steps, kind, "fourier", threads);
}

/** Gradient of a kernel sum over all pairs: result [M, 2]. On `cpu` in double precision. */
export async function pairs({ points: rows, sources, targets, width }, kind, threads = 2) {
  if (!["cpu", "webasm"].includes(kind)) throw new InputError("pairs", `kernelSums has no form on ${kind}`);
  const column = (from, count, parts) =>
    Float64Array.from({ length: count * parts.length }, (_, k) => {
      const row = from + Math.floor(k / parts.length);
      return rows[3 * row + parts[k % parts.length]];
    });
  const sums = {
    points: column(0, sources, [0, 1]),
    weights: column(0, sources, [2]),
    at: column(sources, targets, [0, 1]),
    dimension: 2,
  };
  const executor = pairThreads(threads);
  const precision = kind === "cpu" ? "double" : "single";
  const options = { wanted: "gradients", cutoff: "none", precision, executor };
  let gradients = new Float64Array();
  return {
    version: `ganphase ${version}, Node ${process.versions.node}`,
    note: `kernelSums, ${precision} precision, ${threads} threads`,
    single: precision === "single",
    async run() {
      const from = performance.now();
      ({ gradients } = await kernelSums(gaussian({ width }), sums, options));
      return (performance.now() - from) / 1000;
    },
    result: () => gradients,
    memory: () => 1024 * process.resourceUsage().maxRSS,
    close: () => executor.close(),
  };
}

/** How many waves the library's Fourier form holds for a game: half of its coefficients, cosines and sines. */
export async function fourierWaves(game) {
  const backend = await openBackend("cpu");
  const first = simulation({ ...game, target: game.points, start: game.starts[0], form: "fourier" });
  const [{ form }] = await simulateEnsemble([first], { steps: 1, every: 0, backend });
  return form.length / 2;
}

/** The Taylor order P that the library gives to these simulations: what the peers use too. */
async function ordersOf(simulations, dimension) {
  const backend = await openBackend("cpu");
  const runs = await simulateEnsemble(simulations, { steps: 1, every: 0, backend });
  return runs.map(({ form }) => {
    // The length is the number of multi-indices of degree up to P.
    const length = form.length;
    return dimension === 1 ? length - 1 : Math.round(Math.sqrt(2 * length + 0.25) - 1.5);
  });
}

/** The order of two-point cells: the start and the width decide it, and they are the same in all of them. */
export async function twoPointOrder(cells) {
  const first = Object.fromEntries(
    ["decay", "stepDiscriminator", "stepGenerator", "start"].map((name) => [name, cells[name].slice(0, 1)]),
  );
  return (await ordersOf(twoPointSimulations(first, "taylor"), 1))[0];
}

/** The order of every cloud. */
export function cloudOrders(cells) {
  return ordersOf(cloudSimulations(cells, "taylor"), 2);
}
