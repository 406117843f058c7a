import type { Table } from "../../sim/index.ts";
import type { BatchJob } from "../batch.ts";

/** What an executor tells the one that gave it jobs. */
export interface Hearer {
  /**
   * A batch is done. A promise that rejects ends the run with its reason; the executor may go on with
   * other batches before it is settled, but `run` returns only after it is.
   */
  done(job: BatchJob, rows: Table): Promise<void>;
  /** A running batch has got this far, 0 to 1. */
  share(job: BatchJob, share: number): void;
}

/**
 * The contract of the executors: who computes the batches of a scan. Laws:
 * 1. Every job is computed once and heard of once, in any order.
 * 2. Rows depend on the job alone: any executor with any number of threads gives the same bits.
 * 3. The first error of a job ends the run: `run` rejects with an Error of that message (an InputError
 *    keeps its place), after every `done` that was begun has settled.
 * 4. When the signal is aborted, `run` rejects with its reason, likewise after every `done` has settled;
 *    what was heard of stays heard of, what was running is lost.
 */
export interface Executor {
  /** How many batches run at the same time. */
  readonly threads: number;
  run(jobs: readonly BatchJob[], hearer: Hearer, signal?: AbortSignal): Promise<void>;
  /** Ends threads that wait for work. After it, `run` must not be called. */
  close(): Promise<void>;
}
