import { describe, expect, it } from "vitest";
import { cones } from "../../src/discriminators/cones.ts";
import { simulateEnsemble } from "../../src/dynamics/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { transport } from "../../src/numerics/transport.ts";
import type { Spec } from "../../src/options/index.ts";
import { begin, type Parts, simulationOf, truth } from "../dynamics/modelGames.ts";
import { ask, settingOf } from "./modelProgram.ts";

const setting = settingOf(truth, begin);
const k = 1.7;
const flat = (places: readonly (readonly number[])[]) => Float64Array.from(places.flat());
const apart = (x: readonly number[], z: readonly number[]) => Math.hypot(x[0]! - z[0]!, x[1]! - z[1]!);
const held: Spec = { kind: "cones", constant: k };

/** The heights (and k) after many steps of the discriminator alone. */
async function trained(parts: Parts, steps: number, stepDiscriminator: number): Promise<number[]> {
  const dynamics = { kind: "alternating", stepDiscriminator, stepGenerator: 0 };
  const [run] = await simulateEnsemble([simulationOf({ penalties: [], ...parts, dynamics })], {
    steps,
    every: 0,
    backend: await openBackend("cpu"),
    keep: ["weights"],
  });
  expect(run!.positions.at(-1)).toEqual(flat(begin));
  return [...run!.kept!.weights!.at(-1)!];
}

describe("cones", () => {
  const model = cones({ constant: k }).ready(setting);

  it("are k-Lipschitz whatever their heights, and no lower extension is lower", async () => {
    const stream = randomStream(3);
    const places = Array.from({ length: 12 }, () => [2 * stream.normal(), 2 * stream.normal()]);
    const heights = Float64Array.of(1.5, -4, 0.3);
    const values = await ask(model, 12, 2).value(heights, flat(places));
    const slope = await ask(model, 12, 2).slope(heights, flat(places));
    places.forEach((z, r) => {
      expect(Math.hypot(slope[2 * r]!, slope[2 * r + 1]!)).toBeCloseTo(k, 12);
      expect(values[r]).toBeCloseTo(Math.max(...truth.map((x, i) => heights[i]! - k * apart(x, z))), 12);
      places.forEach((other, q) => {
        expect(values[r]! - values[q]!).toBeLessThanOrEqual(k * apart(z, other) + 1e-12);
      });
    });
  });

  it("are flat at an apex that is not covered, and a covered apex is taught for itself", async () => {
    const at = flat(truth);
    const heights = Float64Array.of(1.5, -4, 0.3);
    const asked = ask(model, 3, 2);
    const slope = await asked.slope(heights, at);
    expect([...slope.subarray(0, 2)].map(Math.abs)).toEqual([0, 0]);
    // The second lies below the first, whose slope it has.
    expect(Math.hypot(slope[2]!, slope[3]!)).toBeCloseTo(k, 12);
    expect((await asked.value(heights, at))[1]).toBeCloseTo(1.5 - k * apart(truth[0]!, truth[1]!), 12);
    expect([...(await asked.direction(heights, at, { pull: [1, 2, 4] }))]).toEqual([1, 2, 4]);
  });

  it("reach the Kantorovich potentials of the IPM", async () => {
    const cost = Float64Array.from(truth.flatMap((x) => begin.map((y) => apart(x, y))));
    const thirds = [1 / 3, 1 / 3, 1 / 3];
    const exact = k * transport(thirds, thirds, cost).cost;
    const u = await trained({ discriminator: held }, 400, 0.02);
    const f = (z: readonly number[]) => Math.max(...truth.map((x, i) => u[i]! - k * apart(x, z)));
    const reached = truth.reduce((sum, x) => sum + f(x) / 3, 0) - begin.reduce((sum, y) => sum + f(y) / 3, 0);
    expect(reached).toBeLessThanOrEqual(exact + 1e-12);
    expect(exact - reached).toBeLessThan(0.02);
    expect(exact - reached).toBeLessThan(0.1 * exact);
  });

  it("of a learned constant that costs λk² under the IPM: k is the distance over 2λ", async () => {
    const learned = { ...held, learned: true };
    const cost = Float64Array.from(truth.flatMap((x) => begin.map((y) => apart(x, y))));
    const thirds = [1 / 3, 1 / 3, 1 / 3];
    const distance = transport(thirds, thirds, cost).cost;
    const penalties = [{ kind: "gradientPenalty", strength: 0.4, norm: 0, over: "maximum" }];
    const w = await trained({ discriminator: learned, penalties }, 3000, 0.005);
    expect(Math.abs(w[3]! / (distance / 0.8) - 1)).toBeLessThan(0.02);
  });
});

describe("what means nothing to cones is refused", () => {
  it.each([
    [{ kind: "r2", strength: 1 }, /teaches nothing to cones.*set learned/],
    [{ kind: "lipschitz", constant: 1 }, /means nothing for cones/],
    [{ kind: "clip", bound: 1 }, /means nothing for cones/],
    [{ kind: "r1", strength: 1 }, /^penalties\[0\]: r1 .*where cones have their peaks/],
  ])("%#", async (penalty, message) => {
    await expect(trained({ discriminator: held, penalties: [penalty] }, 1, 1)).rejects.toThrow(message);
  });

  const learned = { ...held, learned: true };
  const [r1, r2] = ["r1", "r2"].map((kind) => ({ kind, strength: 5 }));
  const noise = { kind: "instanceNoise", spread: 0.3 };

  it("a penalty at their apexes, learned or not, unless noise moves the samples off them", async () => {
    await expect(trained({ discriminator: learned, penalties: [r1!] }, 1, 0.01)).rejects.toThrow(/peaks/);
    const steepness = async (penalties: Spec[]) =>
      (await trained({ discriminator: learned, penalties }, 3, 0.01))[3]!;
    expect(await steepness([noise, r1!])).toBeLessThan(0.95 * (await steepness([noise])));
    expect(await steepness([r2!])).toBeLessThan(0.95 * (await steepness([])));
  });
});
