import { steps as base64 } from "../../modules/steps.ts";
import { doTasks, type SumsExecutor, type SumsInstance } from "./job.ts";

/** What is used of WebAssembly, which every platform has but not every list of types. */
interface WebAssemblyApi {
  readonly Memory: new (size: { readonly initial: number }) => SumsInstance["memory"];
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: unknown }>;
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

/** The hand-written modules (`assembly/`), compiled. */
export function compiledModules(): Promise<object> {
  return WebAssembly.compile(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}

/**
 * Computes sums in the calling thread, in any environment. To be kept for many sums: the modules are compiled, and
 * memory is taken, once.
 */
export function inlineSums(): SumsExecutor {
  let instance: Promise<SumsInstance> | undefined;
  const start = async (): Promise<SumsInstance> => {
    const memory = new WebAssembly.Memory({ initial: 2 });
    const { exports } = await WebAssembly.instantiate(await compiledModules(), { env: { memory } });
    return { ...(exports as Omit<SumsInstance, "memory">), memory };
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
