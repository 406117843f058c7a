import { describe, expect, it } from "vitest";
import type { Stepper } from "../../src/dynamics/stepper.ts";
import { adam } from "../../src/dynamics/steppers/adam.ts";
import { alternating } from "../../src/dynamics/steppers/alternating.ts";
import { consensus } from "../../src/dynamics/steppers/consensus.ts";
import { extragradient } from "../../src/dynamics/steppers/extragradient.ts";
import { flow } from "../../src/dynamics/steppers/flow.ts";
import { momentum } from "../../src/dynamics/steppers/momentum.ts";
import { optimistic } from "../../src/dynamics/steppers/optimistic.ts";
import { simultaneous } from "../../src/dynamics/steppers/simultaneous.ts";
import { openBackend } from "../../src/engine/index.ts";
import { type ClosedGame, closedPlay, games, runClosed } from "./steppersGame.ts";
import {
  adamRule,
  after,
  alternatingRule,
  consensusRule,
  curlOf,
  distance,
  extragradientRule,
  fieldOf,
  momentumRule,
  optimisticRule,
  type Rule,
  simultaneousRule,
} from "./steppersPlain.ts";

const [hd, hg] = [0.07, 0.05];
const rates = { stepDiscriminator: hd, stepGenerator: hg };
const adamNumbers = { beta1: 0.4, beta2: 0.85, epsilon: 1e-6 };

interface Case {
  readonly stepper: Stepper;
  readonly rule: (game: ClosedGame) => Rule;
  /** Consensus takes differences, exact to about 1e-10. */
  readonly within?: number;
}

const cases: Readonly<Record<string, Case>> = {
  alternating: { stepper: alternating(rates), rule: (game) => alternatingRule(game, hd, hg) },
  "alternating 5:2": {
    stepper: alternating({ ...rates, discriminatorSteps: 5, generatorSteps: 2 }),
    rule: (game) => alternatingRule(game, hd, hg, [5, 2]),
  },
  simultaneous: { stepper: simultaneous(rates), rule: (game) => simultaneousRule(game, hd, hg) },
  "simultaneous 3:1": {
    stepper: simultaneous({ ...rates, discriminatorSteps: 3 }),
    rule: (game) => simultaneousRule(game, hd, hg, [3, 1]),
  },
  "simultaneous 2:3": {
    stepper: simultaneous({ ...rates, discriminatorSteps: 2, generatorSteps: 3 }),
    rule: (game) => simultaneousRule(game, hd, hg, [2, 3]),
  },
  "negative momentum": {
    stepper: momentum({ ...rates, momentum: -0.4 }),
    rule: (game) => momentumRule(game, hd, hg, -0.4, false),
  },
  "momentum 3:2": {
    stepper: momentum({ ...rates, momentum: 0.6, discriminatorSteps: 3, generatorSteps: 2 }),
    rule: (game) => momentumRule(game, hd, hg, 0.6, false, [3, 2]),
  },
  "simultaneous momentum 3:1": {
    stepper: momentum({ ...rates, momentum: 0.6, order: "simultaneous", discriminatorSteps: 3 }),
    rule: (game) => momentumRule(game, hd, hg, 0.6, true, [3, 1]),
  },
  "simultaneous momentum 2:3": {
    stepper: momentum({
      ...rates,
      momentum: 0.6,
      order: "simultaneous",
      discriminatorSteps: 2,
      generatorSteps: 3,
    }),
    rule: (game) => momentumRule(game, hd, hg, 0.6, true, [2, 3]),
  },
  "simultaneous momentum": {
    stepper: momentum({ ...rates, momentum: 0.6, order: "simultaneous" }),
    rule: (game) => momentumRule(game, hd, hg, 0.6, true),
  },
  adam: {
    stepper: adam({ ...rates, ...adamNumbers }),
    rule: (game) => adamRule(game, hd, hg, adamNumbers, false),
  },
  "simultaneous adam without a mean": {
    stepper: adam({ ...rates, beta1: 0, order: "simultaneous" }),
    rule: (game) => adamRule(game, hd, hg, { beta1: 0, beta2: 0.9, epsilon: 1e-8 }, true),
  },
  optimistic: { stepper: optimistic(rates), rule: (game) => optimisticRule(game, hd, hg) },
  extragradient: { stepper: extragradient(rates), rule: (game) => extragradientRule(game, hd, hg) },
  consensus: {
    stepper: consensus({ ...rates, strength: 0.8 }),
    rule: (game) => consensusRule(game, hd, hg, 0.8),
    within: 2e-10,
  },
};

describe("a step is the one that its source writes", () => {
  for (const [name, { stepper, rule, within = 1e-14 }] of Object.entries(cases)) {
    for (const [title, game] of Object.entries(games)) {
      it(`${name}, ${title}`, async () => {
        for (const steps of [1, 2, 7]) {
          const [state] = await runClosed([{ game, stepper }], steps);
          expect(distance(state!, after(steps, rule(game), game.start))).toBeLessThan(within);
        }
      });
    }
  }

  it("the reference's ∇½‖v‖² is the gradient of ½‖v‖²", () => {
    const game = games["Dirac-GAN with a twist"];
    const half = (z: readonly number[]) => {
      const v = fieldOf(game, { w: [z[0]!, z[1]!], y: [z[2]!, z[3]!] });
      return 0.5 * [...v.w, ...v.y].reduce((sum, one) => sum + one * one, 0);
    };
    const { w, y } = curlOf(game, {
      w: [game.start[0]!, game.start[1]!],
      y: [game.start[2]!, game.start[3]!],
    });
    const slopes = game.start.map((_, k) => {
      const at = (shift: number) => half(game.start.map((z, row) => z + (row === k ? shift : 0)));
      return (at(1e-5) - at(-1e-5)) / 2e-5;
    });
    expect(distance([...w, ...y], slopes)).toBeLessThan(1e-9);
  });
});

describe("about the equilibrium of the bilinear game", () => {
  const game = games.bilinear;
  const rest = { stepDiscriminator: 0.2, stepGenerator: 0.2 };
  // |z| after 200 steps, in units of the start, by the eigenvalues of each map.
  const fates: Readonly<Record<string, readonly [Stepper, (share: number) => boolean]>> = {
    "simultaneous steps spiral outwards, (1 + h²)^100": [
      simultaneous(rest),
      (share) => Math.abs(share / 1.04 ** 100 - 1) < 1e-9,
    ],
    "alternating ones circle": [alternating(rest), (share) => share > 0.5 && share < 2],
    "positive momentum drives them outwards": [momentum({ ...rest, momentum: 0.3 }), (share) => share > 10],
    "negative momentum draws them inwards": [momentum({ ...rest, momentum: -0.3 }), (share) => share < 0.5],
    "optimism draws them inwards": [optimistic(rest), (share) => share < 0.1],
    "looking ahead draws them inwards, (1 − h² + h⁴)^100": [
      extragradient(rest),
      (share) => Math.abs(share / (1 - 0.04 + 0.0016) ** 100 - 1) < 1e-9,
    ],
    "consensus draws them inwards, ((1 − hr)² + h²)^100": [
      consensus({ ...rest, strength: 0.5 }),
      (share) => Math.abs(share / (0.81 + 0.04) ** 100 - 1) < 1e-6,
    ],
  };
  for (const [title, [stepper, fate]] of Object.entries(fates)) {
    it(title, async () => {
      const [state] = await runClosed([{ game, stepper }], 200);
      expect(Math.hypot(...state!) / Math.hypot(...game.start)).toSatisfy(fate);
    });
  }
});

describe("bounds on the discriminator", () => {
  const clip = 0.35;
  const game = games.bilinear;
  const clipped = (w: readonly [number, number]): [number, number] => [
    Math.max(-clip, Math.min(clip, w[0])),
    Math.max(-clip, Math.min(clip, w[1])),
  ];
  const bounded = {
    alternating: alternatingRule(game, hd, hg, [2, 1], clipped),
    simultaneous: simultaneousRule(game, hd, hg, [2, 2], clipped),
    extragradient: extragradientRule(game, hd, hg, clipped),
  };
  const steppers = {
    alternating: alternating({ ...rates, discriminatorSteps: 2 }),
    simultaneous: simultaneous({ ...rates, discriminatorSteps: 2, generatorSteps: 2 }),
    extragradient: extragradient(rates),
  };
  for (const name of ["alternating", "simultaneous", "extragradient"] as const) {
    it(`${name} keeps them at every move`, async () => {
      const lane = { game, stepper: steppers[name] };
      const [state] = await runClosed([lane], 9, { clip });
      const [free] = await runClosed([lane], 9);
      expect(distance(state!, after(9, bounded[name], game.start))).toBeLessThan(1e-14);
      expect(distance(state!, free!)).toBeGreaterThan(1e-3);
    });
  }

  it("flow refuses them", () => {
    const one = flow({ duration: 1 });
    expect(() => one.sequence(closedPlay(clip))).toThrow(/flow has no bounds/);
    expect(one.sequence(closedPlay()).length).toBeGreaterThan(0);
  });
});

describe("what a stepper says of itself", () => {
  it("only single steps have the order that the fast forms know", () => {
    expect(alternating(rates).order).toBe("alternating");
    expect(simultaneous(rates).order).toBe("simultaneous");
    for (const [name, { stepper }] of Object.entries(cases)) {
      if (name !== "alternating" && name !== "simultaneous") expect(stepper.order).toBeUndefined();
    }
  });

  it("the key is another one whenever the calls are, and numbers are not in it", () => {
    const steppers = Object.values(cases).map(({ stepper }) => stepper);
    const keys = steppers.map((stepper) => `${stepper.kind} ${stepper.key}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(momentum({ ...rates, momentum: 0.1 }).key).toBe(momentum({ ...rates, momentum: 0.2 }).key);
    expect(flow({ duration: 1 }).key).toBe(flow({ duration: 2, tolerance: 1e-3 }).key);
  });

  it("a discriminator that only responds is left alone, and consensus refuses it", () => {
    const responding = { ...closedPlay(), rows: { discriminator: 0, generator: 2 } };
    for (const { stepper } of Object.values(cases).filter((one) => one.stepper.kind !== "consensus")) {
      const written = stepper.sequence(responding).map(({ output }) => output);
      expect(written).toContain("particles");
      expect(written).not.toContain("weights");
      expect(Object.values(stepper.memory(responding))).not.toContain(0);
    }
    expect(() => cases.consensus!.stepper.sequence(responding)).toThrow(/learns step by step/);
  });

  it("options out of their range are wrong input", () => {
    expect(() => momentum({ ...rates, momentum: 1 })).toThrow(/momentum/);
    expect(() => adam({ ...rates, beta1: 1 })).toThrow(/beta1/);
    expect(() => consensus({ ...rates, strength: -1 })).toThrow(/strength/);
    expect(() => flow({ duration: 0 })).toThrow(/duration/);
    expect(() => alternating({ ...rates, discriminatorSteps: 0 })).toThrow(/discriminatorSteps/);
  });
});

describe("batches", () => {
  const lanesOf = (stepper: Stepper) => Object.values(games).map((game) => ({ game, stepper }));

  for (const [name, { stepper }] of Object.entries(cases)) {
    it(`${name}: lanes and chunks leave the bits as they are`, async () => {
      const together = await runClosed(lanesOf(stepper), 11);
      expect(await runClosed(lanesOf(stepper), 11, { chunks: [3, 1] })).toEqual(together);
      for (const [k, lane] of lanesOf(stepper).entries()) {
        expect(await runClosed([lane], 11)).toEqual([together[k]]);
      }
    });

    it(`${name}: webasm does the same to rounding`, async () => {
      const backend = await openBackend("webasm");
      const found = await runClosed(lanesOf(stepper), 11, { backend });
      const exact = await runClosed(lanesOf(stepper), 11);
      found.forEach((state, k) => {
        // Consensus takes differences, which make 1e5 of a rounding.
        expect(distance(state, exact[k]!)).toBeLessThan(name === "consensus" ? 1e-10 : 1e-14);
      });
    });
  }
});
