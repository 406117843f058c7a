import { steps as base64 } from "../modules/steps.ts";

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of WebAssembly, which every platform has but not every list of types. */
interface WebAssemblyApi {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: unknown }>;
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

export { WebAssembly as wasm };

/** A memory of its own for a module. */
export function newMemory(): WasmMemory {
  return new WebAssembly.Memory({ initial: 2 });
}

let compiled: Promise<object> | undefined;

/** The hand-written modules (`assembly/`), compiled once a thread: the same bytes always make the same module. */
export function compiledModules(): Promise<object> {
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  return compiled;
}

/** The modules with a memory of their own. */
export async function newInstance<Exports>(): Promise<{ memory: WasmMemory; exports: Exports }> {
  const memory = newMemory();
  const { exports } = await WebAssembly.instantiate(await compiledModules(), { env: { memory } });
  return { memory, exports: exports as Exports };
}
