import { Worker } from "node:worker_threads";
import type { Table } from "../../sim/index.ts";
import type { BatchJob } from "../batch.ts";
import type { Executor, Hearer } from "./executor.ts";
import { type Answer, errorOf } from "./messages.ts";

/** Where the worker's program lies: beside this module, once both are bundled. */
const PROGRAM = new URL("./worker.js", import.meta.url);

/** Backends that compute on a graphics card. */
const onCard: readonly string[] = ["webgpu", "webgl"];

/** One worker thread that computes a batch at a time. */
class Thread {
  readonly #worker: Worker;
  #settle: { resolve: (rows: Table) => void; reject: (error: Error) => void } | undefined;
  #share: (share: number) => void = () => undefined;
  #lost: Error | undefined;

  constructor(program: URL) {
    this.#worker = new Worker(program);
    this.#worker.on("message", (answer: Answer) => this.#hear(answer));
    this.#worker.on("error", (error) => this.#lose(error as Error));
    this.#worker.on("exit", (code) => this.#lose(new Error(`a worker thread ended with code ${code}`)));
  }

  #hear(answer: Answer): void {
    if (answer.kind === "share") this.#share(answer.share);
    else if (answer.kind === "rows") this.#settle?.resolve(answer.rows);
    else this.#settle?.reject(errorOf(answer.failure));
  }

  #lose(error: Error): void {
    this.#lost ??= error;
    this.#settle?.reject(this.#lost);
  }

  compute(job: BatchJob, share: (share: number) => void): Promise<Table> {
    return new Promise<Table>((resolve, reject) => {
      if (this.#lost !== undefined) return reject(this.#lost);
      this.#settle = { resolve, reject };
      this.#share = share;
      this.#worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** A promise that only ever rejects: raced against work that must not be waited for any longer. */
function alarm(): { rung: Promise<never>; ring: (reason: unknown) => void } {
  let ring: (reason: unknown) => void = () => undefined;
  const rung = new Promise<never>((_, reject) => {
    ring = reject;
  });
  // Nobody may be waiting at the moment it rings; whoever waits later still hears of it.
  rung.catch(() => undefined);
  return { rung, ring };
}

/**
 * Spreads batches over worker threads; a thread that is done takes the next. The threads are started with
 * the first run and end with `close`, with an error or with an abort.
 *
 * @param count how many batches run at the same time, at least 1.
 * @param program the bundled worker (`dist/worker.js`).
 */
export function threads(count: number, program: URL = PROGRAM): Executor {
  let pool: Thread[] = [];

  async function close(): Promise<void> {
    const ending = pool;
    pool = [];
    await Promise.all(ending.map((thread) => thread.close()));
  }

  async function run(jobs: readonly BatchJob[], hearer: Hearer, signal?: AbortSignal): Promise<void> {
    const queue = [...jobs];
    const heard: Promise<void>[] = [];
    const { rung, ring } = alarm();
    const onAbort = () => ring(signal?.reason);
    const work = async (thread: Thread) => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        const current = job;
        const share = (share: number) => hearer.share(current, share);
        const rows = await Promise.race([thread.compute(current, share), rung]);
        const telling = hearer.done(current, rows);
        telling.catch(ring);
        heard.push(telling);
      }
    };
    signal?.throwIfAborted();
    signal?.addEventListener("abort", onAbort);
    try {
      // A graphics card is one: more threads would open it as often, and wait for each other.
      const width = jobs.some((job) => onCard.includes(job.backend)) ? 1 : Math.min(count, jobs.length);
      while (pool.length < width) pool.push(new Thread(program));
      await Promise.all(pool.slice(0, width).map(work));
    } catch (error) {
      await close();
      throw error;
    } finally {
      signal?.removeEventListener("abort", onAbort);
      await Promise.allSettled(heard);
    }
    await Promise.all(heard);
  }

  return { threads: count, run, close };
}
