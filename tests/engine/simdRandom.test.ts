import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import { valuesAfter } from "./programs.ts";
import { bodyProgram } from "./simdBodies.ts";

/** What a body begins with: numbers of the simulation, of the row, of both, and whole ones. */
const start = `const s = this.thread.x; const r = this.thread.y; const a = x[0][s]; const b = x[1][s];
  const n = r + 1; let y = a; let z = 1; let w = r;`;

const number = fc.constantFrom(
  "a",
  "b",
  "r",
  "n",
  "y",
  "z",
  "w",
  "0.5",
  "2",
  "-3",
  "t[r]",
  "t[n]",
  "v[r][s]",
  "v[2 - r][s]",
  "x[r > 1 ? 1 : 0][s]",
  "this.constants.N",
);

const { value, truth } = fc.letrec<{ value: string; truth: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    number,
    fc
      .tuple(tie("value"), fc.constantFrom("+", "-", "*"), tie("value"))
      .map(([one, sign, other]) => `(${one} ${sign} ${other})`),
    // Kept from 0, and small.
    fc.tuple(tie("value"), tie("value")).map(([one, other]) => `(${one} / (1 + Math.abs(${other})))`),
    fc.tuple(fc.constantFrom("abs", "floor"), tie("value")).map(([name, one]) => `Math.${name}(${one})`),
    fc
      .tuple(fc.constantFrom("min", "max"), tie("value"), tie("value"))
      .map(([name, one, other]) => `Math.${name}(${one}, ${other})`),
    fc
      .tuple(tie("truth"), tie("value"), tie("value"))
      .map(([test, one, other]) => `(${test} ? ${one} : ${other})`),
    // A row or an entry that there is, whatever the number.
    fc.tuple(tie("value"), tie("value")).map(([one, other]) => `t[${one} > ${other} ? 1 : 3]`),
    tie("value").map((one) => `(-(${one}))`),
  ),
  truth: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .tuple(tie("value"), fc.constantFrom("<", ">", "<=", ">=", "===", "!=="), tie("value"))
      .map(([one, sign, other]) => `(${one} ${sign} ${other})`),
    fc
      .tuple(tie("truth"), fc.constantFrom("&&", "||"), tie("truth"))
      .map(([one, sign, other]) => `(${one} ${sign} ${other})`),
    tie("truth").map((one) => `!${one}`),
  ),
}));

const { statement } = fc.letrec<{ statement: string; list: string }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .tuple(fc.constantFrom("y", "z", "w"), fc.constantFrom("=", "+=", "-="), value)
      .map((parts) => `${parts.join(" ")};`),
    fc
      .tuple(fc.constantFrom("y", "z", "w"), value)
      .map(([name, one]) => `${name} *= Math.max(-2, Math.min(2, ${one}));`),
    fc.tuple(truth, tie("list")).map(([test, inner]) => `if (${test}) { ${inner} }`),
    fc
      .tuple(truth, tie("list"), tie("list"))
      .map(([test, inner, other]) => `if (${test}) { ${inner} } else { ${other} }`),
    fc
      .tuple(fc.constantFrom("0", "1", "2", "this.constants.N"), tie("list"))
      .map(([rounds, inner]) => `for (let k = 0; k < ${rounds}; k++) { y += k * a; ${inner} }`),
    fc
      .tuple(value, tie("list"))
      .map(([one, inner]) => `{ const p = ${one}; { const b = p; const a = b - 1; ${inner} } }`),
    fc
      .tuple(truth, tie("list"))
      .map(([one, inner]) => `{ let so = ${one}; if (y > z) { so = !so; } if (so) { ${inner} } }`),
  ),
  list: fc.array(tie("statement"), { minLength: 1, maxLength: 3 }).map((all) => all.join(" ")),
}));

const body = fc
  .tuple(fc.array(statement, { minLength: 1, maxLength: 5 }), value)
  .map(([all, end]) => `${start} ${all.join(" ")} return ${end};`);

describe("random bodies", () => {
  it("are computed as on cpu, bit for bit, zeros aside", async () => {
    const [cpu, webasm] = [await openBackend("cpu"), await openBackend("webasm")];
    let numbers = 0;
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 1, max: 9 }), async (text, S) => {
        const one = bodyProgram(text, S);
        const wanted = await valuesAfter(cpu, 2, one, "v");
        const found = await valuesAfter(webasm, 2, one, "v");
        expect(found.map((each) => each + 0)).toEqual(wanted.map((each) => each + 0));
        numbers += wanted.filter(Number.isFinite).length;
      }),
      { numRuns: 60, seed: 20240611 },
    );
    expect(numbers).toBeGreaterThan(300);
  });
});
