import type { AnyNode, CallExpression, Expression, FunctionExpression } from "acorn";
import { rewrite } from "./source.ts";

/**
 * x in turns, less the nearest whole number of turns: from −1/2 to 1/2. Of the three parts of 2π the first
 * two have so few digits that their products with k ≤ 4096 are exact in single precision.
 */
export function turnsOf(x: number): number {
  const k = Math.floor(x * 0.15915494309 + 0.5);
  return (x - k * 6.28125 - k * 0.0019350051879882812 - k * 3.019916e-7) * 0.15915494309;
}

/** sin(2πq) for |q| ≤ 1/4: the polynomial of degree 9 with the least error there, 4e-9 but for rounding. */
export function sineOfTurns(q: number): number {
  const z = q * q;
  const tail = -41.3416554 + z * (81.6010209 + z * (-76.5501078 + z * 39.538869));
  return q * (6.28318516 + z * tail);
}

/**
 * cos(x), off by at most 5e-7 for |x| ≤ 1000. Graphics cards are allowed an error of 5e-4 and use it.
 */
export function fastCos(x: number): number {
  const t = turnsOf(x);
  return sineOfTurns(0.25 - Math.abs(t));
}

/** sin(x), off by at most 5e-7 for |x| ≤ 1000, and as near to x as x is to 0. */
export function fastSin(x: number): number {
  const t = turnsOf(x);
  const q = t > 0.25 ? 0.5 - t : t < -0.25 ? -0.5 - t : t;
  return sineOfTurns(q);
}

/**
 * asin(x) for |x| ≤ 1/2 by a polynomial of degree 11, off by less than 1e-7 of the value; beyond, where it is
 * steep, by asin(x) = π/2 − 2 asin(√((1 − x)/2)). Graphics cards are allowed an error of 1e-3 and use it.
 */
export function fastAsin(x: number): number {
  const a = Math.abs(x);
  const h = 0.5 * (1 - a);
  const w = a > 0.5 ? Math.sqrt(h) : a;
  const z = w * w;
  const tail =
    0.1666667241 + z * (0.07498855073 + z * (0.04500138007 + z * (0.02655454221 + z * 0.03808502356)));
  const q = w + w * z * tail;
  const r = a > 0.5 ? 1.5707963268 - 2 * q : q;
  return x < 0 ? -r : r;
}

/** acos(x), off by less than 4e-7, and relative to the value by as little as that near 1, where it vanishes. */
export function fastAcos(x: number): number {
  const a = Math.abs(x);
  const h = 0.5 * (1 - a);
  const w = a > 0.5 ? Math.sqrt(h) : x;
  const z = w * w;
  const tail =
    0.1666667241 + z * (0.07498855073 + z * (0.04500138007 + z * (0.02655454221 + z * 0.03808502356)));
  const q = w + w * z * tail;
  const r = 2 * (x < 0 ? 1.5707963268 - q : q);
  return a > 0.5 ? r : 1.5707963268 - q;
}

/** atan(x) by a polynomial of degree 17 for |x| ≤ 1, off by less than 2e-7 of the value; π/2 − atan(1/x) beyond. */
export function fastAtan(x: number): number {
  const a = Math.abs(x);
  const w = a > 1 ? 1 / a : a;
  const z = w * w;
  let tail =
    -0.0865688043 + z * (0.06250169445 + z * (-0.03587153898 + z * (0.01350777143 - z * 0.002386997317)));
  tail = -0.3333333173 + z * (0.1999973933 + z * (-0.1427856875 + z * (0.1103376412 + z * tail)));
  const q = w + w * z * tail;
  const r = a > 1 ? 1.5707963268 - q : q;
  return x < 0 ? -r : r;
}

/** tanh(x) where the hardware makes ∞/∞ of it from |x| = 45 on; beyond 10 it is 1 in single precision. */
export function clampedTanh(x: number): number {
  return Math.tanh(x > 10 ? 10 : x < -10 ? -10 : x);
}

/**
 * ⌊a/b⌋ for b > 0, exactly where a and b are whole: the quotient may be rounded either way, and graphics
 * cards divide by way of a reciprocal, so that 3/3 may fall short of 1.
 */
export function wholeRatio(a: number, b: number): number {
  const q = Math.floor(a / b);
  const r = a - q * b;
  return q + (r >= b ? 1 : 0) - (r < 0 ? 1 : 0);
}

/** The functions that take the place of `Math.…`, by the names used in texts. */
export const fastHelpers = {
  turnsOf,
  sineOfTurns,
  fastCos,
  fastSin,
  fastAsin,
  fastAcos,
  fastAtan,
  clampedTanh,
  wholeRatio,
} as const;

/** Which functions of `Math` a backend replaces, and by what; `floorOfRatio` stands for ⌊a/b⌋. */
export type FastMath = Readonly<Record<string, keyof typeof fastHelpers>>;

/** Graphics cards have a fast exp, off by a few units in the last place. */
export const gpuMath: FastMath = {
  cos: "fastCos",
  sin: "fastSin",
  asin: "fastAsin",
  acos: "fastAcos",
  atan: "fastAtan",
  tanh: "clampedTanh",
  floorOfRatio: "wholeRatio",
};

/** Puts a backend's replacements in the place of functions of `Math`. */
export function withFastMath(tree: FunctionExpression, fast: FastMath): FunctionExpression {
  return rewrite(tree, (visited) => {
    const node = visited as AnyNode;
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return node;
    const { name = "" } = node.callee.property as { name?: string };
    const inside = node.arguments[0];
    if (name === "floor" && inside?.type === "BinaryExpression" && inside.operator === "/") {
      return replaced(node, fast.floorOfRatio, [inside.left as Expression, inside.right]);
    }
    return replaced(node, Object.hasOwn(fast, name) ? fast[name] : undefined, node.arguments);
  });
}

function replaced(node: CallExpression, name: string | undefined, given: CallExpression["arguments"]) {
  if (name === undefined) return node;
  return { ...node, callee: { type: "Identifier", start: -1, end: -1, name }, arguments: given } as AnyNode;
}
