import { describe, expect, it } from "vitest";
import {
  criticalExcess,
  integrate,
  limitCycleAmplitude,
  localSpectrum,
  quadraticModel,
  type SingleParticle,
  timeAveragedModel,
} from "../../src/theory/index.ts";
import { fullPositions, observedOrders, peaks } from "./oneParticle.ts";

const base: SingleParticle = {
  pointMass: 0.5,
  particleMass: 0.5,
  curvature: 1,
  weightDecay: 0,
  stepDiscriminator: 0.2,
  stepGenerator: 0.2,
  order: "alternating",
  start: 0.1,
};

/** Ratios of amplitudes, model over full equations, at the turning points of |y| from the third on. */
function envelopeRatios(particle: SingleParticle, steps: number) {
  const full = peaks(fullPositions(particle, steps)).slice(2);
  const { states } = integrate(timeAveragedModel(particle), steps);
  const amplitude = (at: number) => {
    const k = Math.floor(at);
    return states[k]!.amplitude + (at - k) * (states[k + 1]!.amplitude - states[k]!.amplitude);
  };
  const quadratic = peaks(integrate(quadraticModel(particle), steps).states.map((s) => s.position)).slice(2);
  expect(quadratic.length).toBe(full.length);
  return {
    full,
    averaged: full.map(({ step, height }) => amplitude(step) / height),
    quadratic: full.map(({ height }, i) => quadratic[i]!.height / height),
  };
}

const worst = (ratios: readonly number[]) => Math.max(...ratios.map((ratio) => Math.abs(ratio - 1)));

describe("the envelope of the oscillation", () => {
  it("is that of the time-averaged and of the quadratic model, the better the smaller y", () => {
    // 100/y steps: as many e-foldings at each size, amplitudes falling to a two-hundredth.
    const runs = [0.2, 0.1, 0.05].map((start) => envelopeRatios({ ...base, start }, Math.round(100 / start)));
    for (const { full } of runs) expect(full.at(-1)!.height).toBeLessThan(full[0]!.height / 50);
    const averaged = runs.map((run) => worst(run.averaged));
    const quadratic = runs.map((run) => worst(run.quadratic));
    expect(averaged[0]).toBeLessThan(0.05);
    expect(quadratic[0]).toBeLessThan(0.05);
    // First order, down to the finite steps' own error (ω = 0.1).
    for (const order of [...observedOrders(averaged), ...observedOrders(quadratic)]) {
      expect(order).toBeGreaterThan(0.6);
    }
  });

  it("with weight decay, both orders, within 3% through a decay by a factor of five", () => {
    for (const order of ["alternating", "simultaneous"] as const) {
      const run = envelopeRatios({ ...base, weightDecay: 0.04, start: 0.2, order }, 600);
      expect(worst(run.averaged)).toBeLessThan(0.03);
      expect(worst(run.quadratic)).toBeLessThan(0.03);
      expect(run.full.at(-1)!.height).toBeLessThan(0.2 / 2);
    }
  });

  it("falls at half the published rate of weight decay; without it the published form is half the envelope", () => {
    const published = (particle: SingleParticle, steps: number) => {
      const { stepDiscriminator, stepGenerator, weightDecay } = particle;
      let y = particle.start / 2;
      let c = 0;
      const path = [y];
      for (let k = 0; k < steps; k++) {
        c += stepDiscriminator * (-weightDecay * c + 1.5 * y * y);
        y -= stepDiscriminator * (weightDecay + (stepGenerator / stepDiscriminator) * c) * y;
        path.push(y);
      }
      return path;
    };
    // p = q = 1, for which it was published; ω = 0.1.
    const one = { ...base, pointMass: 1, particleMass: 1, stepDiscriminator: 0.1, stepGenerator: 0.1 };
    const free = published(one, 1200);
    const freePeak = peaks(fullPositions(one, 1200)).at(-1)!;
    // 10%: averaging errs by about y/σ = 0.1 at the start, over a decay by a thousand.
    expect(Math.abs((2 * free[Math.round(freePeak.step)]!) / freePeak.height - 1)).toBeLessThan(0.1);
    const decaying = { ...one, weightDecay: 0.02, start: 0.02 };
    const run = envelopeRatios(decaying, 1200);
    expect(worst(run.averaged)).toBeLessThan(0.03);
    const last = run.full.at(-1)!;
    const ratio = (2 * published(decaying, 1200)[Math.round(last.step)]!) / last.height;
    // e^(−η_d λ·steps/2) too low, with 0.002·1200/2 = 1.2 (less what a smaller c gives back).
    expect(ratio).toBeLessThan(0.5);
  });

  it("has an average of the squared distance of half its square", () => {
    const model = timeAveragedModel(base);
    const state = { amplitude: 0.2, curvature: 0 };
    expect(model.squaredDistance(state)).toBeCloseTo(0.5 * 0.04, 15);
    // Over one whole turn of 2π/ω = 63 steps, in the slow decay of a small start.
    const slow = { ...base, start: 0.01 };
    const y = fullPositions(slow, 63).slice(0, 63);
    const mean = y.reduce((sum, value) => sum + (0.5 * value * value) / 63, 0);
    const { states } = integrate(timeAveragedModel(slow), 63);
    expect(mean / timeAveragedModel(slow).meanSquaredDistance(states[31]!)).toBeCloseTo(1, 1);
  });
});

describe("the limit cycle", () => {
  it("holds a lone particle beyond the stability line, at the foretold amplitude", () => {
    const cases: SingleParticle[] = [
      { ...base, order: "simultaneous", weightDecay: 0.03 },
      { ...base, weightDecay: 0.05, pointMass: 0.5 + 2 * criticalExcess({ ...base, weightDecay: 0.05 }) },
      { ...base, weightDecay: 0.1, pointMass: 0.5 + 1.5 * criticalExcess({ ...base, weightDecay: 0.1 }) },
    ];
    for (const particle of cases) {
      expect(localSpectrum({ ...particle, particles: 1 })!.stability).toBe("unstable");
      const amplitude = limitCycleAmplitude(particle)!;
      for (const start of [0.7 * amplitude, 1.3 * amplitude]) {
        const settled = peaks(fullPositions({ ...particle, start }, 1100)).at(-1)!.height;
        // A* is 0.06 to 0.16 of a width and λη_d/ω about 0.1 to 0.2: a few per cent.
        expect(Math.abs(settled / amplitude - 1)).toBeLessThan(0.05);
      }
    }
  });

  it("is absent where the point is stable, and has no end to speak of without weight decay", () => {
    expect(limitCycleAmplitude({ ...base, weightDecay: 0.05 })).toBe(0);
    expect(limitCycleAmplitude({ ...base, weightDecay: 0.05, pointMass: 0.6 })).toBe(0);
    expect(limitCycleAmplitude(base)).toBe(0);
    expect(limitCycleAmplitude({ ...base, order: "simultaneous" })).toBe(0);
    expect(limitCycleAmplitude({ ...base, pointMass: 0.4 })).toBeUndefined();
  });
});
