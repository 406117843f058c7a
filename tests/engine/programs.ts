import type { Backend, Body, Call, Cell, Helper, Program, Rows, Table } from "../../src/engine/index.ts";

/** What a program may leave out. */
interface Parts {
  readonly simulations?: number;
  readonly state?: Program["state"];
  readonly parameters?: Program["parameters"];
  readonly tables?: Program["tables"];
}

/** A call with one row, no constants and no helpers unless said otherwise. */
export function call(
  output: string,
  body: unknown,
  reads: readonly string[],
  more: Partial<Call> = {},
): Call {
  return { name: output, output, rows: 1, body: body as Body, reads, constants: {}, helpers: {}, ...more };
}

/** A program of the given calls. */
export function program(calls: readonly Call[], parts: Parts = {}): Program {
  return { simulations: 1, state: {}, parameters: {}, tables: {}, ...parts, calls };
}

/**
 * A body given as its text. The functions of these tests pass through the test runner's transformation;
 * a text says exactly what the engine reads.
 */
export function text(source: string): { toString(): string } {
  return { toString: () => source };
}

/** What `output` is after some steps. */
export async function valuesAfter(
  backend: Backend,
  steps: number,
  one: Program,
  output: string,
): Promise<readonly number[]> {
  const execution = await backend.load(one);
  try {
    await execution.advance(steps);
    return Array.from(execution.read(output));
  } finally {
    await execution.close();
  }
}

/** One value of one body of the parameter x = 2 (and table t = [10, 20, 30]). */
export function evaluate(
  backend: Backend,
  source: string,
  helpers: Readonly<Record<string, Helper>> = {},
  constants: Readonly<Record<string, number>> = {},
): Promise<number> {
  const one = program([call("out", text(source), ["x", "t"], { helpers, constants, name: "probe" })], {
    state: { out: new Float64Array(1) },
    parameters: { x: Float64Array.of(2) },
    tables: { t: Float64Array.of(10, 20, 30) },
  });
  return valuesAfter(backend, 1, one, "out").then(([value]) => value!);
}

export type { Cell, Rows, Table };
