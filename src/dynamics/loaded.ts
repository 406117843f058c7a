import { type Backend, type Execution, type Program, paced } from "../engine/index.ts";
import type { Assembled } from "./plan.ts";

/** A program in execution for T steps; where its calls are an attempt at a step, `advance` counts finished steps. */
export async function loaded(
  program: Program,
  pace: Assembled["paced"],
  backend: Backend,
  steps: number,
  signal?: AbortSignal,
): Promise<Execution> {
  const execution = await backend.load(program);
  return pace === undefined ? execution : paced(execution, pace, steps, signal);
}
