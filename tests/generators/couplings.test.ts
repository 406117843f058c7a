import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import type { Coupled } from "../../src/generators/couplings/index.ts";
import { couplings, particles } from "../../src/generators/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import type { Spec } from "../../src/options/index.ts";
import { points } from "../../src/targets/index.ts";
import { askMotions } from "./askMotion.ts";

const n = 5;

/** Γ of a coupling, row by row. */
function gammaOf({ kind, numbers }: Coupled, size: number): number[][] {
  return Array.from({ length: size }, (_, j) =>
    Array.from({ length: size }, (_, i) => {
      if (kind === "matrix") return numbers[j * size + i]!;
      const [a, b] = kind === "free" ? [1, 0] : [numbers[0]!, numbers[1]!];
      return (i === j ? a : 0) + b;
    }),
  );
}

function couple(spec: Spec, size = n, seed = 2): number[][] {
  return gammaOf(couplings.build(spec).among(size)(randomStream(seed)), size);
}

function tangent(kernel: object, latentDimension: number, more: object = {}): Spec {
  return { kind: "tangent", kernel, latentDimension, ...more };
}

const relu = { kind: "reluTangent", depth: 2 };
const specs: Spec[] = [
  { kind: "identity" },
  { kind: "universal", coupling: 0 },
  { kind: "universal", coupling: 1 },
  { kind: "universal", coupling: -1 / (n - 1), diagonal: 3 },
  { kind: "universal", coupling: 0.6, diagonal: 0.5 },
  tangent(relu, 3),
  tangent({ kind: "erfTangent", depth: 1, weightScale: 1.5, biasScale: 0.2 }, 20),
  tangent(relu, 3, { normalise: false }),
];

describe.each(specs)("the laws of couplings hold for %j", (spec) => {
  const gamma = couple(spec);

  it("Γ is symmetric and positive semidefinite", () => {
    const matrix = new Matrix(gamma);
    expect(gamma).toEqual(matrix.transpose().to2DArray());
    const values = new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues;
    expect(Math.max(...values)).toBeGreaterThan(0);
    // Round-off of the eigenvalues.
    expect(Math.min(...values)).toBeGreaterThan(-1e-14 * Math.max(...values));
  });

  it("the particles follow Γ force", async () => {
    const target = points([[0, 0]]).draw(randomStream(0));
    const stream = () => randomStream(7);
    const generator = particles({ count: n, start: { kind: "gaussian", spread: 1 }, kernel: spec });
    const motion = generator.draw(target, stream());
    // What is drawn of the coupling comes after the start.
    const same = stream();
    for (let k = 0; k < 2 * n; k++) same.normal();
    const drawn = gammaOf(couplings.build(spec).among(n)(same), n);
    const force = Float64Array.from({ length: 2 * n }, (_, row) => Math.sin(1 + 3 * row));
    const [answer] = await askMotions([motion], [motion.parameters], [force]);
    answer!.direction.forEach((value, row) => {
      const k = row % 2;
      const expected = drawn[(row - k) / 2]!.reduce((sum, g, i) => sum + g * force[2 * i + k]!, 0);
      expect(value).toBeCloseTo(expected, 13);
    });
  });
});

describe("universal", () => {
  it("has its numbers on and off the diagonal", () => {
    const gamma = couple({ kind: "universal", coupling: 0.25, diagonal: 4 }, 3);
    expect(gamma).toEqual([
      [4, 1, 1],
      [1, 4, 1],
      [1, 1, 4],
    ]);
  });

  it("takes any γ for one particle, which has no other to follow", () => {
    expect(couple({ kind: "universal", coupling: -1, diagonal: 2 }, 1)).toEqual([[2]]);
  });
});

describe("tangent", () => {
  it("has a mean diagonal of 1 where it is normalised, and is the same kernel otherwise", () => {
    const [one, other] = [couple(tangent(relu, 4)), couple(tangent(relu, 4, { normalise: false }))];
    const trace = (gamma: number[][]) => gamma.reduce((sum, row, j) => sum + row[j]!, 0);
    expect(trace(one)).toBeCloseTo(n, 12);
    const factor = trace(other) / n;
    expect(Math.abs(factor - 1)).toBeGreaterThan(0.1);
    one.flat().forEach((value, k) => {
      expect(value * factor).toBeCloseTo(other.flat()[k]!, 12);
    });
  });

  it("becomes universal in many latent dimensions: the spread of its entries falls as 1/√m", () => {
    const spreads = [16, 64, 256, 1024].map((dimension) => {
      const size = 40;
      const off = couple(tangent(relu, dimension), size).flatMap((row, j) => row.filter((_, i) => i < j));
      const mean = off.reduce((sum, value) => sum + value, 0) / off.length;
      return Math.sqrt(off.reduce((sum, value) => sum + (value - mean) ** 2, 0) / off.length);
    });
    const slope = Math.log(spreads[3]! / spreads[0]!) / Math.log(1024 / 16);
    // z·w/m has a spread of 1/√m; 780 entries of 40 latents tell a spread to some 10 %, and 64^0.05 is 1.23.
    expect(Math.abs(slope + 0.5)).toBeLessThan(0.05);
    expect(spreads[3]!).toBeLessThan(0.05);
  });
});
