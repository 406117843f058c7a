import { describe, expect, it } from "vitest";
import {
  imageBound,
  spectralBound,
  spectralMeanBound,
  unitTerms,
} from "../../src/discriminators/fourier/bound.ts";
import { upperIntegral } from "../../src/discriminators/fourier/upperIntegral.ts";
import { radialKernels } from "../../src/kernels/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import type { Spec } from "../../src/options/index.ts";
import { memberAt, Series } from "./fourierSeries.ts";

const gaussian: Spec = { kind: "gaussian", width: 0.8 };
const rational: Spec = { kind: "rationalQuadratic", width: 1.3, mixture: 2.5 };
const matern = (smoothness: number): Spec => ({ kind: "matern", width: 0.6, smoothness });
const sum: Spec = {
  kind: "multiScale",
  kernels: [gaussian, { ...matern(3.5), width: 2 }],
  weights: [1, 0.4],
};

/** Kernel, dimension, accuracies: at most some ten thousand modes, so that sums of them can be taken. */
const cases: readonly [Spec, number, readonly number[]][] = [
  [gaussian, 1, [1e-2, 1e-6, 1e-10]],
  [gaussian, 2, [1e-2, 1e-6, 1e-10]],
  [gaussian, 3, [1e-2, 1e-4]],
  [rational, 1, [1e-2, 1e-7]],
  [rational, 2, [1e-2, 1e-4]],
  [matern(1.5), 1, [1e-2, 1e-4]],
  [matern(2.5), 2, [1e-2, 1e-3]],
  [matern(3.5), 1, [1e-3, 1e-8]],
  [sum, 1, [1e-2, 1e-6]],
  [sum, 2, [1e-2, 1e-4]],
];

/** Differences of two points of the region: corners, near 0 (where spectra end late), and anything between. */
function differences(series: Series, count: number, seed: number): number[][] {
  const stream = randomStream(seed);
  return Array.from({ length: count }, (_, k) => {
    const near = k % 3 === 0 ? 0.3 * stream.uniform() ** 2 : 1;
    const along = Math.floor(stream.uniform() * series.box.half.length);
    return series.box.half.map((half, axis) => {
      const anywhere = near * 2 * half * (2 * stream.uniform() - 1);
      if (k % 3 !== 1) return anywhere;
      return axis === along ? 2 * half : 0.1 * anywhere;
    });
  });
}

describe("the bound on the error of ∇K", () => {
  for (const [kernel, dimension, accuracies] of cases) {
    it(`${kernel.kind}, ${dimension}-d: holds for all pairs in the region and is not thirty times too large`, () => {
      for (const accuracy of accuracies) {
        const series = new Series(memberAt(dimension, kernel, { accuracy }));
        const { bound, norm } = series.layout;
        expect(norm).toBe("largest");
        expect(bound).toBeLessThanOrEqual(accuracy);
        const count = Math.min(3000, Math.ceil(3e6 / series.strengths.length));
        const errors = differences(series, count, 5).map((r) => series.error(r));
        const worst = Math.max(...errors);
        expect(worst).toBeLessThanOrEqual(bound);
        expect(bound).toBeLessThan(30 * worst);
      }
    });
  }

  it("is on the mean square where there is a kink, over all differences of a period", () => {
    for (const kernel of [{ kind: "laplacian", width: 0.7 }, matern(0.5)] as const) {
      const series = new Series(memberAt(1, kernel, { accuracy: 3e-2 }));
      const { bound, norm } = series.layout;
      expect(norm).toBe("rootMeanSquare");
      // The error sits at the kink: the mean is taken on a logarithmic grid, from where it is flat on.
      const [end, step] = [series.box.periods[0]! / 2, 1 / 400];
      let square = 0;
      for (let u = Math.log(1e-7 * end); u < Math.log(end); u += step) {
        const r = Math.exp(u + step / 2);
        square += (step * r * series.error([r]) ** 2) / end;
      }
      expect(Math.sqrt(square)).toBeLessThan(bound);
      expect(Math.sqrt(square)).toBeGreaterThan(bound / 3);
      // At the kink itself nothing can be stated.
      expect(series.error([1e-3])).toBeGreaterThan(3 * bound);
    }
  });

  it("of the spectrum is above the sum over the lattice, and of the images above theirs", () => {
    for (const kernel of [gaussian, rational, matern(2.5)]) {
      const one = radialKernels.build(kernel);
      const term = one.terms[0]!;
      const [period, cutoff] = [14, 6];
      const terms = unitTerms(one, 2);
      const wave = (2 * Math.PI) / period;
      const spectrum = term.spectrum!(2, 1, ...term.parameters.slice(1));
      const unit = one.width / term.parameters[0]!;
      let missing = 0;
      for (let a = -300; a <= 300; a++) {
        for (let b = -300; b <= 300; b++) {
          const k = wave * Math.hypot(a, b);
          if (k > cutoff) missing += (k * spectrum(k)) / period ** 2 / unit;
        }
      }
      const upper = spectralBound(terms, 2, period, cutoff);
      expect(upper).toBeGreaterThan(missing);
      expect(upper).toBeLessThan(12 * missing);
      const [side, gap] = [10, 4];
      let images = 0;
      for (let a = -40; a <= 40; a++) {
        for (let b = -40; b <= 40; b++) {
          const least = [a, b].map((n) => (n === 0 ? 0 : (Math.abs(n) - 1) * (side + gap) + gap));
          if (a !== 0 || b !== 0) images += terms[0]!.steepness(Math.hypot(...least));
        }
      }
      // Of a Gaussian the two are the same sum up to rounding.
      expect(imageBound(terms, 2, side, gap)).toBeGreaterThan(images * (1 - 1e-12));
      expect(imageBound(terms, 2, side, gap)).toBeLessThan(1.5 * images);
    }
  });
});

describe("the bound on the mean square", () => {
  it("is above what Parseval's sum of the missing terms gives, and not many times, in 1 to 3 dimensions", () => {
    const terms = (dimension: number) =>
      unitTerms(radialKernels.build({ kind: "laplacian", width: 1 }), dimension)!;
    for (const [dimension, period, cutoff, far] of [
      [1, 14, 12, 4000],
      [2, 14, 10, 300],
      [3, 12, 6, 40],
    ] as const) {
      const [{ spectrum }] = terms(dimension) as [ReturnType<typeof terms>[number]];
      const unit = (2 * Math.PI) / period;
      let square = 0;
      const visit = (places: number, squared: number): void => {
        if (places === 0) {
          const k = Math.sqrt(squared);
          if (k > cutoff && k <= far * unit) square += (k * spectrum(k)) ** 2;
          return;
        }
        for (let m = -far; m <= far; m++) visit(places - 1, squared + (m * unit) ** 2);
      };
      visit(dimension, 0);
      // All the sum leaves out is positive.
      const found = Math.sqrt(square) / period ** dimension;
      const upper = spectralMeanBound(terms(dimension), dimension, period, cutoff);
      expect(upper).toBeGreaterThan(found);
      expect(upper).toBeLessThan(3 * found);
    }
  });
});

describe("an upper integral", () => {
  it("is above the integral, by a few per cent for power laws and less than two for an exponential", () => {
    for (const decay of [3, 4.5, 8]) {
      const found = upperIntegral(1, (x) => x ** -decay, 2) / (2 ** (2 - decay) / (decay - 2));
      expect(found).toBeGreaterThan(1);
      expect(found).toBeLessThan(1.1);
    }
    const exponential = upperIntegral(0, (x) => Math.exp(-x), 20) / Math.exp(-20);
    expect(exponential).toBeGreaterThan(1);
    expect(exponential).toBeLessThan(2);
  });

  it("is infinite where the integral is", () => {
    expect(upperIntegral(1, (x) => x ** -2, 2)).toBe(Number.POSITIVE_INFINITY);
    expect(upperIntegral(2, (x) => x ** -2, 2)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is 0 of what is 0 in floating point", () => {
    expect(upperIntegral(1, (x) => Math.exp(-x * x), 100)).toBe(0);
  });
});
