import { describe, expect, it } from "vitest";
import { erfTangent, kernels, pairGradient, pairValue, reluTangent } from "../../src/kernels/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { InputError, type Spec } from "../../src/options/index.ts";
import { eigenvalues } from "./symmetric.ts";
import { wideNetworkTangent } from "./wideNetwork.ts";

const specs: readonly Spec[] = [
  { kind: "reluTangent", depth: 1 },
  { kind: "reluTangent", depth: 3, weightScale: 1.1, biasScale: 0.4 },
  { kind: "reluTangent", depth: 2, biasScale: 0 },
  { kind: "erfTangent", depth: 1 },
  { kind: "erfTangent", depth: 3, weightScale: 2, biasScale: 0.3 },
  { kind: "erfTangent", depth: 2, biasScale: 0 },
];

const places = (dimension: number, count: number, seed = 3) => {
  const stream = randomStream(seed);
  return Array.from({ length: count }, () => Array.from({ length: dimension }, () => 1.5 * stream.normal()));
};

describe("every tangent kernel", () => {
  for (const spec of specs) {
    const kernel = kernels.build(spec);
    const title = JSON.stringify(spec);

    it(`${title}: its gradient is the derivative of its value`, () => {
      for (const dimension of [1, 2, 5]) {
        const points = places(dimension, 8);
        for (const x of points) {
          for (const y of points) {
            if (x === y) continue;
            const gradient = pairGradient(kernel, x, y);
            x.forEach((value, k) => {
              const h = 1e-5;
              const at = (shift: number) => {
                const moved = [...x];
                moved[k] = value + shift;
                return pairValue(kernel, moved, y);
              };
              const difference = (at(h) - at(-h)) / (2 * h);
              expect(Math.abs(gradient[k]! - difference)).toBeLessThan(2e-8 * (1 + Math.abs(difference)));
            });
          }
        }
      }
    });

    it(`${title}: is symmetric and positive definite`, () => {
      for (const dimension of [1, 2, 5]) {
        const points = places(dimension, 20);
        const matrix = points.map((x) => points.map((y) => pairValue(kernel, x, y)));
        matrix.forEach((row, a) => {
          row.forEach((value, b) => {
            expect(value).toBeCloseTo(matrix[b]![a]!, 11);
          });
        });
        const values = eigenvalues(matrix);
        // Without bias, K grows with the norms: in one dimension two functions span all of ReLU's.
        expect(values[0]).toBeGreaterThan(-1e-12 * values.at(-1)!);
      }
    });

    it(`${title}: is what a wide random network has, on average`, () => {
      const { kind, depth } = spec as Spec & { depth: number };
      const { weightScale = kind === "reluTangent" ? Math.SQRT2 : 1, biasScale = 1 } = spec as {
        weightScale?: number;
        biasScale?: number;
      };
      const activation = kind === "reluTangent" ? "relu" : "erf";
      const points = [
        [0.5, -1.2],
        [1.4, 0.3],
        [-0.8, 0.6],
      ];
      const drawn = wideNetworkTangent(
        { activation, depth, weightScale, biasScale, width: 80 },
        points,
        randomStream(11),
        100,
      );
      points.forEach((x, a) => {
        points.forEach((y, b) => {
          const { mean, error } = drawn[a]![b]!;
          const wanted = pairValue(kernel, x, y);
          expect(error / pairValue(kernel, x, x)).toBeLessThan(0.05);
          // Four standard errors, and the bias of a finite width of about depth/width.
          expect(Math.abs(mean - wanted)).toBeLessThan(4 * error + (2 * depth * Math.abs(wanted)) / 80);
        });
      });
    });
  }
});

describe("the kernel of a ReLU network", () => {
  it("of one hidden layer without bias has the closed form of the arc-cosine kernels", () => {
    const kernel = reluTangent({ depth: 1, biasScale: 0 });
    const [x, y] = [
      [1, 0],
      [1, Math.sqrt(3)],
    ];
    // ‖x‖‖y‖/d · [κ₁ + cos θ κ₀] at θ = 60°, weightScale² = 2.
    const angle = Math.PI / 3;
    const kappa0 = (Math.PI - angle) / Math.PI;
    const kappa1 = (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / Math.PI;
    expect(pairValue(kernel, x, y)).toBeCloseTo(2 * (kappa1 + Math.cos(angle) * kappa0), 12);
  });

  it("keeps its angle where x is close to x', aligned and opposite", () => {
    const kernel = reluTangent({ depth: 3, biasScale: 0.5 });
    const x = [3, -2];
    for (const r of [1e-3, 1e-6, 1e-9]) {
      const gradient = pairGradient(kernel, [x[0]! + r, x[1]!], x);
      const coarser = pairGradient(kernel, [x[0]! + 10 * r, x[1]!], x);
      // The slope on one side of the kink has a limit.
      expect(Math.abs(gradient[0]! - coarser[0]!)).toBeLessThan(30 * r + 1e-6);
    }
    for (const other of [x, x.map((value) => -2 * value), [0, 0]]) {
      expect(Number.isFinite(pairValue(kernel, x, other))).toBe(true);
      expect([...pairGradient(kernel, x, other)].every(Number.isFinite)).toBe(true);
    }
  });

  it("without bias is homogeneous, and not differentiable at 0", () => {
    const kernel = reluTangent({ depth: 2, biasScale: 0 });
    expect(kernel.differentiableAtZero).toBe(false);
    expect(pairValue(kernel, [2, -4], [0.3, 0.7])).toBeCloseTo(
      2 * pairValue(kernel, [1, -2], [0.3, 0.7]),
      12,
    );
    expect(pairValue(kernel, [0, 0], [1, 1])).toBe(0);
    expect([...pairGradient(kernel, [0, 0], [1, 1])]).toEqual([0, 0]);
    const sides = [1e-9, -1e-9].map((h) => pairValue(kernel, [h, 0], [1, 1]) / h);
    expect(Math.abs(sides[0]! - sides[1]!)).toBeGreaterThan(0.1);
    expect(reluTangent({ depth: 2 }).differentiableAtZero).toBe(true);
    expect(erfTangent({ depth: 2, biasScale: 0 }).differentiableAtZero).toBe(true);
  });

  it("is refused with a wrong option at its place", () => {
    const wrong: readonly [unknown, string, RegExp][] = [
      [{ kind: "reluTangent" }, "depth", /is missing/],
      [{ kind: "erfTangent", depth: 0 }, "depth", /1/],
      [{ kind: "erfTangent", depth: 1, biasScale: -1 }, "biasScale", /0/],
      [{ kind: "reluTangent", depth: 1, width: 2 }, "width", /unknown|width/],
    ];
    for (const [spec, path, message] of wrong) {
      let thrown: unknown;
      try {
        kernels.build(spec as Spec);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(InputError);
      expect((thrown as InputError).path).toBe(path);
      expect((thrown as InputError).message).toMatch(message);
    }
  });
});
