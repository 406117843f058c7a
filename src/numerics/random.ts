import { type Block, philox4x32 } from "./philox.ts";

/**
 * A stream of random numbers.
 *
 * The numbers are a function of the seed and the keys alone: the same in every engine, for streams made
 * in any order. Only arithmetic and square roots are used, which IEEE 754 fixes to the last bit.
 */
export interface RandomStream {
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /** A standard normal number. */
  normal(): number;
  /** A whole number from 0 to n − 1, each equally likely. @throws RangeError unless 1 ≤ n ≤ 2^53 − 1. */
  integer(n: number): number;
}

const TWO_32 = 2 ** 32;
const TWO_53 = 2 ** 53;
// Marks the counters that derive a stream's key. Keys and block numbers stay below 2^53, so that no
// drawn block ever has this bit.
const DERIVE = 0x80000000;

function words(value: number, name: string): [number, number] {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${name} must be a whole number from 0 to 2^53 − 1, not ${value}`);
  }
  return [value >>> 0, Math.floor(value / TWO_32)];
}

/**
 * ln x for 0 < x < 1 from arithmetic alone (Math.log may differ in its last bit between engines):
 * x = m·2^e with m in [√½, √2), ln m = 2 artanh((m − 1)/(m + 1)). The series is cut below one rounding.
 */
function naturalLog(x: number): number {
  let m = x;
  let exponent = 0;
  while (m < Math.SQRT1_2) {
    m *= 2;
    exponent -= 1;
  }
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  let sum = 0;
  for (let n = 23; n >= 1; n -= 2) sum = sum * s2 + 1 / n;
  return 2 * s * sum + exponent * Math.LN2;
}

/**
 * The random stream of a seed and any number of keys (a purpose, a replica, …), by Philox4x32-10.
 *
 * Each key in turn passes through Philox to a new 128-bit identity, of which 64 bits are the key of the
 * drawn blocks and 64 the upper half of their counter; so streams whose seeds or keys differ anywhere
 * are independent.
 * @throws RangeError for a seed or key that is not a non-negative safe integer.
 */
export function randomStream(seed: number, ...keys: number[]): RandomStream {
  let key = words(seed, "a seed");
  let tail: [number, number] = [0, 0];
  for (const one of keys) {
    const [low, high] = words(one, "a key of a random stream");
    const block = philox4x32([low, (high | DERIVE) >>> 0, tail[0], tail[1]], key);
    key = [block[0], block[1]];
    tail = [block[2], block[3]];
  }
  return streamOf(key, tail);
}

function streamOf(key: [number, number], tail: [number, number]): RandomStream {
  let drawn = 0;
  let block: Block = [0, 0, 0, 0];
  let second: number | undefined;

  /** A whole number in [0, 2^53): every block holds two. */
  function bits(): number {
    const first = drawn % 2 === 0;
    if (first) {
      const number = drawn / 2;
      block = philox4x32([number >>> 0, Math.floor(number / TWO_32), tail[0], tail[1]], key);
    }
    drawn += 1;
    const [high, low] = first ? [block[0], block[1]] : [block[2], block[3]];
    return (high >>> 5) * 2 ** 26 + (low >>> 6);
  }

  /** Marsaglia's polar form of Box-Muller: two normals from a point of the unit disc, without sin and cos. */
  function pair(): [number, number] {
    for (;;) {
      const x = (2 * bits()) / TWO_53 - 1;
      const y = (2 * bits()) / TWO_53 - 1;
      const r2 = x * x + y * y;
      if (r2 >= 1 || r2 === 0) continue;
      const factor = Math.sqrt((-2 * naturalLog(r2)) / r2);
      return [x * factor, y * factor];
    }
  }

  return {
    uniform: () => bits() / TWO_53,
    normal() {
      if (second !== undefined) {
        const kept = second;
        second = undefined;
        return kept;
      }
      const [one, other] = pair();
      second = other;
      return one;
    },
    integer(n) {
      if (!Number.isSafeInteger(n) || n < 1) {
        throw new RangeError(`integer(n) needs a whole number n from 1 to 2^53 − 1, not ${n}`);
      }
      // Values past the last whole multiple of n would favour small results: draw again.
      const limit = TWO_53 - (TWO_53 % n);
      let value = bits();
      while (value >= limit) value = bits();
      return value % n;
    },
  };
}
