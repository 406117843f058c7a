import { describe, expect, it } from "vitest";
import { dipoleCalls, penaltyNumbers } from "../../src/dynamics/play/dipoles.ts";
import type { Sizes } from "../../src/dynamics/play/sizes.ts";
import { cpu } from "../../src/engine/cpu.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { gradientPenalty, type Penalty, r1 } from "../../src/penalties/index.ts";

const [D, TRUE, GENERATED, BETWEEN] = [2, 3, 2, 4];
const R = TRUE + GENERATED + BETWEEN;
const sizes = { D, TRUE, GENERATED, BETWEEN, R } as Sizes;
const stream = randomStream(11);
const slopes = Float64Array.from({ length: R * D }, () => stream.normal());
const masses = Float64Array.from([0.2, 0.3, 0.5, 0.6, 0.4, 0.25, 0.25, 0.25, 0.25]);

async function dipoles(penalties: readonly Penalty[]): Promise<Float64Array> {
  const execution = await cpu.load({
    simulations: 1,
    state: { dipole: new Float64Array(R * D) },
    parameters: {
      slope: slopes,
      sampleMass: masses,
      penaltyNumbers: Float64Array.from(penaltyNumbers(penalties)),
    },
    tables: {},
    calls: dipoleCalls(penalties, sizes, "slope", "dipole"),
  });
  await execution.advance(1);
  const found = execution.read("dipole");
  await execution.close();
  return found;
}

const norm = (g: ArrayLike<number>, r: number) => Math.hypot(g[2 * r]!, g[2 * r + 1]!);
const between = Array.from({ length: BETWEEN }, (_, b) => TRUE + GENERATED + b);

/** What the penalties of each case cost, written out. */
const cases: readonly [string, Penalty[], (g: Float64Array) => number][] = [
  [
    "a mean",
    [gradientPenalty(3)],
    (g) => between.reduce((sum, r) => sum + masses[r]! * 3 * (norm(g, r) - 1) ** 2, 0),
  ],
  [
    "a maximum",
    [gradientPenalty(3, { norm: 0, over: "maximum" })],
    (g) => 3 * Math.max(...between.map((r) => norm(g, r))) ** 2,
  ],
  [
    "a maximum of one side, after R1",
    [r1(0.8), gradientPenalty(2, { norm: 0.3, sided: "one", over: "maximum" })],
    (g) =>
      [0, 1, 2].reduce((sum, r) => sum + masses[r]! * 0.4 * norm(g, r) ** 2, 0) +
      2 * Math.max(0, Math.max(...between.map((r) => norm(g, r))) - 0.3) ** 2,
  ],
];

describe("dipoles are the derivatives of what ∇f costs", () => {
  it.each(cases)("%s", async (_, penalties, cost) => {
    const found = await dipoles(penalties);
    const h = 1e-5;
    found.forEach((dipole, k) => {
      const sides = [h, -h].map((shift) =>
        cost(slopes.map((value, at) => (at === k ? value + shift : value))),
      );
      expect(Math.abs(dipole + (sides[0]! - sides[1]!) / (2 * h))).toBeLessThan(1e-8);
    });
    expect(found.some((dipole) => Math.abs(dipole) > 0.1)).toBe(true);
  });

  it("of equal norms the first one alone is taught", async () => {
    slopes.set([3, 0, 0, 3], 2 * (TRUE + GENERATED + 1));
    const found = await dipoles([gradientPenalty(1, { norm: 0, over: "maximum" })]);
    expect([...found].map((value) => value + 0)).toEqual(
      Array.from(found, (_, k) => (k === 2 * (TRUE + GENERATED + 1) ? -6 : 0)),
    );
  });
});
