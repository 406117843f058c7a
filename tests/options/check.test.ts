import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  check,
  count,
  define,
  extended,
  family,
  finite,
  fraction,
  InputError,
  joinPath,
  nonNegative,
  options,
  points,
  positive,
  vector,
} from "../../src/options/index.ts";

function complaint(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  return "nothing is wrong";
}

const circle = define("circle", { radius: positive() }, ({ radius }) => ({
  area: Math.PI * radius * radius,
}));
const square = define("square", { side: positive().default(2) }, ({ side }) => ({ area: side * side }));
const shapes = family([circle, square]);

describe("families", () => {
  test("a kind makes the same thing from options and from a spec", () => {
    expect(circle({ radius: 2 })).toEqual(shapes.build({ kind: "circle", radius: 2 }));
    expect(shapes.build({ kind: "square" })).toEqual({ area: 4 });
    expect(check(shapes.spec, { kind: "square" })).toEqual({ kind: "square", side: 2 });
  });

  test("unknown kinds, unknown options and wrong values are named", () => {
    expect(complaint(() => shapes.build({ kind: "cirle" }))).toBe(
      'kind: unknown kind "cirle"; did you mean "circle"? (one of circle, square)',
    );
    expect(complaint(() => shapes.build({ kind: "circle", radios: 1 }))).toBe(
      'radios: unknown option; did you mean "radius"? (one of radius)',
    );
    expect(complaint(() => circle({ radius: -1 }))).toBe("radius: must be more than 0, not -1");
    expect(complaint(() => check(shapes.spec, {}))).toBe(
      "kind: is missing; it must be one of circle, square",
    );
  });

  test("an extended spec takes the further options and still refuses others", () => {
    const spec = extended(shapes, { steps: count(1, 10) });
    expect(check(spec, { kind: "square", steps: 3 })).toEqual({ kind: "square", side: 2, steps: 3 });
    expect(complaint(() => check(spec, { kind: "square" }))).toBe(
      "steps: is missing; it must be a finite number",
    );
    expect(complaint(() => check(spec, { kind: "square", step: 3 }))).toBe(
      'step: unknown option; did you mean "steps"? (one of kind, side, steps)',
    );
  });
});

describe("values", () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ["finite", finite(), Number.POSITIVE_INFINITY, "x: must be a finite number, not Infinity"],
    ["finite", finite(), "1", 'x: must be a finite number, not "1"'],
    ["positive", positive(), 0, "x: must be more than 0, not 0"],
    ["nonNegative", nonNegative(), -1, "x: must be at least 0, not -1"],
    ["fraction", fraction(), 1.1, "x: must be at most 1, not 1.1"],
    ["count", count(), 0, "x: must be at least 1, not 0"],
    ["count", count(), 1.5, "x: must be a whole number, not 1.5"],
    ["count", count(), 1e9, "x: must be at most 100000000, not 1000000000"],
    ["count", count(), 1e300, "x: must be at most 100000000, not 1e+300"],
    ["vector", vector(), [], "x: must list at least 1, not 0"],
    ["vector", vector(), [1, null], "x[1]: must be a finite number, not null"],
    ["points", points(), [[1, 2], [3]], "x[1]: has 1 coordinates, but point 0 has 2"],
    ["text", z.string(), ["a"], "x: must be a text, not a list of 1"],
    ["text", z.string().min(1), "", "x: must not be empty"],
    ["text", z.string().max(2), "abc", "x: must have at most 2 characters, not 3"],
    ["flag", z.boolean(), 1, "x: must be true or false, not 1"],
    ["object", z.object({}), [], "x: must be an object, not an empty list"],
    ["list", z.array(z.number()).max(1), [1, 2], "x: must list at most 1, not 2"],
    ["choice", z.enum(["cpu", "gpu"]), undefined, "x: is missing; it must be one of cpu, gpu"],
    ["choice", z.enum(["cpu", "gpu"]), 3, "x: unknown value 3; it must be one of cpu, gpu"],
  ])("%s %j", (_, schema, value, message) => {
    expect(complaint(() => check(schema, value, "x"))).toBe(message);
  });
});

describe("unions", () => {
  const either = z.union([z.enum(["all", "none"]), shapes.spec]);
  test("speak of the form that was meant", () => {
    expect(complaint(() => check(either, "nome", "x"))).toBe(
      'x: unknown value "nome"; did you mean "none"? (one of all, none)',
    );
    expect(complaint(() => check(either, { kind: "circle", radius: 0 }, "x"))).toBe(
      "x.radius: must be more than 0, not 0",
    );
    expect(complaint(() => check(either, { kind: "square", sied: 1 }, "x"))).toBe(
      'x.sied: unknown option; did you mean "side"? (one of kind, side)',
    );
    expect(complaint(() => check(either, 3, "x"))).toBe("x: must be one of all, none or an object, not 3");
    expect(complaint(() => check(z.union([z.string(), z.array(z.string())]), 3, "x"))).toBe(
      "x: must be a text or a list, not 3",
    );
  });
});

describe("places", () => {
  test("are joined from the inside out", () => {
    const error = new InputError("radius", "is bad").within("[2]").within("shapes");
    expect(error.path).toBe("shapes[2].radius");
    expect(error.message).toBe("shapes[2].radius: is bad");
    expect([joinPath("", "a"), joinPath("a", ""), joinPath("a", "[0]"), joinPath("a", "b")]).toEqual([
      "a",
      "a",
      "a[0]",
      "a.b",
    ]);
  });

  test("a misspelt option is told before what it leaves missing", () => {
    const schema = options({ strength: z.number(), norm: z.string() });
    expect(complaint(() => check(schema, { strenght: 1 }))).toMatch(
      /^strenght: unknown option; did you mean "strength"\?/,
    );
  });

  test("strange keys and texts are quoted, escaped and cut", () => {
    const schema = options({ a: z.string() });
    expect(complaint(() => check(schema, { a: "", "b c": 1 }))).toMatch(/^\["b c"\]: unknown option/);
    expect(complaint(() => check(schema, { a: "", "\u001b[2J": 1 }))).toMatch(/^\["\\u001b\[2J"\]: /);
    expect(complaint(() => check(schema, { a: "", ["k".repeat(1e6)]: 1 })).length).toBeLessThan(200);
    expect(complaint(() => check(z.number(), "x".repeat(1e6), "a")).length).toBeLessThan(200);
    expect(complaint(() => check(z.number(), "\u009b\u202e\u2028", "a"))).toBe(
      'a: must be a finite number, not "\\u009b\\u202e\\u2028"',
    );
  });

  test("no names are offered where there are none", () => {
    expect(complaint(() => check(options({}), { x: 1 }))).toBe(
      "x: unknown option; it must be left out, there are none here",
    );
  });
});
