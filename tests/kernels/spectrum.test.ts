import { describe, expect, it } from "vitest";
import { type Kernel, radialKernels as kernels, kernelValue } from "../../src/kernels/index.ts";
import type { Spec } from "../../src/options/index.ts";
import { decayingIntegral, radialTransform } from "./quadrature.ts";

const matern = (smoothness: number): Spec => ({ kind: "matern", width: 0.8, smoothness });
const rational = (mixture: number): Spec => ({ kind: "rationalQuadratic", width: 0.7, mixture });

/** Kernels that fall exponentially, and those with a power law. */
const short: readonly Spec[] = [
  { kind: "gaussian", width: 0.7 },
  { kind: "laplacian", width: 1.3 },
  ...[0.5, 1.5, 2.5, 3.5].map(matern),
];
const long: readonly Spec[] = [0.3, 1, 1.5, 2.2, 40].map(rational);

/** Sums of some thousand terms of order one, against the largest value. */
const ROUNDING = 1e-13;

function spectrumOf(kernel: Kernel, dimension: number): (k: number) => number {
  const term = kernel.terms[0]!;
  return term.spectrum!(dimension, ...term.parameters);
}

const dimensions = [1, 2, 3] as const;
const nameOf = (spec: Spec) => JSON.stringify(spec);

describe("the spectral density", () => {
  for (const spec of short) {
    it(`${nameOf(spec)}: is the Fourier transform of the kernel in 1, 2 and 3 dimensions`, () => {
      const kernel = kernels.build(spec);
      for (const d of dimensions) {
        const spectrum = spectrumOf(kernel, d);
        const peak = spectrum(0);
        for (const k of [0, 0.1, 0.6, 1.7, 4]) {
          const wanted = radialTransform((r) => kernelValue(kernel, r * r), d, k, 60);
          expect(Math.abs(spectrum(k) - wanted)).toBeLessThan(ROUNDING * peak);
        }
      }
    });
  }

  for (const spec of long) {
    it(`${nameOf(spec)}: has the kernel as its Fourier transform in 1, 2 and 3 dimensions`, () => {
      const kernel = kernels.build(spec);
      for (const d of dimensions) {
        const spectrum = spectrumOf(kernel, d);
        for (const r of [0, 0.2, 0.9, 2.5]) {
          const found = decayingIntegral(spectrum, d, r) / (2 * Math.PI) ** d;
          expect(Math.abs(found - kernelValue(kernel, r * r))).toBeLessThan(ROUNDING);
        }
      }
    });
  }

  it("of the rational quadratic is elementary where that is known, to a few digits of rounding", () => {
    const width = 0.7;
    const of = (mixture: number, d: number) => spectrumOf(kernels.build(rational(mixture)), d);
    for (const k of [0.01, 0.5, 3, 11, 30]) {
      // (1 + r²/a²)^−1 in one dimension, (1 + r²/a²)^−2 in three.
      const one = Math.SQRT2 * width;
      const three = 2 * width;
      expect(of(1, 1)(k) / (Math.PI * one * Math.exp(-one * k)) - 1).toBeCloseTo(0, 13);
      expect(of(2, 3)(k) / (Math.PI ** 2 * three ** 3 * Math.exp(-three * k)) - 1).toBeCloseTo(0, 13);
    }
    expect(of(1, 1)(0) / (Math.PI * Math.SQRT2 * width) - 1).toBeCloseTo(0, 13);
    // Of infinite integral over the plane: r^−2 there.
    expect(of(1, 2)(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it("does not over- or underflow for large and small mixtures", () => {
    for (const mixture of [0.01, 1e3, 1e6]) {
      for (const d of dimensions) {
        const value = spectrumOf(kernels.build(rational(mixture)), d)(2);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(10);
      }
    }
    const gaussian = kernels.build({ kind: "gaussian", width: 0.7 });
    const near = spectrumOf(kernels.build(rational(1e6)), 2)(1);
    expect(near / spectrumOf(gaussian, 2)(1) - 1).toBeCloseTo(0, 5);
  });
});

describe("what error bounds take for granted", () => {
  const widths = (spec: Spec) => spec.width as number;

  for (const spec of [...short, ...long]) {
    it(`${nameOf(spec)}: the density falls, and ever faster on logarithmic axes`, () => {
      const kernel = kernels.build(spec);
      for (const d of dimensions) {
        const spectrum = spectrumOf(kernel, d);
        expectFallingEverFaster((x) => spectrum(x / widths(spec)), 1e-3, 25);
      }
    });

    it(`${nameOf(spec)}: so does the steepness beyond one width`, () => {
      const { slope, parameters } = kernels.build(spec).terms[0]!;
      const steepness = (r: number) => -slope(r * r, ...parameters) * r;
      expectFallingEverFaster((x) => steepness(x * widths(spec)), 1, 25);
    });

    it(`${nameOf(spec)}: depends on the distance over the first parameter alone`, () => {
      const [term, wide] = [spec, { ...spec, width: 3 * widths(spec) }].map(
        (one) => kernels.build(one).terms[0]!,
      );
      for (const r of [0.1, 1, 3]) {
        const value = term!.value(r * r, ...term!.parameters);
        expect(wide!.value(9 * r * r, ...wide!.parameters)).toBeCloseTo(value, 13);
      }
    });
  }
});

/** Falls from `from` to `to` with log F concave in log x, up to rounding. */
function expectFallingEverFaster(falling: (x: number) => number, from: number, to: number): void {
  const ratio = 1.02;
  let [before, steepest] = [Math.log(falling(from)), 0];
  for (let x = from * ratio; x < to; x *= ratio) {
    const now = Math.log(falling(x));
    // Once the values are below what doubles hold there is nothing left to compare.
    if (now === Number.NEGATIVE_INFINITY) return;
    // Far inside, a density is flat up to rounding.
    expect(now - before).toBeLessThan(1e-13);
    expect(now - before).toBeLessThan(steepest + 1e-12 * Math.max(1, Math.abs(now)));
    steepest = Math.min(steepest, now - before);
    before = now;
  }
}
