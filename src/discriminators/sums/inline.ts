import { newInstance } from "../../engine/index.ts";
import { doTasks, type SumsExecutor, type SumsInstance } from "./job.ts";

/**
 * Computes sums in the calling thread, in any environment. To be kept for many sums: the modules are compiled, and
 * memory is taken, once.
 */
export function inlineSums(): SumsExecutor {
  let instance: Promise<SumsInstance> | undefined;
  const start = async (): Promise<SumsInstance> => {
    const { memory, exports } = await newInstance<Omit<SumsInstance, "memory">>();
    return { ...exports, memory };
  };
  return {
    threads: 1,
    shared: false,
    async run(job) {
      instance ??= start();
      doTasks(await instance, job);
    },
    async close() {
      instance = undefined;
    },
  };
}
