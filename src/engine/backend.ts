import type { Program } from "./program.ts";

/** The contract of the backends: same program, same backend, same bits, however the steps are chunked. */
export interface Backend {
  readonly kind: BackendKind;
  readonly precision: "double" | "single";
  /** How many simulations at a time it runs best. */
  readonly lanes: number;
  /** What it computes on, in words, where it can tell: the name of a graphics adapter. */
  readonly device?: string;
  /** Readies a program for execution. @throws Error when this backend cannot run it, saying why. */
  load(program: Program): Promise<Execution>;
}

/** Names of the backends in sim files and on the command line. */
export const backendKinds = ["cpu", "webasm", "webgpu", "webgl"] as const;

export type BackendKind = (typeof backendKinds)[number];

/** A program in execution. */
export interface Execution {
  /**
   * Runs `steps` more steps; with 0 it only brings what is wanted.
   * @param wanted the state arrays that will be read before the next call, all of them when left out. Where
   * the arrays live on a graphics card, those alone are copied to the host, and only they can be read.
   * @throws Error when the backend failed: what was asked for did not run, memory is out, the device is lost
   */
  advance(steps: number, wanted?: readonly string[]): Promise<void>;
  /** A copy of a state array, [rows, S]. @throws Error for an unknown name, or one that was not wanted. */
  read(name: string): Float64Array;
  /** Replaces a state array between two steps. */
  write(name: string, values: Float64Array): void;
  /** Frees what the backend holds. */
  close(): Promise<void>;
}
