import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { nonSaturating, relativistic } from "../../../src/losses/index.ts";
import { buildSim, resolveSim } from "../../../src/sim/index.ts";
import { inline } from "../../../src/studies/index.ts";
import { settingClaims } from "../../../src/studies/landscape/training/claims.ts";
import { type LossName, simOf } from "../../../src/studies/landscape/training/games.ts";
import type { Setting } from "../../../src/studies/landscape/training/options.ts";
import { rateClaims } from "../../../src/studies/landscape/training/rateClaims.ts";
import { relativisticTraining } from "../../../src/studies/landscape/training/relativisticTraining.ts";
import { bestLoss, type Run, settledFrom } from "../../../src/studies/landscape/training/runs.ts";
import {
  levelOfEach,
  meanEstimate,
  normalWithin,
  pairedDifference,
  slopeOverSeeds,
} from "../../../src/studies/landscape/training/shares.ts";
import { advantageRows, courseRows, successRows } from "../../../src/studies/landscape/training/tables.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { about } from "../../figures/studyTables.ts";
import { expectInputError } from "../../targets/inputErrorAt.ts";

const setting: Setting = {
  game: "twoClusters",
  widths: [3, 6],
  losses: ["js", "rs"],
  points: 4,
  steps: 20,
  seeds: 2,
  every: 10,
};

const noFile = () => {
  throw new Error("no file is read");
};

describe("the difference of paired shares", () => {
  it("is that of the pairs of which one alone succeeds", () => {
    const a = [true, true, true, true, false, false, false, true];
    const b = [true, false, false, false, false, false, true, false];
    const { value, low, high } = pairedDifference(a, b);
    expect(value).toBeCloseTo((4 - 1) / 8, 12);
    // p̃ = 5/10 and 2/10: 0.3 ± 1.96 √((0.7 − 0.09)/10).
    expect((low + high) / 2).toBeCloseTo(0.3, 12);
    expect(high - low).toBeCloseTo(2 * 1.959963984540054 * Math.sqrt(0.061), 12);
  });

  it("knows how little it knows where all pairs agree", () => {
    const same = new Array<boolean>(48).fill(true);
    const { value, low, high } = pairedDifference(same, same);
    expect(value).toBe(0);
    expect(low).toBeLessThan(-0.02);
    expect(high).toBeGreaterThan(0.02);
  });
});

describe("several intervals together", () => {
  it("are each as much wider as Bonferroni's inequality asks for", () => {
    expect(normalWithin(0.95)).toBeCloseTo(1.959963984540054, 9);
    expect(levelOfEach(5)).toBeCloseTo(0.99, 12);
    expect(normalWithin(0.99)).toBeCloseTo(2.5758293035489, 9);
    const a = Array.from({ length: 12 }, (_, k) => k % 2 === 0);
    const b = Array.from({ length: 12 }, (_, k) => k % 3 === 0);
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const ratio = width(pairedDifference(a, b, 0.99)) / width(pairedDifference(a, b));
    expect(ratio).toBeCloseTo(2.5758293 / 1.959964, 6);
  });
});

describe("the slope over seeds", () => {
  it("is the mean of the slopes of all seeds, with Student's interval", () => {
    const { value, low, high } = slopeOverSeeds(
      [1, 2, 3],
      [
        [0, 0, 1],
        [0, 0, 0],
        [0, 1, 1],
      ],
    );
    const slopes = [0.5, 0, 0.5];
    expect(value).toBeCloseTo(1 / 3, 12);
    expect({ low, high }).toEqual({ low: meanEstimate(slopes).low, high: meanEstimate(slopes).high });
    // Standard deviation √(1/12), Student's 4.303 with two degrees of freedom.
    expect(high - low).toBeCloseTo((2 * 4.3027 * Math.sqrt(1 / 12)) / Math.sqrt(3), 3);
  });
});

describe("the loss of an unrestricted discriminator", () => {
  it("has the published plateaus", () => {
    expect(bestLoss([0.5, 0.5])).toBeCloseTo(Math.LN2, 12);
    expect(bestLoss([1, 0])).toBeCloseTo(0.4774, 4);
    expect(bestLoss([0.5, 0])).toBeCloseTo(0.3466, 4);
    expect(bestLoss([0, 0])).toBeCloseTo(0, 12);
  });
});

function run(loss: LossName, width: number, seed: number, since: number, rate = 0.01): Run {
  const success = since <= settledFrom(setting);
  const [value, held, first] = [0, [0.5, 0.5], since];
  return { game: "twoClusters", loss, width, rate, seed, success, since, first, value, held };
}

describe("a run", () => {
  it("succeeds by its first look of the last tenth", () => {
    expect(settledFrom({ steps: 1500, every: 25 })).toBe(1350);
    // No look at 90: the next is at 120.
    expect(settledFrom({ steps: 100, every: 60 })).toBe(120);
  });
});

describe("shares of runs", () => {
  const runs = [3, 6].flatMap((width) => [
    run("js", width, 0, Number.NaN),
    run("js", width, 1, 20),
    run("rs", width, 0, 10),
    run("rs", width, 1, 0),
    run("rs", width, 2, 30),
    run("js", width, 2, Number.NaN),
  ]);
  const looked = { ...setting, steps: 30, seeds: 3 };
  const succeeded = runs.map((one) => ({ ...one, success: one.since <= 20 }));

  it("are those of each loss and width, with the runs that cover after the last step beside them", () => {
    const rows = successRows([looked], succeeded);
    expect(rows.map(({ width, covered, afterLast }) => [width, covered, afterLast])).toEqual([
      [3, 1, 1],
      [6, 1, 1],
      [3, 2, 3],
      [6, 2, 3],
    ]);
    expect(rows.every(({ share, shareLow, shareHigh }) => shareLow! <= share! && share! <= shareHigh!)).toBe(
      true,
    );
  });

  it("grow with the steps up to those at the end", () => {
    const rows = courseRows([looked], runs).filter(({ width }) => width === 3);
    expect(rows.map(({ step, share }) => [step, Number((share as number).toFixed(3))])).toEqual([
      [0, 0],
      [10, 0],
      [20, 0.333],
      [30, 0.333],
      [0, 0.333],
      [10, 0.667],
      [20, 0.667],
      [30, 1],
    ]);
  });
});

describe("two rates", () => {
  const rated: Setting = { ...setting, widths: [3], rates: [0.005, 0.01] };
  // The rate decides, whatever the loss.
  const runs = Array.from({ length: 20 }, (_, seed) =>
    (["js", "rs"] as const).flatMap((loss) => [
      run(loss, 3, seed, Number.NaN, 0.005),
      run(loss, 3, seed, 0, 0.01),
    ]),
  ).flat();

  it("keep the effect of the rate apart from that of the loss", () => {
    expect(successRows([rated], runs).map(({ rate, share }) => [rate, share])).toEqual([
      [0.005, 0],
      [0.01, 1],
      [0.005, 0],
      [0.01, 1],
    ]);
    expect(advantageRows([rated], runs).map(({ difference }) => difference)).toEqual([0, 0]);
    const claims = settingClaims(rated, runs);
    expect(claims.map(({ measured, passes }) => [measured, passes])).toEqual([
      ["0 against 0 of 20", false],
      ["20 against 20 of 20", false],
      // At the published rates RS leads, and with the rates exchanged JS does.
      ["20 against 0 of 20", true],
      ["20 against 0 of 20", true],
    ]);
  });

  it("are compared with the published pair only where both are there", () => {
    expect(rateClaims({ ...rated, rates: [0.005, 0.02] }, runs)).toEqual([]);
  });

  it("are compared with 95 % for all of a game's places together", () => {
    const [first] = advantageRows([{ ...setting, widths: [3] }], runs);
    const [wider] = advantageRows([rated], runs);
    const width = (row: typeof first) => (row!.differenceHigh as number) - (row!.differenceLow as number);
    expect(width(wider) / width(first)).toBeCloseTo(normalWithin(0.975) / normalWithin(0.95), 6);
  });
});

describe("the games", () => {
  const built = (loss: LossName, game: Setting["game"] = "twoClusters") =>
    buildSim(resolveSim({ ...simOf({ ...setting, game }, loss, 3), seed: 5 }, noFile), 1).simulation.game;

  it.each(["twoClusters", "networkParticles", "kernelParticles"] as const)(
    "%s starts from the same draws under each loss, and from others under other seeds",
    (game) => {
      const [js, rs] = [built("js", game), built("rs", game)];
      expect(js.start).toEqual(rs.start);
      expect(js.drawn.points).toEqual(rs.drawn.points);
      const other = buildSim(resolveSim({ ...simOf({ ...setting, game }, "js", 3), seed: 5 }, noFile), 0);
      expect(other.simulation.game.start).not.toEqual(js.start);
    },
  );

  it("has its true points in the published clusters, in turn", () => {
    const { drawn } = built("js");
    expect([...drawn.points]).toEqual([0.075, 4.075, 0.225, 4.225]);
    expect([...drawn.modes.centres]).toEqual([0, 4]);
  });

  it("learn as fast as the setting says, the same under both losses", () => {
    const dynamics = (loss: LossName, rate?: number) =>
      simOf(setting, loss, 3, rate) as Record<string, unknown>;
    expect(dynamics("js").dynamics).toEqual(dynamics("rs").dynamics);
    expect(dynamics("js", 0.005).dynamics).toMatchObject({ stepDiscriminator: 0.005, stepGenerator: 0.01 });
  });

  it("has losses whose equal rates are equal first steps: the same pulls of both players at f = 0", () => {
    const [js, rs] = [nonSaturating(), relativistic({ pairing: "matched" })];
    for (const loss of [js, rs]) {
      expect([loss.truePull(0), loss.generatedPull(0), loss.generatorPull(0)]).toEqual([0.5, -0.5, 0.5]);
    }
  });

  it("refuses settings that cannot be compared", () => {
    const refused = (change: Partial<Setting>) => () =>
      resolveStudy({ study: "relativisticTraining", options: { settings: [{ ...setting, ...change }] } }, [
        relativisticTraining,
      ]);
    expectInputError(refused({ widths: [2.5] }), "options.settings[0].widths[0]", /whole number/);
    expectInputError(refused({ rates: [0.1, 0.1] }), "options.settings[0].rates", /different/);
    expectInputError(refused({ points: 5 }), "options.settings[0].points", /multiple of 2/);
    expectInputError(refused({ losses: ["js", "rsAll"] }), "options.settings[0].losses", /js and rs/);
    expect(refused({ game: "kernelParticles", widths: [0.5] })).not.toThrow();
  });
});

describe("the study of relativistic training", () => {
  it("runs small, and its figures can be drawn", async () => {
    const sizes = { points: 4, steps: 4, seeds: 2, every: 2 };
    const settings = [
      { game: "twoClusters", widths: [2], rates: [0.005, 0.01], ...sizes },
      { game: "fiveGaussians", widths: [2], ...sizes, points: 5 },
      { game: "networkParticles", widths: [2, 3, 4], losses: ["js", "rs", "rsAll"], ...sizes },
      { game: "kernelParticles", widths: [1, 4], ...sizes },
    ];
    const document = { study: "relativisticTraining", options: { settings, courses: 1 } };
    const { result } = await runStudy(resolveStudy(document, [relativisticTraining]), relativisticTraining, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read: noFile,
    });
    expect(result.tables.runs!.length).toBe(2 * (4 + 2 + 9 + 4));
    expect(result.tables.success!.length).toBe(4 + 2 + 9 + 4);
    // A row for each width and rate, the published rates and these exchanged, and of the networks the trend, all pairs
    // and the plateau.
    expect(result.comparisons).toHaveLength(2 + 2 + 1 + 3 + 3 + 2);
    expect(result.figures.map(({ name }) => name)).toEqual([
      "success",
      "advantage",
      "rates",
      "courses",
      "losses",
    ]);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 120_000);
});
