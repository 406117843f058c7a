import { describe, expect, it } from "vitest";
import { drawGame } from "../../../src/dynamics/index.ts";
import { openBackend } from "../../../src/engine/index.ts";
import { diracGan } from "../../../src/studies/effectiveModel/dirac/dirac.ts";
import {
  classicGames,
  gameOf,
  plays,
  schemes,
  stepperOf,
} from "../../../src/studies/effectiveModel/dirac/games.ts";
import {
  apart,
  extentOf,
  followedField,
  played,
  seenVerdict,
} from "../../../src/studies/effectiveModel/dirac/runs.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";

/** A spiral whose radius changes by a factor a turn of 50 steps. */
function spiral(factor: number, length = 501) {
  const radius = (k: number) => factor ** (k / 50);
  const at = (turn: (angle: number) => number) =>
    Float64Array.from({ length }, (_, k) => radius(k) * turn((2 * Math.PI * k) / 50));
  return { theta: at(Math.cos), psi: at(Math.sin) };
}

describe("what a course does", () => {
  it("is read from its radii", () => {
    expect(seenVerdict(spiral(1))).toBe("circles");
    expect(seenVerdict(spiral(0.8))).toBe("converges");
    expect(seenVerdict(spiral(1.2))).toBe("diverges");
  });

  it("is to converge when nothing but rounding is left", () => {
    const { theta, psi } = spiral(1);
    const resting = (values: Float64Array) => values.map((value, k) => (k < 20 ? value : 1e-17 * value));
    expect(seenVerdict({ theta: resting(theta), psi: resting(psi) })).toBe("converges");
  });

  it("is to diverge when it is no number any more", () => {
    const { theta, psi } = spiral(1);
    expect(seenVerdict({ theta: theta.map((value, k) => (k > 450 ? Number.NaN : value)), psi })).toBe(
      "diverges",
    );
  });

  it("has an extent, that of its end", () => {
    expect(extentOf(spiral(1)).theta).toBeCloseTo(1, 10);
    expect(apart(spiral(1), spiral(1))).toBe(0);
  });
});

describe("the nine games", () => {
  it("are nine, each played simultaneously, consensus in that way alone", () => {
    const games = classicGames(2);
    expect(games).toHaveLength(9);
    const ways = games.map((game) => schemes.filter(({ name }) => plays(game, name)).length);
    expect(ways.filter((one) => one === schemes.length)).toHaveLength(8);
    expect(ways.filter((one) => one === 1)).toHaveLength(1);
  });

  it.each(classicGames(2).filter(({ theory }) => theory.kind !== "instanceNoise"))(
    "$name: the simulator follows the published field",
    async (game) => {
      const stepper = stepperOf("simultaneous", 0.2, game);
      const run = await played(drawGame(gameOf(game, 1, 1), 1), stepper, 60, await openBackend("cpu"));
      const byHand = followedField(game.theory, [1, 1], { step: 0.2, steps: 60 });
      expect(apart(run, byHand)).toBeLessThan(1e-8);
    },
  );
});

describe("the study", () => {
  it("agrees with theory in every row, with less noise", { timeout: 90_000 }, async () => {
    const spec = resolveStudy({ study: "diracGan", options: { copies: 100, draws: 4 } }, [diracGan]);
    const { result } = await runStudy(spec, diracGan, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0" },
      read: () => {
        throw new Error("nothing to read");
      },
    });
    expect(result.comparisons.length).toBeGreaterThan(25);
    expect(result.comparisons.filter(({ passes }) => !passes)).toEqual([]);
    expect(result.tables.courses!.length).toBe(501 * (8 * schemes.length + 1));
    expect(result.figures.map(({ kind }) => kind)).toEqual(["quiver", "curves"]);
  });
});
