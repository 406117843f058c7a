import { describe, expect, it } from "vitest";
import { simulateEnsemble } from "../../src/dynamics/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { gaussian as gaussianKernel, kernelValue } from "../../src/kernels/index.ts";
import { everyGame, gaussian, simulationOf, truth } from "./modelGames.ts";

const backend = await openBackend("cpu");
const follow = "values" as const;

/** f at the true points and the particles from the path, written out for the kernel and rates of these games. */
function fromPath(path: readonly Float64Array[], step: number, rates: { ascent: number; decay: number }) {
  const kernel = gaussianKernel({ width: 1 });
  const samples = [...truth.flat(), ...path[step]!];
  const K = (a: number, b: number, at: readonly number[] | Float64Array) =>
    kernelValue(kernel, (samples[2 * a]! - at[2 * b]!) ** 2 + (samples[2 * a + 1]! - at[2 * b + 1]!) ** 2);
  return samples.slice(0, samples.length / 2).map((_, r) => {
    let f = 0;
    for (let past = 0; past < step; past++) {
      let pull = 0;
      for (let i = 0; i < 3; i++) pull += (K(r, i, truth.flat()) - K(r, i, path[past]!)) / 3;
      f = (1 - rates.ascent * rates.decay) * f + rates.ascent * pull;
    }
    return f;
  });
}

describe("the discriminator at saved states", () => {
  it("of a form is the sum over the path, at the steps to be saved alone", async () => {
    const parts = { discriminator: { kind: "kernel", kernel: gaussian, form: "history" } };
    const [whole] = await simulateEnsemble([simulationOf(parts)], { steps: 12, every: 1, backend });
    const [found] = await simulateEnsemble([simulationOf(parts)], { steps: 12, every: 5, backend, follow });
    expect(found!.steps).toEqual([0, 5, 10, 12]);
    expect(found!.positions.at(-1)).toEqual(whole!.positions.at(-1));
    found!.steps.forEach((step, saved) => {
      const wanted = fromPath(whole!.positions, step, { ascent: 0.1, decay: 0.3 });
      const { parameters } = found!.discriminator![saved]!;
      const values = found!.discriminator![saved]!.values!;
      expect(parameters).toBeUndefined();
      wanted.forEach((f, r) => {
        expect(values[r]).toBeCloseTo(f, 12);
      });
    });
    expect(found!.discriminator!.at(-1)!.values!.some((f) => Math.abs(f) > 1e-2)).toBe(true);
  });

  it("in inducing features agrees with the path to the features' accuracy", async () => {
    const steps = { steps: 12, every: 6, backend, follow };
    const [exact] = await simulateEnsemble(
      [simulationOf({ discriminator: { kind: "kernel", kernel: gaussian, form: "history" } })],
      steps,
    );
    const discriminator = { kind: "kernel", kernel: gaussian, form: "inducing", accuracy: 1e-4 };
    const [found] = await simulateEnsemble([simulationOf({ discriminator })], steps);
    exact!.discriminator!.forEach(({ values }, saved) => {
      values!.forEach((f, r) => {
        expect(Math.abs(found!.discriminator![saved]!.values![r]! - f)).toBeLessThan(1e-3);
      });
    });
  });

  it("is w·x for a linear discriminator, with w as its parameters", async () => {
    const simulations = [1, 2, 3].map((seed) => simulationOf(everyGame["discriminator linear"]!, seed));
    const all = await simulateEnsemble(simulations, { steps: 20, every: 4, backend, follow });
    for (const { positions, discriminator, steps } of all) {
      expect(discriminator).toHaveLength(steps.length);
      expect([...discriminator![0]!.parameters!]).toEqual([0.2, -0.1]);
      discriminator!.forEach(({ values, parameters }, saved) => {
        const samples = [...truth.flat(), ...positions[saved]!];
        values!.forEach((f, r) => {
          const wanted = parameters![0]! * samples[2 * r]! + parameters![1]! * samples[2 * r + 1]!;
          expect(f).toBeCloseTo(wanted, 12);
        });
      });
    }
  });

  it("gives parameters alone where these are all that is asked for", async () => {
    const options = { steps: 20, every: 4, backend } as const;
    const simulation = simulationOf(everyGame["discriminator linear"]!);
    const [both] = await simulateEnsemble([simulation], { ...options, follow });
    const [alone] = await simulateEnsemble([simulation], { ...options, follow: "parameters" });
    expect(alone!.discriminator).toEqual(both!.discriminator!.map(({ parameters }) => ({ parameters })));
  });

  it("changes nothing of the run, nor do the others in the ensemble", async () => {
    const network = everyGame["everything at once"]!;
    const [plain] = await simulateEnsemble([simulationOf(network)], { steps: 10, every: 5, backend });
    const both = [simulationOf(network), simulationOf(everyGame["loss minimax"]!), simulationOf(network, 2)];
    const found = await simulateEnsemble(both, { steps: 10, every: 5, backend, follow });
    const [alone] = await simulateEnsemble([simulationOf(network)], { steps: 10, every: 5, backend, follow });
    expect(found[0]!.positions).toEqual(plain!.positions);
    expect(found[0]!.discriminator).toEqual(alone!.discriminator);
    expect(found[2]!.discriminator).not.toEqual(alone!.discriminator);
  });
});
