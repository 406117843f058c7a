import { count, define, InputError, inside, type Spec } from "../options/index.ts";
import { couplingArray, followCalls } from "./couplings/calls.ts";
import { type Coupled, couplings } from "./couplings/index.ts";
import type { Generator, Motion } from "./generator.ts";
import { massesOf, massList } from "./masses.ts";
import { starts } from "./starts/index.ts";

const shape = {
  count: count()
    .optional()
    .describe("n, the number of particles; may be left out when masses or start tell it"),
  masses: massList(),
  start: starts.spec.describe("where the particles are at step 0"),
  kernel: couplings.spec
    .default({ kind: "identity" })
    .describe("Γ, how much each particle follows the forces on the others"),
};

/** The kind `particles` of sim files. */
export const particlesGenerator = define("particles", shape, (given): Generator => {
  const size = given.count ?? given.masses?.length ?? sizeOfStart(given.start);
  if (size === undefined) throw new InputError("count", "is missing; it must be a whole number of particles");
  const masses = massesOf(given.masses, size);
  const start = inside("start", () => starts.build(given.start));
  const couple = inside("kernel", () => couplings.build(given.kernel).among(size));
  return {
    kind: "particles",
    count: size,
    masses,
    draw(target, stream) {
      const positions = inside("start", () => start.draw(size, target, stream));
      return particleMotion(positions, size, couple(stream));
    },
  };
});

/** The motion of `size` particles that start at `start` [n*d] and are coupled by a Γ that is drawn already. */
export function particleMotion(start: Float64Array, size: number, { kind, numbers }: Coupled): Motion {
  return {
    key: `particles ${kind} ${size} ${start.length}`,
    start,
    parameters: start,
    own: kind === "free" ? {} : { [couplingArray]: numbers },
    tables: {},
    free: kind === "free",
    ...(kind === "free" ? {} : { coupling: kind }),
    // In other coordinates a motion has another start, and so another dimension.
    follow(at) {
      return followCalls(kind, size, this.start.length / size, at);
    },
  };
}

/** How many particles a start places by itself. */
function sizeOfStart(start: Spec): number | undefined {
  if (start.kind === "points") return (start.points as number[][]).length;
  if (start.kind === "nearPoints") return (start.counts as number[]).reduce((sum, held) => sum + held, 0);
  return undefined;
}

/**
 * Particles y_j with masses q_j in output space: the generator's network replaced by its outputs. `start` is a list of
 * points or the spec of a start, `{ kind: "gaussian", spread: 0.1 }`; `kernel` the spec of a coupling,
 * `{ kind: "universal", coupling: 0.5 }`, without which the particles are free.
 */
export function particles(given: {
  readonly count?: number;
  readonly masses?: readonly number[];
  readonly start: readonly (readonly number[])[] | Spec;
  readonly kernel?: Spec;
}): Generator {
  const { start } = given;
  const spec = Array.isArray(start) ? { kind: "points", points: start } : start;
  return particlesGenerator({ ...given, start: spec } as Parameters<typeof particlesGenerator>[0]);
}
