import { z } from "zod";
import { count, define, InputError, inside, positive, type Spec } from "../options/index.ts";
import type { Generator } from "./generator.ts";
import { starts } from "./starts/index.ts";

/** How far a sum of masses may be from 1. */
const massTolerance = 1e-9;

const shape = {
  count: count()
    .optional()
    .describe("n, the number of particles; may be left out when masses or start tell it"),
  masses: z.array(positive()).optional().describe("q_j, positive, summing to 1; equal when left out"),
  start: starts.spec.describe("where the particles are at step 0"),
};

/** The kind `particles` of sim files. */
export const particlesGenerator = define("particles", shape, (given): Generator => {
  const size = given.count ?? given.masses?.length ?? sizeOfStart(given.start);
  if (size === undefined) throw new InputError("count", "is missing; it must be a whole number of particles");
  const masses = given.masses ?? new Array<number>(size).fill(1 / size);
  if (masses.length !== size) {
    throw new InputError("masses", `must list ${size} numbers, one a particle, not ${masses.length}`);
  }
  const sum = masses.reduce((total, mass) => total + mass, 0);
  if (Math.abs(sum - 1) > massTolerance) throw new InputError("masses", `must sum to 1, not ${sum}`);
  const start = inside("start", () => starts.build(given.start));
  return {
    kind: "particles",
    count: size,
    masses: Float64Array.from(masses),
    start: (target, stream) => inside("start", () => start.draw(size, target, stream)),
  };
});

/** How many particles a start places by itself. */
function sizeOfStart(start: Spec): number | undefined {
  if (start.kind === "points") return (start.points as number[][]).length;
  if (start.kind === "nearPoints") return (start.counts as number[]).reduce((sum, held) => sum + held, 0);
  return undefined;
}

/**
 * Free particles y_j with masses q_j in output space: the generator's network replaced by its outputs.
 * `start` is a list of points or the spec of a start: `{ kind: "gaussian", spread: 0.1 }`.
 */
export function particles(given: {
  readonly count?: number;
  readonly masses?: readonly number[];
  readonly start: readonly (readonly number[])[] | Spec;
}): Generator {
  const { start } = given;
  const spec = Array.isArray(start) ? { kind: "points", points: start } : start;
  return particlesGenerator({ ...given, start: spec } as Parameters<typeof particlesGenerator>[0]);
}
