import { describe, expect, it } from "vitest";
import { truncationBound } from "../../src/discriminators/taylor/bound.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { randomKernels, run, someSketches } from "../games.ts";
import { forceErrors } from "../oracles/forceAlongPath.ts";
import { largestPairError } from "../oracles/taylorPairs.ts";

describe("the error of the Taylor form", () => {
  it("falls with the order P as the bound says, over ten decades", () => {
    const [region, reach] = [2, 4];
    const orders = [12, 16, 20, 24, 28, 32, 36, 40];
    const stream = randomStream(9);
    const found = orders.map((order) => largestPairError(region, reach, order, stream));
    const bounds = orders.map((order) => truncationBound(region, reach, order));
    expect(found[0]! / found.at(-1)!).toBeGreaterThan(1e10);
    for (let k = 1; k < orders.length; k++) {
      // log-decades an order: those of the bound within a quarter.
      const measured = Math.log(found[k - 1]! / found[k]!);
      const stated = Math.log(bounds[k - 1]! / bounds[k]!);
      expect(measured / stated).toBeGreaterThan(0.75);
      expect(measured / stated).toBeLessThan(1.25);
      // Faster than geometric: each further order gains more.
      if (k > 1) expect(stated).toBeGreaterThan(Math.log(bounds[k - 2]! / bounds[k - 1]!));
    }
  });

  it("in a run stays below every accuracy that was asked for, and falls with it", async () => {
    const games = someSketches(6, 77, {
      kernel: randomKernels.gaussian,
      dimensions: [1],
      points: [2, 2],
      particles: [3, 3],
      spacing: [1, 1.5],
      spread: 2,
    });
    const worst: number[] = [];
    for (const accuracy of [1e-1, 1e-2, 1e-3]) {
      const trajectories = await run(games, { steps: 25 }, { form: "taylor", accuracy });
      const errors = trajectories.flatMap((trajectory, k) => forceErrors(games[k]!, trajectory));
      worst.push(Math.max(...errors));
      expect(worst.at(-1)!).toBeLessThan(accuracy);
    }
    expect(worst[1]!).toBeLessThan(worst[0]! / 3);
    expect(worst[2]!).toBeLessThan(worst[1]! / 3);
  });
});
