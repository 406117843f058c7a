import { describe, expect, it } from "vitest";
import { simulateEnsemble } from "../../src/dynamics/index.ts";
import { StepMap } from "../../src/dynamics/stepMap.ts";
import { openBackend } from "../../src/engine/index.ts";
import { everyGame, gaussian, type Parts, simulationOf } from "./modelGames.ts";

const backend = await openBackend("webasm");
const steps = 6;

const games: Readonly<Record<string, Parts>> = {
  taylor: { discriminator: { kind: "kernel", kernel: gaussian, form: "taylor", accuracy: 1e-6 } },
  fourier: { discriminator: { kind: "kernel", kernel: gaussian, form: "fourier", accuracy: 1e-4 } },
  inducing: everyGame["loss minimax"]!,
  network: everyGame["everything at once"]!,
  momentum: everyGame["dynamics momentum"]!,
  optimistic: everyGame["dynamics optimistic"]!,
};

/** Where the particles are at each step of the same run. */
async function course(parts: Parts): Promise<readonly Float64Array[]> {
  const [found] = await simulateEnsemble([simulationOf(parts)], {
    steps,
    every: 1,
    backend,
  });
  return found!.positions;
}

describe("the step as a map of the state", () => {
  for (const [name, parts] of Object.entries(games)) {
    it(`${name}: its images are the states of the run, one by one and many at a time`, async () => {
      const map = new StepMap(simulationOf(parts), backend, steps);
      const wanted = await course(parts);
      // Particles that a network makes are no part of the state: their parameters are.
      const generated = parts.generator?.kind === "network";
      const [from, to] = map.range(held(map));
      const states = [map.start];
      for (let step = 0; step < steps; step++) states.push((await map.images([states.at(-1)!]))[0]!);
      const shown = states.map((state) => state.slice(from, to));
      if (!generated) expect(shown).toEqual(wanted);
      expect((await map.images([map.start], steps))[0]).toEqual(states.at(-1));
      expect(await map.images(states.slice(0, -1))).toEqual(states.slice(1));
      expect(states.at(-1)).not.toEqual(map.start);
      expect(() => map.range("nothing" as never)).toThrow(/no array nothing/);
    });
  }
});

/** The array in which a game's state holds the particles: a form's, or a model's. */
function held(map: StepMap): "position" | "particles" {
  try {
    map.range("particles");
    return "particles";
  } catch {
    return "position";
  }
}
