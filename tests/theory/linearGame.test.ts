import { describe, expect, it } from "vitest";
import { eigenvalues, spectralRadius } from "../../src/numerics/linearAlgebra.ts";
import {
  flowRates,
  gameRadius,
  gameVerdict,
  type LinearGame,
  largestStableStep,
  multipliers,
  type Scheme,
  type StepSizes,
} from "../../src/theory/index.ts";
import { jacobian, largestGap, powerSums, type StateMap } from "./jacobian.ts";

const games: readonly LinearGame[] = [
  { yy: 0, yw: 1, wy: -1, ww: -0.3 },
  { yy: -0.2, yw: -0.5, wy: 0.5, ww: -0.4 },
  { yy: 0.1, yw: 0.7, wy: -1.3, ww: -2.5 },
  { yy: -1, yw: 0.2, wy: 0.3, ww: -0.5 },
];
const sizes: StepSizes = { stepDiscriminator: 0.3, stepGenerator: 0.7 };
const schemes: readonly Scheme[] = [
  { kind: "simultaneous" },
  { kind: "alternating" },
  { kind: "alternating", discriminatorSteps: 5 },
  { kind: "alternating", discriminatorSteps: 2, generatorSteps: 3 },
  { kind: "optimistic" },
  { kind: "extragradient" },
  { kind: "flow" },
];

/** One step, written out; the optimistic one has the state (y, w, y before, w before). */
function explicit(
  game: LinearGame,
  { stepDiscriminator, stepGenerator }: StepSizes,
  scheme: Scheme,
): StateMap {
  const y = (state: readonly number[]) => stepGenerator * (game.yy * state[0]! + game.yw * state[1]!);
  const w = (state: readonly number[]) => stepDiscriminator * (game.wy * state[0]! + game.ww * state[1]!);
  const both = (z: readonly number[], at = z) => [z[0]! + y(at), z[1]! + w(at)];
  return (state) => {
    if (scheme.kind === "extragradient") return both(state, both(state));
    if (scheme.kind === "optimistic") {
      const before = state.slice(2);
      return [
        state[0]! + 2 * y(state) - y(before),
        state[1]! + 2 * w(state) - w(before),
        state[0]!,
        state[1]!,
      ];
    }
    if (scheme.kind === "alternating") {
      let [a, b] = [state[0]!, state[1]!];
      for (let i = 0; i < (scheme.discriminatorSteps ?? 1); i++) b += w([a, b]);
      for (let i = 0; i < (scheme.generatorSteps ?? 1); i++) a += y([a, b]);
      return [a, b];
    }
    if (scheme.kind === "simultaneous") return both(state);
    // The flow over one unit of time by its Taylor series.
    let term = [...state];
    let sum = [...state];
    for (let n = 1; n < 40; n++) {
      term = [y(term) / n, w(term) / n];
      sum = [sum[0]! + term[0]!, sum[1]! + term[1]!];
    }
    return sum;
  };
}

describe("multipliers of a step", () => {
  for (const scheme of schemes) {
    it(`are the eigenvalues of the explicit map (${JSON.stringify(scheme)})`, () => {
      for (const game of games) {
        const size = scheme.kind === "optimistic" ? 4 : 2;
        const map = explicit(game, sizes, scheme);
        const matrix = jacobian(map, new Array(size).fill(0));
        const found = multipliers(game, sizes, scheme);
        expect(found.length).toBe(size);
        expect(largestGap(powerSums(found, size), powerSums(eigenvalues(matrix, size), size))).toBeLessThan(
          1e-10,
        );
        expect(Math.abs(gameRadius(game, sizes, scheme) - spectralRadius(matrix, size))).toBeLessThan(1e-9);
      }
    });
  }

  it("do not depend on who begins", () => {
    for (const game of games) {
      const swapped = { yy: game.ww, yw: game.wy, wy: game.yw, ww: game.yy };
      const other = { stepDiscriminator: sizes.stepGenerator, stepGenerator: sizes.stepDiscriminator };
      const first = multipliers(game, sizes, {
        kind: "alternating",
        discriminatorSteps: 5,
        generatorSteps: 2,
      });
      const second = multipliers(swapped, other, {
        kind: "alternating",
        discriminatorSteps: 2,
        generatorSteps: 5,
      });
      expect(largestGap(powerSums(first, 2), powerSums(second, 2))).toBeLessThan(1e-12);
    }
  });
});

describe("the largest stable step", () => {
  const unit: StepSizes = { stepDiscriminator: 1, stepGenerator: 1 };
  const rotation: LinearGame = { yy: 0, yw: -1, wy: 1, ww: 0 };

  for (const scheme of schemes.filter(({ kind }) => kind !== "flow")) {
    it(`separates steps that converge from steps that diverge (${JSON.stringify(scheme)})`, () => {
      for (const game of games) {
        if (Math.max(...flowRates(game, sizes).map((z) => z.re)) >= 0) continue;
        const h = largestStableStep(game, sizes, scheme);
        const radius = (factor: number) =>
          gameRadius(game, { stepDiscriminator: factor * h * 0.3, stepGenerator: factor * h * 0.7 }, scheme);
        expect(h).toBeGreaterThan(0.1);
        for (const factor of [0.01, 0.3, 0.6, 0.9, 1 - 1e-8]) expect(radius(factor)).toBeLessThan(1);
        expect(radius(1 + 1e-8)).toBeGreaterThan(1);
      }
    });
  }

  it("of a rotation: 0 simultaneous, 2 alternating, 1/√3 optimistic, 1 extragradient, none for the flow", () => {
    const step = (kind: Scheme["kind"]) => largestStableStep(rotation, unit, { kind } as Scheme);
    expect(step("simultaneous")).toBe(0);
    expect(step("alternating")).toBe(2);
    expect(step("optimistic")).toBeCloseTo(1 / Math.sqrt(3), 9);
    expect(step("extragradient")).toBeCloseTo(1, 9);
    expect(step("flow")).toBe(Number.POSITIVE_INFINITY);
  });

  it("of games without an attracting equilibrium is 0", () => {
    const saddle = { yy: 0.2, yw: 0, wy: 0, ww: -1 };
    for (const scheme of schemes) expect(largestStableStep(saddle, unit, scheme)).toBe(0);
  });

  it("verdicts: a rotation circles in the flow and in alternating steps, and diverges in simultaneous ones", () => {
    const small: StepSizes = { stepDiscriminator: 0.2, stepGenerator: 0.2 };
    const verdicts = (["flow", "alternating", "simultaneous", "optimistic", "extragradient"] as const).map(
      (kind) => gameVerdict(rotation, small, { kind }),
    );
    expect(verdicts).toEqual(["circles", "circles", "diverges", "converges", "converges"]);
  });
});
