import { describe, expect, it } from "vitest";
import { narrow } from "../../src/dynamics/narrow.ts";
import { flow } from "../../src/dynamics/steppers/flow.ts";
import { openBackend } from "../../src/engine/index.ts";
import { paced } from "../../src/engine/paced.ts";
import { type ClosedGame, closedProgram, games, type Lane, runClosed } from "./steppersGame.ts";
import { distance, flowAt } from "./steppersPlain.ts";

const lanes: readonly Lane[] = Object.values(games).map((game, k) => ({
  game,
  stepper: flow({ duration: 3 + 4 * k, tolerance: 10 ** (-5 - 2 * k), rateGenerator: 1 + k }),
}));

/** It grows as e^(40 t): beyond all numbers at t = 18. */
const exploding: ClosedGame = {
  bend: 0,
  twist: 0,
  decayDiscriminator: -40,
  decayGenerator: 0,
  start: [1, 1, 1, 1],
};

const broken: ClosedGame = { ...exploding, start: [Number.NaN, 1, 1, 1] };

describe("the flow", () => {
  it("is the solution of the differential equation, to about the tolerance that was asked for", async () => {
    for (const game of Object.values(games)) {
      const stepper = flow({ duration: 8, tolerance: 1e-10, rateDiscriminator: 0.7, rateGenerator: 1.6 });
      const [state] = await runClosed([{ game, stepper }], 5);
      expect(distance(state!, flowAt(game, [0.7, 1.6], 8))).toBeLessThan(2e-9);
    }
  });

  it("has the same outputs however many there are", async () => {
    const game = games["Dirac-GAN with a twist"];
    const stepper = flow({ duration: 6, tolerance: 1e-10 });
    const [few] = await runClosed([{ game, stepper }], 2);
    const [many] = await runClosed([{ game, stepper }], 300);
    expect(distance(few!, many!)).toBeLessThan(1e-9);
  });

  it("neither chunks nor company change a bit", async () => {
    const together = await runClosed(lanes, 40);
    expect(await runClosed(lanes, 40, { chunks: [1] })).toEqual(together);
    expect(await runClosed(lanes, 40, { chunks: [7, 2] })).toEqual(together);
    for (const [k, lane] of lanes.entries()) expect(await runClosed([lane], 40)).toEqual([together[k]]);
  });

  it("lands on every output, whoever waits for whom", async () => {
    const game = games.bilinear;
    const slow = { game, stepper: flow({ duration: 4 }) };
    const fast = { game, stepper: flow({ duration: 400 }) };
    const execution = paced(
      await (await openBackend("cpu")).load(closedProgram([slow, fast])),
      slow.stepper.paced!,
      10,
    );
    for (let output = 1; output <= 10; output++) {
      await execution.advance(1);
      const all = [...execution.read("weights"), ...execution.read("particles")];
      const state = [0, 2, 4, 6].map((at) => all[at]!);
      expect(distance(state, flowAt(game, [1, 1], 0.4 * output))).toBeLessThan(1e-7);
      expect([...execution.read("flowDone")]).toEqual([output, output]);
    }
    await execution.close();
  });

  it("goes on as it was where others have left the batch", async () => {
    const backend = await openBackend("cpu");
    const program = closedProgram(lanes);
    const how = lanes[0]!.stepper.paced!;
    const first = paced(await backend.load(program), how, 40);
    await first.advance(13);
    const rest = paced(await backend.load(narrow(program, first, [2])), how, 40);
    await rest.advance(27);
    const state = [...rest.read("weights"), ...rest.read("particles")];
    expect([state]).toEqual(await runClosed([lanes[2]!], 40));
    await first.close();
    await rest.close();
  });

  it("leaves what follows from the state as it is there, not as it was at an attempt", async () => {
    const program = closedProgram(lanes);
    const execution = paced(await (await openBackend("cpu")).load(program), lanes[0]!.stepper.paced!, 10);
    await execution.advance(3);
    expect(execution.read("flowStageDiscriminator")).toEqual(execution.read("weights"));
    expect(execution.read("flowStageGenerator")).toEqual(execution.read("particles"));
    await execution.close();
  });

  it("what blows up, or was no number to begin with, is given up and holds nobody up", async () => {
    const stepper = flow({ duration: 30, tolerance: 1e-6 });
    const good = { game: games["quadratic with rotation"], stepper };
    const [alone] = await runClosed([good], 3);
    const all = await runClosed([{ game: exploding, stepper }, good, { game: broken, stepper }], 3);
    expect(all[1]).toEqual(alone);
    for (const state of [all[0]!, all[2]!]) expect(state.every(Number.isNaN)).toBe(true);
  });

  it("on webasm is as right, and gives up there too", async () => {
    const backend = await openBackend("webasm");
    const stepper = flow({ duration: 5 });
    const games3 = [...Object.values(games), broken];
    const states = await runClosed(
      games3.map((game) => ({ game, stepper })),
      4,
      { backend, chunks: [3, 1] },
    );
    Object.values(games).forEach((game, k) => {
      expect(distance(states[k]!, flowAt(game, [1, 1], 5))).toBeLessThan(1e-6);
    });
    expect(states[3]!.every(Number.isNaN)).toBe(true);
  });

  it("a program that never finishes is an error, not an endless wait", async () => {
    const stuck = {
      advance: async () => {},
      read: () => Float64Array.of(0, 0),
      write: () => {},
      close: async () => {},
    };
    await expect(paced(stuck, { done: "d", goal: "g" }, 1).advance(1)).rejects.toThrow(/attempts did not/);
  });
});
