import { describe, expect, it } from "vitest";
import { eigenvalues, modulus, spectralRadiusOf } from "../../../src/numerics/linearAlgebra.ts";
import { effective, localSpectrum } from "../../../src/theory/index.ts";
import { jacobian, largestGap, powerSums, powerTraces, real } from "../jacobian.ts";
import { fixedPoint, fullMap, ORDERS } from "./fullMap.ts";

const {
  coupledEigenvalues,
  coupledMatrix,
  coupledSpectrum,
  couplingWindow,
  criticalPenalty,
  modeMultipliers,
} = effective;

const base: effective.CoupledPoints = {
  points: 3,
  pointMass: 1 / 3,
  particles: 2,
  particleMass: 1 / 6,
  curvature: 1.7,
  weightDecay: 0.4,
  stepDiscriminator: 0.6,
  stepGenerator: 0.9,
  order: "alternating",
  diagonal: 1.3,
  coupling: 0.25,
};

/** The same points one by one, for the parts that know nothing of the symmetry. */
function spelledOut(c: effective.CoupledPoints): effective.CoupledState {
  const one = { pointMass: c.pointMass, particleMasses: new Array<number>(c.particles).fill(c.particleMass) };
  return {
    ...c,
    neighbourhoods: new Array(c.points).fill(one),
    kernel: effective.universalKernel(c.diagonal, c.coupling),
  };
}

const variants: readonly (readonly [string, Partial<effective.CoupledPoints>])[] = [
  ["balance", {}],
  ["deficit", { particleMass: 0.1 }],
  ["surplus", { particleMass: 0.2 }],
  ["one point", { points: 1, particles: 4 }],
  ["one particle a point", { particles: 1, points: 5 }],
  ["R1", { r1: 1.1, particleMass: 0.12 }],
  ["R2", { r2: 0.9, particleMass: 0.12 }],
  ["R1 and R2 and a surplus", { r1: 0.5, r2: 0.9, particleMass: 0.19 }],
  ["negative coupling", { coupling: -0.15, r1: 0.2 }],
  ["rigid", { coupling: 1, particleMass: 0.15 }],
];

describe("the coupled local map", () => {
  for (const order of ["alternating", "simultaneous"] as const) {
    for (const [name, change] of variants) {
      it(`has the spectrum of the explicit nonlinear map, with multiplicities (${order}, ${name})`, () => {
        const c = { ...base, order, ...change };
        const state = spelledOut(c);
        const at = fixedPoint(state);
        const map = fullMap(state);
        expect(largestGap(map(at), at)).toBeLessThan(1e-14);
        const spectrum = coupledSpectrum(c)!;
        const all = [
          ...spectrum.total,
          ...Array.from({ length: c.points - 1 }, () => spectrum.between!).flat(),
          ...real(spectrum.within ?? 0, c.points * (c.particles - 1)),
          ...real(spectrum.field, c.points * (ORDERS - 1)),
        ];
        expect(all.length).toBe(at.length);
        const count = 12;
        expect(largestGap(powerSums(all, count), powerTraces(jacobian(map, at), count))).toBeLessThan(1e-8);
      });
    }

    it(`unequal masses and occupations: the general matrix is that of the nonlinear map (${order})`, () => {
      const state: effective.CoupledState = {
        ...base,
        order,
        r1: 0.3,
        r2: 0.6,
        kernel: (i, j) => Math.exp(-0.3 * Math.abs(i - j)) + (i === j ? 0.1 * i : 0),
        neighbourhoods: [
          { pointMass: 0.5, particleMasses: [0.2, 0.1, 0.15] },
          { pointMass: 0.3, particleMasses: [0.35] },
          { pointMass: 0.2, particleMasses: [0.12, 0.08] },
        ],
      };
      const matrix = coupledMatrix(state)!;
      const size = Math.sqrt(matrix.length);
      const full = jacobian(fullMap(state), fixedPoint(state));
      const count = 9;
      const rest = powerSums(real(1 - 0.6 * 0.4, 3 * (ORDERS - 1)), count);
      const expected = powerTraces(full, count).map((value, k) => value - rest[k]!);
      expect(largestGap(powerTraces(matrix, count), expected)).toBeLessThan(1e-8);
      expect(coupledEigenvalues(state)!.length).toBe(size);
    });
  }

  it("without coupling and penalties is the local map of one neighbourhood", () => {
    const free = { ...base, diagonal: 1, coupling: 0 };
    const { total, between, within, field } = coupledSpectrum(free)!;
    const local = localSpectrum(free)!;
    expect(largestGap(powerSums(total, 2), powerSums(local.mean, 2))).toBeLessThan(1e-14);
    expect(between).toEqual(total);
    expect([within, field]).toEqual([local.difference, local.field]);
  });

  it("relative motion slows down as γ → 1 and stops there", () => {
    const overdamped = { ...base, stepGenerator: 0.05, weightDecay: 1 };
    const rate = (coupling: number) =>
      1 - modulus(modeMultipliers({ ...overdamped, coupling }, "between")![0]);
    expect(rate(0.99) / rate(0.9)).toBeCloseTo(0.1, 3);
    const rigid = coupledSpectrum({ ...overdamped, coupling: 1 })!;
    expect(spectralRadiusOf(rigid.between!)).toBeCloseTo(1, 14);
    expect(rigid.stability).toBe("marginal");
    expect(rigid.slowest).toBe("between");
  });

  it("has no fixed discriminator without weight decay away from balance", () => {
    const c = { ...base, weightDecay: 0, particleMass: 0.1 };
    expect(coupledSpectrum(c)).toBeUndefined();
    expect(coupledMatrix(spelledOut(c))).toBeUndefined();
    expect(couplingWindow(c)).toBeUndefined();
    expect(criticalPenalty(c, { penalty: "r1", mode: "total", steps: "flow" })).toBeUndefined();
  });
});

describe("the window of couplings", () => {
  for (const order of ["alternating", "simultaneous"] as const) {
    for (const [name, change] of [
      ["balance", {}],
      ["deficit", { particleMass: 0.15 }],
      ["surplus", { particleMass: 0.21 }],
      ["R1", { r1: 0.4 }],
    ] as const) {
      it(`ends where the numerical spectral radius crosses 1 (${order}, ${name})`, () => {
        const c = { ...base, particles: 1, points: 5, pointMass: 0.2, particleMass: 0.2, order, ...change };
        // So fast that the end lies within −1/(N − 1) < γ < 1.
        const fast = order === "alternating" || name === "deficit";
        const strong = { ...c, stepGenerator: fast ? 12 : 3, stepDiscriminator: 0.9 };
        const { above, below } = couplingWindow(strong)!;
        expect(below).toBeLessThan(1);
        const radius = (coupling: number) =>
          spectralRadiusOf(coupledEigenvalues(spelledOut({ ...strong, coupling }))!);
        for (const share of [1e-7, 0.3, 0.7, 1 - 1e-7]) {
          expect(radius(above + share * (below - above))).toBeLessThan(1);
        }
        expect(radius(below + 1e-7)).toBeGreaterThan(1);
      });
    }
  }

  it("has a lower end where negative coupling makes the relative modes too fast, and closes for fast generators", () => {
    const c = { ...base, particles: 1, pointMass: 1 / 3, particleMass: 1 / 3 };
    const gain = effective.largestDampedGain(c)!;
    const fits = { ...c, diagonal: 0.9 * gain };
    const window = couplingWindow(fits)!;
    expect(window.above).toBeCloseTo(1 - 1 / 0.9, 12);
    expect(window.below).toBeCloseTo((1 / 0.9 - 1) / 2, 12);
    for (const edge of [window.above - 1e-7, window.below + 1e-7]) {
      expect(spectralRadiusOf(coupledEigenvalues(spelledOut({ ...fits, coupling: edge }))!)).toBeGreaterThan(
        1,
      );
    }
  });

  it("a strong R1 turns a surplus of mass into a saddle", () => {
    const c = {
      ...base,
      points: 1,
      particles: 1,
      pointMass: 0.2,
      particleMass: 0.24,
      diagonal: 0.2,
      coupling: 0,
    };
    const calm = coupledSpectrum(c)!;
    expect(calm.stability).toBe("stable");
    const critical = 0.4 / (1.7 * 0.04);
    const [below, above] = [0.999, 1.001].map((factor) => ({ ...c, r1: factor * critical }));
    expect(coupledSpectrum(below!)!.stability).toBe("stable");
    expect(coupledSpectrum(above!)!.total[0].im).toBe(0);
    expect(coupledSpectrum(above!)!.total[0].re).toBeGreaterThan(1);
    expect(effective.largestDampedGain(below!)).toBeGreaterThan(0.2);
    expect(effective.largestDampedGain(above!)).toBe(0);
  });
});

describe("the critical penalty of a kernel discriminator", () => {
  it("at balance λ + ξpκ = (2√k − k)/η_d or 2√k/η_d, for R1 and R2 alike, and converges fastest", () => {
    for (const steps of ["alternating", "simultaneous"] as const) {
      for (const mode of ["total", "between"] as const) {
        const c = { ...base, order: steps, weightDecay: 0.1, stepGenerator: 2 };
        const k = effective.modeParts(c, mode)!.rotation;
        const damping = 2 * Math.sqrt(k) - (steps === "alternating" ? k : 0);
        const expected = (damping / c.stepDiscriminator - c.weightDecay) / (c.pointMass * c.curvature);
        for (const penalty of ["r1", "r2"] as const) {
          const critical = criticalPenalty(c, { penalty, mode, steps })!;
          expect(critical).toBeCloseTo(expected, 10);
          const radius = (factor: number) =>
            spectralRadiusOf(modeMultipliers({ ...c, [penalty]: factor * critical }, mode)!);
          for (const factor of [0.5, 0.9, 0.99, 1.01, 1.1]) expect(radius(factor)).toBeGreaterThan(radius(1));
        }
      }
    }
  });

  for (const penalty of ["r1", "r2"] as const) {
    for (const steps of ["alternating", "simultaneous"] as const) {
      it(`ends the oscillation away from balance, by the numerical eigenvalues (${penalty}, ${steps})`, () => {
        for (const particleMass of [0.28, 0.36]) {
          const c = { ...base, points: 1, particles: 1, order: steps, particleMass, stepGenerator: 2 };
          const critical = criticalPenalty(c, { penalty, mode: "total", steps })!;
          const turning = (factor: number) =>
            eigenvalues(coupledMatrix(spelledOut({ ...c, [penalty]: factor * critical }))!, 2)[0]!.im;
          expect(turning(1 - 1e-6)).toBeGreaterThan(0);
          expect(turning(1 + 1e-6)).toBe(0);
        }
      });
    }
  }

  it("of small steps is the limit of both orders", () => {
    const scale = 1e-5;
    const c = { ...base, stepDiscriminator: scale * 0.6, stepGenerator: scale * 2, particleMass: 0.15 };
    const which = { penalty: "r2", mode: "between" } as const;
    const flow = criticalPenalty(c, { ...which, steps: "flow" })!;
    for (const steps of ["alternating", "simultaneous"] as const) {
      expect(criticalPenalty(c, { ...which, steps })! / flow).toBeCloseTo(1, 4);
    }
  });

  it("does not exist where weight decay alone ends the oscillation", () => {
    const c = { ...base, weightDecay: 1.4, stepGenerator: 0.1 };
    expect(criticalPenalty(c, { penalty: "r1", mode: "between", steps: "alternating" })).toBeUndefined();
  });

  it("differs between common and relative modes by the ratio of their speeds at λ = 0", () => {
    const c = { ...base, weightDecay: 0 };
    const critical = (mode: effective.MeanMode) =>
      criticalPenalty(c, { penalty: "r1", mode, steps: "flow" })!;
    expect(critical("total") / critical("between")).toBeCloseTo(effective.modeSpeedRatio(c), 12);
    expect(effective.partingRate(c)).toBeCloseTo(0, 15);
  });

  it("parting is slowed by coupling", () => {
    const surplus = { ...base, particleMass: 0.2, stepGenerator: 1e-4 };
    const within = coupledSpectrum(surplus)!.within!;
    expect(effective.partingRate(surplus)).toBeCloseTo(within - 1, 12);
    expect(within).toBeGreaterThan(1);
    expect(effective.partingRate({ ...surplus, coupling: 1 })).toBeCloseTo(0, 15);
  });
});
