import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import { type ActivationName, activations } from "../../src/networks/index.ts";
import { inSingle } from "../engine/inSingle.ts";
import { call, program, text, valuesAfter } from "../engine/programs.ts";

const names = Object.keys(activations) as ActivationName[];
/** No kink among them. */
const points = Array.from({ length: 401 }, (_, k) => -8 + k * 0.04 + 0.003);
const step = 1e-5;
/** Beyond, single precision cannot tell where in its period a sine is. */
const mostTurned = 1e4;

describe("the activations", () => {
  for (const name of names) {
    const { value, slope, curvature, kinked } = activations[name];
    it(`${name}: the slope and the curvature are derivatives`, () => {
      for (const z of points) {
        expect((value(z + step) - value(z - step)) / (2 * step)).toBeCloseTo(slope(z), 8);
        expect((slope(z + step) - slope(z - step)) / (2 * step)).toBeCloseTo(curvature(z), 8);
      }
      expect(points.some((z) => Math.abs(curvature(z)) > 0.05)).toBe(!kinked);
    });

    it(`${name} is finite at any argument, in single precision too`, async () => {
      const sizes = [0, 30, 1e4, 1e30, 3e38].filter((size) => name !== "sine" || size <= mostTurned);
      const far = sizes.flatMap((size) => [size, -size]).map(Math.fround);
      for (const [what, f] of Object.entries({ value, slope, curvature })) {
        const rough = inSingle(f);
        expect([what, far.map((z) => rough(z)).every(Number.isFinite)]).toEqual([what, true]);
        for (const kind of ["cpu", "webasm"] as const) {
          const backend = await openBackend(kind);
          const body = text("function (x) { const z = x[0][this.thread.x]; return f(z); }");
          const one = program([call("out", body, ["x"], { helpers: { f } })], {
            simulations: far.length,
            state: { out: new Float64Array(far.length) },
            parameters: { x: Float64Array.from(far) },
          });
          const values = await valuesAfter(backend, 1, one, "out");
          expect([what, kind, values.every(Number.isFinite)]).toEqual([what, kind, true]);
        }
      }
    });
  }
});

/** erf by its everywhere convergent series of positive terms, (2/√π) x e^{−x²} Σ 2ⁿx²ⁿ/(2n+1)!!. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

describe("erf", () => {
  it("is right to the last bits in double precision", () => {
    for (const z of points) {
      expect(Math.abs(activations.erf.value(z) - series(z))).toBeLessThan(2e-15);
      expect(Math.abs(activations.erf.value(z))).toBeLessThanOrEqual(1);
    }
    // Tabulated: Abramowitz and Stegun, table 7.1.
    expect(activations.erf.value(0.5)).toBeCloseTo(0.5204998778, 10);
    expect(activations.erf.value(1)).toBeCloseTo(0.8427007929, 10);
    expect(activations.erf.value(2)).toBeCloseTo(0.995322265, 9);
  });

  it("has no step where its two approximations meet", () => {
    const below = activations.erf.value(1 - 1e-16 * 2);
    expect(Math.abs(activations.erf.value(1) - below)).toBeLessThan(1e-15);
  });
});
