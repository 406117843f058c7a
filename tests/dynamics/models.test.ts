import { describe, expect, it } from "vitest";
import { type Simulation, simulateEnsemble, type Trajectory } from "../../src/dynamics/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { InputError } from "../../src/options/index.ts";
import { largestDifference } from "../games.ts";
import {
  begin,
  everyGame,
  gaussian,
  inducing,
  type Parts,
  rates,
  simulationOf,
  truth,
} from "./modelGames.ts";

const [cpu, webasm] = await Promise.all([openBackend("cpu"), openBackend("webasm")]);
const { stepDiscriminator: ascent, stepGenerator: descent } = rates;

const steps = 20;
const run = (simulations: readonly Simulation[], backend = cpu, every = 5): Promise<Trajectory[]> =>
  simulateEnsemble(simulations, { steps, every, backend });

describe("every part in some game", () => {
  for (const [name, parts] of Object.entries(everyGame)) {
    it(`${name}: runs, moves, and webasm does what cpu does`, async () => {
      const [exact] = await run([simulationOf(parts)]);
      const [fast] = await run([simulationOf(parts)], webasm);
      expect(exact!.positions.every((all) => all.every(Number.isFinite))).toBe(true);
      expect(largestDifference([exact!.positions.at(-1)!], [exact!.positions[0]!])).toBeGreaterThan(1e-3);
      // Twenty tame steps amplify a rounding by less than 1e4; the differences of consensus make 1e5 of it first.
      expect(largestDifference(exact!.positions, fast!.positions)).toBeLessThan(1e-9);
      expect(fast!.outcome.kind).toBe(exact!.outcome.kind);
    });

    it(`${name}: the same bits in company and in other chunks`, async () => {
      const all = [1, 2, 3].map((seed) => simulationOf(parts, seed));
      const together = await run(all, webasm);
      for (const [k, simulation] of all.entries()) {
        const [alone] = await run([simulation], webasm, 1);
        expect(together[k]!.positions.at(-1)).toEqual(alone!.positions.at(-1));
        expect(together[k]!.outcome).toEqual(alone!.outcome);
        expect(together[k]!.positions[1]).toEqual(alone!.positions[5]);
      }
    });
  }
});

/** s(t). */
const belief = (t: number) => 1 / (1 + Math.exp(-t));
const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]!;
const add = (a: readonly number[], share: number, b: readonly number[]) => a.map((x, k) => x + share * b[k]!);

/** The game f = w·x with the minimax loss, R1 and a ridge written out: ∂(ξ/2 Σ p‖∇f‖²)/∂w = ξ w. */
function linearGame(start: readonly number[], strength: number, ridge = 0): number[] {
  let w: readonly number[] = start;
  let ys: readonly (readonly number[])[] = begin;
  for (let step = 0; step < steps; step++) {
    let direction: readonly number[] = w.map((each) => -strength * each);
    for (const x of truth) direction = add(direction, belief(-dot(w, x)) / truth.length, x);
    for (const y of ys) direction = add(direction, -belief(dot(w, y)) / ys.length, y);
    w = add(w, ascent, direction);
    const now = w;
    ys = ys.map((y) => {
      const moved = add(y, (descent * belief(dot(now, y))) / ys.length, now);
      return add(moved, (-2 * descent * ridge) / ys.length, y);
    });
  }
  return ys.flat();
}

describe("against the same written out", () => {
  it("a linear discriminator, minimax and R1", async () => {
    const start = [0.8, -0.5];
    const parts: Parts = {
      discriminator: { kind: "linear", start },
      loss: { kind: "minimax" },
      penalties: [{ kind: "r1", strength: 0.7 }],
    };
    const [found] = await run([simulationOf(parts)]);
    const wanted = linearGame(start, 0.7);
    expect(largestDifference([found!.positions.at(-1)!], [wanted])).toBeLessThan(1e-14);
    expect(largestDifference([wanted], [linearGame(start, 0)])).toBeGreaterThan(1e-3);
  });

  it("a ridge on the particles, which the generator alone pays", async () => {
    const start = [0.8, -0.5];
    const parts: Parts = {
      discriminator: { kind: "linear", start },
      loss: { kind: "minimax" },
      penalties: [
        { kind: "r1", strength: 0.7 },
        { kind: "outputRidge", strength: 0.3 },
      ],
    };
    const [found] = await run([simulationOf(parts)]);
    const wanted = linearGame(start, 0.7, 0.3);
    expect(largestDifference([found!.positions.at(-1)!], [wanted])).toBeLessThan(1e-14);
    expect(largestDifference([wanted], [linearGame(start, 0.7)])).toBeGreaterThan(1e-3);
  });

  it("weight decay and R1 are the same to a linear discriminator, and R2 is as long as all masses are equal", async () => {
    const kinds = ["weightDecay", "r1", "r2"].map((kind) =>
      simulationOf({
        discriminator: { kind: "linear", start: [1, 0.3] },
        penalties: [{ kind, strength: 0.4 }],
      }),
    );
    const [decay, ...others] = await run(kinds);
    for (const other of others)
      expect(largestDifference(decay!.positions, other.positions)).toBeLessThan(1e-15);
  });

  it("an inducing Gaussian keeps to the whole history within the bound that it states", async () => {
    for (const accuracy of [0.1, 0.02]) {
      const held = simulationOf({ discriminator: { ...inducing, accuracy } });
      const whole = simulationOf({ discriminator: { kind: "kernel", kernel: gaussian, form: "history" } });
      const [found] = await run([held]);
      const [wanted] = await run([whole]);
      expect(found!.form.form).toBe("inducing");
      expect(found!.form.bound).toBeLessThanOrEqual(2 * accuracy);
      const gap = largestDifference(found!.positions, wanted!.positions);
      // f and its slope are off by bound² Σ|pull| at most, and the particles have gone ten steps of 0.07 by it.
      expect(gap).toBeLessThan(found!.form.bound ** 2 * steps * descent);
      expect(gap).toBeGreaterThan(0);
    }
  });
});

describe("parts that do not go together are refused where they stand", () => {
  const network = { kind: "network", hidden: [3] };
  const response = { kind: "bestResponse", kernel: gaussian, time: 1 };
  const two = { kind: "particles", start: { kind: "points", points: begin.slice(1) } };
  const unequal = { kind: "particles", masses: [0.5, 0.3, 0.2], start: { kind: "points", points: begin } };
  const matched = { kind: "relativistic", pairing: "matched" };

  const wrong: readonly [string, Parts, string, RegExp][] = [
    ["clip, kernel", { penalties: [{ kind: "clip", bound: 1 }] }, "penalties[0]", /clip needs parameters/],
    [
      "lipschitz, network",
      { discriminator: network, penalties: [{ kind: "lipschitz", constant: 1 }] },
      "penalties[0]",
      /lipschitz .*gradientPenalty/,
    ],
    [
      "r1, best response",
      {
        discriminator: response,
        penalties: [
          { kind: "weightDecay", strength: 1 },
          { kind: "r1", strength: 1 },
        ],
      },
      "penalties[1]",
      /r1 does not go with the discriminator bestResponse/,
    ],
    [
      "clip, best response",
      { discriminator: response, penalties: [{ kind: "clip", bound: 1 }] },
      "penalties[0]",
      /learns step by step/,
    ],
    [
      "taylor, minimax",
      { discriminator: { kind: "kernel", kernel: gaussian, form: "taylor" }, loss: { kind: "minimax" } },
      "discriminator.form",
      /"taylor" does not go with the loss minimax; use auto or inducing/,
    ],
    [
      "history, momentum",
      {
        discriminator: { kind: "kernel", kernel: gaussian, form: "history" },
        dynamics: { kind: "momentum", momentum: 0.5 },
      },
      "discriminator.form",
      /the dynamics momentum/,
    ],
    [
      "consensus, R2",
      { penalties: [{ kind: "r2", strength: 1 }], dynamics: { kind: "consensus", strength: 1 } },
      "penalties[0]",
      /r2 does not go with dynamics that need/,
    ],
    [
      "matched pairs, of other numbers",
      { loss: matched, generator: two },
      "loss.pairing",
      /matched needs as many particles as true points, not 2 and 3/,
    ],
    [
      "matched pairs, of other masses",
      { loss: matched, generator: unequal },
      "loss.pairing",
      /matched needs particle 1 to have the mass of true point 1/,
    ],
  ];

  it.each(wrong)("%s", async (_, parts, place, message) => {
    const refused = await run([simulationOf(parts)]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).message).toMatch(message);
    expect((refused as InputError).path).toBe(place);
  });
});
