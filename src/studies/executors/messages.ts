import { InputError } from "../../options/index.ts";
import type { Table } from "../../sim/index.ts";
import type { BatchJob } from "../batch.ts";

/** What the main thread sends to a worker: a batch to compute. */
export type Order = BatchJob;

/** An error as plain data, because a class does not survive the way between threads. */
export interface Failure {
  readonly message: string;
  readonly stack?: string;
  /** Place and problem of an InputError. */
  readonly input?: { readonly path: string; readonly problem: string };
}

/** What a worker sends back: how far it got, then rows or an error. */
export type Answer =
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "rows"; readonly rows: Table }
  | { readonly kind: "failure"; readonly failure: Failure };

/** An error as plain data. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InputError) {
    return { message: error.message, input: { path: error.path, problem: error.problem } };
  }
  if (!(error instanceof Error)) return { message: String(error) };
  return error.stack === undefined
    ? { message: error.message }
    : { message: error.message, stack: error.stack };
}

/** The error that a failure tells of, with the place of an InputError and the stack of the thread it rose in. */
export function errorOf(failure: Failure): Error {
  if (failure.input !== undefined) return new InputError(failure.input.path, failure.input.problem);
  const error = new Error(failure.message);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
