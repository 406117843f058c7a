import { InputError, nearestName } from "../options/index.ts";
import { type Backend, type BackendKind, backendKinds } from "./backend.ts";
import { cpu } from "./cpu.ts";
import { withModules } from "./modules.ts";
import type { Program } from "./program.ts";

/**
 * Opens a backend by name; gpu.js is loaded only when it is asked for.
 * @throws InputError for an unknown name; Error when it cannot be had on this machine.
 */
export async function openBackend(kind: BackendKind): Promise<Backend> {
  if (!backendKinds.includes(kind)) {
    const nearest = nearestName(kind, backendKinds);
    const hint = nearest === undefined ? "" : `did you mean "${nearest}"? `;
    throw new InputError("backend", `unknown backend "${kind}"; ${hint}(one of ${backendKinds.join(", ")})`);
  }
  if (kind === "cpu") return cpu;
  if (kind === "webasm") return withModules();
  if (kind === "webgpu") return (await import("./gpuCompute.ts")).openWebgpu();
  return (await import("./gpuTextures.ts")).openWebgl();
}

/** What a short measurement said. */
export interface Choice {
  readonly kind: BackendKind;
  /** Simulation-steps per second of each backend that ran. */
  readonly rates: Readonly<Record<string, number>>;
}

/**
 * Picks the fastest backend for a program by running it: `seconds` each on every backend, after one
 * chunk to warm up, in chunks that grow as those of long runs do. A backend that cannot be opened here, or
 * cannot run the program, is left out; one that graphics cards are imitated on is slow, and loses.
 * @param clock seconds since any fixed time
 */
export async function chooseBackend(program: Program, clock: () => number, seconds = 0.05): Promise<Choice> {
  const rates: Record<string, number> = {};
  for (const kind of backendKinds) {
    const rate = await measure(kind, program, clock, seconds);
    if (rate !== undefined) rates[kind] = rate;
  }
  const kind = backendKinds.reduce(
    (best: BackendKind, other) => ((rates[other] ?? 0) > (rates[best] ?? 0) ? other : best),
    "cpu",
  );
  return { kind, rates };
}

const shortestChunk = 32;
const longestChunk = 256;

async function measure(kind: BackendKind, program: Program, clock: () => number, seconds: number) {
  try {
    const backend = await openBackend(kind);
    const execution = await backend.load(program);
    try {
      await execution.advance(shortestChunk);
      const start = clock();
      let steps = 0;
      let chunk = shortestChunk;
      do {
        await execution.advance(chunk);
        steps += chunk;
        chunk = Math.min(2 * chunk, longestChunk);
      } while (clock() - start < seconds);
      return (steps * program.simulations) / (clock() - start);
    } finally {
      await execution.close();
    }
  } catch {
    return undefined;
  }
}
