import { generate } from "astring";
import { describe, expect, it } from "vitest";
import { cpu } from "../../src/engine/cpu.ts";
import type { Helper } from "../../src/engine/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { inlineHelpers } from "../../src/engine/inline.ts";
import { parseFunction } from "../../src/engine/source.ts";
import { unrollSingle } from "../../src/engine/unroll.ts";
import { call, evaluate, text } from "./programs.ts";

const helpers: Readonly<Record<string, Helper>> = {
  square: "function (v) { return v * v; }",
  plusOne: "function (v) { const w = v + 1; return w; }",
  nested: "function (v) { const w = square(v) + plusOne(v); return w * square(2); }",
  looped: "function (v) { let sum = 0; for (let k = 0; k < 3; k++) { sum += square(v) + k; } return sum; }",
  branch: "function (v) { let w = 0; if (v > 1) { w = square(v); } else { w = -v; } return w; }",
  first: "function (rows, s) { return rows[0][s]; }",
};

/** What is called how, a body, and what it is for x = 2. */
const cases: readonly [string, string, number][] = [
  ["in a return", "return square(3);", 9],
  ["in its own argument", "return square(square(square(2)));", 256],
  ["twice in one expression", "return square(3) - square(2) * plusOne(1);", 1],
  ["helpers that call helpers", "return nested(3) + nested(1);", (9 + 4) * 4 + (1 + 2) * 4],
  [
    "where the body has locals of the helper's names",
    "const w = 5; const v = 7; const sum = plusOne(w); return sum + v + w;",
    18,
  ],
  ["a helper with a loop", "return looped(2) + looped(1);", 15 + 6],
  ["a helper with branches", "return branch(3) + branch(-4);", 13],
  ["with an array passed through", "const s = this.thread.x; return first(x, s) + square(first(x, s));", 6],
  [
    "in one of several declarators that needs the one before",
    "const a = 3, b = square(a), c = plusOne(b) + b; return c;",
    19,
  ],
  ["in the test of an if", "let a = 0; if (square(3) > 8) { a = 1; } return a;", 1],
  ["in the branches of an if", "let a = 0; if (1 > 2) a = square(3); else a = square(4); return a;", 16],
  ["in a loop, with its counter", "let a = 0; for (let k = 0; k < 4; k++) { a += square(k); } return a;", 14],
  ["in a loop without braces", "let a = 0; for (let k = 0; k < 4; k++) a += plusOne(k); return a;", 10],
  ["in a conditional expression", "return x[0][this.thread.x] > 1 ? square(5) : plusOne(5);", 25],
  [
    "in an assignment that reads what it writes",
    "let a = 3; a = square(a) + a; a *= plusOne(a); return a;",
    156,
  ],
  ["in an index", "return t[plusOne(0)];", 20],
  [
    "with an expression that would change if evaluated twice",
    "let a = 1; a = plusOne(a) + square(a + 1); return a;",
    6,
  ],
];

describe("a helper spliced in gives what calling it would give", () => {
  for (const [what, statements, wanted] of cases) {
    it(what, async () => {
      expect(await evaluate(cpu, `function (x, t) { ${statements} }`, helpers)).toBe(wanted);
    });
  }

  it("on webasm too, all of them", async () => {
    const webasm = await openBackend("webasm");
    for (const [, statements, wanted] of cases) {
      expect(await evaluate(webasm, `function (x, t) { ${statements} }`, helpers)).toBe(wanted);
    }
  });

  it("helpers may be functions, as the kernels are", async () => {
    const triple = function (v: number): number {
      const w = 3 * v;
      return w;
    };
    expect(await evaluate(cpu, "function (x, t) { return triple(x[0][this.thread.x]); }", { triple })).toBe(
      6,
    );
  });

  it("leaves no call behind", () => {
    const tree = inlineHelpers(
      parseFunction("function (x, t) { return nested(1) + looped(2); }"),
      helpers,
      "probe",
    );
    expect(generate(tree)).not.toMatch(/square\(|plusOne\(|nested\(|looped\(/);
  });
});

describe("a helper is refused", () => {
  const body = "function (x, t) { const a = x[0][this.thread.x]; return bad(a); }";
  const refusals: readonly [string, Readonly<Record<string, Helper>>, RegExp][] = [
    ["that calls itself", { bad: "function (v) { return bad(v); }" }, /helper bad calls itself/],
    [
      "that calls itself through another",
      { bad: "function (v) { return other(v); }", other: "function (v) { return bad(v); }" },
      /calls itself/,
    ],
    ["without a return", { bad: "function (v) { const w = v; }" }, /bad needs one return, at its end/],
    ["with an early return", { bad: "function (v) { if (v > 1) { return 2; } return v; }" }, /return/],
    [
      "that assigns to its parameter",
      { bad: "function (v) { v = 2 * v; return v; }" },
      /assigns to its parameter v/,
    ],
    [
      "that counts up its parameter",
      { bad: "function (v) { v++; return v; }" },
      /assigns to its parameter v/,
    ],
    ["that lacks an argument", { bad: "function (v, w) { return v + w; }" }, /bad is called without w/],
    [
      "that would catch a local of its caller",
      { bad: "function (v) { return v * a; }" },
      /helper bad uses a from outside/,
    ],
    ["that is an arrow", { bad: "(v) => v" }, /plain function/],
  ];
  for (const [what, given, message] of refusals) {
    it(what, async () => {
      await expect(evaluate(cpu, body, given)).rejects.toThrow(message);
    });
  }

  it("in the head of a loop", async () => {
    const source =
      "function (x, t) { let a = 0; for (let k = 0; k < plusOne(2); k++) { a += 1; } return a; }";
    await expect(evaluate(cpu, source, helpers)).rejects.toThrow(/helper is called in the head of a loop/);
  });
});

describe("loops of one round", () => {
  const unrolled = (source: string, constants: Record<string, number> = {}) =>
    generate(unrollSingle(parseFunction(source), call("out", text(source), [], { constants })));
  const loop = (bound: string) =>
    `function (x) { let a = 0; for (let k = 0; k < ${bound}; k++) { a += k + 1; } return a; }`;

  it("become their body, whether the bound is a number or a constant of the call", () => {
    expect(unrolled(loop("1"))).not.toContain("for (");
    expect(unrolled(loop("this.constants.D"), { D: 1 })).not.toContain("for (");
  });

  it("others stay", () => {
    for (const bound of ["0", "2"]) expect(unrolled(loop(bound))).toContain("for (");
    expect(unrolled(loop("this.constants.D"), { D: 2 })).toContain("for (");
  });

  it("give the same value, nested and with the same counter twice", async () => {
    const source = `function (x, t) {
      let a = 0;
      for (let k = 0; k < this.constants.A; k++) {
        for (let l = 0; l < this.constants.B; l++) { const b = k + l + 1; a += b * 2; }
      }
      for (let k = 0; k < this.constants.A; k++) a += t[k];
      return a;
    }`;
    for (const [A, B, wanted] of [
      [1, 1, 12],
      [1, 3, 22],
      [2, 1, 36],
    ] as const) {
      for (const kind of ["cpu", "webasm"] as const) {
        expect(await evaluate(await openBackend(kind), source, {}, { A, B })).toBe(wanted);
      }
    }
  });
});
