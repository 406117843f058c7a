import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import type { Loss } from "../../src/losses/index.ts";
import { inSingle } from "../engine/inSingle.ts";
import { call, program, text } from "../engine/programs.ts";
import { tolerances } from "../tolerances.ts";
import { everyLoss, functionNames } from "./every.ts";

const values = [-1e30, -1e10, -1e3, -90, -20, -3, -1.5, -0.5, 0, 0.25, 1.5, 3, 20, 90, 1e3, 1e10, 1e30];

/** The six functions as six calls; the numbers are rows of a parameter. */
function asProgram(loss: Loss) {
  const [a = 0, b = 0, c = 0] = loss.numbers;
  const count = loss.numbers.length;
  const given = ["v[0][this.thread.x]", "n[0][this.thread.x]", "n[1][this.thread.x]", "n[2][this.thread.x]"];
  const body = text(`function (v, n) { return f(${given.slice(0, 1 + count).join(", ")}); }`);
  const S = values.length;
  return program(
    functionNames.map((name) => call(name, body, ["v", "n"], { name, helpers: { f: loss[name] } })),
    {
      simulations: S,
      state: Object.fromEntries(functionNames.map((name) => [name, new Float64Array(S)])),
      parameters: {
        v: Float64Array.from(values),
        n: Float64Array.from([a, b, c].flatMap((one) => new Array<number>(S).fill(one))),
      },
    },
  );
}

/** The texts themselves on one; a few units in the last place of exp and log on the other. */
const tolerance = { cpu: 0, webasm: 2e-15 };

/** How far a loss's function is off: of pulls relative to the value, as long as it is not tiny. */
function offBy(name: string, found: number, wanted: number): number {
  // Sums of logarithms cancel where they are small; pulls keep their digits as long as they are not tiny.
  const floor = name.endsWith("Value") ? 1 : 1e-10;
  return Math.abs(found - wanted) / Math.max(floor, Math.abs(wanted));
}

for (const kind of ["cpu", "webasm"] as const) {
  describe(`on ${kind}`, () => {
    it.each(everyLoss)("%s is what it is here, extreme values included", async (_, loss) => {
      const execution = await (await openBackend(kind)).load(asProgram(loss));
      await execution.advance(1);
      for (const name of functionNames) {
        const found = execution.read(name);
        found.forEach((value, k) => {
          const wanted = loss[name](values[k]!, ...loss.numbers);
          expect(Number.isFinite(value), `${name} at ${values[k]}`).toBe(true);
          expect(offBy(name, value, wanted), `${name} at ${values[k]}`).toBeLessThanOrEqual(tolerance[kind]);
        });
      }
      await execution.close();
    });
  });
}

describe("in single precision", () => {
  it.each(everyLoss)("%s keeps its digits, extreme values included", (_, loss) => {
    for (const name of functionNames) {
      const rough = inSingle(loss[name]);
      for (const value of values) {
        const found = rough(Math.fround(value), ...loss.numbers.map(Math.fround));
        expect(Number.isFinite(found), `${name} at ${value}`).toBe(true);
        const off = offBy(name, found, loss[name](value, ...loss.numbers));
        expect(off, `${name} at ${value}`).toBeLessThanOrEqual(tolerances.single.math.exp);
      }
    }
  });
});
