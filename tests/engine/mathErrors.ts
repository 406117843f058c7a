import type { Backend } from "../../src/engine/index.ts";
import { call, program, text, valuesAfter } from "./programs.ts";

/** A function of `Math` at many arguments that single precision holds exactly. */
interface Sweep {
  readonly name: "exp" | "log" | "sqrt" | "sin" | "cos" | "asin" | "acos" | "atan" | "tanh" | "pow";
  readonly from: number;
  readonly to: number;
  readonly error: "absolute" | "relative";
  /** The second argument of pow. */
  readonly power?: number;
}

/** What is measured: where forms and kernels use the functions, and beyond. */
export const sweeps = {
  exp: { name: "exp", from: -87, to: 88, error: "relative" },
  expNearZero: { name: "exp", from: -2, to: 0, error: "relative" },
  cos: { name: "cos", from: -1000, to: 1000, error: "absolute" },
  sin: { name: "sin", from: -1000, to: 1000, error: "absolute" },
  sinNearZero: { name: "sin", from: -1.5, to: 1.5, error: "relative" },
  tanh: { name: "tanh", from: -300, to: 300, error: "absolute" },
  tanhNearZero: { name: "tanh", from: -4, to: 4, error: "absolute" },
  asin: { name: "asin", from: -1, to: 1, error: "relative" },
  acos: { name: "acos", from: -1, to: 1, error: "relative" },
  atan: { name: "atan", from: -300, to: 300, error: "relative" },
  atanNearZero: { name: "atan", from: -2, to: 2, error: "relative" },
  log: { name: "log", from: 0.001, to: 100, error: "absolute" },
  sqrt: { name: "sqrt", from: 0.0001, to: 1000, error: "relative" },
  pow: { name: "pow", from: 1, to: 200, error: "relative", power: -2.5 },
} as const satisfies Record<string, Sweep>;

export type SweepName = keyof typeof sweeps;

export interface MathValues {
  readonly xs: readonly number[];
  readonly values: readonly number[];
}

/** A function of `Math` as a backend computes it. */
export async function mathValues(
  backend: Backend,
  name: string,
  xs: readonly number[],
): Promise<readonly number[]> {
  const second = name === "pow" ? ", y[0]" : "";
  const body = text(`function (x, y) { return Math.${name}(x[0][this.thread.x]${second}) + 0 * y[0]; }`);
  const one = program([call("out", body, ["x", "y"])], {
    simulations: xs.length,
    state: { out: new Float64Array(xs.length) },
    parameters: { x: Float64Array.from(xs) },
    tables: { y: Float64Array.of(sweeps.pow.power) },
  });
  return valuesAfter(backend, 1, one, "out");
}

/** The largest error of a function of `Math` against double precision; not a number counts as infinite. */
export function mathError(backend: Backend, which: SweepName): Promise<number> {
  return sweepError(which, (xs) => mathValues(backend, sweeps[which].name, xs));
}

/** The same of any way to compute it. */
export async function sweepError(
  which: SweepName,
  compute: (xs: readonly number[]) => Promise<readonly number[]>,
): Promise<number> {
  const sweep: Sweep = sweeps[which];
  const count = 4001;
  const xs = Array.from({ length: count }, (_, k) =>
    Math.fround(sweep.from + ((sweep.to - sweep.from) * k) / (count - 1)),
  );
  const values = await compute(xs);
  const exact = (x: number) =>
    sweep.name === "pow" ? Math.pow(x, sweep.power ?? 1) : (Math[sweep.name] as (x: number) => number)(x);
  return xs.reduce((worst, x, k) => {
    const wanted = exact(x);
    const gap = Math.abs(values[k]! - wanted);
    const error = gap === 0 ? 0 : sweep.error === "relative" ? gap / Math.abs(wanted) : gap;
    return Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error);
  }, 0);
}
