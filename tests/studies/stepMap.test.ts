import { describe, expect, it } from "vitest";
import { kernelDiscriminator, linear } from "../../src/discriminators/index.ts";
import {
  alternating,
  drawGame,
  extragradient,
  type Game,
  momentum,
  optimistic,
  type Stepper,
  simultaneous,
} from "../../src/dynamics/index.ts";
import { StepMap } from "../../src/dynamics/stepMap.ts";
import { openBackend } from "../../src/engine/index.ts";
import { particles } from "../../src/generators/index.ts";
import { gaussian } from "../../src/kernels/index.ts";
import { ipm } from "../../src/losses/index.ts";
import { jacobianEigenvalues } from "../../src/numerics/jacobian.ts";
import { type Complex, eigenvalues } from "../../src/numerics/linearAlgebra.ts";
import { r1, r2, weightDecay } from "../../src/penalties/index.ts";
import { farthestFrom } from "../../src/studies/effectiveModel/damping/spectrum.ts";
import { points } from "../../src/targets/index.ts";
import { effective, localSpectrum, multipliers, type Scheme } from "../../src/theory/index.ts";

const backend = await openBackend("cpu");
const sizes = { stepDiscriminator: 0.3, stepGenerator: 0.2 };
const order = { alternating: alternating(sizes), simultaneous: simultaneous(sizes) };

/** The eigenvalues of the numerical Jacobian of the whole step map at a game's start, after some steps. */
async function numerical(game: Game, stepper: Stepper, steps = 0): Promise<Complex[]> {
  const map = new StepMap({ game: drawGame(game, 1), stepper }, backend);
  const [state] = steps === 0 ? [map.start] : await map.images([map.start], steps);
  return await jacobianEigenvalues((states) => map.images(states), state!);
}

/** Every expected multiplier is among those found, to 1e-6. */
function expectAmong(found: readonly Complex[], expected: readonly Complex[]): void {
  expect(expected.length).toBeGreaterThan(0);
  expect(farthestFrom(found, expected)).toBeLessThan(1e-6);
}

describe("an isolated point", () => {
  const width = 0.8;
  const common = { pointMass: 1, particleMass: 1, particles: 1, curvature: width ** -2, weightDecay: 0.4 };
  const game = (form: "taylor" | "inducing"): Game => ({
    target: points([[0.3]]),
    generator: particles({ start: [[0.3]] }),
    discriminator: kernelDiscriminator(gaussian({ width }), { form, accuracy: 1e-10 }),
    loss: ipm(),
    penalties: [weightDecay(0.4)],
  });

  it.each([
    ["taylor", "alternating"],
    ["taylor", "simultaneous"],
    ["inducing", "alternating"],
    ["inducing", "simultaneous"],
  ] as const)(
    "has the multipliers of the 2×2 local map and of the field, %s form, %s",
    async (form, name) => {
      const { mean, field } = localSpectrum({ ...common, ...sizes, order: name })!;
      // A full step keeps f = 0 in balance: the start is the equilibrium.
      const found = await numerical(game(form), order[name]);
      expectAmong(found, [...mean, { re: field, im: 0 }]);
      expect(found.length).toBeGreaterThan(2);
    },
  );

  it.each(["alternating", "simultaneous"] as const)("with R1 and R2, %s", async (name) => {
    const balanced = { ...common, ...sizes, points: 1, diagonal: 1.5, coupling: 0, order: name };
    const penalized: Game = {
      ...game("inducing"),
      generator: particles({ start: [[0.3]], kernel: { kind: "universal", diagonal: 1.5, coupling: 0 } }),
      penalties: [weightDecay(0.4), r1(0.3), r2(0.2)],
    };
    const expected = effective.coupledSpectrum({ ...balanced, r1: 0.3, r2: 0.2 })!;
    expectAmong(await numerical(penalized, order[name]), expected.total);
  });
});

describe("coupled particles", () => {
  it("before a linear discriminator: the common mode and differences that stay", async () => {
    const cloud = { particles: 3, diagonal: 1.2, coupling: 0.5 };
    const game: Game = {
      target: points([[0]]),
      generator: particles({
        start: [[0], [0], [0]],
        kernel: { kind: "universal", diagonal: cloud.diagonal, coupling: cloud.coupling },
      }),
      discriminator: linear({}),
      loss: ipm(),
      penalties: [r1(0.7)],
    };
    const linearGame = effective.linearDiscriminatorGame(effective.meanGain(cloud), 0.7);
    const one = { re: 1, im: 0 };
    for (const kind of ["alternating", "simultaneous"] as const) {
      const found = await numerical(game, order[kind]);
      expect(found).toHaveLength(4);
      expectAmong(found, [...multipliers(linearGame, sizes, { kind }), one]);
      expect(found.filter(({ re, im }) => Math.hypot(re - 1, im) < 1e-6)).toHaveLength(2);
    }
  });

  it("on isolated points: total, between and field", async () => {
    const gap = 40;
    const coupling = { diagonal: 1, coupling: 0.3 };
    const game: Game = {
      target: points([[0], [gap]]),
      generator: particles({ start: [[0], [gap]], kernel: { kind: "universal", ...coupling } }),
      discriminator: kernelDiscriminator(gaussian({ width: 1 }), {
        form: "inducing",
        accuracy: 1e-9,
        padding: 1,
      }),
      loss: ipm(),
      penalties: [weightDecay(0.5)],
    };
    const spectrum = effective.coupledSpectrum({
      ...{ points: 2, particles: 1, pointMass: 0.5, particleMass: 0.5, curvature: 1, weightDecay: 0.5 },
      ...{ ...coupling, ...sizes, order: "alternating" },
    })!;
    const found = await numerical(game, order.alternating);
    expectAmong(found, [...spectrum.total, ...spectrum.between!, { re: spectrum.field, im: 0 }]);
  });
});

describe("the linear discriminator with R1", () => {
  const strength = 0.6;
  const game: Game = {
    target: points([[0]]),
    generator: particles({ start: [[0]] }),
    discriminator: linear({}),
    loss: ipm(),
    penalties: [r1(strength)],
  };
  const linearGame = effective.linearDiscriminatorGame(1, strength);
  const schemes: readonly [string, Stepper, Scheme][] = [
    ["alternating", order.alternating, { kind: "alternating" }],
    ["simultaneous", order.simultaneous, { kind: "simultaneous" }],
    [
      "alternating 1:5",
      alternating({ ...sizes, discriminatorSteps: 5 }),
      { kind: "alternating", discriminatorSteps: 5 },
    ],
    ["optimistic", optimistic(sizes), { kind: "optimistic" }],
    ["extragradient", extragradient(sizes), { kind: "extragradient" }],
  ];
  it.each(schemes)("%s steps have the multipliers of the closed form", async (_, stepper, scheme) => {
    // Optimistic steps remember one that was made.
    expectAmong(await numerical(game, stepper, 1), multipliers(linearGame, sizes, scheme));
  });

  it.each([0.4, -0.4])("momentum %f: roots of (μ − 1)(μ − β) = μλ, simultaneous", async (beta) => {
    const stepper = momentum({ ...sizes, momentum: beta, order: "simultaneous" });
    const found = await numerical(game, stepper, 1);
    // z⁺ − z = β(z − z⁻) + λz for each rate λ of the flow: the companion matrix of the pair of rates, as blocks.
    const { yw, wy, ww } = linearGame;
    const [g, d] = [sizes.stepGenerator, sizes.stepDiscriminator];
    const companion = [
      ...[1 + beta, g * yw, -beta, 0],
      ...[d * wy, 1 + beta + d * ww, 0, -beta],
      ...[1, 0, 0, 0],
      ...[0, 1, 0, 0],
    ];
    const expected = eigenvalues(companion, 4);
    expectAmong(found, expected);
    expect(found).toHaveLength(4);
  });
});
