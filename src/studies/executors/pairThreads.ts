import { Worker } from "node:worker_threads";
import { doTasks, type SumsExecutor, type SumsJob } from "../../discriminators/sums/job.ts";
import { compiledModules } from "../../engine/index.ts";
import { InputError } from "../../options/index.ts";

/** The program of a thread: its own instance of the modules, and the text that also runs in the calling thread. */
const program = `
const { parentPort, workerData } = require("node:worker_threads");
const doTasks = ${String(doTasks)};
const memory = new WebAssembly.Memory({ initial: 2 });
const { pairs, pairsScratch } = new WebAssembly.Instance(workerData, { env: { memory } }).exports;
parentPort.on("message", (job) => {
  doTasks({ memory, pairs, pairsScratch }, job);
  parentPort.postMessage("done");
});`;

/** A thread that takes tasks of the same job as its siblings. */
class PairThread {
  readonly #worker: Worker;
  #settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  #lost: unknown;

  constructor(module: object) {
    this.#worker = new Worker(program, { eval: true, workerData: module });
    this.#worker.on("message", () => this.#settle?.resolve());
    this.#worker.on("error", (error) => this.#lose(error));
    this.#worker.on("exit", (code) => this.#lose(new Error(`a worker thread ended with code ${code}`)));
    // A pool that nobody has closed does not keep a program from ending.
    this.#worker.unref();
  }

  #lose(error: unknown): void {
    this.#lost ??= error;
    this.#settle?.reject(this.#lost);
  }

  async work(job: SumsJob): Promise<void> {
    this.#worker.ref();
    try {
      await new Promise<void>((resolve, reject) => {
        if (this.#lost !== undefined) return reject(this.#lost);
        this.#settle = { resolve, reject };
        this.#worker.postMessage(job);
      });
    } finally {
      this.#worker.unref();
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * Computes the tasks of sums on worker threads, which start with the first sum and stay for the next ones. Results do
 * not depend on their number.
 *
 *     const executor = pairThreads(2);
 *     const { gradients } = await kernelSums(kernel, input, { executor });
 *     await executor.close();
 *
 * @param count how many tasks are done at the same time, at least 1.
 */
export function pairThreads(count: number): SumsExecutor {
  if (!Number.isInteger(count) || count < 1) {
    throw new InputError("count", `must be a whole number of at least 1, not ${count}`);
  }
  let pool: Promise<PairThread[]> | undefined;
  let busy: Promise<unknown> = Promise.resolve();

  const start = async () => {
    const module = await compiledModules();
    return Array.from({ length: count }, () => new PairThread(module));
  };
  const close = async () => {
    const ending = pool;
    pool = undefined;
    await Promise.all(((await ending) ?? []).map((thread) => thread.close()));
  };
  const work = async (job: SumsJob) => {
    pool ??= start();
    const threads = await pool;
    try {
      await Promise.all(threads.map((thread) => thread.work(job)));
    } catch (error) {
      await close();
      throw error;
    }
  };
  return {
    threads: count,
    shared: true,
    run(job) {
      const turn = busy.then(() => work(job));
      busy = turn.catch(() => undefined);
      return turn;
    },
    close,
  };
}
