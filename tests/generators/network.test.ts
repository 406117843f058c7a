import { describe, expect, it } from "vitest";
import { cpu } from "../../src/engine/cpu.ts";
import { type Backend, openBackend } from "../../src/engine/index.ts";
import type { Motion } from "../../src/generators/generator.ts";
import { networkGenerator } from "../../src/generators/network.ts";
import { standardNormals } from "../../src/numerics/normalVectors.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { points } from "../../src/targets/index.ts";

type Options = Parameters<typeof networkGenerator>[0];

const cases: readonly (Options & { readonly d: number })[] = [
  { d: 2, count: 3, hidden: [5], activation: "tanh", latentDimension: 4 },
  { d: 1, count: 4, hidden: [4, 3], activation: "relu", latentDimension: 2, biasScale: 0.5 },
  {
    d: 2,
    count: 3,
    hidden: [4, 3],
    activation: "sigmoid",
    latentDimension: 2,
    latentRange: 5,
    parametrization: "standard",
    outputBias: true,
    outputScale: 3,
  },
  { d: 3, count: 2, hidden: [6, 2, 5], activation: "erf", latentDimension: 3, outputScale: 2, biasScale: 0 },
];

const step = 1e-5;

function drawn({ d, ...options }: (typeof cases)[number], seed = 1): Motion {
  const target = points([new Array<number>(d).fill(0)]).draw(randomStream(0));
  return networkGenerator(options).draw(target, randomStream(seed));
}

/** Positions and directions of one motion at several parameters, under one force. */
async function play(
  motion: Motion,
  parameters: readonly Float64Array[],
  force: Float64Array,
  backend: Backend = cpu,
) {
  const S = parameters.length;
  const same = (values: ArrayLike<number>, rows = values.length) =>
    Float64Array.from({ length: rows * S }, (_, k) => values[Math.floor(k / S)]!);
  const at = { parameters: "p", position: "y", tag: "Here" };
  const execution = await backend.load({
    simulations: S,
    state: {
      y: new Float64Array(motion.start.length * S),
      direction: new Float64Array(motion.parameters.length * S),
    },
    parameters: {
      ...Object.fromEntries(Object.entries(motion.own).map(([name, values]) => [name, same(values)])),
      p: Float64Array.from({ length: motion.parameters.length * S }, (_, k) => {
        return parameters[k % S]![Math.floor(k / S)]!;
      }),
      force: same(force),
    },
    tables: motion.tables,
    calls: [...motion.generate!(at), ...motion.follow({ ...at, force: "force", direction: "direction" })],
  });
  try {
    await execution.advance(1);
    const read = (name: string) => {
      const all = execution.read(name);
      return parameters.map((_, s) => all.filter((_, k) => k % S === s));
    };
    return { positions: read("y"), directions: read("direction") };
  } finally {
    await execution.close();
  }
}

describe("the network generator", () => {
  for (const one of cases) {
    const title = `${one.activation} ${one.latentDimension}-${one.hidden.join("-")}-${one.d}`;
    const motion = drawn(one);
    const force = standardNormals(motion.start.length, 1, randomStream(7));

    it(`${title}: the particles before step 1 are those that the calls generate`, async () => {
      const { positions } = await play(motion, [motion.parameters], force);
      motion.start.forEach((wanted, k) => {
        expect(positions[0]![k]!).toBeCloseTo(wanted, 13);
      });
      expect(Math.max(...motion.start.map(Math.abs))).toBeGreaterThan(0.1);
    });

    it(`${title}: the direction is the gradient of force·y`, async () => {
      const moved = (p: number, by: number) =>
        motion.parameters.map((value, k) => (k === p ? value + by : value));
      const ways = Array.from(motion.parameters, (_, p) => [moved(p, step), moved(p, -step)]).flat();
      const { positions, directions } = await play(motion, [motion.parameters, ...ways], force);
      const work = positions.map((y) => y.reduce((sum, value, k) => sum + value * force[k]!, 0));
      const size = Math.max(...directions[0]!.map(Math.abs));
      motion.parameters.forEach((_, p) => {
        const difference = (work[1 + 2 * p]! - work[2 + 2 * p]!) / (2 * step);
        expect(Math.abs(directions[0]![p]! - difference)).toBeLessThan(1e-8 * size);
      });
      expect(size).toBeGreaterThan(0.05);
    });

    it(`${title}: webasm agrees to rounding`, async () => {
      const exact = await play(motion, [motion.parameters], force);
      const answers = await play(motion, [motion.parameters], force, await openBackend("webasm"));
      for (const what of ["positions", "directions"] as const) {
        const size = Math.max(...exact[what][0]!.map(Math.abs));
        const gaps = exact[what][0]!.map((wanted, k) => Math.abs(wanted - answers[what][0]![k]!));
        expect(Math.max(...gaps)).toBeLessThan(1e-13 * size);
      }
    });
  }

  it("draws its latents and weights from the stream alone", () => {
    const [one, same, other] = [1, 1, 2].map((seed) => drawn(cases[0]!, seed));
    expect(same!.start).toEqual(one!.start);
    expect(same!.own).toEqual(one!.own);
    expect(other!.own).not.toEqual(one!.own);
    expect(other!.key).toBe(one!.key);
  });

  it("starts at the origin with startScale 0, and doubles its outputs with outputScale 2", () => {
    const still = drawn({ ...cases[0]!, startScale: 0 });
    expect(Math.max(...still.start.map(Math.abs))).toBe(0);
    const doubled = drawn({ ...cases[0]!, outputScale: 2 });
    drawn(cases[0]!).start.forEach((value, k) => {
      expect(doubled.start[k]!).toBeCloseTo(2 * value, 13);
    });
  });

  it("refuses masses that do not fit, and unknown options", () => {
    expect(() => networkGenerator({ ...options(), masses: [0.5, 0.4] })).toThrow(/one a particle/);
    expect(() => networkGenerator({ ...options(), hidden: [] })).toThrow(/hidden/);
    expect(() => networkGenerator({ ...options(), antisymmetric: true } as never)).toThrow(/antisymmetric/);
  });
});

function options(): Options {
  const { d: _, ...rest } = cases[0]!;
  return rest;
}
