import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { coveredModes, type Modes, modeMasses, modeRadius, ring, twoModes } from "../../src/targets/index.ts";

function modesAt(centres: number[][], spread = 0): Modes {
  return {
    centres: Float64Array.from(centres.flat()),
    masses: new Float64Array(centres.length).fill(1 / centres.length),
    spread,
  };
}

describe("modeRadius", () => {
  test("is three standard deviations up to four dimensions", () => {
    for (const d of [1, 2, 3, 4]) {
      expect(modeRadius(modesAt([new Array(d).fill(0)], 0.1), 9)).toBeCloseTo(0.3, 14);
    }
  });

  test("holds nine tenths of a normal mode in every dimension", () => {
    for (const dimension of [1, 4, 10, 100]) {
      const samples = 1000;
      const spread = 0.5;
      const drawn = twoModes({ separation: 1000, dimension, spread, samples }).draw(randomStream(dimension));
      const radius = modeRadius(drawn.modes, 1);
      for (const held of modeMasses(drawn.points, drawn.masses, drawn.modes, radius)) {
        expect(held / 0.5).toBeGreaterThan(0.9);
      }
    }
  });

  test("for bare points is the width, or a quarter of the least distance", () => {
    const modes = modesAt([
      [0, 0],
      [3, 4],
      [100, 0],
    ]);
    expect(modeRadius(modes, 1)).toBe(1);
    expect(modeRadius(modes, 2)).toBe(1.25);
    expect(modeRadius(modesAt([[0, 0]]), 2)).toBe(2);
  });
});

describe("modeMasses", () => {
  const modes = modesAt([[0], [1]]);

  test("gives a particle to the nearest mode within the radius, the edge included", () => {
    const held = modeMasses(Float64Array.of(-0.25, 0.3, 0.9, 5), [0.1, 0.2, 0.3, 0.4], modes, 0.25);
    expect([...held]).toEqual([0.1, 0.3]);
  });

  test("gives a particle between two modes to one of them only", () => {
    expect([...modeMasses(Float64Array.of(0.5), [1], modes, 3)]).toEqual([1, 0]);
  });

  test("gives no mode a particle that is not at a finite place", () => {
    const places = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    expect([...modeMasses(places, [0.2, 0.3, 0.5], modes, Number.POSITIVE_INFINITY)]).toEqual([0, 0]);
  });
});

describe("coveredModes", () => {
  test("counts modes with the share of their mass, and forgives round-off", () => {
    const { modes, points, masses } = ring({ modes: 8, radius: 2, samples: 80 }).draw(randomStream(1));
    expect(coveredModes(modeMasses(points, masses, modes, 0.1), modes, 1)).toBe(8);
    const held = Float64Array.of(1, 0.76, 0.74, 0, 0.75, 0.5, 1.2, 0).map((share) => share / 8);
    expect(coveredModes(held, modes)).toBe(4);
    expect(coveredModes(held, modes, 0.5)).toBe(6);
  });
});
