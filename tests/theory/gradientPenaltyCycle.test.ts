import { describe, expect, it } from "vitest";
import { gradientPenaltyCircle, gradientPenaltyCycle } from "../../src/theory/index.ts";

type State = readonly number[];

function rungeKutta(field: (z: State) => number[], z: State, h: number): number[] {
  const along = (k: State, by: number) => z.map((value, i) => value + by * k[i]!);
  const a = field(z);
  const b = field(along(a, h / 2));
  const c = field(along(b, h / 2));
  const d = field(along(c, h));
  return z.map((value, i) => value + (h / 6) * (a[i]! + 2 * b[i]! + 2 * c[i]! + d[i]!));
}

/** Where u̇ = −aw, ẇ = b(u − r(|w| − g) sign w) crosses w = 0: each half plane has a smooth field of its own. */
function crossings(a: number, b: number, r: number, g: number, start: number, count: number) {
  const found: { time: number; u: number; slope: number }[] = [];
  let z: number[] = [start, 0];
  let [time, side, slope] = [0, 1, 0];
  const h = 0.005;
  while (found.length < count) {
    const field = ([u, w]: State) => [-a * w!, b * (u! - r * (w! - side * g))];
    let next = rungeKutta(field, z, h);
    if (side * next[1]! < 0) {
      let [low, high] = [0, h];
      for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2;
        if (side * rungeKutta(field, z, middle)[1]! < 0) high = middle;
        else low = middle;
      }
      next = [rungeKutta(field, z, low)[0]!, 0];
      found.push({ time: time + low, u: next[0]!, slope });
      time += low;
      [side, slope] = [-side, 0];
    } else {
      time += h;
      slope = Math.max(slope, Math.abs(next[1]!));
    }
    z = next;
  }
  return found;
}

describe("the end state of a linear discriminator with WGAN-GP", () => {
  it("is a limit cycle with the stated extent, slope and period", () => {
    for (const [d, g, gain, strength, norm] of [
      [1, 1, 1, 0.7, 1],
      [0.5, 1.2, 0.8, 0.9, 0.4],
      [1, 1, 1, 1.6, 2],
    ] as const) {
      const cycle = gradientPenaltyCycle(
        { strength, norm },
        { stepDiscriminator: d, stepGenerator: g },
        gain,
      );
      expect(cycle.kind).toBe("cycle");
      for (const start of [0, 3]) {
        const path = crossings(g * gain, d, strength, norm, start, 60);
        const [before, , last] = path.slice(-3) as [(typeof path)[0], unknown, (typeof path)[0]];
        expect(Math.abs(last.u)).toBeCloseTo(cycle.extent, 8);
        expect(last.time - before.time).toBeCloseTo(cycle.period, 8);
        // The slope is the largest at sampled times: second order in their distance.
        expect(Math.abs(last.slope - cycle.slope)).toBeLessThan(1e-4);
      }
    }
  });

  it("is a rest off the point for strong penalties, to which the extent of the cycle tends", () => {
    const steps = { stepDiscriminator: 1, stepGenerator: 1 };
    const rest = gradientPenaltyCycle({ strength: 2.5, norm: 0.4 }, steps);
    expect(rest).toEqual({ kind: "offset", extent: 1, slope: 0, period: Number.POSITIVE_INFINITY });
    const near = gradientPenaltyCycle({ strength: 2 - 1e-4, norm: 0.4 }, steps);
    expect(near.extent).toBeCloseTo(0.8, 3);
    let z: number[] = [0.3, 0.1];
    for (let k = 0; k < 20000; k++) z = rungeKutta(([u, w]) => [-w!, u! - 2.5 * (w! - 0.4)], z, 0.005);
    expect(z[0]).toBeCloseTo(-rest.extent, 8);
    expect(z[1]).toBeGreaterThan(-1e-15);
  });

  it("is a circle at the free length in the plane, and attracts", () => {
    const steps = { stepDiscriminator: 0.8, stepGenerator: 1.5 };
    const { radius, frequency } = gradientPenaltyCircle(0.6, steps, 0.7);
    const field = ([u, v, w, z]: State) => {
      const pull = (0.5 * (Math.hypot(w!, z!) - 0.6)) / Math.hypot(w!, z!);
      return [-1.05 * w!, -1.05 * z!, 0.8 * (u! - pull * w!), 0.8 * (v! - pull * z!)];
    };
    let state: number[] = [1.3, 0.2, -0.1, 0.4];
    for (let k = 0; k < 30000; k++) state = rungeKutta(field, state, 0.01);
    expect(Math.hypot(state[0]!, state[1]!)).toBeCloseTo(radius, 8);
    expect(Math.hypot(state[2]!, state[3]!)).toBeCloseTo(0.6, 8);
    const [du, dv] = field(state);
    expect(Math.hypot(du!, dv!) / radius).toBeCloseTo(frequency, 8);
  });
});
