import { describe, expect, it } from "vitest";
import { gaussHermite } from "../../src/theory/index.ts";

describe("the Gauss–Hermite rule", () => {
  it("has the moments of the normal distribution below degree 2n", () => {
    for (const n of [1, 2, 5, 20, 64]) {
      const { nodes, weights } = gaussHermite(n);
      let moment = 1;
      for (let degree = 0; degree < Math.min(2 * n, 20); degree += 2) {
        if (degree > 0) moment *= degree - 1;
        const sum = nodes.reduce((all, node, i) => all + weights[i]! * node ** degree, 0);
        expect(Math.abs(sum / moment - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it("integrates cos: E cos(e) = e^−1/2, also with the most nodes", () => {
    for (const n of [24, 150]) {
      const { nodes, weights } = gaussHermite(n);
      expect(nodes.reduce((all, node, i) => all + weights[i]! * Math.cos(node), 0)).toBeCloseTo(
        Math.exp(-0.5),
        13,
      );
    }
  });

  it("refuses a number of nodes it cannot make", () => {
    for (const n of [0, 1.5, 151]) expect(() => gaussHermite(n)).toThrow(RangeError);
  });
});
