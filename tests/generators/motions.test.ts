import { describe, expect, it } from "vitest";
import { type Generator, generators, type Motion } from "../../src/generators/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import type { Spec } from "../../src/options/index.ts";
import { points } from "../../src/targets/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";
import { askMotions } from "./askMotion.ts";

const target = points([
  [0, 0, 1],
  [4, 1, 0],
]).draw(randomStream(0));

const gaussian = { kind: "gaussian", spread: 1 };

function draw(spec: Spec, seed = 1): Motion {
  return generators.build(spec).draw(target, randomStream(seed));
}

function normals(length: number, seed: number): Float64Array {
  const stream = randomStream(seed, 9);
  return Float64Array.from({ length }, () => stream.normal());
}

/** Relative to the largest number: round-off of sums, or of a central difference of a polynomial. */
function expectClose(one: readonly number[], other: readonly number[], tolerance: number): void {
  const unit = Math.max(...other.map(Math.abs));
  expect(one.length).toBe(other.length);
  one.forEach((value, k) => {
    expect(Math.abs(value - other[k]!)).toBeLessThan(tolerance * unit);
  });
}

const specs: Spec[] = [
  { kind: "particles", count: 4, start: gaussian },
  { kind: "particles", count: 4, start: gaussian, kernel: { kind: "universal", coupling: 0.3, diagonal: 2 } },
  {
    kind: "particles",
    count: 4,
    start: gaussian,
    kernel: { kind: "tangent", kernel: { kind: "reluTangent", depth: 2 }, latentDimension: 5 },
  },
  { kind: "linear", count: 4, latentDimension: 2 },
  { kind: "linear", count: 4, latentDimension: 5, bias: false, spread: 0.5, masses: [0.1, 0.2, 0.3, 0.4] },
];

describe.each(specs)("the laws of generators hold for %j", (spec) => {
  const rows = 4 * target.dimension;

  it("the same stream draws the same, another stream something else", () => {
    const motion = draw(spec, 3);
    expect(motion.start.length).toBe(rows);
    expect([motion.start, motion.own]).toEqual([draw(spec, 3).start, draw(spec, 3).own]);
    expect(motion.start).not.toEqual(draw(spec, 4).start);
    expect(motion.key).toBe(draw(spec, 4).key);
  });

  it("masses are positive and sum to 1", () => {
    const { masses, count }: Generator = generators.build(spec);
    expect(masses.length).toBe(count);
    expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
  });

  it("each simulation of a program gets its own", async () => {
    const motions = [1, 2, 3].map((seed) => draw(spec, seed));
    const parameters = motions.map((motion) => motion.parameters);
    const forces = motions.map((_, s) => normals(rows, s));
    const together = await askMotions(motions, parameters, forces);
    for (const [s, motion] of motions.entries()) {
      const [alone] = await askMotions([motion], [motion.parameters], [forces[s]!]);
      expect(together[s]).toEqual(alone);
      expectClose(alone!.position, [...motion.start], 1e-14);
    }
  });

  it("is the same on webasm, to rounding", async () => {
    const motions = [1, 2].map((seed) => draw(spec, seed));
    const parameters = motions.map((motion) => motion.parameters);
    const forces = motions.map((_, s) => normals(rows, s));
    const exact = await askMotions(motions, parameters, forces);
    const found = await askMotions(motions, parameters, forces, "webasm");
    for (const [s, { direction, position }] of exact.entries()) {
      expectClose(found[s]!.direction, direction, 1e-14);
      expectClose(found[s]!.position, position, 1e-14);
    }
  });

  it("an unknown option is refused by name", () => {
    expectInputError(() => generators.build({ ...spec, massess: 1 }), "massess", /unknown option/);
  });
});

describe("generators with parameters", () => {
  for (const spec of specs.filter(({ kind }) => kind === "linear")) {
    it(`${JSON.stringify(spec)}: follow is the gradient of what generate makes`, async () => {
      const motion = draw(spec);
      const force = normals(motion.start.length, 5);
      const theta = normals(motion.parameters.length, 6);
      const gain = async (parameters: Float64Array) => {
        const [answer] = await askMotions([motion], [parameters], [force]);
        return answer!.position.reduce((sum, y, row) => sum + y * force[row]!, 0);
      };
      const h = 1e-4;
      const differences: number[] = [];
      for (let g = 0; g < theta.length; g++) {
        const moved = (by: number) => theta.map((value, k) => (k === g ? value + by : value));
        differences.push(((await gain(moved(h))) - (await gain(moved(-h)))) / (2 * h));
      }
      const [answer] = await askMotions([motion], [theta], [force]);
      // A linear function: the difference has no error but round-off over h.
      expectClose(answer!.direction, differences, 1e-10);
    });
  }

  it("linear starts with the spread that it is told, and no bias", () => {
    const motion = draw({ kind: "linear", count: 3000, latentDimension: 400, spread: 0.5 });
    expect([...motion.parameters.slice(-3)]).toEqual([0, 0, 0]);
    const square = motion.start.reduce((sum, y) => sum + y * y, 0) / motion.start.length;
    // Each of the three coordinates has a variance that is a mean over 400 weights: ±√(2/1200) of it, four times.
    expect(Math.abs(square / 0.25 - 1)).toBeLessThan(4 * Math.sqrt(2 / 1200 + 2 / 9000));
  });
});

describe("particles", () => {
  it("have the start of their spec, whatever couples them", () => {
    const starts = specs.slice(0, 3).map((spec) => draw(spec).start);
    expect(starts[1]).toEqual(starts[0]);
    expect(starts[2]).toEqual(starts[0]);
  });

  it("say how they are coupled", () => {
    const said = specs.slice(0, 3).map((spec) => {
      const { free, coupling, own } = draw(spec);
      return [free, coupling, own.coupling?.length];
    });
    expect(said).toEqual([
      [true, undefined, undefined],
      [false, "universal", 2],
      [false, "matrix", 16],
    ]);
  });

  it("move in other coordinates by the same law", async () => {
    const motion = draw(specs[1]!);
    const begin = normals(8, 2);
    const moved: Motion = { ...motion, start: begin, parameters: begin };
    const force = normals(8, 3);
    const [answer] = await askMotions([moved], [begin], [force]);
    const sum = [0, 1].map((k) => [0, 1, 2, 3].reduce((total, j) => total + force[2 * j + k]!, 0));
    const expected = [...force].map((f, row) => 2 * (0.7 * f + 0.3 * sum[row % 2]!));
    expectClose(answer!.direction, expected, 1e-14);
  });

  it("can start as a cloud in many dimensions", () => {
    const far = points([new Array<number>(784).fill(0)]).draw(randomStream(0));
    const { start } = generators
      .build({ kind: "particles", count: 100, start: { kind: "gaussian", spread: 1.25 } })
      .draw(far, randomStream(1));
    const square = start.reduce((sum, y) => sum + y * y, 0) / start.length;
    expect(Math.abs(square / 1.25 ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / 78400));
  });

  it("tell where a coupling is wrong", () => {
    const wrong = (kernel: object) => () => draw({ kind: "particles", count: 5, start: gaussian, kernel });
    expectInputError(wrong({ kind: "universal", coupling: -0.26 }), "kernel.coupling", /−1\/\(count − 1\)/);
    expectInputError(wrong({ kind: "universal", coupling: 1.1 }), "kernel.coupling", /at most 1/);
    expectInputError(wrong({ kind: "universal" }), "kernel.coupling", /missing/);
    expectInputError(wrong({ kind: "univrsal" }), "kernel.kind", /universal/);
    const relu = { kind: "reluTangent", depth: 0 };
    expectInputError(
      wrong({ kind: "tangent", kernel: relu, latentDimension: 3 }),
      "kernel.kernel.depth",
      /at least 1/,
    );
  });
});
