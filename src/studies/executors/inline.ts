import { type RunBatch, runBatch } from "../batch.ts";
import type { Executor } from "./executor.ts";

/**
 * Computes one batch after the other in the calling thread: for the browser, for tests, and where starting
 * threads costs more than it saves.
 */
export function inline(run: RunBatch = runBatch): Executor {
  return {
    threads: 1,
    async run(jobs, hearer, signal) {
      for (const job of jobs) {
        signal?.throwIfAborted();
        const hooks = { onShare: (share: number) => hearer.share(job, share) };
        const rows = await run(job, signal === undefined ? hooks : { ...hooks, signal });
        await hearer.done(job, rows);
      }
    },
    close: () => Promise.resolve(),
  };
}
