import { afterEach, describe, expect, it, vi } from "vitest";
import { type Backend, backendKinds, chooseBackend, openBackend } from "../../src/engine/index.ts";
import { call, program, text, valuesAfter } from "./programs.ts";

const S = 6;
const each = Float64Array.from({ length: S }, (_, s) => s + 1);

/** Two arrays that chase each other: both calls must see what was there before each of them. */
const chase = program(
  [
    call("a", text("function (a, b) { const s = this.thread.x; return a[0][s] + b[0][s]; }"), ["a", "b"]),
    call("b", text("function (b, a) { const s = this.thread.x; return 2 * b[0][s] - a[0][s]; }"), ["b", "a"]),
  ],
  { simulations: S, state: { a: each, b: new Float64Array(S).fill(1) } },
);

function chased(steps: number): { a: number[]; b: number[] } {
  const a = Array.from(each);
  const b = a.map(() => 1);
  for (let step = 0; step < steps; step++) {
    for (let s = 0; s < S; s++) {
      a[s]! += b[s]!;
      b[s] = 2 * b[s]! - a[s]!;
    }
  }
  return { a, b };
}

for (const kind of backendKinds) {
  describe(`the backend ${kind}`, () => {
    const opened = (): Promise<Backend> => openBackend(kind);

    it("runs the calls of a step in order, each on what the one before left", async () => {
      const backend = await opened();
      for (const steps of [1, 2, 5]) {
        expect(await valuesAfter(backend, steps, chase, "a")).toEqual(chased(steps).a);
        expect(await valuesAfter(backend, steps, chase, "b")).toEqual(chased(steps).b);
      }
    });

    it("lets a call that writes an array read its old values, in every row", async () => {
      const shift = program(
        [
          call(
            "a",
            text(
              "function (a) { const r = this.thread.y; return r > 0 ? a[r - 1][this.thread.x] : a[2][this.thread.x]; }",
            ),
            ["a"],
            { rows: 3 },
          ),
        ],
        { simulations: 2, state: { a: Float64Array.of(1, 10, 2, 20, 3, 30) } },
      );
      expect(await valuesAfter(await opened(), 1, shift, "a")).toEqual([3, 30, 1, 10, 2, 20]);
      expect(await valuesAfter(await opened(), 3, shift, "a")).toEqual([1, 10, 2, 20, 3, 30]);
    });

    it("gives the same whether steps are run at once or one by one", async () => {
      const backend = await opened();
      const decay = program(
        [
          call(
            "a",
            text("function (a) { const v = a[0][this.thread.x]; return 0.9 * v + 0.1 * Math.exp(-v); }"),
            ["a"],
          ),
        ],
        { simulations: S, state: { a: each } },
      );
      const whole = await valuesAfter(backend, 70, decay, "a");
      const execution = await backend.load(decay);
      for (const steps of [1, 2, 32, 0, 3, 31, 1]) await execution.advance(steps);
      expect(Array.from(execution.read("a"))).toEqual(whole);
      await execution.close();
    });

    it("reads shared tables and parameters of each simulation", async () => {
      const lookup = program(
        [
          call(
            "a",
            text("function (t, w) { const r = this.thread.y; return t[r + 1] * w[r][this.thread.x]; }"),
            ["t", "w"],
            {
              rows: 2,
            },
          ),
        ],
        {
          simulations: 3,
          state: { a: new Float64Array(6) },
          parameters: { w: Float64Array.of(1, 2, 3, 4, 5, 6) },
          tables: { t: Float64Array.of(7, 10, 100) },
        },
      );
      expect(await valuesAfter(await opened(), 1, lookup, "a")).toEqual([10, 20, 30, 400, 500, 600]);
    });

    it("computes what depends on the row alone once a row, to the same values", async () => {
      const rows = program(
        [
          call(
            "a",
            text(`function (w) {
            const r = this.thread.y; const half = Math.floor(r / 2); const odd = r - 2 * half;
            const s = this.thread.x; let sum = half;
            for (let k = 0; k < this.constants.K; k++) { sum += odd * w[0][s]; }
            return sum;
          }`),
            ["w"],
            { rows: 4, constants: { K: 3 } },
          ),
        ],
        { simulations: 2, state: { a: new Float64Array(8) }, parameters: { w: Float64Array.of(10, 20) } },
      );
      expect(await valuesAfter(await opened(), 1, rows, "a")).toEqual([0, 0, 30, 60, 1, 1, 31, 61]);
    });

    it("takes any number of simulations, of which none sees another", async () => {
      const backend = await opened();
      for (const count of [1, 2, 3, 4, 5, 7, 9]) {
        const start = Float64Array.from({ length: 2 * count }, (_, k) => k + 1);
        const double = program(
          [
            call(
              "a",
              text("function (a, b) { return 2 * a[this.thread.y][this.thread.x] + b[0][this.thread.x]; }"),
              ["a", "b"],
              { rows: 2 },
            ),
          ],
          { simulations: count, state: { a: start }, parameters: { b: start.slice(0, count) } },
        );
        const wanted = Array.from(start, (value, k) => 2 * value + (k % count) + 1);
        expect(await valuesAfter(backend, 1, double, "a")).toEqual(wanted);
      }
    });

    it("reads back what was written, and goes on from there", async () => {
      const execution = await (await opened()).load(chase);
      await execution.advance(3);
      execution.write("a", each);
      execution.write("b", new Float64Array(S).fill(1));
      expect(execution.read("a")).toEqual(each);
      await execution.advance(2);
      expect(Array.from(execution.read("a"))).toEqual(chased(2).a);
      await execution.close();
    });

    it("hands out copies: the program's own arrays are never written", async () => {
      const mine = each.slice();
      const execution = await (await opened()).load(
        program(chase.calls, { simulations: S, state: { ...chase.state, a: mine } }),
      );
      await execution.advance(2);
      expect(mine).toEqual(each);
      const copy = execution.read("a");
      copy.fill(0);
      expect(Array.from(execution.read("a"))).toEqual(chased(2).a);
      await execution.close();
    });

    it("refuses a program that does not fit together", async () => {
      const backend = await opened();
      const one = text("function (x) { return x[0][0]; }");
      const state = { x: new Float64Array(4) };
      const refusals = [
        [program([], { simulations: 3, state }), /array x: 4 values are no rows of 3/],
        [program([call("y", one, ["z"])], { simulations: 4, state }), /no array z in the program/],
        [
          program([call("x", one, ["x"], { rows: 2 })], { simulations: 4, state }),
          /call x: x has another size/,
        ],
        [program([call("x", one, ["x"])], { simulations: 4, parameters: state }), /call x: x is a parameter/],
        [
          program([call("x", one, ["x"], { rows: 1 })], { simulations: 4, tables: state }),
          /call x: x is a parameter/,
        ],
      ] as const;
      for (const [wrong, message] of refusals) await expect(backend.load(wrong)).rejects.toThrow(message);
      const execution = await backend.load(program([], { simulations: 4, state }));
      expect(() => execution.read("nothing")).toThrow(/no array nothing/);
      await execution.close();
    });
  });
}

describe("webasm", () => {
  afterEach(() => {
    vi.doUnmock("gpu.js");
    vi.resetModules();
  });

  it("computes in single precision, and says so", async () => {
    const third = program([call("a", text("function (a) { return a[0][this.thread.x] / 3; }"), ["a"])], {
      simulations: 1,
      state: { a: Float64Array.of(1) },
    });
    expect(await valuesAfter(await openBackend("webasm"), 1, third, "a")).toEqual([Math.fround(1 / 3)]);
    expect(await valuesAfter(await openBackend("cpu"), 1, third, "a")).toEqual([1 / 3]);
  });

  // gpu.js runs plain JavaScript where it cannot do what was asked, and only warns.
  it.each([
    ["another backend", { backend: "cpu", executorKind: "fused-sync", fallbackReason: null }],
    ["the generic executor", { backend: "webasm", executorKind: "generic", fallbackReason: null }],
    ["a fallback", { backend: "webasm", executorKind: "fused-sync", fallbackReason: "no SIMD here" }],
  ])("fails instead of running %s silently", async (_, report) => {
    const real = await import("gpu.js");
    class Fallen extends real.GPU {
      override createPipeline(...given: Parameters<InstanceType<typeof real.GPU>["createPipeline"]>) {
        const plan = super.createPipeline(...given);
        const run = (...inputs: unknown[]) => (plan as unknown as (...all: unknown[]) => unknown)(...inputs);
        return Object.assign(run, { destroy: () => plan.destroy() }, report) as unknown as typeof plan;
      }
    }
    vi.resetModules();
    vi.doMock("gpu.js", () => ({ ...real, GPU: Fallen }));
    const { webasm } = await import("../../src/engine/webasm.ts");
    const execution = await webasm.load(chase);
    await expect(execution.advance(1)).rejects.toThrow(/backend webasm: gpu\.js ran/);
  });
});

describe("the choice of a backend", () => {
  it("is the one that did most steps in its time, by the given clock", async () => {
    let now = 0;
    const choice = await chooseBackend(chase, () => {
      now += 0.02;
      return now;
    });
    expect(Object.keys(choice.rates)).toEqual([...backendKinds]);
    const best = Math.max(...Object.values(choice.rates));
    expect(choice.rates[choice.kind]).toBe(best);
    expect(best).toBeGreaterThan(0);
  });

  it("leaves out a backend that cannot run the program", async () => {
    const impossible = program([call("a", text("function (a) { return b; }"), ["a"])], {
      simulations: 1,
      state: { a: new Float64Array(1) },
    });
    expect((await chooseBackend(impossible, () => 0)).rates).toEqual({});
  });
});
