import { stepCalls } from "../../src/discriminators/form.ts";
import {
  type Form,
  type FormKind,
  forms,
  kernelDiscriminator,
  type Member,
  rowsOf,
} from "../../src/discriminators/index.ts";
import { moveCalls } from "../../src/dynamics/moveCalls.ts";
import type { Program } from "../../src/engine/index.ts";
import { type Kernel, kernelSlope, radialKernels } from "../../src/kernels/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { points } from "../../src/targets/index.ts";
import type { Sketch } from "../games.ts";

/** How particles are coupled: kind and array, as the dynamics give them to a step. */
export interface Coupled {
  readonly kind: "free" | "universal" | "matrix";
  /** a, b of Γ = a I + b 11ᵀ, or Γ [n*n]. */
  readonly numbers: readonly number[];
}

/** A sketch and how its particles are coupled. */
export interface CoupledSketch {
  readonly sketch: Sketch;
  readonly coupled: Coupled;
}

export function memberOf({ sketch }: CoupledSketch, form: FormKind, accuracy: number, steps: number): Member {
  const target = points(
    sketch.points.map((point) => [...point]),
    [...sketch.masses],
  ).draw(randomStream(0));
  return {
    discriminator: kernelDiscriminator(radialKernels.build(sketch.kernel), { form, accuracy, truncation: 0 }),
    target,
    start: Float64Array.from(sketch.start.flat()),
    count: sketch.start.length,
    truePull: target.masses,
    retention: 1 - sketch.stepDiscriminator * sketch.weightDecay,
    stepDiscriminator: sketch.stepDiscriminator,
    steps,
  };
}

/** The step program of coupled particles that share a form's key and a kind of coupling. */
export function programOf(
  games: readonly CoupledSketch[],
  { form, accuracy, steps }: { readonly form: FormKind; readonly accuracy: number; readonly steps: number },
): Program {
  const members = games.map((game) => memberOf(game, form, accuracy, steps));
  const held = (forms[form] as Form).program(members);
  const { sketch, coupled } = games[0]!;
  const rows = members[0]!.start.length;
  const position = rowsOf(members, (member) => member.start);
  const zeros = () => new Float64Array(position.length);
  const { prepare, learn, feel } = held;
  const players = sketch.order === "alternating" ? [...learn, ...feel] : [...feel, ...learn];
  const state = {
    position,
    low: position.slice(),
    high: position.slice(),
    direction: zeros(),
    turns: zeros(),
  };
  return {
    simulations: games.length,
    state: { ...state, gradient: zeros(), ...held.state },
    parameters: {
      truePull: rowsOf(members, (member) => member.truePull),
      generatedPull: rowsOf(games, (game) => game.sketch.particleMasses.map((mass) => -mass)),
      push: rowsOf(games, (game) => game.sketch.particleMasses.map((q) => game.sketch.stepGenerator * q)),
      rates: rowsOf(members, (member) => [member.retention, member.stepDiscriminator]),
      ...(coupled.kind === "free" ? {} : { coupling: rowsOf(games, (game) => game.coupled.numbers) }),
      ...held.parameters,
    },
    tables: held.tables,
    calls: [...prepare, ...players, ...moveCalls(rows, sketch.points[0]!.length, coupled.kind)],
    ...(held.substitutes === undefined ? {} : { substitutes: held.substitutes }),
  };
}

/** The names of the calls that hand-written steps wait for. */
export function namesOf(game: CoupledSketch, form: FormKind, accuracy: number): string[] {
  const held = (forms[form] as Form).program([memberOf(game, form, accuracy, 3)]);
  return stepCalls(held, game.sketch.order === "alternating", game.coupled.kind);
}

/** Γ_ji of a coupling. */
export function gamma({ kind, numbers }: Coupled, n: number, j: number, i: number): number {
  if (kind === "matrix") return numbers[j * n + i]!;
  const [a, b] = kind === "free" ? [1, 0] : [numbers[0]!, numbers[1]!];
  return (i === j ? a : 0) + b;
}

/** A path worked out plainly: all past positions kept, every sum written out. */
export interface Path {
  /** [step][n*d], step 0 included. */
  readonly positions: readonly (readonly number[])[];
  /** Sign changes of each coordinate's velocity. */
  readonly turns: readonly number[];
}

export function plainPath({ sketch, coupled }: CoupledSketch, steps: number): Path {
  const kernel = radialKernels.build(sketch.kernel);
  const { particleMasses, stepDiscriminator, weightDecay, stepGenerator } = sketch;
  const n = sketch.start.length;
  const d = sketch.points[0]!.length;
  const positions = [sketch.start.flat()];
  const turns = positions[0]!.map(() => 0);
  let signs = positions[0]!.map(() => 0);
  let sources: { at: readonly number[]; weight: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const now = positions[step]!;
    const places = sketch.start.map((_, j) => now.slice(j * d, (j + 1) * d));
    const learn = () => {
      const faded = sources.map(({ at, weight }) => ({
        at,
        weight: weight * (1 - stepDiscriminator * weightDecay),
      }));
      const truth = sketch.points.map((at, i) => ({ at, weight: stepDiscriminator * sketch.masses[i]! }));
      const seen = places.map((at, j) => ({ at, weight: -stepDiscriminator * particleMasses[j]! }));
      sources = [...faded, ...truth, ...seen];
    };
    if (sketch.order === "alternating") learn();
    const forces = places.map((y, i) =>
      gradient(kernel, sources, y).map((g) => stepGenerator * particleMasses[i]! * g),
    );
    if (sketch.order === "simultaneous") learn();
    const velocity = now.map((_, row) => {
      const j = Math.floor(row / d);
      return forces.reduce((sum, force, i) => sum + gamma(coupled, n, j, i) * force[row % d]!, 0);
    });
    velocity.forEach((v, row) => {
      if (v * signs[row]! < 0) turns[row]! += 1;
    });
    signs = velocity.map((v, row) => (v === 0 ? signs[row]! : Math.sign(v)));
    positions.push(now.map((y, row) => y + velocity[row]!));
  }
  return { positions, turns };
}

function gradient(
  kernel: Kernel,
  sources: readonly { readonly at: readonly number[]; readonly weight: number }[],
  y: readonly number[],
): number[] {
  const sum = y.map(() => 0);
  for (const { at, weight } of sources) {
    const difference = y.map((value, k) => value - at[k]!);
    const factor =
      weight *
      kernelSlope(
        kernel,
        difference.reduce((r2, u) => r2 + u * u, 0),
      );
    difference.forEach((u, k) => {
      sum[k]! += factor * u;
    });
  }
  return sum;
}
