import { describe, expect, it } from "vitest";
import { cpu } from "../../src/engine/cpu.ts";
import { linearGenerator, type Motion, networkGenerator } from "../../src/generators/index.ts";
import { standardNormals } from "../../src/numerics/normalVectors.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { points } from "../../src/targets/index.ts";

const target = points([[0, 0]]).draw(randomStream(0));
const shape = { count: 3, hidden: [5, 4], activation: "tanh" as const, latentDimension: 2 };

/** The direction that the calls write. */
async function directionOf(motion: Motion, force: Float64Array): Promise<Float64Array> {
  const at = { parameters: "p", position: "y", tag: "Here" };
  const execution = await cpu.load({
    simulations: 1,
    state: { y: motion.start.slice(), direction: new Float64Array(motion.parameters.length) },
    parameters: { ...motion.own, p: motion.parameters, force },
    tables: motion.tables,
    calls: [...motion.generate!(at), ...motion.follow({ ...at, force: "force", direction: "direction" })],
  });
  try {
    await execution.advance(1);
    return execution.read("direction");
  } finally {
    await execution.close();
  }
}

const force = standardNormals(6, 1, randomStream(7));
const lastLayer = 2 * 4;

describe("a network generator whose last layer stays as drawn", () => {
  const whole = networkGenerator(shape).draw(target, randomStream(1));
  const hidden = networkGenerator({ ...shape, trained: "hidden" }).draw(target, randomStream(1));

  it("is drawn alike and moves the other layers alike", async () => {
    expect(hidden.start).toEqual(whole.start);
    expect(hidden.key).not.toBe(whole.key);
    const [part, all] = [await directionOf(hidden, force), await directionOf(whole, force)];
    const rest = all.length - lastLayer;
    expect(part.slice(0, rest)).toEqual(all.slice(0, rest));
    expect(Math.max(...part.slice(rest).map(Math.abs))).toBe(0);
    expect(Math.min(...all.slice(rest).map(Math.abs))).toBeGreaterThan(0);
  });

  it.each([
    ["all layers trained", whole],
    ["the last as drawn", hidden],
    ["linear", linearGenerator({ count: 3, latentDimension: 4 }).draw(target, randomStream(1))],
    [
      "linear, no bias",
      linearGenerator({ count: 3, latentDimension: 2, bias: false }).draw(target, randomStream(1)),
    ],
  ] as const)("pulls a force back as its calls do: %s", async (_, motion) => {
    const called = await directionOf(motion, force);
    const plain = motion.pullBack!(motion.parameters, force);
    expect(plain.length).toBe(called.length);
    called.forEach((value, p) => {
      expect(plain[p]).toBeCloseTo(value, 12);
    });
  });
});

describe("latents that are given", () => {
  const latents = [
    [1, 0],
    [0, 1],
    [2, -1],
  ];

  it("are the same for all replicas, whose weights differ", () => {
    const [one, other] = [1, 2].map((seed) =>
      networkGenerator({ ...shape, latents }).draw(target, randomStream(seed)),
    );
    expect(Array.from(one!.own.generatorLatents!)).toEqual(latents.flat());
    expect(other!.own).toEqual(one!.own);
    expect(other!.parameters).not.toEqual(one!.parameters);
  });

  it("have to fit", () => {
    const wrong = (given: object) => () => networkGenerator({ ...shape, ...given } as never);
    expect(wrong({ latents: latents.slice(1) })).toThrow(/one a particle/);
    expect(wrong({ latents: [[1], [0, 1], [2, -1]] })).toThrow(/latents\[0\]/);
    expect(wrong({ latents, latentRange: 1 })).toThrow(/latentRange/);
  });
});
