import { describe, expect, it } from "vitest";
import { openBackend, type Program } from "../../src/engine/index.ts";
import { call, program, text, valuesAfter } from "./programs.ts";
import { bodies, bodyProgram } from "./simdBodies.ts";

const [cpu, webasm] = await Promise.all([openBackend("cpu"), openBackend("webasm")]);

/** Zeros of both signs are one number. */
const plain = (values: readonly number[]) => values.map((value) => value + 0);

async function expectSame(one: Program, steps = 2): Promise<readonly number[]> {
  const wanted = await valuesAfter(cpu, steps, one, "v");
  expect(plain(await valuesAfter(webasm, steps, one, "v"))).toEqual(plain(wanted));
  return wanted;
}

describe("every construct is computed as on cpu, bit for bit", () => {
  it.each(Object.entries(bodies))("%s", async (_, body) => {
    const wanted = await expectSame(bodyProgram(body));
    expect(wanted.every(Number.isFinite)).toBe(true);
  });

  it("for any number of simulations, and in any chunks", async () => {
    const { "ifs in a loop in an if": first, "a row that varies": second } = bodies;
    for (const body of [first!, second!, bodies["other cells of the output"]!]) {
      for (let S = 1; S <= 9; S++) {
        const one = bodyProgram(body, S);
        const wanted = await expectSame(one, 7);
        const execution = await webasm.load(one);
        for (const steps of [1, 0, 3, 2, 1]) await execution.advance(steps);
        expect(plain([...execution.read("v")])).toEqual(plain(wanted));
        await execution.close();
      }
    }
  });

  it("each simulation has the bits that it has alone", async () => {
    const body = bodies["ifs in ifs"]!;
    const all = await valuesAfter(webasm, 3, bodyProgram(body, 9), "v");
    const { parameters, state, ...rest } = bodyProgram(body, 9);
    for (let s = 0; s < 9; s++) {
      const own = (values: Float64Array) => values.filter((_, k) => k % 9 === s);
      const alone = {
        ...rest,
        simulations: 1,
        parameters: { x: own(parameters.x!) },
        state: { v: own(state.v!) },
      };
      expect(await valuesAfter(webasm, 3, alone, "v")).toEqual(all.filter((_, k) => k % 9 === s));
    }
  });
});

describe("numbers that are none", () => {
  const special = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
    -0,
    1.5,
    -2,
    1e300,
    5e-324,
  ];

  /** A body of x for each of the special numbers. */
  function ofSpecial(body: string): Program {
    return program(
      [call("v", text(`function (x, t) { const a = x[0][this.thread.x]; ${body} }`), ["x", "t"])],
      {
        simulations: special.length,
        state: { v: new Float64Array(special.length) },
        parameters: { x: Float64Array.from(special) },
        tables: { t: Float64Array.of(10, 20, 30) },
      },
    );
  }

  it.each([
    "return (a < 1 ? 1 : 0) + (a > 1 ? 2 : 0) + (a <= 1 ? 4 : 0) + (a >= 1 ? 8 : 0) + (a === a ? 16 : 0) + (a !== a ? 32 : 0);",
    "let y = 1; if (!(a > 0)) { y = 2; } else { y = 3; } return y;",
    "return Math.min(a, 1) + Math.max(a, -1);",
    "return Math.floor(a);",
    "return Math.sqrt(a);",
    "return 1 / a;",
    "return a - a;",
  ])("%s", async (body) => {
    await expectSame(ofSpecial(body), 1);
  });

  it("an index that is none, or beyond the array, reads one of its ends", async () => {
    const found = await valuesAfter(webasm, 1, ofSpecial("return t[a];"), "v");
    expect(found).toEqual([10, 30, 10, 10, 10, 20, 10, 30, 10]);
  });
});

describe("what it does not take, it names", () => {
  it.each([
    ["another simulation", "return x[0][0];", /kernel body "body": reads another simulation than its own/],
    [
      "the number of the simulation",
      "return 2 * this.thread.x;",
      /kernel body "body": the number of the simulation/,
    ],
    [
      "a truth that is added",
      "return 1 + (x[0][this.thread.x] > 0);",
      /kernel body "body": \+ is for numbers/,
    ],
  ])("%s", async (_, body, message) => {
    await expect(webasm.load(bodyProgram(body))).rejects.toThrow(message);
  });
});

describe("memory", () => {
  const body = bodies["every cell of the output"]!;

  it("is used again without a trace of the program before", async () => {
    const backend = await openBackend("webasm");
    const alone = await valuesAfter(backend, 3, bodyProgram(body, 2), "v");
    for (const S of [9, 200, 1]) await valuesAfter(backend, 2, bodyProgram(bodies.signs!, S), "v");
    expect(await valuesAfter(backend, 3, bodyProgram(body, 2), "v")).toEqual(alone);
  });

  it("of two programs at a time is apart, and closing twice gives it back once", async () => {
    const backend = await openBackend("webasm");
    const first = await backend.load(bodyProgram(body, 2));
    await first.close();
    await first.close();
    const [one, other] = [
      await backend.load(bodyProgram(body, 2)),
      await backend.load(bodyProgram(bodies.signs!, 2)),
    ];
    await one.advance(2);
    await other.advance(2);
    await one.advance(1);
    expect([...one.read("v")]).toEqual(await valuesAfter(backend, 3, bodyProgram(body, 2), "v"));
    await one.close();
    await other.close();
  });

  it("holds arrays without rows", async () => {
    const empty = text("function (e) { return 1; }");
    const one = program(
      [
        call("e", empty, ["e"], { rows: 0 }),
        call("v", text("function (v) { return v[0][this.thread.x] + 1; }"), ["v"]),
      ],
      {
        simulations: 3,
        state: { v: Float64Array.of(1, 2, 3), e: new Float64Array(0) },
      },
    );
    await expectSame(one);
    const execution = await webasm.load(one);
    expect(execution.read("e")).toEqual(new Float64Array(0));
    await execution.close();
  });
});
