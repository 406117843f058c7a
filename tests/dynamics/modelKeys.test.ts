import { describe, expect, it } from "vitest";
import { discriminators, linear, networkDiscriminator } from "../../src/discriminators/index.ts";
import {
  drawGame,
  flow,
  type Game,
  planOf,
  type Simulation,
  simulateEnsemble,
  steppers,
} from "../../src/dynamics/index.ts";
import { sampleArrays } from "../../src/dynamics/play/samples.ts";
import { sizesOf } from "../../src/dynamics/play/sizes.ts";
import { openBackend } from "../../src/engine/index.ts";
import { generators, particles } from "../../src/generators/index.ts";
import { leastSquares, minimax, relativistic } from "../../src/losses/index.ts";
import type { Spec } from "../../src/options/index.ts";
import { gradientPenalty, instanceNoise, r1, weightDecay } from "../../src/penalties/index.ts";
import { points } from "../../src/targets/index.ts";

/** What differs from a game of a linear discriminator and two particles in alternating steps. */
interface Changes extends Partial<Game> {
  readonly dynamics?: Spec;
}

const rates = { stepDiscriminator: 0.3, stepGenerator: 0.4 };

function simulationOf({ dynamics = { kind: "alternating" }, ...changes }: Changes): Simulation {
  const game: Game = {
    target: points([[0], [1]], [0.95, 0.05]),
    generator: particles({ start: [[0.6], [-0.3]] }),
    discriminator: linear({ start: [0.4] }),
    loss: minimax(),
    penalties: [],
    ...changes,
  };
  return {
    game: drawGame(game, 1),
    stepper: steppers.build({ ...rates, ...dynamics }),
  };
}

/** A discriminator whose slope differs from sample to sample. */
const bentNetwork = networkDiscriminator({ hidden: [4], activation: "tanh", antisymmetric: false });

const networkWith = (options: object) =>
  discriminators.build({ kind: "network", hidden: [4], activation: "tanh", ...options });
const generatorWith = (options: object) =>
  generators.build({
    kind: "network",
    count: 2,
    latentDimension: 1,
    hidden: [4],
    activation: "tanh",
    ...options,
  });
const units = (options: object): Changes => ({
  discriminator: discriminators.build({ kind: "boundedUnits", units: 2, spread: 0.5, ...options }),
});
const orders = ["alternating", "simultaneous"] as const;
const heavy = { kind: "momentum", momentum: 0.5 };

/** The games of both values of an option. */
function both<Value>(
  name: string,
  [one, other]: readonly [Value, Value],
  changes: (value: Value) => Changes,
): [string, Changes, Changes][] {
  return [[name, changes(one), changes(other)]];
}

/** Pairs of games that differ in nothing but an option which chooses a function. */
const pairs: readonly [string, Changes, Changes][] = [
  ["saturating", { loss: relativistic({ saturating: true }) }, { loss: relativistic({ saturating: false }) }],
  [
    "sided",
    { penalties: [gradientPenalty(0.5, { sided: "one" })] },
    { penalties: [gradientPenalty(0.5, { sided: "two" })] },
  ],
  [
    "over",
    { penalties: [gradientPenalty(0.5, { over: "mean", norm: 0 }), r1(0.1)], discriminator: bentNetwork },
    { penalties: [gradientPenalty(0.5, { over: "maximum", norm: 0 }), r1(0.1)], discriminator: bentNetwork },
  ],
  ["link", { loss: relativistic({ link: "hinge" }) }, { loss: relativistic({ link: "logistic" }) }],
  ...both("parametrization of the discriminator", ["tangent", "standard"], (parametrization) => ({
    discriminator: networkWith({ parametrization }),
  })),
  ...both("parametrization of the generator", ["tangent", "standard"], (parametrization) => ({
    generator: generatorWith({ parametrization }),
  })),
  ...both("biases spared or not", [true, false], (biases) => ({
    // Biases start at 0 in the standard parametrization.
    discriminator: networkWith({ outputBias: true, antisymmetric: false }),
    penalties: [weightDecay(0.4, { biases })],
  })),
  ...both("trained layers", ["hidden", "all"], (trained) => ({ generator: generatorWith({ trained }) })),
  ...both("a learned constant of cones", [false, true], (learned) => ({
    discriminator: discriminators.build({ kind: "cones", constant: 0.5, learned }),
  })),
  ...both("activation of units", ["tanh", "erf"], (activation) => units({ activation })),
  ...both("scale of units", [1, 1.5], (scale) => units({ scale })),
  ...both("shift of units", [0.5, 0.7], (shift) => units({ shift })),
  ...both("queue", [3, 4], (queue) => ({ dynamics: { kind: "fictitious", queue, discriminatorQueue: 2 } })),
  ...both("discriminatorQueue", [3, 4], (discriminatorQueue) => ({
    dynamics: { kind: "fictitious", queue: 2, discriminatorQueue },
  })),
  ...both("order of fictitious steps", orders, (order) => ({ dynamics: { kind: "fictitious", order } })),
  ...both("order of momentum", orders, (order) => ({ dynamics: { ...heavy, order } })),
  ...both("k of momentum", [1, 2], (k) => ({ dynamics: { ...heavy, discriminatorSteps: k } })),
  ...both("m of momentum", [1, 2], (m) => ({ dynamics: { ...heavy, generatorSteps: m } })),
  ["numbers of the loss", { loss: leastSquares({ goal: 0 }) }, { loss: leastSquares({ goal: 1 }) }],
];

describe("games that differ in an option alone", () => {
  it.each(pairs)("%s: each in company is what it is alone, and they differ", async (_, one, other) => {
    const backend = await openBackend("cpu");
    const simulations = [one, other].map(simulationOf);
    const options = { steps: 20, every: 0, backend };
    const together = await simulateEnsemble(simulations, options);
    const ends = together.map(({ positions }) => positions.at(-1)!);
    for (const [k, simulation] of simulations.entries()) {
      const [alone] = await simulateEnsemble([simulation], options);
      expect(ends[k]).toEqual(alone!.positions.at(-1));
    }
    expect(ends[0]).not.toEqual(ends[1]);
  });
});

/** The samples of a game with their displacements and pairs. */
function arraysOf(changes: Partial<Game>) {
  const { game } = simulationOf(changes);
  const discriminator = game.discriminator as ReturnType<typeof linear>;
  const { drawn: target, start } = game;
  const setting = { target, start, count: 2, stream: game.streamOf("discriminator") };
  return sampleArrays(game, sizesOf(game, discriminator.ready(setting)));
}

describe("what is drawn for penalties", () => {
  it("interpolates come from points and particles as often as these have mass", () => {
    const { between } = arraysOf({ penalties: [gradientPenalty(1, { interpolates: 4000 })] });
    const first = Array.from({ length: 4000 }, (_, b) => between![3 * b]).filter((i) => i === 0).length;
    expect(first / 4000).toBeGreaterThan(0.93);
    expect(first / 4000).toBeLessThan(0.97);
  });

  it.each([1, 3, 4])("%d noisy copies have the variance that was asked for", (copies) => {
    let sum = 0;
    let count = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { game } = simulationOf({ penalties: [instanceNoise(0.5, copies)] });
      const again = { ...game, streamOf: drawGame(game, seed).streamOf };
      const discriminator = game.discriminator as ReturnType<typeof linear>;
      const setting = {
        target: game.drawn,
        start: game.start,
        count: 2,
        stream: again.streamOf("discriminator"),
      };
      const { noise } = sampleArrays(again, sizesOf(again, discriminator.ready(setting)));
      for (const shift of noise!) sum += shift * shift;
      count += noise!.length;
    }
    expect(sum / count).toBeGreaterThan(0.25 * 0.85);
    expect(sum / count).toBeLessThan(0.25 * 1.15);
  });
});

describe("penalties that do not go together", () => {
  it.each([
    [[instanceNoise(0.2), instanceNoise(0.5)], /^penalties\[1\]: is a second noise beside penalties\[0\]/],
    [
      [gradientPenalty(1, { interpolates: 3 }), r1(1), gradientPenalty(2, { interpolates: 5 })],
      /^penalties\[2\]\.interpolates: must be as many .* 3, not 5/,
    ],
  ])("%#", (penalties, message) => {
    expect(() => planOf(simulationOf({ penalties }), 10)).toThrow(message);
  });
});

describe("a flow that takes very many attempts", () => {
  it("hears of an interrupt between them", async () => {
    const { game } = simulationOf({});
    const stepper = flow({ duration: 1e9, tolerance: 1e-10 });
    const controller = new AbortController();
    const running = simulateEnsemble([{ game, stepper }], {
      steps: 5,
      every: 0,
      backend: await openBackend("webasm"),
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error("enough")), 50);
    await expect(running).rejects.toThrow("enough");
  });
});
