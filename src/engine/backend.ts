import type { Program } from "./program.ts";

/** The contract of the backends: same program, same backend, same bits, however the steps are chunked. */
export interface Backend {
  readonly kind: BackendKind;
  readonly precision: "double" | "single";
  /** How many simulations at a time it runs best. */
  readonly lanes: number;
  /** Readies a program for execution. @throws Error when this backend cannot run it, saying why. */
  load(program: Program): Promise<Execution>;
}

/** Names of the backends in sim files and on the command line. */
export type BackendKind = "cpu" | "webasm";

/** A program in execution. */
export interface Execution {
  /** Runs `steps` more steps. */
  advance(steps: number): Promise<void>;
  /** A copy of a state array, [rows, S]. */
  read(name: string): Float64Array;
  /** Replaces a state array between two steps. */
  write(name: string, values: Float64Array): void;
  /** Frees what the backend holds. */
  close(): Promise<void>;
}
