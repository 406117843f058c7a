import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { resolveSim } from "../../src/sim/index.ts";
import { targets } from "../../src/targets/index.ts";
import { leastDocument, noFiles } from "../sim/documents.ts";
import { expectInputError } from "./inputErrorAt.ts";
import { greyPng, readerOf } from "./pngFiles.ts";

/** Black at the top left, grey of darkness 1/3 at the bottom right, else white: 4 × 2 pixels. */
const picture = greyPng(4, 2, (row, column) =>
  row === 0 && column === 0 ? 0 : row === 1 && column === 3 ? 170 : 255,
);
const read = readerOf({ "ink.png": picture });
const sim = (target: object) => ({
  ...leastDocument(),
  target: { kind: "image", path: "ink.png", samples: 4000, ...target },
});
const specOf = (target: object) => resolveSim(sim(target), read);

describe("a picture's darkness as a density", () => {
  it("puts points into dark pixels, in proportion to their darkness, x to the right and y up", () => {
    const { points, masses, dimension, modes } = targets
      .build(specOf({ extent: 2 }).target)
      .draw(randomStream(3));
    expect([dimension, masses.length]).toEqual([2, 4000]);
    let left = 0;
    for (let i = 0; i < masses.length; i++) {
      const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
      const isLeft = x > -2 && x < -1 && y > 0 && y < 1;
      if (isLeft) left += 1;
      else expect(x > 1 && x < 2 && y > -1 && y < 0).toBe(true);
    }
    // Four standard deviations of a share of 3/4 among 4000.
    expect(Math.abs(left / 4000 - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 4000));
    expect(modes.centres[0]).toBeCloseTo(-1.5 * (left / 4000) + 1.5 * (1 - left / 4000), 1);
  });

  it("is held by the resolved sim, and drawn anew from each stream", () => {
    const spec = specOf({});
    expect(resolveSim(spec, noFiles)).toEqual(spec);
    expect(spec.origin).toEqual({ target: "ink.png" });
    const draw = (seed: number) => targets.build(spec.target).draw(randomStream(seed)).points;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("keeps at most 256 pixels a side", () => {
    const large = readerOf({ "ink.png": greyPng(600, 300, (row, column) => (row + column) % 256) });
    expect(resolveSim(sim({}), large).target.pixels).toMatchObject({ width: 256, height: 128 });
  });

  it("is refused where it is white, no PNG, or not read", () => {
    const white = readerOf({ "ink.png": greyPng(2, 2, () => 255) });
    expectInputError(() => resolveSim(sim({}), white), "target.path", /ink\.png: is white all over/);
    const text = readerOf({ "ink.png": new TextEncoder().encode("hello") });
    expectInputError(() => resolveSim(sim({}), text), "target.path", /ink\.png: is no PNG file/);
    const target = targets.build({ kind: "image", path: "ink.png", samples: 3 });
    expectInputError(() => target.draw(randomStream(1)), "path", /has not been read/);
  });
});
