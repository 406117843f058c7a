import { describe, expect, it } from "vitest";
import { resolveSim } from "../../src/sim/index.ts";
import { runSim } from "../../src/studies/index.ts";

const sim = (discriminator: object, changes: object = {}) =>
  resolveSim(
    {
      target: { kind: "points", points: [[-1], [1]] },
      generator: { kind: "particles", start: { kind: "points", points: [[-0.4], [0.7]] } },
      discriminator,
      loss: { kind: "ipm" },
      penalties: [{ kind: "weightDecay", strength: 0.2 }],
      dynamics: { kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.1, steps: 40 },
      record: { every: 10, observables: ["mean"], field: { every: 20, resolution: 21, extent: [[-2, 2]] } },
      backend: "cpu",
      ...changes,
    },
    () => "",
  );

const gaussian = { kind: "kernel", kernel: { kind: "gaussian", width: 1 } };

async function fieldOf(discriminator: object, changes: object = {}) {
  const { field } = await runSim(sim(discriminator, changes));
  const { step, x0, f } = field!.columns as Record<string, Float64Array>;
  return { step: Array.from(step!), x: Array.from(x0!), f: Array.from(f!) };
}

describe("the discriminator on a grid", () => {
  it("of inducing features is that of the path, within its bound", async () => {
    const path = await fieldOf(gaussian);
    const held = await fieldOf({ ...gaussian, form: "inducing", accuracy: 1e-5, padding: 4 });
    // Step 0, at which f is 0, is left out where f has parameters.
    expect([...new Set(path.step)]).toEqual([0, 20, 40]);
    expect([...new Set(held.step)]).toEqual([20, 40]);
    const late = path.f.slice(21);
    expect(Math.max(...late.map(Math.abs))).toBeGreaterThan(0.1);
    const gap = Math.max(...late.map((f, k) => Math.abs(f - held.f[k]!)));
    expect(gap).toBeLessThan(1e-4);
  });

  it("of a linear discriminator is a straight line, whatever the loss", async () => {
    const { x, f } = await fieldOf({ kind: "linear", start: [0.3] }, { loss: { kind: "minimax" } });
    const slope = f[20]! / x[20]!;
    expect(Math.abs(slope)).toBeGreaterThan(1e-3);
    for (let g = 0; g < 21; g++) expect(f[g]).toBeCloseTo(slope * x[g]!, 12);
  });

  it("of a network is there as well", async () => {
    const { f } = await fieldOf({ kind: "network", hidden: [8], activation: "tanh" });
    expect(f.every(Number.isFinite)).toBe(true);
    expect(new Set(f.map((value) => value.toFixed(9))).size).toBeGreaterThan(30);
  });
});
