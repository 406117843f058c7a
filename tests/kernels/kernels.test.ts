import { describe, expect, it } from "vitest";
import { type Kernel, kernelSlope, radialKernels as kernels, kernelValue } from "../../src/kernels/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { InputError, type Spec } from "../../src/options/index.ts";
import { eigenvalues } from "./symmetric.ts";

const specs: Readonly<Record<string, Spec>> = {
  gaussian: { kind: "gaussian", width: 0.7 },
  laplacian: { kind: "laplacian", width: 1.3 },
  rationalQuadratic: { kind: "rationalQuadratic", width: 0.8, mixture: 0.6 },
  maternOneHalf: { kind: "matern", width: 1.3, smoothness: 0.5 },
  maternThreeHalves: { kind: "matern", width: 0.9, smoothness: 1.5 },
  maternFiveHalves: { kind: "matern", width: 1.1, smoothness: 2.5 },
  maternSevenHalves: { kind: "matern", width: 0.7, smoothness: 3.5 },
  multiScale: {
    kind: "multiScale",
    kernels: [
      { kind: "gaussian", width: 0.3 },
      { kind: "rationalQuadratic", width: 2, mixture: 1.5 },
    ],
    weights: [2, 0.25],
  },
};

/** Central differences of values of order one with h = 1e-5: truncation about 1e-10, rounding 1e-11. */
const FIRST_DIFFERENCE = 1e-8;
/** Second differences with h = 1e-3: truncation K'''' h²/12, up to 1e-4 for the narrowest width 0.3. */
const SECOND_DIFFERENCE = 5e-5;
/** Eigenvalues of a 24 × 24 matrix with entries of order one round at 1e-14. */
const ROUNDING = 1e-12;

describe("every kernel", () => {
  for (const [name, spec] of Object.entries(specs)) {
    const kernel = kernels.build(spec);

    it(`${name}: slope is the factor of x − x' in the gradient of value`, () => {
      const along = (x: number) => kernelValue(kernel, x * x);
      for (const x of [0.05, 0.3, 0.9, 1.7, 4]) {
        const h = 1e-5;
        const difference = (along(x + h) - along(x - h)) / (2 * h);
        expect(Math.abs(kernelSlope(kernel, x * x) * x - difference)).toBeLessThan(FIRST_DIFFERENCE);
      }
    });

    it(`${name}: each term is 1 at zero distance, falls with distance and stays positive`, () => {
      for (const term of kernel.terms) {
        expect(term.value(0, ...term.parameters)).toBe(1);
        let before = 1;
        for (let r = 0.2; r < 6; r += 0.2) {
          const value = term.value(r * r, ...term.parameters);
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThan(before);
          before = value;
        }
      }
    });

    it(`${name}: is positive definite on random points in 1, 2 and 5 dimensions`, () => {
      const stream = randomStream(17);
      for (const dimension of [1, 2, 5]) {
        const places = Array.from({ length: 24 }, () =>
          Array.from({ length: dimension }, () => 3 * stream.normal()),
        );
        const matrix = places.map((a) => places.map((b) => kernelValue(kernel, squared(a, b))));
        const [least] = eigenvalues(matrix);
        expect(least).toBeGreaterThan(-ROUNDING);
      }
    });

    it(`${name}: the slope is finite at zero distance, so that the gradient is zero there`, () => {
      expect(Number.isFinite(kernelSlope(kernel, 0))).toBe(true);
    });
  }

  it("the check of positive definiteness sees a function that is not", () => {
    expect(
      eigenvalues([
        [2, 1],
        [1, 2],
      ]).map((value) => Math.round(value * 1e9) / 1e9),
    ).toEqual([1, 3]);
    const places = [0, 0.5, 1, 1.5, 2];
    const parabola = places.map((a) => places.map((b) => 1 - 0.3 * (a - b) ** 2));
    expect(eigenvalues(parabola)[0]).toBeLessThan(-0.1);
  });

  it("curvature is minus the second derivative at zero, and its slope there with the sign turned", () => {
    const smooth = [specs.gaussian!, specs.rationalQuadratic!, specs.multiScale!];
    for (const spec of [...smooth, specs.maternFiveHalves!, specs.maternSevenHalves!]) {
      const kernel = kernels.build(spec);
      const h = 1e-3;
      const second = (2 * (kernelValue(kernel, h * h) - kernelValue(kernel, 0))) / (h * h);
      expect(Math.abs(kernel.curvature! + second) / kernel.curvature!).toBeLessThan(SECOND_DIFFERENCE);
      expect(-kernelSlope(kernel, 0)).toBeCloseTo(kernel.curvature!, 12);
    }
  });

  it("the Matérn kernel of smoothness 3/2 has one too, though a third derivative that jumps", () => {
    const kernel = kernels.build(specs.maternThreeHalves!);
    expect(-kernelSlope(kernel, 0)).toBeCloseTo(kernel.curvature!, 12);
    // The second difference errs by 2√3 h/σ then, which extrapolation from h and 2h removes.
    const second = (h: number) => (2 * (1 - kernelValue(kernel, h * h))) / (h * h);
    expect(Math.abs(2 * second(1e-3) - second(2e-3) - kernel.curvature!)).toBeLessThan(SECOND_DIFFERENCE);
  });

  it("a kink at zero has no curvature, alone or in a sum", () => {
    expect(kernels.build(specs.laplacian!).curvature).toBeUndefined();
    expect(kernels.build(specs.maternOneHalf!).curvature).toBeUndefined();
    const sum = kernels.build({ kind: "multiScale", kernels: [specs.gaussian, specs.laplacian] });
    expect(sum.curvature).toBeUndefined();
  });

  it("width is the longest length, and only Gaussians and their sums have Taylor features", () => {
    const of = (spec: Spec): Kernel => kernels.build(spec);
    expect(of(specs.multiScale!).width).toBe(2);
    expect(of(specs.gaussian!).gaussian).toBe(true);
    expect(
      of({ kind: "multiScale", kernels: [specs.gaussian, { kind: "gaussian", width: 3 }] }).gaussian,
    ).toBe(true);
    expect(of(specs.multiScale!).gaussian).toBe(false);
    expect(of(specs.laplacian!).gaussian).toBe(false);
  });

  it("the Matérn kernel is the Laplacian at smoothness 1/2, and nears the Gaussian as it grows", () => {
    const laplacian = kernels.build(specs.laplacian!);
    const gaussian = kernels.build(specs.gaussian!);
    const at = (smoothness: number, width: number) => kernels.build({ kind: "matern", width, smoothness });
    for (const r2 of [0, 0.01, 0.7, 5]) {
      expect(kernelValue(at(0.5, 1.3), r2)).toBe(kernelValue(laplacian, r2));
      expect(kernelSlope(at(0.5, 1.3), r2)).toBe(kernelSlope(laplacian, r2));
    }
    const gap = (smoothness: number) =>
      Math.abs(kernelValue(at(smoothness, 0.7), 0.3) - kernelValue(gaussian, 0.3));
    expect(gap(1.5)).toBeLessThan(gap(0.5) / 2);
    expect(gap(2.5)).toBeLessThan(gap(1.5) / 1.5);
    expect(gap(3.5)).toBeLessThan(gap(2.5) / 1.3);
  });

  it("the rational quadratic tends to the Gaussian of its width as its mixture grows", () => {
    const gaussian = kernels.build(specs.gaussian!);
    const gaps = [1e2, 1e3, 1e4].map((mixture) => {
      const near = kernels.build({ kind: "rationalQuadratic", width: 0.7, mixture });
      return Math.abs(kernelValue(near, 0.5) - kernelValue(gaussian, 0.5));
    });
    expect(gaps[0]! / gaps[1]!).toBeCloseTo(10, 0);
    expect(gaps[1]! / gaps[2]!).toBeCloseTo(10, 1);
  });
});

function squared(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, k) => sum + (x - b[k]!) ** 2, 0);
}

describe("a wrong kernel is refused at the place that is wrong", () => {
  const cases: readonly [unknown, string, RegExp][] = [
    [{ kind: "gaussian" }, "width", /is missing/],
    [{ kind: "gaussian", width: 0 }, "width", /must be more than 0/],
    [{ kind: "gaussian", width: -1 }, "width", /must be more than 0/],
    [{ kind: "gaussian", widht: 1 }, "widht", /did you mean "width"/],
    [{ kind: "rationalQuadratic", width: 1 }, "mixture", /is missing/],
    [{ kind: "rationalQuadratic", width: 1, mixture: "2" }, "mixture", /must be a finite number, not "2"/],
    [{ kind: "matern", width: 1 }, "smoothness", /must be one of 0.5, 1.5, 2.5, 3.5/],
    [{ kind: "matern", width: 1, smoothness: 2 }, "smoothness", /unknown value 2; it must be one of 0.5/],
    [{ kind: "matern", width: 0, smoothness: 0.5 }, "width", /more than 0/],
    [{ kind: "gausian", width: 1 }, "kind", /unknown kind "gausian"; did you mean "gaussian"/],
    [{ kind: "multiScale", kernels: [] }, "kernels", /at least 1/],
    [{ kind: "multiScale", kernels: [{ kind: "gaussian", width: 0 }] }, "kernels[0].width", /more than 0/],
    [{ kind: "multiScale", kernels: [specs.gaussian], weights: [1, 2] }, "weights", /must list 1 numbers/],
    [{ kind: "multiScale", kernels: [specs.gaussian], weights: [0] }, "weights[0]", /more than 0/],
  ];
  for (const [spec, path, message] of cases) {
    it(`${JSON.stringify(spec)} at ${path}`, () => {
      let thrown: unknown;
      try {
        kernels.build(spec as Spec);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(InputError);
      expect((thrown as InputError).path).toBe(path);
      expect((thrown as InputError).message).toMatch(message);
    });
  }
});
