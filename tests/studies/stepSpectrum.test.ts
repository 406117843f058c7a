import { describe, expect, it } from "vitest";
import { linear } from "../../src/discriminators/index.ts";
import { drawGame, simultaneous } from "../../src/dynamics/index.ts";
import { particles } from "../../src/generators/index.ts";
import { minimax } from "../../src/losses/index.ts";
import { r1 } from "../../src/penalties/index.ts";
import { lyapunovExponent, stepEigenvalues } from "../../src/studies/index.ts";
import { points } from "../../src/targets/index.ts";

/** The Dirac-GAN: a point at 0 against one particle, a linear discriminator, R1 of this strength, steps of 0.2. */
function dirac(strength: number, start = 1) {
  const game = {
    target: points([[0]]),
    generator: particles({ start: [[start]] }),
    discriminator: linear({ start: [start] }),
    loss: minimax(),
    penalties: [r1(strength)],
  };
  return { game: drawGame(game, 1), stepper: simultaneous({ stepDiscriminator: 0.2, stepGenerator: 0.2 }) };
}

/** |1 + hλ| for λ = −r/2 ± √(r²/4 − 1/4). */
const radius = (r: number) => Math.hypot(1 - 0.1 * r, 0.2 * Math.sqrt(1 / 4 - (r * r) / 4));

describe("the spectrum of a step", () => {
  it("has the eigenvalues of the linear theory at the equilibrium, and near where a run comes to", async () => {
    for (const options of [{ state: Float64Array.of(0, 0) }, { after: 600 }]) {
      const eigenvalues = await stepEigenvalues(dirac(0.3), options);
      expect(eigenvalues).toHaveLength(2);
      for (const { re, im } of eigenvalues) expect(Math.hypot(re, im)).toBeCloseTo(radius(0.3), 6);
      expect(eigenvalues[0]!.re).toBeCloseTo(1 - 0.03, 6);
    }
  });

  it("differences shrink or grow as the largest of them says", async () => {
    const falling = await lyapunovExponent(dirac(0.3), { steps: 20, rounds: 60, warmUp: 40 });
    expect(falling!.exponent).toBeCloseTo(Math.log(radius(0.3)), 3);
    const rising = await lyapunovExponent(dirac(0, 1e-6), { steps: 10, rounds: 40, warmUp: 5 });
    expect(rising!.exponent).toBeCloseTo(Math.log(radius(0)), 3);
    expect(rising!.exponent).toBeGreaterThan(0);
  });
});
