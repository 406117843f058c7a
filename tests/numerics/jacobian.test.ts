import { describe, expect, test } from "vitest";
import { type BatchMap, centralJacobian, jacobianEigenvalues } from "../../src/numerics/jacobian.ts";

const each =
  (map: (state: Float64Array) => number[]): BatchMap =>
  (states) =>
    states.map((state) => Float64Array.from(map(state)));

describe("the Jacobian by central differences", () => {
  test("is right to 1e-8 for a known map, not square", async () => {
    const map = each(([x, y]) => [Math.sin(x!) * y!, x! * x! * x!, Math.exp(x! - y!)]);
    const [x, y] = [0.7, -1.3];
    const jacobian = await centralJacobian(map, Float64Array.of(x, y));
    const e = Math.exp(x - y);
    const exact = [Math.cos(x) * y, Math.sin(x), 3 * x * x, 0, e, -e];
    for (const [k, value] of exact.entries()) expect(Math.abs(jacobian[k]! - value)).toBeLessThan(1e-8);
  });

  test("steps follow the scale of each coordinate", async () => {
    // Curved on 1e-6 along x and on 1e6 along y.
    const map = each(([x, y]) => [Math.sin(1e6 * x!), Math.sin(1e-6 * y!)]);
    const jacobian = await centralJacobian(map, Float64Array.of(1e-7, 1e5), { scales: [1e-6, 1e6] });
    expect(Math.abs(jacobian[0]! / (1e6 * Math.cos(0.1)) - 1)).toBeLessThan(1e-8);
    expect(Math.abs(jacobian[3]! / (1e-6 * Math.cos(0.1)) - 1)).toBeLessThan(1e-8);
  });

  test("asks for all images at once, and waits for them", async () => {
    const sizes: number[] = [];
    const map = each(([x, y, z]) => [x! + 2 * y!, 3 * z!, 0]);
    const later: BatchMap = async (states) => {
      sizes.push(states.length);
      return map(states);
    };
    const jacobian = await centralJacobian(later, Float64Array.of(1, 2, 3));
    expect(sizes).toEqual([6]);
    [1, 2, 0, 0, 0, 3, 0, 0, 0].forEach((value, k) => {
      expect(jacobian[k]).toBeCloseTo(value, 9);
    });
  });

  test("is of second order in the step", async () => {
    const map = each(([x]) => [Math.exp(x!)]);
    const error = async (share: number) =>
      Math.abs((await centralJacobian(map, Float64Array.of(0), { share }))[0]! - 1);
    expect((await error(0.02)) / (await error(0.01))).toBeCloseTo(4, 2);
  });

  test("wrong scales and missing images are refused", async () => {
    const map = each(([x]) => [x!]);
    await expect(centralJacobian(map, Float64Array.of(1), { scales: [1, 2] })).rejects.toThrow(RangeError);
    await expect(centralJacobian(map, Float64Array.of(1), { scales: [0] })).rejects.toThrow(RangeError);
    await expect(centralJacobian(() => [], Float64Array.of(1))).rejects.toThrow(RangeError);
  });
});

describe("its eigenvalues", () => {
  test("are those of the Hénon map at its fixed point, to 1e-8", async () => {
    const x = (-0.7 + Math.sqrt(0.49 + 5.6)) / 2.8;
    const map = each(([a, b]) => [1 - 1.4 * a! * a! + b!, 0.3 * a!]);
    const found = await jacobianEigenvalues(map, Float64Array.of(x, 0.3 * x));
    const root = Math.sqrt((1.4 * x) ** 2 + 0.3);
    expect(Math.abs(found[0]!.re - (-1.4 * x - root))).toBeLessThan(1e-8);
    expect(Math.abs(found[1]!.re - (-1.4 * x + root))).toBeLessThan(1e-8);
  });

  test("are a complex pair for a damped turn seen in other coordinates", async () => {
    const [r, angle] = [0.95, 0.4];
    const map = each(([x, y]) => {
      const [u, v] = [Math.sinh(x!), y! + x! * x!];
      const [p, q] = [
        r * (Math.cos(angle) * u - Math.sin(angle) * v),
        r * (Math.sin(angle) * u + Math.cos(angle) * v),
      ];
      const back = Math.asinh(p);
      return [back, q - back * back];
    });
    const [one] = await jacobianEigenvalues(map, Float64Array.of(0, 0));
    expect(Math.abs(one!.re - r * Math.cos(angle))).toBeLessThan(1e-8);
    expect(Math.abs(one!.im - r * Math.sin(angle))).toBeLessThan(1e-8);
  });
});
