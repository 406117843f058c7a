import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import type { Loss } from "../../src/losses/index.ts";
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

/** Doubles as they are; single precision as its exponential is. */
const tolerance = { cpu: 0, webasm: tolerances.single.math.exp };

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
          // Sums of logarithms cancel where they are small; pulls keep their digits as long as they are not tiny.
          const floor = name.endsWith("Value") ? 1 : 1e-10;
          const off = Math.abs(value - wanted) / Math.max(floor, Math.abs(wanted));
          expect(off, `${name} at ${values[k]}`).toBeLessThanOrEqual(tolerance[kind]);
        });
      }
      await execution.close();
    });
  });
}
