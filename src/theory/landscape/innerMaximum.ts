import type { Loss, LossFunction } from "../../losses/index.ts";
import { type LinearRow, solveProgram } from "../../numerics/linearProgram.ts";
import type { State } from "./state.ts";

/** One term of the loss: weight · value(t) with t = f(plus) − f(minus), or f(plus) alone. */
interface Term {
  readonly weight: number;
  readonly plus: number;
  readonly minus?: number;
  readonly value: LossFunction;
  /** d value/dt. */
  readonly slope: LossFunction;
}

/** The loss of n true and n generated points as a function of f on the places: true points first, [n + places off]. */
function termsOf(loss: Loss, state: State): Term[] {
  const n = state.length;
  const own = { value: loss.trueValue, slope: loss.truePull };
  const points = Array.from({ length: n }, (_, i) => i);
  if (loss.pairing === "all") {
    return points.flatMap((i) =>
      state.map((place) => ({ ...own, weight: 1 / n ** 2, plus: i, minus: place })),
    );
  }
  if (loss.pairing === "matched") {
    return points.map((i) => ({ ...own, weight: 1 / n, plus: i, minus: state[i]! }));
  }
  const generated = { value: loss.generatedValue, slope: loss.generatedPull };
  return [
    ...points.map((i) => ({ ...own, weight: 1 / n, plus: i })),
    ...state.map((place) => ({ ...generated, weight: 1 / n, plus: place })),
  ];
}

function placesOf(state: State): number {
  return Math.max(state.length, ...state.map((place) => place + 1));
}

function argument({ plus, minus }: Term, f: ArrayLike<number>): number {
  return f[plus]! - (minus === undefined ? 0 : f[minus]!);
}

/** Newton steps are taken until one promises less than this; the rest of an exponential tail is less still. */
const PROMISE = 1e-12;

/** The ridge of a Newton step, relative to the diagonal: a constant added to f changes nothing in a loss of pairs. */
const RIDGE = 1e-9;

/** Half the width over which a slope is differenced. */
const WIDTH = 1e-4;

/**
 * sup_f of the loss over the values of f at all places, by damped Newton steps in all of them together: nothing of the
 * structure that closed forms rest on is used. For smooth concave losses; where the supremum is at infinity the steps
 * follow the exponential tail.
 * @throws RangeError when the maximum is not found: a loss that is not smooth, or has no upper bound
 */
export function smoothInnerMaximum(loss: Loss, state: State): number {
  const terms = termsOf(loss, state);
  const { numbers } = loss;
  const size = placesOf(state);
  const total = (f: ArrayLike<number>) =>
    terms.reduce((sum, term) => sum + term.weight * term.value(argument(term, f), ...numbers), 0);
  let f = new Float64Array(size);
  let value = total(f);
  for (let k = 0; k < 200; k++) {
    const { step, promise } = newtonStep(terms, f, numbers);
    if (promise < PROMISE) return value;
    let length = 1;
    let next = f.map((one, v) => one + step[v]!);
    while (total(next) < value + 0.1 * length * promise && length > 1e-9) {
      length /= 2;
      next = f.map((one, v) => one + length * step[v]!);
    }
    f = next;
    value = total(f);
  }
  throw new RangeError(`${loss.kind}: no maximum over f was found`);
}

/** The Newton step at f, and the gain that its slope there promises. */
function newtonStep(
  terms: readonly Term[],
  f: Float64Array,
  numbers: readonly number[],
): { step: Float64Array; promise: number } {
  const size = f.length;
  const gradient = new Float64Array(size);
  const matrix = new Float64Array(size * size);
  for (const term of terms) {
    const t = argument(term, f);
    const slope = (at: number) => term.weight * term.slope(at, ...numbers);
    const pull = slope(t);
    const bend = (slope(t - WIDTH) - slope(t + WIDTH)) / (2 * WIDTH);
    const { plus, minus } = term;
    gradient[plus]! += pull;
    matrix[plus * size + plus]! += bend;
    if (minus === undefined) continue;
    gradient[minus]! -= pull;
    matrix[minus * size + minus]! += bend;
    matrix[plus * size + minus]! -= bend;
    matrix[minus * size + plus]! -= bend;
  }
  for (let v = 0; v < size; v++) {
    const diagonal = matrix[v * size + v]!;
    // The value at a place whose pairs are all with itself plays no part.
    matrix[v * size + v] = diagonal > 0 ? diagonal * (1 + RIDGE) : 1;
  }
  const step = solved(matrix, gradient);
  return { step, promise: step.reduce((sum, one, v) => sum + one * gradient[v]!, 0) };
}

/** x of A x = b for a symmetric positive definite A, [size*size], by LDLᵀ; A is overwritten. */
function solved(a: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let k = 0; k < size; k++) {
    for (let i = k + 1; i < size; i++) {
      const factor = a[i * size + k]! / a[k * size + k]!;
      if (factor === 0) continue;
      for (let j = k; j < size; j++) a[i * size + j]! -= factor * a[k * size + j]!;
      x[i]! -= factor * x[k]!;
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let j = k + 1; j < size; j++) x[k]! -= a[k * size + j]! * x[j]!;
    x[k]! /= a[k * size + k]!;
  }
  return x;
}

/**
 * The same for losses made of min(0, ±t − 1), hinge and relativistic with the hinge link, as a linear program: the values
 * of f at the places and a value u ≤ 0, u ≤ ±t − 1 for each term; the largest Σ weight·u.
 */
export async function hingeInnerMaximum(loss: Loss, state: State): Promise<number> {
  const terms = termsOf(loss, state);
  const size = placesOf(state);
  const rows = terms.map(({ plus, minus, slope }, k): LinearRow => {
    // min(0, t − 1) rises far to the left, min(0, −t − 1) falls far to the right.
    const sign = slope(-9, ...loss.numbers) > 0 ? 1 : -1;
    const own: (readonly [number, number])[] = [[size + k, 1]];
    if (plus === minus) return { terms: own, high: -1 };
    own.push([plus, -sign]);
    if (minus !== undefined) own.push([minus, sign]);
    return { terms: own, high: -1 };
  });
  const { objective } = await solveProgram({
    cost: [...new Array<number>(size).fill(0), ...terms.map(({ weight }) => -weight)],
    high: [...new Array<number>(size).fill(Infinity), ...terms.map(() => 0)],
    rows,
  });
  return -objective;
}
