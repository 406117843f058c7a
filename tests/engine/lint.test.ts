import { describe, expect, it } from "vitest";
import { cpu } from "../../src/engine/cpu.ts";
import { evaluate } from "./programs.ts";

const read = "x[0][this.thread.x]";

/** What is wrong, a body that does it, and what the message says beside the call's name. */
const refused: readonly [string, string, RegExp][] = [
  ["an arrow function", "(x, t) => x[0][0]", /must be a plain function/],
  ["a method", "{ probe(x, t) { return 1; } }", /must be a plain function/],
  ["while", `function (x, t) { let a = 0; while (a < 3) { a = a + 1; } return a; }`, /WhileStatement/],
  ["do", `function (x, t) { let a = 0; do { a = a + 1; } while (a < 3); return a; }`, /DoWhileStatement/],
  ["switch", `function (x, t) { switch (1) { default: } return 1; }`, /SwitchStatement/],
  ["break", `function (x, t) { for (let k = 0; k < 3; k++) { break; } return 1; }`, /BreakStatement/],
  ["try", `function (x, t) { try { } catch { } return 1; }`, /TryStatement/],
  ["an inner function", `function (x, t) { function f() { } return 1; }`, /FunctionDeclaration/],
  ["an inner arrow", `function (x, t) { const f = () => 1; return 1; }`, /ArrowFunctionExpression/],
  ["an array", `function (x, t) { const a = [1, 2]; return 1; }`, /ArrayExpression/],
  ["an object", `function (x, t) { const a = { b: 1 }; return 1; }`, /ObjectExpression/],
  ["destructuring", `function (x, t) { const { thread } = this; return 1; }`, /ObjectPattern/],
  ["destructured parameters", `function ({ x }, t) { return 1; }`, /plain parameters only/],
  ["a template", "function (x, t) { const a = `b`; return 1; }", /TemplateLiteral/],
  ["a text", `function (x, t) { const a = "b"; return 1; }`, /"b" is no number/],
  ["true", `function (x, t) { const a = true; return 1; }`, /true is no number/],
  ["a comma", `function (x, t) { let a = 1; return (a, 2); }`, /SequenceExpression/],
  ["a power", `function (x, t) { return ${read} ** 2; }`, /operator \*\*/],
  ["a shift", `function (x, t) { return 1 << 2; }`, /operator <</],
  ["loose equality", `function (x, t) { return 1 == 2 ? 1 : 0; }`, /operator ==/],
  ["nullish", `function (x, t) { return ${read} ?? 1; }`, /operator \?\?/],
  ["typeof", `function (x, t) { const a = typeof 1; return 1; }`, /operator typeof/],
  ["new", `function (x, t) { const a = new Foo(); return 1; }`, /NewExpression/],
  ["no return", `function (x, t) { const a = 1; }`, /exactly one return/],
  ["an early return", `function (x, t) { if (1 < 2) { return 1; } return 2; }`, /exactly one return/],
  ["a return that is not last", `function (x, t) { { return 1; } }`, /exactly one return/],
  ["a local without a value", `function (x, t) { let a; a = 1; return a; }`, /needs a value from the start/],
  ["writing an array", `function (x, t) { x[0][0] = 1; return 1; }`, /only locals can be assigned/],
  ["writing a parameter", `function (x, t) { x = 1; return 1; }`, /only locals can be assigned/],
  [
    "counting up inside of an expression",
    `function (x, t) { let a = 0; const b = 2 * a++; return b; }`,
    /changed by a statement of its own/,
  ],
  ["counting up an array", `function (x, t) { x[0][0]++; return 1; }`, /only locals can be assigned/],
  ["Math.random", `function (x, t) { return Math.random(); }`, /Math\.random is not on every backend/],
  ["Math.PI", `function (x, t) { return Math.round(1); }`, /Math\.round is not on every backend/],
  [
    "an unknown function",
    `function (x, t) { return helper(1); }`,
    /calls helper, which is not among its helpers/,
  ],
  ["a method call", `function (x, t) { return x.at(0); }`, /calls MemberExpression/],
  ["a variable from outside", `function (x, t) { return TWO * 2; }`, /uses TWO from outside/],
  ["Infinity", `function (x, t) { return Infinity; }`, /uses Infinity from outside/],
  ["its own name", `function probe(x, t) { return probe; }`, /uses probe from outside/],
  ["an engine name", `function (x, t) { const lane_ = 1; return lane_; }`, /must not use the name lane_/],
  ["a spliced name", `function (x, t) { const a_1 = 1; return a_1; }`, /must not use the name a_1/],
  ["this as a value", `function (x, t) { const a = this; return 1; }`, /nothing but thread and constants/],
  ["this.output", `function (x, t) { return this.output.x; }`, /nothing but thread and constants/],
  ["a constant that is not given", `function (x, t) { return this.constants.N; }`, /constant N is not given/],
  [
    "a loop from one",
    `function (x, t) { for (let k = 1; k < 3; k++) { } return 1; }`,
    /start from the literal 0/,
  ],
  [
    "a loop from a local",
    `function (x, t) { const a = 0; for (let k = a; k < 3; k++) { } return 1; }`,
    /literal 0/,
  ],
  [
    "a loop to a local",
    `function (x, t) { const n = 3; for (let k = 0; k < n; k++) { } return 1; }`,
    /< a constant/,
  ],
  [
    "a loop to a value",
    `function (x, t) { for (let k = 0; k < ${read}; k++) { } return 1; }`,
    /< a constant/,
  ],
  ["a loop up to and with", `function (x, t) { for (let k = 0; k <= 3; k++) { } return 1; }`, /< a constant/],
  ["a loop by twos", `function (x, t) { for (let k = 0; k < 3; k += 2) { } return 1; }`, /count up by one/],
  ["a loop down", `function (x, t) { for (let k = 0; k < 3; k--) { } return 1; }`, /count up by one/],
  [
    "a loop of two minds",
    `function (x, t) { let j = 0; for (let k = 0; k < 3; j++) { } return 1; }`,
    /up by one/,
  ],
  ["a loop without a test", `function (x, t) { for (let k = 0; ; k++) { } return 1; }`, /< a constant/],
  ["too few arrays", `function (x) { return 1; }`, /takes 1 arrays, but reads 2/],
];

describe("outside of the common subset", () => {
  for (const [what, source, message] of refused) {
    it(`${what} is refused by name`, async () => {
      await expect(evaluate(cpu, source)).rejects.toThrow(message);
    });
  }

  it("the message names the call", async () => {
    const named = refused.filter(([, , message]) => !/plain|must not use/.test(message.source));
    for (const [, source] of named) {
      await expect(evaluate(cpu, source)).rejects.toThrow(/^kernel body "probe": /);
    }
  });
});

describe("inside of the common subset", () => {
  const accepted: readonly [string, string, number][] = [
    ["arithmetic", `function (x, t) { return -(${read} + 1) * 3 - 4 / 2; }`, -11],
    [
      "locals",
      `function (x, t) { const a = 1, b = a + 1; let c = b; c += 2; c *= 3; c -= 1; c /= 11; return c; }`,
      1,
    ],
    ["conditionals", `function (x, t) { return ${read} > 1 && !(${read} >= 3) ? 5 : 6; }`, 5],
    [
      "if and else",
      `function (x, t) { let a = 0; if (${read} === 2) a = 1; else if (1 < 2) { a = 2; } return a; }`,
      1,
    ],
    [
      "loops",
      `function (x, t) { let a = 0; for (let k = 0; k < 4; k++) for (let l = 0; l < 3; ++l) a += k; return a; }`,
      18,
    ],
    ["no rounds", `function (x, t) { let a = 7; for (let k = 0; k < 0; k++) { a = 1; } return a; }`, 7],
    ["tables", `function (x, t) { return t[0] + t[${read}]; }`, 40],
    [
      "Math",
      `function (x, t) { return Math.max(Math.floor(2.5), Math.abs(-1)) + Math.sqrt(4) + Math.pow(2, 3); }`,
      12,
    ],
    [
      "inverse functions",
      `function (x, t) { return Math.asin(0) + Math.acos(1) + Math.atan(0 * ${read}); }`,
      0,
    ],
    [
      "lone semicolons",
      `function (x, t) { ; let a = 1;; for (let k = 0; k < 2; k++) { a += 1; }; return a; }`,
      3,
    ],
    ["comments", `function (x, t) { // one\n return 1; /* two */ }`, 1],
  ];
  for (const [what, source, wanted] of accepted) {
    it(`${what} give what the language says`, async () => {
      expect(await evaluate(cpu, source)).toBe(wanted);
    });
  }
});
