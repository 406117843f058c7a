import { describe, expect, it } from "vitest";
import { type BackendKind, chooseBackend, openBackend } from "../../src/engine/index.ts";
import { call, program, text, valuesAfter } from "./programs.ts";
import { chase, refusals, scenarios, wholeAndPieces } from "./scenarios.ts";

/** Those that Node has everywhere; `tests/browser` runs the same scenarios on the others. */
const everywhere: readonly BackendKind[] = ["cpu", "webasm"];

for (const kind of everywhere) {
  describe(`the backend ${kind}`, () => {
    for (const { title, run, wanted } of scenarios) {
      it(title, async () => {
        expect(await run(await openBackend(kind))).toEqual(wanted);
      });
    }

    it("gives the same whether steps are run at once or one by one", async () => {
      const [whole, pieces] = await wholeAndPieces(await openBackend(kind));
      expect(pieces).toEqual(whole);
    });

    for (const { title, wrong, message } of refusals) {
      it(`refuses ${title}`, async () => {
        await expect((await openBackend(kind)).load(wrong)).rejects.toThrow(message);
      });
    }

    it("names an array that it does not have", async () => {
      const execution = await (await openBackend(kind)).load(chase);
      expect(() => execution.read("nothing")).toThrow(/no array nothing/);
      await execution.close();
    });
  });
}

describe("what this machine does not have", () => {
  it("webgl is a matter of browsers, and says so in one line", async () => {
    await expect(openBackend("webgl")).rejects.toThrow(/^backend webgl: needs a browser[^\n]*$/);
  });

  it("webgpu is there, or says in one line why not, and leaves nothing behind", async () => {
    const opened = await openBackend("webgpu").catch((error: Error) => error.message);
    if (typeof opened === "string") expect(opened).toMatch(/^backend webgpu: [^\n]+$/);
    else expect(opened).toMatchObject({ kind: "webgpu", precision: "single" });
    const { navigator } = globalThis as { navigator?: { gpu?: unknown } };
    expect(navigator?.gpu).toBeUndefined();
  });

  it("a name that is none is wrong input, with the nearest one", async () => {
    await expect(openBackend("webgpus" as BackendKind)).rejects.toThrow(
      /unknown backend "webgpus"; did you mean "webgpu"\? \(one of cpu, webasm, webgpu, webgl\)/,
    );
  });
});

describe("webasm", () => {
  it("computes in double precision, as the reference does", async () => {
    const third = program([call("a", text("function (a) { return a[0][this.thread.x] / 3; }"), ["a"])], {
      simulations: 1,
      state: { a: Float64Array.of(1) },
    });
    for (const kind of everywhere) {
      const backend = await openBackend(kind);
      expect(backend).toMatchObject({ kind, precision: "double" });
      expect(await valuesAfter(backend, 1, third, "a")).toEqual([1 / 3]);
    }
  });
});

describe("the choice of a backend", () => {
  it("is the one that did most steps in its time, by the given clock", async () => {
    let now = 0;
    const choice = await chooseBackend(chase, () => {
      now += 0.02;
      return now;
    });
    expect(Object.keys(choice.rates)).toEqual(expect.arrayContaining([...everywhere]));
    expect(choice.rates).not.toHaveProperty("webgl");
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
