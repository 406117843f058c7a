import { both, logarithm, PAIR, power } from "./lanes";

/*
 * The radial functions of the kernels in pairs of doubles, by the code of their shape: `shapeCodes` in
 * `src/discriminators/sums/shapes.ts` lists the same. A term is laid out as four pairs: what stands before its slope and
 * its value, and two numbers for its argument.
 */

const GAUSSIAN: i32 = 1;
const LAPLACIAN: i32 = 2;
const RATIONAL_QUADRATIC: i32 = 3;
const THREE_HALVES: i32 = 4;
const FIVE_HALVES: i32 = 5;
const SEVEN_HALVES: i32 = 6;

/** Bytes of the laid out term. */
export const TERM: usize = 64;

/** How many parameters a shape has. */
export function parametersOf(code: i32): i32 {
  return code == RATIONAL_QUADRATIC ? 2 : 1;
}

/** Lays out a term from its weight, width σ and (rational quadratic) mixture α. */
export function layTerm(at: usize, code: i32, weight: v128, width: v128, mixture: v128): void {
  const square = f64x2.mul(width, width);
  let before = f64x2.div(weight, square);
  let argument = f64x2.div(both(-0.5), square);
  let second = both(0);
  if (code == LAPLACIAN) {
    before = f64x2.div(weight, width);
    argument = f64x2.div(both(-1), width);
  } else if (code == RATIONAL_QUADRATIC) {
    argument = f64x2.div(both(0.5), f64x2.mul(mixture, square));
    second = f64x2.sub(both(-1), mixture);
  } else if (code == THREE_HALVES) {
    before = f64x2.mul(both(3), before);
    argument = f64x2.div(both(-Math.sqrt(3)), width);
  } else if (code == FIVE_HALVES) {
    before = f64x2.mul(both(5.0 / 3), before);
    argument = f64x2.div(both(-Math.sqrt(5)), width);
  } else if (code == SEVEN_HALVES) {
    before = f64x2.mul(both(1.4), before);
    argument = f64x2.div(both(-Math.sqrt(7)), width);
  }
  v128.store(at, f64x2.neg(before));
  v128.store(at, weight, 16);
  v128.store(at, argument, 32);
  v128.store(at, second, 48);
}

/** 2 dκ/d(r²) of a laid out term, its weight included; 0 where a kernel has its kink. */
// @ts-ignore: decorator
@inline
export function slopeOf(term: usize, code: i32, r2: v128): v128 {
  const before = v128.load(term);
  const argument = v128.load(term, 32);
  if (code == GAUSSIAN) return f64x2.mul(before, power(f64x2.mul(r2, argument)));
  if (code == RATIONAL_QUADRATIC) {
    const log = logarithm(f64x2.add(both(1), f64x2.mul(r2, argument)));
    return f64x2.mul(before, power(f64x2.mul(v128.load(term, 48), log)));
  }
  const r = f64x2.sqrt(r2);
  const x = f64x2.mul(r, argument);
  const e = f64x2.mul(before, power(x));
  if (code == LAPLACIAN) return v128.and(f64x2.div(e, r), f64x2.gt(r, both(0)));
  if (code == THREE_HALVES) return e;
  const linear = f64x2.sub(both(1), x);
  if (code == FIVE_HALVES) return f64x2.mul(e, linear);
  return f64x2.mul(e, f64x2.add(linear, f64x2.mul(f64x2.mul(x, x), both(1.0 / 3))));
}

/** κ(r²) of a laid out term, its weight included. */
export function valueOf(term: usize, code: i32, r2: v128): v128 {
  const before = v128.load(term, 16);
  const argument = v128.load(term, 32);
  if (code == GAUSSIAN) return f64x2.mul(before, power(f64x2.mul(r2, argument)));
  if (code == RATIONAL_QUADRATIC) {
    const log = logarithm(f64x2.add(both(1), f64x2.mul(r2, argument)));
    return f64x2.mul(before, power(f64x2.mul(f64x2.add(v128.load(term, 48), both(1)), log)));
  }
  const x = f64x2.mul(f64x2.sqrt(r2), argument);
  const e = f64x2.mul(before, power(x));
  if (code == LAPLACIAN) return e;
  const linear = f64x2.sub(both(1), x);
  if (code == THREE_HALVES) return f64x2.mul(e, linear);
  const x2 = f64x2.mul(x, x);
  if (code == FIVE_HALVES) return f64x2.mul(e, f64x2.add(linear, f64x2.mul(x2, both(1.0 / 3))));
  const cubic = f64x2.sub(f64x2.mul(x2, both(0.4)), f64x2.mul(f64x2.mul(x2, x), both(1.0 / 15)));
  return f64x2.mul(e, f64x2.add(linear, cubic));
}

/** The code of term `m` in the number that lists the codes of all terms, three bits each. */
// @ts-ignore: decorator
@inline
export function codeOf(codes: i64, m: i32): i32 {
  return <i32>(codes >> (<i64>(3 * m))) & 7;
}

/** Σ of `slopeOf` over laid out terms. */
// @ts-ignore: decorator
@inline
export function slopes(terms: usize, codes: i64, count: i32, r2: v128): v128 {
  let sum = slopeOf(terms, <i32>codes & 7, r2);
  for (let m = 1; m < count; m++) sum = f64x2.add(sum, slopeAside(terms + (<usize>m) * TERM, codeOf(codes, m), r2));
  return sum;
}

function slopeAside(term: usize, code: i32, r2: v128): v128 {
  return slopeOf(term, code, r2);
}
