import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { periodogram, spectralPeak } from "../../src/numerics/spectrum.ts";

const series = (count: number, value: (t: number) => number) =>
  Array.from({ length: count }, (_, t) => value(t));

describe("the periodogram", () => {
  test("is the windowed transform, term by term", () => {
    const stream = randomStream(1, 80);
    const values = series(11, () => stream.normal());
    const { frequencies, power } = periodogram(values);
    expect(frequencies).toHaveLength(17);
    expect(frequencies.at(-1)).toBeCloseTo(Math.PI, 14);
    const window = values.map((_, t) => Math.sin((Math.PI * t) / 11) ** 2);
    const total = window.reduce((a, b) => a + b);
    const mean = values.reduce((sum, v, t) => sum + v * window[t]!, 0) / total;
    const norm = window.reduce((sum, w) => sum + w * w, 0);
    frequencies.forEach((omega, k) => {
      let [re, im] = [0, 0];
      values.forEach((v, t) => {
        re += window[t]! * (v - mean) * Math.cos(omega * t);
        im -= window[t]! * (v - mean) * Math.sin(omega * t);
      });
      const sides = k === 0 || k === 16 ? 1 : 2;
      expect(power[k]).toBeCloseTo((sides * (re * re + im * im)) / (2 * Math.PI * norm), 12);
    });
  });

  test("its integral is the windowed variance", () => {
    const stream = randomStream(2, 80);
    const values = series(300, () => 5 + stream.normal());
    const { frequencies, power } = periodogram(values);
    const window = values.map((_, t) => Math.sin((Math.PI * t) / 300) ** 2);
    const mean = values.reduce((sum, v, t) => sum + v * window[t]!, 0) / window.reduce((a, b) => a + b);
    const square = values.reduce((sum, v, t) => sum + (window[t]! * (v - mean)) ** 2, 0);
    const norm = window.reduce((sum, w) => sum + w * w, 0);
    const integral = power.reduce((a, b) => a + b) * frequencies[1]!;
    expect(integral).toBeCloseTo(square / norm, 12);
  });

  test("of too little or of what is not finite is empty", () => {
    expect(periodogram([1, 2, 3]).power).toHaveLength(0);
    expect(periodogram([1, 2, 3, Number.NaN]).power).toHaveLength(0);
  });
});

describe("the strongest frequency", () => {
  test.each([0.11, 0.5, 1.7, 3])("of a pure tone is found between bins, ω = %d", (omega) => {
    const peak = spectralPeak(series(400, (t) => 7 + Math.cos(omega * t + 1)))!;
    // A thousandth of the resolution 2π/400: the window's lobe is not quite a parabola.
    expect(Math.abs(peak.angularFrequency - omega)).toBeLessThan(2e-4);
    expect(peak.share).toBeGreaterThan(0.99);
  });

  test("is that of the stronger of two tones, and stands out of noise", () => {
    const stream = randomStream(3, 80);
    const peak = spectralPeak(
      series(400, (t) => Math.cos(0.4 * t) + 2 * Math.cos(1.1 * t) + 0.5 * stream.normal()),
    )!;
    expect(peak.angularFrequency).toBeCloseTo(1.1, 2);
    expect(peak.share).toBeGreaterThan(0.5);
    expect(peak.share).toBeLessThan(0.95);
  });

  test("is not there for a drift, a decay, a constant, or a short series", () => {
    expect(spectralPeak(series(200, (t) => t))).toBeUndefined();
    expect(spectralPeak(series(200, (t) => Math.exp(-t / 50)))).toBeUndefined();
    expect(spectralPeak(series(200, () => 0.1))).toBeUndefined();
    expect(spectralPeak(series(7, (t) => Math.cos(2 * t)))).toBeUndefined();
  });
});
