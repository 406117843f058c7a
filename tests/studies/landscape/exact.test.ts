import { describe, expect, it } from "vitest";
import { kernelDiscriminator } from "../../../src/discriminators/index.ts";
import { alternating } from "../../../src/dynamics/index.ts";
import { particles } from "../../../src/generators/index.ts";
import { gaussian } from "../../../src/kernels/index.ts";
import { hinge, type Loss, minimax, relativistic } from "../../../src/losses/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { simulate } from "../../../src/observables/index.ts";
import { weightDecay } from "../../../src/penalties/index.ts";
import { inline } from "../../../src/studies/index.ts";
import {
  descend,
  matchedWalk,
  randomState,
  separableWalk,
} from "../../../src/studies/landscape/exact/descent.ts";
import { exactLandscape } from "../../../src/studies/landscape/exact/exact.ts";
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

describe("a relativistic loss in the isolated points model", () => {
  const outcome = async (loss: Loss) => {
    const game = {
      target: points([[-2], [2]]),
      generator: particles({ start: [[-2], [-1.9]] }),
      discriminator: kernelDiscriminator(gaussian({ width: 1 })),
      loss,
      penalties: [weightDecay(0.1)],
    };
    const steps = alternating({ stepDiscriminator: 0.2, stepGenerator: 0.2 });
    return (await simulate(game, steps, { steps: 2500, every: 10, backend: "webasm" })).outcome.kind;
  };

  it("leaves a collapse that the other losses stay in", { timeout: 60_000 }, async () => {
    expect(await outcome(relativistic({ pairing: "matched" }))).toBe("covered");
    expect(await outcome(minimax())).toBe("collapsed");
    expect(await outcome(relativistic({ pairing: "all" }))).toBe("collapsed");
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
    expect(result.comparisons).toHaveLength(35);
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
