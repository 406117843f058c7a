import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadDocument } from "../../../src/cli/documents.ts";
import { kernelDiscriminator } from "../../../src/discriminators/index.ts";
import { alternating } from "../../../src/dynamics/index.ts";
import { particles } from "../../../src/generators/index.ts";
import { gaussian } from "../../../src/kernels/index.ts";
import { hinge, minimax, relativistic } from "../../../src/losses/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { simulate } from "../../../src/observables/index.ts";
import { weightDecay } from "../../../src/penalties/index.ts";
import type { SimSpec } from "../../../src/sim/index.ts";
import { inline, runSim } from "../../../src/studies/index.ts";
import { isBadMinimum, jointDeparture } from "../../../src/studies/landscape/exact/badMinimum.ts";
import {
  descend,
  matchedWalk,
  randomState,
  separableWalk,
} from "../../../src/studies/landscape/exact/descent.ts";
import { exactLandscape } from "../../../src/studies/landscape/exact/exact.ts";
import { gameNamed, landscapeGames } from "../../../src/studies/landscape/exact/games.ts";
import { homeward, sweepBounds } from "../../../src/studies/landscape/exact/samples.ts";
import { uncrowded } from "../../../src/studies/landscape/exact/states.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { points } from "../../../src/targets/index.ts";
import { landscape } from "../../../src/theory/index.ts";

const hingeWalk = (state: number[]) => separableWalk(state, (m) => landscape.placeValue(hinge(), 1, m));

describe("states without a shared true point", () => {
  it.each([2, 3, 4])("are as many as there are, n = %i", (n) => {
    const found = landscape.states(n).filter((state) => Math.max(...landscape.occupation(state)) <= 1);
    expect(uncrowded(n)).toBe(found.length);
  });
});

describe("descent by single moves", () => {
  it("of matched pairs never raises the loss, and knows its cycles", () => {
    const own = landscape.matchedLandscape(relativistic({ pairing: "matched" }));
    const stream = randomStream(3);
    const state = randomState(9, stream);
    const walk = matchedWalk(state);
    let value = own.value(state);
    for (let k = 0; k < 2000; k++) {
      const j = stream.integer(9);
      expect(walk.free(j)).toBe(!landscape.cyclic(state)[j]);
      if (!walk.free(j)) continue;
      walk.move(j, stream.integer(9));
      expect(own.value(state)).toBeLessThanOrEqual(value + 1e-12);
      value = own.value(state);
      expect(walk.settled()).toBe(landscape.cyclic(state).filter(Boolean).length);
    }
    expect(landscape.isCovered(state)).toBe(true);
  });

  it("of hinge counts points that are alone", () => {
    const stream = randomStream(4);
    const state = randomState(9, stream);
    const walk = hingeWalk(state);
    for (let k = 0; k < 300; k++) {
      const j = stream.integer(9);
      const shared = landscape.occupation(state)[state[j]!]! > 1;
      expect(walk.free(j)).toBe(shared);
      if (shared) walk.move(j, stream.integer(9));
      expect(walk.settled()).toBe(landscape.occupation(state).filter((m) => m === 1).length);
    }
    expect(landscape.isCovered(state)).toBe(true);
  });

  it("of JS-GAN stays where it is", () => {
    const walk = separableWalk([0, 0, 0], (m) => landscape.placeValue(minimax(), 1, m));
    expect(descend(walk, randomStream(1), 100)).toEqual({ covered: false, share: 1 / 3, sweeps: 0 });
  });

  it("takes two collapsed pairs four tries, hinge two, in the mean", () => {
    const runs = 4000;
    const average = (walkOf: () => ReturnType<typeof matchedWalk>, key: number) => {
      let sum = 0;
      for (let run = 0; run < runs; run++) sum += 2 * descend(walkOf(), randomStream(key, run), 1000).sweeps;
      return sum / runs;
    };
    // Geometric with mean m: standard deviation below m, 5 standard errors of 4000 runs.
    expect(Math.abs(average(() => matchedWalk([0, 0]), 1) - 4)).toBeLessThan(0.32);
    expect(Math.abs(average(() => hingeWalk([0, 0]), 2) - 2)).toBeLessThan(0.16);
    expect(sweepBounds("hinge", [0, 0])).toEqual({ low: 1, high: 1 });
    expect(sweepBounds("RS-GAN", [0, 0])).toEqual({ low: 0, high: 2 });
  });

  it("has a way home on which the loss of matched pairs never rises", () => {
    const own = landscape.matchedLandscape(relativistic({ pairing: "matched" }));
    const path = homeward([1, 2, 0, 0, 3]);
    expect(path.at(-1)).toEqual([1, 2, 0, 3, 4]);
    const values = landscape.along(own, path);
    expect(values.slice(1).every((value, k) => value <= values[k]!)).toBe(true);
  });
});

describe("a bad strict local minimum", () => {
  const games = landscapeGames();
  const judged = (name: string, state: number[]) =>
    isBadMinimum(gameNamed(games, name), state, randomStream(8));

  it("is found by small moves where the graph of all states has it, and nowhere else", () => {
    const graph = landscape.stateGraph(4);
    const seated = graph.states.flatMap((state, s) => (Math.max(...state) < 4 ? [{ state, s }] : []));
    expect(seated).toHaveLength(4 ** 4);
    for (const { name, landscape: own } of games) {
      const { strict, global } = landscape.survey(graph, own);
      for (const { state, s } of seated) {
        expect(judged(name, [...state])).toBe(strict[s] === 1 && global[s] === 0);
      }
    }
  });

  it("is none where a move of two points at once lowers the loss, though no single one does", () => {
    // Two points off together lie below all; everything else is by how many are off.
    const own = {
      value: (state: landscape.State) => {
        const off = state.filter((place) => place >= state.length).length;
        return off >= 2 ? -1 : off;
      },
    };
    expect(isBadMinimum({ landscape: own, lowest: -2 }, [0, 0, 1, 1, 2], randomStream(9))).toBe(false);
  });

  it("is left by joint departures of any size, together and apart", () => {
    const stream = randomStream(10);
    const seen = new Set<string>();
    for (let k = 0; k < 600; k++) seen.add(landscape.canonical(jointDeparture([0, 0, 1], stream)).join());
    expect([...seen].sort()).toEqual(
      ["0,0,1", "0,0,3", "0,3,1", "0,3,4", "3,0,1", "3,0,4", "3,3,1", "3,3,4", "3,4,1", "3,4,5"].sort(),
    );
  });
});

describe("relativistic-two-points.json", () => {
  const file = fileURLToPath(
    new URL("../../../sims/landscape/relativistic-two-points.json", import.meta.url),
  );
  // Fewer steps than the file's 3000: the matched pairs have come to rest by then.
  const outcome = async (steps: number, loss?: object) => {
    const set = loss === undefined ? [] : [`loss=${JSON.stringify(loss)}`];
    const { kind, spec } = loadDocument(file, { set: [...set, `dynamics.steps=${steps}`] });
    if (kind !== "run") throw new Error("a simulation is expected");
    const { field: _, ...record } = (spec as SimSpec).record;
    return (await runSim({ ...(spec as SimSpec), record })).outcome;
  };

  it("covers both points with matched pairs, and with no other loss", { timeout: 240_000 }, async () => {
    expect(await outcome(2000)).toMatchObject({ kind: "covered", evidence: { covered: 2 } });
    for (const loss of [{ kind: "minimax" }, { kind: "relativistic", pairing: "all" }]) {
      const { kind, evidence } = await outcome(1000, loss);
      expect(["undecided", "oscillating", "collapsed"]).toContain(kind);
      // Neither has left its true point for the other, 4 away.
      expect(evidence.covered).toBe(1);
      expect(evidence.distance).toBeLessThan(1);
    }
    expect((await outcome(1000, { kind: "hinge" })).kind).toBe("diverged");
  });
});

describe("the relativistic loss on a line", () => {
  const outcome = async (start: number[][]) => {
    const game = {
      target: points([[-2], [2]]),
      generator: particles({ start }),
      discriminator: kernelDiscriminator(gaussian({ width: 1 })),
      loss: relativistic({ pairing: "matched" }),
      penalties: [weightDecay(0.1)],
    };
    const steps = alternating({ stepDiscriminator: 0.2, stepGenerator: 0.2 });
    return (await simulate(game, steps, { steps: 2500, every: 10, backend: "webasm" })).outcome.kind;
  };

  it("covers both points from the right order, and not from the wrong one", { timeout: 60_000 }, async () => {
    expect(await outcome([[-2], [-1.9]])).toBe("covered");
    expect(await outcome([[-1.9], [-2]])).not.toBe("covered");
  });
});

describe("the study", () => {
  it("agrees with theory in every row, in small", { timeout: 90_000 }, async () => {
    const options = { largest: 4, byNumbers: 3, sizes: [5, 50, 80], samples: 300, descents: 40 };
    const spec = resolveStudy({ study: "landscape", options, seed: 1 }, [exactLandscape]);
    const { result } = await runStudy(spec, exactLandscape, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0" },
      read: () => {
        throw new Error("nothing to read");
      },
    });
    expect(result.comparisons).toHaveLength(36);
    expect(result.comparisons.filter(({ passes }) => !passes)).toEqual([]);
    expect(result.tables.census!.length).toBe(3 * 6);
    expect(result.figures.map(({ name }) => name)).toEqual([
      "paths",
      "counts",
      "barrier",
      "sampled",
      "descent",
    ]);
  });
});
