import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ExpressionError,
  expressionConstants,
  expressionFunctions,
  parseExpression,
} from "../../src/numerics/expressions.ts";

const value = (text: string, values: Record<string, number> = {}) =>
  parseExpression(text, Object.keys(values)).evaluate(values);

function failure(action: () => unknown): ExpressionError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionError);
    return error as ExpressionError;
  }
  throw new Error("nothing failed");
}

describe("formulas", () => {
  test.each<[string, number]>([
    ["2 * a + b^2", 2 * 2 + 9],
    ["-a^2", -4],
    ["2^3^2", 512],
    ["a b", 6],
    ["7 mod 4", 3],
    ["sqrt(a^2 + b^2)", Math.sqrt(13)],
    ["log(8, 2)", 3],
    ["a < b ? 10 : 20", 10],
    ["a > b or b > a", 1],
    ["2 pi", 2 * Math.PI],
    ["min(a, b, 1) + max(a, b)", 4],
    ["1e-3", 1e-3],
    ["atan2(1, 0)", Math.PI / 2],
  ])("%s has its usual value", (text, expected) => {
    expect(value(text, { a: 2, b: 3 })).toBe(expected);
  });

  test("use exactly the variables that they name, in order of appearance", () => {
    expect(parseExpression("b + a * b + pi", ["a", "b", "c"]).variables).toEqual(["b", "a"]);
  });

  test("take variables before constants of the same name", () => {
    expect(value("e", { e: 2 })).toBe(2);
    expect(value("e")).toBe(Math.E);
  });

  test("agree with JavaScript's arithmetic on all numbers", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        expect(value("(a + b) * a - b / a", { a, b })).toBe((a + b) * a - b / a);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test("may be NaN or infinite, which is for the caller to judge", () => {
    expect(value("sqrt(a)", { a: -1 })).toBeNaN();
    expect(value("1 / a", { a: 0 })).toBe(Number.POSITIVE_INFINITY);
  });

  test("can be evaluated again with other values", () => {
    const double = parseExpression("2 a", ["a"]);
    expect([double.evaluate({ a: 1 }), double.evaluate({ a: 5 }), double.evaluate({ a: 1 })]).toEqual([
      2, 10, 2,
    ]);
  });

  test.each<[string, number]>([
    ["+a - -b", 5],
    ["a / b * b", 2],
    ["a == 2 and b != 3", 0],
    ["a <= 2 xor b >= 4", 1],
    ["not (a < b)", 0],
    ["a > 1 or b < 0", 1],
    ["1 < a < b", 1],
    ["3 < a < b", 0],
    ["true ? a : b", 2],
  ])("every operator is there: %s", (text, expected) => {
    expect(value(text, { a: 2, b: 3 })).toBe(expected);
  });

  test("every function that is offered exists and gives a number", () => {
    for (const name of expressionFunctions) {
      const one = failureOr(() => value(`${name}(0.5)`));
      const two = failureOr(() => value(`${name}(0.5, 2)`));
      expect([typeof one, typeof two], name).toContain("number");
    }
  });
});

function failureOr(action: () => number): number | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

describe("what is no arithmetic is refused when it is read", () => {
  test.each([
    "",
    "   ",
    "2 +",
    "(1",
    "a = 3",
    "f(x) = x",
    "a; a",
    "[1, 2]",
    '"text"',
    "{a: 1}.a",
    "a.constructor",
    'a["constructor"]',
    "1:3",
    "5!",
    "a'",
    "5 cm",
    "null",
    "NaN",
    "Infinity",
    "1e999",
    "i",
    "a(3)",
    "sqrt",
    "import(a)",
    "evaluate(a)",
    "parse(a)",
    "createUnit(a)",
    "simplify(a)",
    "derivative(a)",
    "config(a)",
    "random()",
    "cos.constructor(a)",
    "sqrt()",
    "sqrt(1, 2)",
    "pow(1)",
  ])("%j", (text) => {
    failure(() => parseExpression(text, ["a"]).evaluate({ a: 1 }));
  });

  test("formulas too long or too deep to be meant", () => {
    const deep = `${"(".repeat(51)}1${")".repeat(51)}`;
    expect(failure(() => parseExpression(deep, [])).message).toBe("is nested deeper than 50");
    const long = `1${"+1".repeat(500)}`;
    expect(failure(() => parseExpression(long, [])).message).toBe("is longer than 1000 characters");
    expect(value(long.slice(0, 999))).toBe(500);
  });

  test("unknown words are told with the known ones", () => {
    const variable = failure(() => parseExpression("widht / 2", ["width"]));
    expect(variable.unknown).toBe("widht");
    expect(variable.known).toEqual(["width", ...Object.keys(expressionConstants)]);
    const call = failure(() => parseExpression("sqr(2)", []));
    expect([call.unknown, call.known]).toEqual(["sqr", expressionFunctions]);
  });

  test("a variable without a value is an error, not NaN", () => {
    expect(failure(() => parseExpression("a", ["a"]).evaluate({})).message).toBe("has no value for a");
    failure(() => parseExpression("toString", ["toString"]).evaluate({}));
  });

  test("any text at all gives a formula or an ExpressionError", () => {
    const piece = fc.constantFrom(
      ..."a b 1 2.5 + - * / ^ ( ) , . ; : ? = < > [ ] { } ' \" ! % sqrt min log \n \\ @ $".split(" "),
    );
    const text = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 20 })), (one) => {
        try {
          parseExpression(one, ["a", "b"]).evaluate({ a: 1, b: 2 });
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});
