import { describe, expect, it } from "vitest";
import { simulateEnsemble } from "../../src/dynamics/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { largestDifference } from "../games.ts";
import { crossings } from "./crossings.ts";
import { simulationOf } from "./modelGames.ts";

const [cpu, webasm] = await Promise.all([openBackend("cpu"), openBackend("webasm")]);
const steps = 20;

describe("any two of the systems in one game", () => {
  for (const [name, parts] of Object.entries(crossings)) {
    it(`${name}: runs, moves, and webasm does what cpu does`, async () => {
      const run = (backend: typeof cpu) =>
        simulateEnsemble(
          [1, 2].map((seed) => simulationOf(parts, seed)),
          { steps, every: 5, backend },
        );
      const [exact, fast] = [await run(cpu), await run(webasm)];
      exact.forEach((one, k) => {
        expect(one.positions.every((all) => all.every(Number.isFinite))).toBe(true);
        expect(largestDifference([one.positions.at(-1)!], [one.positions[0]!])).toBeGreaterThan(1e-3);
        expect(largestDifference(one.positions, fast[k]!.positions)).toBeLessThan(1e-9);
      });
      const [alone] = await simulateEnsemble([simulationOf(parts, 2)], { steps, every: 1, backend: webasm });
      expect(alone!.positions.at(-1)).toEqual(fast[1]!.positions.at(-1));
    });
  }
});
