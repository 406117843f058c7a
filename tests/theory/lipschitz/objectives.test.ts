import { describe, expect, it } from "vitest";
import { lipschitz } from "../../../src/theory/index.ts";

const all = [...lipschitz.validObjectives, ...lipschitz.brokenObjectives];
const places = [-3.3, -1.7, -0.4, 0, 0.2, 1.3, 2.8];

describe.each(all.map((one) => [one.kind, one] as const))("objective %s", (_, objective) => {
  it("has the slopes of its costs", () => {
    const h = 1e-6;
    for (const t of places) {
      const generated = (objective.generated(t + h) - objective.generated(t - h)) / (2 * h);
      const onTrue = (objective.true(t + h) - objective.true(t - h)) / (2 * h);
      expect(objective.generatedSlope(t)).toBeCloseTo(generated, 6);
      expect(objective.trueSlope(t)).toBeCloseTo(onTrue, 6);
    }
  });

  it("is convex", () => {
    const rises = (slope: (t: number) => number) =>
      places.slice(1).every((t, k) => slope(t) >= slope(places[k]!));
    expect(rises(objective.generatedSlope)).toBe(true);
    expect(rises(objective.trueSlope)).toBe(true);
  });
});

describe("the conditions", () => {
  const signs = ({ generatedSlope, trueSlope }: lipschitz.LipschitzObjective) =>
    places.every((t) => generatedSlope(t) > 0 && trueSlope(t) < 0);
  const balances = ({ generatedSlope, trueSlope }: lipschitz.LipschitzObjective) => {
    const sums = places.map((t) => generatedSlope(t) + trueSlope(t));
    return Math.min(...sums) <= 0 && Math.max(...sums) >= 0;
  };

  it("hold for every valid objective", () => {
    for (const objective of lipschitz.validObjectives) {
      expect(signs(objective) && balances(objective)).toBe(true);
    }
  });

  it("are broken as the others say", () => {
    for (const objective of lipschitz.brokenObjectives) {
      const { breaks } = objective;
      expect([signs(objective), balances(objective)]).toEqual([breaks !== "φ' > 0", breaks === "φ' > 0"]);
    }
  });

  it("are looked up by kind", () => {
    expect(lipschitz.objectiveOf("hinge").kind).toBe("hinge");
    expect(() => lipschitz.objectiveOf("hinges")).toThrow(RangeError);
  });
});

it("costs do not overflow or cancel far from 0", () => {
  const { generated: softplus } = lipschitz.objectiveOf("logistic");
  const { generated: rooted } = lipschitz.objectiveOf("squareRoot");
  expect(softplus(800)).toBe(800);
  expect(softplus(-40)).toBeCloseTo(Math.exp(-40), 30);
  expect(rooted(-1e8) / 5e-9).toBeCloseTo(1, 9);
});
