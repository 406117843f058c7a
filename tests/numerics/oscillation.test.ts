import { describe, expect, test } from "vitest";
import { leastSquares } from "../../src/numerics/leastSquares.ts";
import { fitOscillation, type OscillationFit } from "../../src/numerics/oscillation.ts";
import { randomStream } from "../../src/numerics/random.ts";

/** What a noise-free series must give back, relative to the rate or frequency. */
const EXACT = 1e-6;

function series(count: number, value: (k: number) => number): number[] {
  return Array.from({ length: count }, (_, k) => value(k));
}

function fitted(values: number[], rest?: number): OscillationFit {
  const fit = fitOscillation(values, rest === undefined ? {} : { rest });
  if (fit === undefined) throw new Error("no fit");
  return fit;
}

function expectNear(value: number, expected: number, relative = EXACT): void {
  expect(Math.abs(value - expected)).toBeLessThan(relative * Math.abs(expected));
}

describe("fitOscillation", () => {
  const rests: [string, number | undefined, number][] = [
    ["a known rest", 0.5, 0.5],
    ["a fitted rest", undefined, -2],
  ];

  for (const [name, rest, offset] of rests) {
    test.each([
      [0.05, 0.3, 200],
      [0.001, 0.01, 1000],
      [0.02, 3.1, 200],
      [0.2, 1.5, 200],
    ])(`reads decay %d and frequency %d with ${name}`, (decay, frequency, count) => {
      const fit = fitted(
        series(count, (k) => offset + 0.3 * Math.exp(-decay * k) * Math.cos(frequency * k + 0.4)),
        rest,
      );
      expectNear(fit.decayRate, decay);
      expectNear(fit.angularFrequency, frequency);
      expectNear(fit.dampingRatio, decay / Math.hypot(decay, frequency));
      expect(fit.rates).toEqual([]);
      expectNear(fit.offset, offset);
      expect(fit.residual).toBeLessThan(1e-9);
    });

    test.each([
      [0.1, 0.5, 200],
      [0.003, 0.02, 1000],
    ])(`reads the two rates %d and %d of an overdamped series with ${name}`, (slow, fast, count) => {
      const fit = fitted(
        series(count, (k) => offset + Math.exp(-slow * k) - 0.3 * Math.exp(-fast * k)),
        rest,
      );
      expect(fit.angularFrequency).toBe(0);
      expectNear(fit.decayRate, slow);
      expectNear(fit.rates[0]!, slow);
      expectNear(fit.rates[1]!, fast);
      expectNear(fit.dampingRatio, (slow + fast) / (2 * Math.sqrt(slow * fast)));
    });

    test(`reads the double rate of a critically damped series with ${name}`, () => {
      const fit = fitted(
        series(400, (k) => offset + (1 + 0.2 * k) * Math.exp(-0.05 * k)),
        rest,
      );
      expectNear(fit.decayRate, 0.05);
      expectNear(fit.dampingRatio, 1);
    });

    test(`reads the one rate of a pure exponential with ${name}`, () => {
      const fit = fitted(
        series(200, (k) => offset + 2 * Math.exp(-0.05 * k)),
        rest,
      );
      expect(fit.rates).toHaveLength(1);
      expectNear(fit.decayRate, 0.05);
      expect(fit.dampingRatio).toBeNaN();
    });
  }

  test("crosses from oscillating to overdamped where the roots of the map meet", () => {
    // u'' as a map: z² − (2 − r) z + (1 − r + s) = 0 has complex roots for s > r²/4.
    const r = 0.2;
    for (const [excess, oscillates] of [
      [1e-4, true],
      [-1e-4, false],
    ] as const) {
      const s = (r * r) / 4 + excess;
      const values = [1, 0.95];
      for (let k = 2; k < 200; k++) values.push((2 - r) * values[k - 1]! - (1 - r + s) * values[k - 2]!);
      const fit = fitted(values, 0);
      expect(fit.angularFrequency > 0).toBe(oscillates);
      if (oscillates) expectNear(fit.angularFrequency, Math.atan2(Math.sqrt(excess), 1 - r / 2));
      else expectNear(fit.rates[1]! - fit.rates[0]!, Math.log((0.9 + 0.01) / (0.9 - 0.01)), 1e-5);
    }
  });

  test("reads an undamped oscillation as one and a growing one as growing", () => {
    const steady = fitted(
      series(300, (k) => Math.sin(0.1 * k)),
      0,
    );
    expect(Math.abs(steady.decayRate)).toBeLessThan(1e-10);
    expectNear(steady.angularFrequency, 0.1);
    const growing = fitted(series(300, (k) => Math.exp(0.02 * k) * Math.sin(0.1 * k + 1)));
    expectNear(growing.decayRate, -0.02);
  });

  test("reads a series that changes sign every step as frequency π", () => {
    const fit = fitted(
      series(60, (k) => (-0.9) ** k),
      0,
    );
    expect(fit.angularFrequency).toBe(Math.PI);
    expectNear(fit.decayRate, -Math.log(0.9));
  });

  test("is not led astray by a long tail of round-off", () => {
    const fit = fitted(series(3000, (k) => 1 + Math.exp(-0.1 * k) * Math.cos(0.3 * k)));
    expectNear(fit.decayRate, 0.1);
    expectNear(fit.angularFrequency, 0.3);
  });

  test("degrades no more than the noise allows", () => {
    // Cramér-Rao for amplitude 1 decaying at γ under white noise s, phase unknown, in a window much longer
    // than 1/γ: the weights e^(−2γk)/2s² sum to 1/4γs² and have a variance of 1/4γ² in k, so that rate and
    // frequency have a standard deviation of 4γ^(3/2)·s. Four of those for one seed, one for the mean of 20.
    for (const noise of [1e-3, 3e-2]) {
      const bound = 4 * 0.01 ** 1.5 * noise;
      const off = series(20, (seed) => {
        const stream = randomStream(seed, 8);
        const fit = fitted(
          series(600, (k) => Math.exp(-0.01 * k) * Math.cos(0.1 * k + 0.4) + noise * stream.normal()),
          0,
        );
        expect(Math.abs(fit.angularFrequency - 0.1)).toBeLessThan(4 * bound);
        expect(Math.abs(fit.decayRate - 0.01)).toBeLessThan(4 * bound);
        expectNear(fit.residual, noise / Math.sqrt(1 / (4 * 0.01) / 600), 0.2);
        return fit.angularFrequency - 0.1;
      });
      expect(Math.abs(off.reduce((sum, value) => sum + value, 0) / 20)).toBeLessThan(bound);
    }
  });

  test("scales with the series", () => {
    const values = series(100, (k) => Math.exp(-0.05 * k) * Math.cos(0.3 * k));
    const one = fitted(values, 0);
    const tiny = fitted(
      values.map((value) => value * 2 ** -600),
      0,
    );
    expect(tiny.decayRate).toBe(one.decayRate);
    expect(tiny.angularFrequency).toBe(one.angularFrequency);
  });

  test("says nothing of short, constant or non-finite series", () => {
    expect(fitOscillation([1, 2, 1, 2, 1, 2, 1])).toBeUndefined();
    expect(fitOscillation(new Array(20).fill(3))).toBeUndefined();
    expect(fitOscillation(new Array(20).fill(0), { rest: 0 })).toBeUndefined();
    expect(fitOscillation([...series(20, Math.cos), Number.NaN])).toBeUndefined();
  });
});

describe("leastSquares", () => {
  test("solves the normal equations and leaves what is orthogonal to the columns", () => {
    const stream = randomStream(30);
    const columns = series(3, () => 0).map(() => Float64Array.from({ length: 50 }, () => stream.normal()));
    const values = Float64Array.from({ length: 50 }, () => stream.normal());
    const fit = leastSquares(columns, values)!;
    const left = values.map((value, k) =>
      columns.reduce((rest, column, m) => rest - fit.coefficients[m]! * column[k]!, value),
    );
    for (const column of columns) {
      // 50 products of order 1.
      expect(Math.abs(column.reduce((sum, value, k) => sum + value * left[k]!, 0))).toBeLessThan(1e-12);
    }
    expect(fit.residual).toBeCloseTo(Math.hypot(...left), 12);
  });

  test("splits the weight between equal columns", () => {
    const column = Float64Array.of(1, 2, 3, 4);
    const fit = leastSquares([column, column], Float64Array.of(2, 4, 6, 8))!;
    expect(fit.coefficients[0]!).toBeCloseTo(1, 12);
    expect(fit.coefficients[1]!).toBeCloseTo(1, 12);
    expect(fit.residual).toBeLessThan(1e-12);
  });

  test("gives a zero column no weight, and nothing for numbers that are not finite", () => {
    const fit = leastSquares([new Float64Array(3), Float64Array.of(1, 1, 1)], Float64Array.of(1, 2, 3))!;
    expect(fit.coefficients[0]).toBe(0);
    expect(fit.coefficients[1]).toBeCloseTo(2, 14);
    expect(leastSquares([Float64Array.of(1, Number.NaN)], Float64Array.of(1, 2))).toBeUndefined();
  });
});
