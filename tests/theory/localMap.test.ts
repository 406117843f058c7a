import { describe, expect, it } from "vitest";
import { eigenvalues, modulus } from "../../src/numerics/linearAlgebra.ts";
import {
  localEigenvalues,
  localMatrix,
  localSpectralRadius,
  localSpectrum,
  meanMatrix,
  type Neighbourhood,
  type Order,
} from "../../src/theory/index.ts";
import { naiveGaussian, naiveMultiScale, naiveRationalQuadratic, naiveRun } from "../truth/naive.ts";

const ORDERS: readonly Order[] = ["alternating", "simultaneous"];
const base: Neighbourhood = {
  pointMass: 1,
  particleMass: 1,
  particles: 1,
  curvature: 1,
  weightDecay: 0.3,
  stepDiscriminator: 0.5,
  stepGenerator: 0.4,
  order: "alternating",
};

/**
 * Displacements start at 1e-6 of a width or less: third-order terms are 1e-12 of the first-order ones; what they
 * add up to in a few hundred steps stays below this. A mode that grows starts smaller, to stay as small.
 */
const LINEAR = 1e-8;

/** Displacements per step [steps+1][r] of a run of the full equations about one true point at 0. */
function displacements(
  n: Omit<Neighbourhood, "particleMass" | "particles">,
  masses: readonly number[],
  start: readonly number[],
  steps: number,
  kernel = naiveGaussian(1 / Math.sqrt(n.curvature)),
): number[][] {
  const run = naiveRun({
    points: [[0]],
    masses: [n.pointMass],
    start: start.map((y) => [y]),
    particleMasses: masses,
    kernel,
    weightDecay: n.weightDecay,
    stepDiscriminator: n.stepDiscriminator,
    stepGenerator: n.stepGenerator,
    steps,
    order: n.order,
  });
  return run.positions.map((particles) => particles.map((y) => y[0]!));
}

/** The coefficients of x_{k+2} = a x_{k+1} + b x_k that the last three pairs of a sequence agree on. */
function recurrence(x: readonly number[]): { trace: number; determinant: number } {
  const [p, q, r, s] = x.slice(-4) as [number, number, number, number];
  const scale = q * q - p * r;
  return { trace: (q * r - p * s) / scale, determinant: (r * r - q * s) / scale };
}

describe("the local map against the full equations", () => {
  // Steps enough for f to settle, (1 − η_d λ)^steps < 1e-11 with η_d λ = 0.15.
  const SETTLED = 160;
  const cases = [
    { name: "one particle, deficit", masses: [0.8], pointMass: 1 },
    { name: "one particle, balance", masses: [1], pointMass: 1 },
    { name: "one particle, surplus", masses: [0.8], pointMass: 0.6 },
    { name: "two particles, deficit", masses: [0.4, 0.4], pointMass: 1 },
    { name: "two particles, surplus", masses: [0.4, 0.4], pointMass: 0.75 },
    { name: "three particles, deficit", masses: [0.3, 0.3, 0.3], pointMass: 1 },
    { name: "three particles, surplus", masses: [0.3, 0.3, 0.3], pointMass: 0.85 },
  ];
  for (const order of ORDERS) {
    for (const { name, masses, pointMass } of cases) {
      it(`the mean mode has its trace and determinant (${order}, ${name})`, () => {
        const n = { ...base, order, pointMass, particleMass: masses[0]!, particles: masses.length };
        const start = masses.map((_, j) => 1e-12 * (1 + 0.3 * j));
        const path = displacements(n, masses, start, SETTLED);
        const mean = path.map((u) => u.reduce((sum, value) => sum + value, 0) / u.length);
        const measured = recurrence(mean);
        const [first, second] = localSpectrum(n)!.mean;
        expect(measured.trace).toBeCloseTo(first!.re + second!.re, 6);
        expect(measured.determinant).toBeCloseTo(first!.re * second!.re - first!.im * second!.im, 6);
      });
      if (masses.length < 2) continue;
      it(`differences are multiplied by their eigenvalue (${order}, ${name})`, () => {
        const n = { ...base, order, pointMass, particleMass: masses[0]!, particles: masses.length };
        const start = masses.map((_, j) => 1e-12 * (1 + 0.3 * j));
        const path = displacements(n, masses, start, SETTLED);
        const gap = path.map((u) => u[0]! - u[1]!);
        expect(Math.abs(gap[SETTLED]! / gap[SETTLED - 1]! - localSpectrum(n)!.difference!)).toBeLessThan(
          LINEAR,
        );
      });
    }

    it(`unequal masses move by the general matrix (${order})`, () => {
      const masses = [0.5, 0.2, 0.1];
      for (const pointMass of [1, 0.75]) {
        const n = { ...base, order, pointMass, particleMasses: masses };
        const path = displacements(n, masses, [1e-12, -2e-12, 0.5e-12], SETTLED);
        const matrix = localMatrix(n)!;
        // g is not seen in the positions: solve it from one particle's last step but one, then predict all.
        const [before, after, last] = path.slice(-3) as [number[], number[], number[]];
        const row = (i: number, state: readonly number[]) =>
          state.reduce((sum, value, k) => sum + matrix[i * 4 + k]! * value, 0);
        const g = (after[0]! - row(1, [0, ...before])) / matrix[4]!;
        const state = [g, ...before];
        const next = [0, 1, 2, 3].map((i) => row(i, state));
        const predicted = [1, 2, 3].map((i) => row(i, next));
        const scale = Math.max(...last.map(Math.abs));
        predicted.forEach((value, j) => {
          expect(Math.abs(value - last[j]!) / scale).toBeLessThan(LINEAR);
        });
        expect(Math.abs(next[2]! - after[1]!) / scale).toBeLessThan(LINEAR);
      }
    });

    it(`long-time growth is the spectral radius, masses unequal (${order})`, () => {
      const masses = [0.5, 0.3];
      const n = { ...base, order, pointMass: 0.7, particleMasses: masses };
      const path = displacements(n, masses, [1e-18, -0.5e-18], 420);
      const radius = localSpectralRadius(n)!;
      const [dominant] = localEigenvalues(n)!;
      expect(radius).toBeGreaterThan(1);
      expect(dominant!.im).toBe(0);
      const size = path.map((u) => Math.hypot(...u));
      // The second mode is smaller by its ratio to the power of the steps; by then 1e-6 is left.
      expect(Math.abs((size[420]! / size[400]!) ** (1 / 20) - radius)).toBeLessThan(1e-5);
    });
  }

  it("only κ = −K''(0) of the kernel enters, rational quadratics and sums alike", () => {
    const kernel = naiveMultiScale([naiveGaussian(0.8), naiveRationalQuadratic(2, 0.5)], [0.6, 0.9]);
    const n = { ...base, curvature: 0.6 / 0.8 ** 2 + 0.9 / 2 ** 2, pointMass: 0.9 };
    const path = displacements(n, [1], [1e-6], SETTLED, kernel);
    const measured = recurrence(path.map((u) => u[0]!));
    const [a, b] = localSpectrum(n)!.mean;
    expect(measured.trace).toBeCloseTo(a!.re + b!.re, 6);
    expect(measured.determinant).toBeCloseTo(a!.re * b!.re - a!.im * b!.im, 6);
  });

  it("at λ = 0 and Δ = 0 the alternating map rotates for ever and the simultaneous one spirals out", () => {
    for (const order of ORDERS) {
      const n = { ...base, order, weightDecay: 0 };
      const measured = recurrence(displacements(n, [1], [1e-6], 40).map((u) => u[0]!));
      const spectrum = localSpectrum(n)!;
      expect(measured.determinant).toBeCloseTo(modulus(spectrum.mean[0]!) ** 2, 6);
      expect(spectrum.stability).toBe(order === "alternating" ? "marginal" : "unstable");
      if (order === "alternating") expect(modulus(spectrum.mean[0]!)).toBe(1);
    }
  });

  it("in the simultaneous order f diverges for η_d λ > 2 though the mean mode is damped", () => {
    const n: Neighbourhood = { ...base, order: "simultaneous", pointMass: 1.25, weightDecay: 2.1 };
    const fast = { ...n, stepDiscriminator: 1, stepGenerator: 0.6 };
    const spectrum = localSpectrum(fast)!;
    expect(modulus(spectrum.mean[0]!)).toBeLessThan(1);
    expect(spectrum.field).toBeCloseTo(-1.1, 12);
    expect(spectrum.stability).toBe("unstable");
    const path = displacements(fast, [1], [1e-6], 120);
    expect(Math.abs(path[120]![0]!)).toBeGreaterThan(1e-3);
  });
});

describe("the reduction of the local map", () => {
  /** Eigenvalues of multiplicity r − 1 are found to about the r-th root of the rounding. */
  const DEGENERATE = 1e-4;

  it("mean and difference modes together are the full spectrum", () => {
    for (const order of ORDERS) {
      for (const particles of [1, 2, 3, 5]) {
        for (const pointMass of [0.5, 1, 1.6]) {
          const n = { ...base, order, particles, pointMass, particleMass: 0.25 };
          const full = localEigenvalues(n)!;
          const { mean, difference } = localSpectrum(n)!;
          const parts = [...mean, ...new Array(particles - 1).fill({ re: difference, im: 0 })];
          expect(full.length).toBe(parts.length);
          for (const z of parts) {
            const nearest = Math.min(...full.map((w) => Math.hypot(w.re - z.re, w.im - z.im)));
            expect(nearest).toBeLessThan(DEGENERATE);
          }
          const [a, b] = eigenvalues(meanMatrix(n)!, 2);
          expect(a!.re + b!.re).toBeCloseTo(mean[0]!.re + mean[1]!.re, 12);
          expect(modulus(a!)).toBeCloseTo(modulus(mean[0]!), 10);
          expect(localSpectralRadius({ ...n, particleMasses: new Array(particles).fill(0.25) })).toBeCloseTo(
            localSpectralRadius(n)!,
            4,
          );
        }
      }
    }
  });

  it("two particles at balance are marginal, and say so; masses that balance up to rounding count", () => {
    const pair = { ...base, particles: 2, particleMass: 0.5 };
    expect(localSpectrum(pair)).toMatchObject({
      difference: 1,
      differenceMarginal: true,
      stability: "marginal",
    });
    // 0.1 + 0.1 + 0.1 is not 0.3 in binary.
    const thirds = { ...base, pointMass: 0.3, particles: 3, particleMass: 0.1 };
    expect(localSpectrum(thirds)).toMatchObject({ differenceMarginal: true, stability: "marginal" });
    expect(localSpectrum({ ...base, particles: 1 })).toMatchObject({
      difference: undefined,
      differenceMarginal: false,
      stability: "stable",
    });
  });

  it("without weight decay and with Δ ≠ 0 there is no fixed discriminator", () => {
    const n = { ...base, weightDecay: 0, pointMass: 0.9 };
    expect(localMatrix(n)).toBeUndefined();
    expect(localSpectrum(n)).toBeUndefined();
    expect(localSpectralRadius({ ...n, particleMasses: [1] })).toBeUndefined();
  });

  it("an empty neighbourhood has the discriminator's own multiplier", () => {
    expect(localSpectrum({ ...base, particles: 0 })).toMatchObject({
      mean: [],
      spectralRadius: 0.85,
      stability: "stable",
    });
  });

  it("a lost particle is free to move: the multiplier 1 stands for its place", () => {
    for (const order of ORDERS) {
      const { mean } = localSpectrum({ ...base, order, pointMass: 0, weightDecay: 1.2 })!;
      expect(Math.min(...mean.map((z) => Math.hypot(z.re - 1, z.im)))).toBeLessThan(1e-12);
    }
  });
});
