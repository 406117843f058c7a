import { describe, expect, it } from "vitest";
import { DIVERGING, OUTCOME_COLORS, OUTCOMES, sequence } from "../../src/figures/palette.ts";

// Machado, Oliveira, Fernandes, IEEE TVCG 15, 1291 (2009): full protanopia, deuteranopia, tritanopia, on linear RGB.
const SIGHTS: Readonly<Record<string, readonly number[]>> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
}

function times(m: readonly number[], v: readonly number[]): number[] {
  return [0, 1, 2].map((row) => m[3 * row]! * v[0]! + m[3 * row + 1]! * v[1]! + m[3 * row + 2]! * v[2]!);
}

/** CIELAB (D65) of a colour as it is seen. */
function lab(hex: string, sight: readonly number[]): [number, number, number] {
  const rgb = times(sight, linear(hex)).map((c) => Math.min(Math.max(c, 0), 1));
  const xyz = times([0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505], rgb);
  const [x, y, z] = [xyz[0]! / 0.9505, xyz[1]!, xyz[2]! / 1.089].map((t) =>
    t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116,
  ) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe("colours", () => {
  it.each(Object.entries(SIGHTS))("keep every two outcomes 24 apart in CIELAB for %s", (_, sight) => {
    for (const [i, a] of OUTCOMES.entries()) {
      for (const b of OUTCOMES.slice(i + 1)) {
        const [p, q] = [lab(OUTCOME_COLORS[a]!, sight), lab(OUTCOME_COLORS[b]!, sight)];
        const distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        expect(distance, `${a} and ${b}`).toBeGreaterThan(24);
      }
    }
  });

  it("name all six outcomes and no other", () => {
    expect([...OUTCOMES].sort()).toEqual([
      "collapsed",
      "covered",
      "diverged",
      "escaped",
      "oscillating",
      "undecided",
    ]);
  });

  it("are white at zero and of equal lightness on both sides in the map of a signed field", () => {
    expect(DIVERGING[(DIVERGING.length - 1) / 2]).toEqual([0.5, "#ffffff"]);
    const lightness = DIVERGING.map(([, color]) => lab(color, SIGHTS.normal!)[0]);
    // ColorBrewer's two arms are balanced to some 5 units; twice that would show as a false sign.
    lightness.forEach((one, i) => {
      expect(Math.abs(one - lightness.at(-1 - i)!)).toBeLessThan(10);
    });
  });

  it("darken steadily from early to late", () => {
    const lightness = sequence(5).map((color) => lab(color, SIGHTS.normal!)[0]);
    for (let i = 1; i < 5; i++) expect(lightness[i]!).toBeLessThan(lightness[i - 1]! - 5);
  });
});
