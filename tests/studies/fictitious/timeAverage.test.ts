import { describe, expect, it } from "vitest";
import { openBackend } from "../../../src/engine/index.ts";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { misplaced, summaries } from "../../../src/studies/fictitious/timeAverage/averages.ts";
import {
  averagesOf,
  growthOf,
  higherOfTwo,
  orbitOf,
  peaksOf,
} from "../../../src/studies/fictitious/timeAverage/bilinear.ts";
import { delaysOf, jacobianGrowth } from "../../../src/studies/fictitious/timeAverage/delays.ts";
import {
  herdingBound,
  isExpelled,
  leastParticleMmd,
  leastParticleTransport,
  mostParticleMmd,
  particleMmd,
} from "../../../src/studies/fictitious/timeAverage/floors.ts";
import { exponentText, seedLaw } from "../../../src/studies/fictitious/timeAverage/laws.ts";
import { doublings } from "../../../src/studies/fictitious/timeAverage/options.ts";
import { timeAverageStudy } from "../../../src/studies/fictitious/timeAverage/timeAverage.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { fictitious } from "../../../src/theory/index.ts";
import { about } from "../../figures/studyTables.ts";

/** e^(gt) cos(2πt/50), and nothing of w. */
function swing(growth: number, length = 2000) {
  const y = Float64Array.from({ length }, (_, t) => Math.exp(growth * t) * Math.cos((2 * Math.PI * t) / 50));
  return { y, w: new Float64Array(length) };
}

describe("courses of one particle", () => {
  it("have peaks, their ends excluded", () => {
    const peaks = peaksOf(swing(0, 101).y.map(Math.abs));
    expect(peaks.map(({ at }) => at)).toEqual([25, 50, 75]);
    expect(peaks.every(({ value }) => Math.abs(value - 1) < 1e-12)).toBe(true);
    const uneven = peaksOf(Float64Array.of(0, 3, 0, 1, 0, 2, 0));
    expect(higherOfTwo(uneven).map(({ value }) => value)).toEqual([3, 2]);
  });

  it("grow as their peaks do", () => {
    for (const growth of [-0.002, 0, 0.003]) expect(growthOf(swing(growth))).toBeCloseTo(growth, 6);
    expect(growthOf(swing(0, 30))).toBeNaN();
  });

  it("have averages over what was generated before a step", () => {
    const averages = averagesOf({ y: Float64Array.of(1, 3, -10, 0), w: new Float64Array(4) });
    expect([...averages]).toEqual([Number.NaN, 1, 2, 2]);
  });

  it("are those of the game, and grow as the numerical Jacobian and the polynomial say", async () => {
    const backend = await openBackend("cpu");
    const game = delaysOf(0.1, { generatorQueue: 3, discriminatorQueue: 2, decay: 0.7 });
    const orbit = await orbitOf(game, 1500, backend);
    const theory = fictitious.delayedGrowth(game);
    expect(growthOf(orbit)).toBeCloseTo(theory, 4);
    expect(Math.abs((await jacobianGrowth(game, backend)) - theory)).toBeLessThan(1e-8);
  });
});

describe("what is made of cells", () => {
  it("is the mass at the wrong modes", () => {
    expect(misplaced({ averageModeMass0: 0.5, averageModeMass1: 0.5 }, [0.3, 0.7])).toBeCloseTo(0.2, 14);
    expect(misplaced({ averageModeMass0: 0.3, averageModeMass1: 0.7 }, [0.3, 0.7])).toBe(0);
  });

  it("are medians of groups with intervals that hold them", () => {
    const rows = [1, 2, 3, 4, 100].map((x, k) => ({ Q: k < 4 ? 1 : 2, x }));
    const [one, other] = summaries(rows, ["Q"], { x: (row) => row.x as number }, randomStream(1));
    expect(one).toMatchObject({ Q: 1, x: 2.5 });
    expect(one!.xLow).toBeLessThanOrEqual(2.5);
    expect(one!.xHigh).toBeGreaterThanOrEqual(2.5);
    expect(other).toMatchObject({ Q: 2, x: 100 });
  });

  it("are exponents, with what other starts would have given", () => {
    const times = doublings(64, 4);
    expect(times).toEqual([8, 16, 32, 64]);
    const even = times.flatMap((T) =>
      [0, 1, 2].map((replica) => ({ T, replica, d: (1 + replica) / T ** 0.5 })),
    );
    const value = (row: Record<string, number | string>) => row.d as number;
    const law = seedLaw(even, "T", value, randomStream(1));
    expect(law).toMatchObject({ from: 8, to: 64 });
    // Starts that differ in height alone have the same slope, whichever are drawn.
    for (const one of [law.exponent, law.interval.low, law.interval.high]) expect(one).toBeCloseTo(-0.5, 12);
    expect(exponentText(law)).toBe("−0.50 [−0.50, −0.50]");
    expect(exponentText(seedLaw(even.slice(6), "T", value, randomStream(1)))).toBe("no fit");
    const uneven = times.flatMap((T) => [0.2, 0.4, 0.6].map((by, replica) => ({ T, replica, d: T ** -by })));
    const spread = seedLaw(uneven, "T", value, randomStream(1));
    expect(spread.exponent).toBeCloseTo(-0.4, 12);
    expect(spread.interval.low).toBeCloseTo(-0.6, 12);
    expect(spread.interval.high).toBeCloseTo(-0.2, 12);
  });
});

describe("what a single particle can do", () => {
  const modes = { mass: 0.3, separation: 1 };

  it("is to stand at a mode, between or far away", () => {
    const apart = 2 - 2 * Math.exp(-0.5);
    expect(particleMmd(modes, 0)).toBeCloseTo(0.7 * Math.sqrt(apart), 14);
    expect(particleMmd(modes, 1)).toBeCloseTo(0.3 * Math.sqrt(apart), 14);
    for (const y of [-1, 0, 0.2, 0.5, 0.76, 1, 3]) {
      expect(leastParticleMmd(modes)).toBeLessThanOrEqual(particleMmd(modes, y));
      expect(mostParticleMmd(modes)).toBeGreaterThan(particleMmd(modes, y));
    }
    expect(leastParticleMmd({ mass: 1, separation: 1 })).toBeLessThan(1e-7);
    expect(leastParticleTransport({ mass: 0.5, separation: 4 })).toBe(2);
    expect(isExpelled(modes, particleMmd(modes, 3.7))).toBe(false);
    expect(isExpelled(modes, particleMmd(modes, 4.1))).toBe(true);
  });

  it("keeps f below the bound of herding, where it jumps to the maximum of f", () => {
    // f as a sum over the grid of places, steps 1: the particle's place after each step is where f is largest.
    const places = Array.from({ length: 201 }, (_, k) => -0.5 + k / 100);
    const kernel = (x: number, y: number) => Math.exp(-((x - y) ** 2) / 2);
    const shown = (x: number) => 0.3 * kernel(x, 0) + 0.7 * kernel(x, 1);
    const f = places.map(() => 0);
    const gone: number[] = [];
    for (let T = 1; T <= 64; T++) {
      gone.push(places[f.indexOf(Math.max(...f))]!);
      places.forEach((x, k) => {
        f[k]! += shown(x) - kernel(x, gone.at(-1)!);
      });
      const cross = gone.reduce((sum, y) => sum + shown(y), 0);
      const own = gone.reduce((sum, y) => sum + gone.reduce((all, z) => all + kernel(y, z), 0), 0);
      const data = 0.3 * shown(0) + 0.7 * shown(1);
      const norm = Math.sqrt(T * T * data - 2 * T * cross + own);
      expect(norm).toBeLessThan(herdingBound(modes, 1, T));
    }
  });
});

const small = {
  study: "fictitious",
  options: {
    step: 0.1,
    orbit: 1000,
    delays: [1, 2],
    queues: [1, 4, 8],
    steps: 512,
    seeds: 2,
    networkSteps: 1024,
    networkQueues: [1, 2],
    networkSeeds: 2,
  },
};

describe("the study", () => {
  it("agrees with its theory at a small size too, and draws", { timeout: 120_000 }, async () => {
    const spec = resolveStudy(small, [timeAverageStudy]);
    const { result } = await runStudy(spec, timeAverageStudy, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0" },
      read: () => {
        throw new Error("nothing to read");
      },
    });
    // 9 rows of the bilinear game, 14 of the kernel and 3 of the network, which need more time than this.
    expect(result.comparisons).toHaveLength(26);
    const exact = result.comparisons.slice(0, 11);
    expect(exact.filter(({ passes }) => !passes)).toEqual([]);
    expect(result.tables.network!.length).toBe(12);
    for (const figure of result.figures)
      expect(() => studyFigure(figure, result.tables as never, about)).not.toThrow();
  });
});
