import { describe, expect, it, test } from "vitest";
import {
  exponential,
  hinge,
  leastSquares,
  losses,
  minimax,
  nonSaturating,
  relativistic,
  squareRoot,
} from "../../src/losses/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";
import { everyLoss, functionNames } from "./every.ts";

const values = [-30, -7.3, -2, -1.2, -0.4, 0, 0.3, 0.8, 1.7, 3, 12, 30];

/** How a value changes with f at a generated point: the difference t = f(x) − f(y) of a pair falls with it. */
function sign(pairing: string | undefined): number {
  return pairing === undefined ? 1 : -1;
}

function derivative(f: (t: number) => number, t: number): number {
  const h = 1e-4;
  // Fourth order: the error is h⁴ times a fifth derivative, and 1e-16/h of round-off.
  return (8 * (f(t + h) - f(t - h)) - (f(t + 2 * h) - f(t - 2 * h))) / (12 * h);
}

describe.each(everyLoss)("%s", (_, loss) => {
  test.each(values)("has the derivatives of its values as pulls at %f", (t) => {
    const down = sign(loss.pairing);
    const at = (f: (value: number, ...numbers: number[]) => number) => (value: number) =>
      f(value, ...loss.numbers);
    // The terms that hold f(y_j): for a pair the same ℓ_true as holds f(x_i).
    const generated = loss.pairing === undefined ? loss.generatedValue : loss.trueValue;
    const close = (pull: number, slope: number) =>
      expect(Math.abs(pull - slope)).toBeLessThan(1e-9 * (1 + Math.abs(slope)));
    close(at(loss.truePull)(t), derivative(at(loss.trueValue), t));
    close(at(loss.generatedPull)(t), down * derivative(at(generated), t));
    close(at(loss.generatorPull)(t), down * derivative(at(loss.generatorValue), t));
  });

  test.each(functionNames)("has a finite %s at the most extreme values", (name) => {
    for (const size of [0, 88, 89, 710, 1e3, 1e10, 1e30, 1e300]) {
      for (const t of [-size, size]) expect(Number.isFinite(loss[name](t, ...loss.numbers))).toBe(true);
    }
  });

  it("says truly whether its pulls depend on f", () => {
    const pulls = functionNames.slice(0, 3).map((name) => values.map((t) => loss[name](t, ...loss.numbers)));
    const all = pulls.every((list) => list.every((pull) => pull === list[0]));
    expect(loss.constant).toBe(all);
  });

  it("takes at most three numbers, and its kind is in the register", () => {
    expect(loss.numbers.length).toBeLessThanOrEqual(3);
    expect(losses.build({ kind: loss.kind }).kind).toBe(loss.kind);
  });
});

describe("the directions of the game", () => {
  const usual = everyLoss.filter(([, loss]) => loss.kind !== "leastSquares");

  test.each(usual)("%s: true points pull up, generated ones down, the generator goes up", (_, loss) => {
    for (const t of values) {
      expect(loss.truePull(t, ...loss.numbers)).toBeGreaterThanOrEqual(0);
      expect(loss.generatedPull(t, ...loss.numbers)).toBeLessThanOrEqual(0);
      expect(loss.generatorPull(t, ...loss.numbers)).toBeGreaterThanOrEqual(0);
    }
  });

  it("least squares pulls towards its labels, with the strength of an unhalved square", () => {
    const loss = leastSquares();
    expect(loss.numbers).toEqual([1, -1, 0]);
    expect(loss.truePull(0, 1, -1, 0)).toBe(2);
    expect(loss.truePull(3, 1, -1, 0)).toBe(-4);
    expect(loss.generatedPull(0, 1, -1, 0)).toBe(-2);
    expect(loss.generatorPull(0.5, 1, -1, 0)).toBe(-1);
  });
});

describe("the logistic losses", () => {
  it("keep their far tails: e^−|t| where it is not 0, and log s(t) ≈ t", () => {
    const { truePull, trueValue, generatedPull, generatedValue } = minimax();
    expect(truePull(40) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(-generatedPull(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(truePull(-1e30)).toBe(1);
    expect(trueValue(-1e30)).toBe(-1e30);
    expect(generatedValue(1e30)).toBe(-1e30);
    expect(trueValue(1e30)).toBeCloseTo(0, 15);
  });

  it("differ in where the generator is moved: minimax where it wins, non-saturating where it loses", () => {
    expect(minimax().generatorPull(-10)).toBeLessThan(1e-4);
    expect(nonSaturating().generatorPull(-10)).toBeGreaterThan(0.9999);
    expect(minimax().generatorPull(0)).toBe(0.5);
    expect(nonSaturating().generatorPull(0)).toBe(0.5);
  });

  it("of pairs: −log 2 where f tells nothing, and the generator is moved as it loses unless it saturates", () => {
    expect(relativistic().trueValue(0)).toBe(-Math.LN2);
    expect(relativistic().generatorPull(10)).toBeGreaterThan(0.9999);
    expect(relativistic({ saturating: true }).generatorPull(10)).toBeLessThan(1e-4);
    expect(relativistic().pairing).toBe("all");
    expect(relativistic({ pairing: "matched" }).pairing).toBe("matched");
  });

  it("at the best discriminator of equal masses cost what the divergence says: −2 log 2 when nothing differs", () => {
    const { trueValue, generatedValue } = minimax();
    expect(trueValue(0) + generatedValue(0)).toBeCloseTo(-2 * Math.LN2, 15);
  });
});

describe("the family of Lipschitz GANs", () => {
  const family = [minimax(), exponential(), squareRoot()];

  it.each(family)("$kind: φ rises and is convex, ϕ(t) = φ(−t), and the pulls balance at 0", (loss) => {
    const slopes = values.map((t) => -loss.generatedPull(t));
    slopes.forEach((slope, k) => {
      expect(slope).toBeGreaterThan(0);
      if (k > 0) expect(slope).toBeGreaterThanOrEqual(slopes[k - 1]!);
      expect(loss.truePull(-values[k]!)).toBeCloseTo(slope, 12);
      expect(loss.trueValue(-values[k]!)).toBe(loss.generatedValue(values[k]!));
    });
    expect(loss.truePull(0) + loss.generatedPull(0)).toBe(0);
  });

  it("does not lose the far tail of t + √(t² + 1), nor overflow that of e^t", () => {
    expect(squareRoot().generatedValue(-1e6) / -0.5e-6).toBeCloseTo(1, 11);
    expect(squareRoot().generatedPull(-1e6) / -0.5e-12).toBeCloseTo(1, 11);
    expect(exponential().generatedValue(40)).toBe(-Math.exp(40));
    expect(exponential().generatedValue(1e30)).toBeGreaterThan(-3.4e38);
  });
});

test("hinges let go beyond their margin", () => {
  expect([hinge().truePull(0.99), hinge().truePull(1), hinge().truePull(1.01)]).toEqual([1, 0, 0]);
  expect([hinge().generatedPull(-0.99), hinge().generatedPull(-1)]).toEqual([-1, 0]);
  const pair = relativistic({ link: "hinge" });
  expect([pair.truePull(0.99), pair.truePull(1.01), pair.generatedPull(0.99)]).toEqual([1, 0, -1]);
});

test("wrong options are refused by name", () => {
  expectInputError(() => losses.build({ kind: "relativistic", link: "linear" }), "link", /logistic, hinge/);
  expectInputError(() => losses.build({ kind: "relativistic", pair: "all" }), "pair", /pairing/);
  expectInputError(() => losses.build({ kind: "leastSquares", real: "1" }), "real", /number/);
  expectInputError(() => losses.build({ kind: "hinge", margin: 1 }), "margin", /unknown option/);
});
