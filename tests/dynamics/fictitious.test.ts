import { describe, expect, it } from "vitest";
import { simulateEnsemble, steppers } from "../../src/dynamics/index.ts";
import { alternating } from "../../src/dynamics/steppers/alternating.ts";
import { fictitious } from "../../src/dynamics/steppers/fictitious.ts";
import { simultaneous } from "../../src/dynamics/steppers/simultaneous.ts";
import { openBackend } from "../../src/engine/index.ts";
import { InputError } from "../../src/options/index.ts";
import { inducing, simulationOf } from "./modelGames.ts";
import { type ClosedGame, closedPlay, games, runClosed, type State } from "./steppersGame.ts";
import { distance, fieldOf } from "./steppersPlain.ts";

const [hd, hg] = [0.07, 0.05];
const rates = { stepDiscriminator: hd, stepGenerator: hg };

interface Setting {
  readonly queue: number;
  readonly discriminatorQueue?: number;
  readonly every?: number;
  readonly decay?: number;
  readonly order?: "alternating" | "simultaneous";
  readonly discriminatorSteps?: number;
  readonly generatorSteps?: number;
}

type Pair = readonly [number, number];

/** The stepper written out once more, with lists for queues. */
function followed(game: ClosedGame, setting: Setting, steps: number): State {
  const { queue, discriminatorQueue = queue, every = 1, decay = 1, order = "alternating" } = setting;
  const { discriminatorSteps = 1, generatorSteps = 1 } = setting;
  const [w0, w1, y0, y1] = game.start as [number, number, number, number];
  let [w, y]: [Pair, Pair] = [
    [w0, w1],
    [y0, y1],
  ];
  const pastW: Pair[] = [];
  const pastY: Pair[] = [];
  const mean = (all: readonly Pair[], direction: (one: Pair) => Pair): Pair => {
    const weights = all.map((_, i) => decay ** i);
    const total = weights.reduce((a, b) => a + b, 0);
    const each = all.map(direction);
    return [0, 1].map((k) => each.reduce((sum, one, i) => sum + (weights[i]! / total) * one[k]!, 0)) as never;
  };
  const learn = () => mean([y, ...pastY], (one) => fieldOf(game, { w, y: one }).w as Pair);
  const push = () => mean([w, ...pastW], (one) => fieldOf(game, { w: one, y }).y as Pair);
  const plus = (at: Pair, by: Pair, share: number): Pair => [at[0] + share * by[0], at[1] + share * by[1]];
  for (let step = 0; step < steps; step++) {
    const [oldW, oldY] = [w, y];
    const keep = () => {
      if (step % every !== 0) return;
      pastW.unshift(oldW);
      pastW.length = Math.min(pastW.length, discriminatorQueue - 1);
    };
    if (order === "alternating") {
      for (let i = 0; i < discriminatorSteps; i++) w = plus(w, learn(), hd);
      keep();
      for (let i = 0; i < generatorSteps; i++) y = plus(y, push(), hg);
    } else {
      for (let i = 0; i < discriminatorSteps - 1; i++) w = plus(w, learn(), hd);
      const alongW = learn();
      for (let i = 0; i < generatorSteps; i++) y = plus(y, push(), hg);
      w = plus(w, alongW, hd);
      keep();
    }
    if (step % every !== 0) continue;
    pastY.unshift(oldY);
    pastY.length = Math.min(pastY.length, queue - 1);
  }
  return [...w, ...y];
}

const settings: Readonly<Record<string, Setting>> = {
  "a queue of two": { queue: 2 },
  "a queue of five, simultaneous": { queue: 5, order: "simultaneous" },
  "models kept every third step, weights that decay": { queue: 4, every: 3, decay: 0.6 },
  "memory of the generator alone": { queue: 6, discriminatorQueue: 1 },
  "memory of the discriminator alone, unequal turns": {
    queue: 1,
    discriminatorQueue: 3,
    discriminatorSteps: 2,
    generatorSteps: 3,
  },
  "two moves of the discriminator, simultaneous": { queue: 3, discriminatorSteps: 2, order: "simultaneous" },
  "two and three moves, simultaneous": {
    queue: 3,
    discriminatorQueue: 2,
    discriminatorSteps: 2,
    generatorSteps: 3,
    order: "simultaneous",
  },
};

describe("a step against mixtures of the past is the one that its source writes", () => {
  for (const [name, setting] of Object.entries(settings)) {
    for (const [title, game] of Object.entries(games)) {
      it(`${name}, ${title}`, async () => {
        for (const steps of [1, 2, 5, 17]) {
          const stepper = fictitious({ ...rates, ...setting });
          const [state] = await runClosed([{ game, stepper }], steps);
          expect(distance(state!, followed(game, setting, steps))).toBeLessThan(1e-13);
        }
      });
    }
  }

  it("simulations of one program keep their own weights and intervals", async () => {
    const each: Setting[] = [
      { queue: 3, decay: 1, every: 2 },
      { queue: 3, decay: 0.3, every: 5 },
    ];
    const game = games["Dirac-GAN with a twist"];
    const lanes = each.map((setting) => ({ game, stepper: fictitious({ ...rates, ...setting }) }));
    const states = await runClosed(lanes, 13, { chunks: [2, 5] });
    states.forEach((state, k) => {
      expect(distance(state, followed(game, each[k]!, 13))).toBeLessThan(1e-13);
    });
  });
});

describe("a queue of one", () => {
  const cpu = openBackend("cpu");
  for (const [kind, plain] of Object.entries({ alternating, simultaneous })) {
    it(`is ${kind} descent-ascent, to the bit`, async () => {
      for (const turns of [{}, { discriminatorSteps: 3 }, { discriminatorSteps: 2, generatorSteps: 3 }]) {
        const own = steppers.build({
          kind: "fictitious",
          ...rates,
          ...turns,
          queue: 1,
          order: kind,
          every: 7,
        });
        const game = simulationOf({ loss: { kind: "minimax" }, discriminator: inducing }).game;
        const run = async (stepper: typeof own) =>
          (await simulateEnsemble([{ game, stepper }], { steps: 30, every: 10, backend: await cpu }))[0]!;
        // Without its order a plain stepper runs as a model too, not in a form of its own.
        const played = plain({ ...rates, ...turns });
        const { order, ...slow } = played;
        expect((await run(own)).positions).toEqual((await run(slow)).positions);
      }
    });
  }
});

describe("what does not go together", () => {
  it("a response and a history", async () => {
    const parts = {
      discriminator: { kind: "bestResponse", kernel: { kind: "gaussian", width: 1 }, time: 1 },
      dynamics: { kind: "fictitious" },
    };
    await expect(async () =>
      simulateEnsemble([simulationOf(parts)], { steps: 1, every: 0, backend: await openBackend("cpu") }),
    ).rejects.toThrow(InputError);
  });

  it("more models in a step than a program can list", () => {
    expect(() => fictitious({ ...rates, queue: 4096 })).not.toThrow();
    expect(() => fictitious({ ...rates, queue: 4096, discriminatorSteps: 10 })).toThrow(/^queue: .*20000/);
    expect(() => fictitious({ ...rates, discriminatorSteps: 10_001 })).toThrow(InputError);
  });
});

describe("a long queue", () => {
  it("is played by as few different calls as a short one", () => {
    const different = (queue: number) =>
      new Set(fictitious({ ...rates, queue, generatorSteps: 2 }).sequence(closedPlay())).size;
    expect(different(64)).toBe(different(3));
    expect(different(3)).toBeLessThan(60);
  });
});
