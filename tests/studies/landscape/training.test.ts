import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { buildSim, resolveSim } from "../../../src/sim/index.ts";
import { inline } from "../../../src/studies/index.ts";
import { type LossName, simOf } from "../../../src/studies/landscape/training/games.ts";
import type { Setting } from "../../../src/studies/landscape/training/options.ts";
import { relativisticTraining } from "../../../src/studies/landscape/training/relativisticTraining.ts";
import { bestLoss, courseRows, type Run, successRows } from "../../../src/studies/landscape/training/runs.ts";
import {
  meanEstimate,
  pairedDifference,
  slopeOverSeeds,
} from "../../../src/studies/landscape/training/shares.ts";
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

function run(loss: LossName, width: number, seed: number, since: number): Run {
  const success = !Number.isNaN(since);
  return { game: "twoClusters", loss, width, seed, success, since, value: 0, held: [0.5, 0.5] };
}

describe("shares of runs", () => {
  const runs = [3, 6].flatMap((width) => [
    run("js", width, 0, Number.NaN),
    run("js", width, 1, 20),
    run("rs", width, 0, 10),
    run("rs", width, 1, 0),
  ]);

  it("are those of each loss and width", () => {
    const rows = successRows([setting], runs);
    expect(rows.map(({ width, share }) => [width, share])).toEqual([
      [3, 0.5],
      [6, 0.5],
      [3, 1],
      [6, 1],
    ]);
    expect(rows.every(({ share, shareLow, shareHigh }) => shareLow! <= share! && share! <= shareHigh!)).toBe(
      true,
    );
  });

  it("grow with the steps up to those at the end", () => {
    const rows = courseRows([setting], runs).filter(({ width }) => width === 3);
    expect(rows.map(({ step, share }) => [step, share])).toEqual([
      [0, 0],
      [10, 0],
      [20, 0.5],
      [0, 0.5],
      [10, 1],
      [20, 1],
    ]);
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

  it("refuses settings that cannot be compared", () => {
    const refused = (change: Partial<Setting>) => () =>
      resolveStudy({ study: "relativisticTraining", options: { settings: [{ ...setting, ...change }] } }, [
        relativisticTraining,
      ]);
    expectInputError(refused({ widths: [2.5] }), "options.settings[0].widths[0]", /whole number/);
    expectInputError(refused({ points: 5 }), "options.settings[0].points", /multiple of 2/);
    expectInputError(refused({ losses: ["js", "rsAll"] }), "options.settings[0].losses", /js and rs/);
    expect(refused({ game: "kernelParticles", widths: [0.5] })).not.toThrow();
  });
});

describe("the study of relativistic training", () => {
  it("runs small, and its figures can be drawn", async () => {
    const sizes = { points: 4, steps: 4, seeds: 2, every: 2 };
    const settings = [
      { game: "twoClusters", widths: [2], ...sizes },
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
    expect(result.tables.runs!.length).toBe(2 * (2 + 2 + 9 + 4));
    expect(result.tables.success!.length).toBe(2 + 2 + 9 + 4);
    // A row for each width, and of the networks the trend, all pairs and the plateau.
    expect(result.comparisons).toHaveLength(1 + 1 + 3 + 3 + 2);
    expect(result.figures.map(({ name }) => name)).toEqual(["success", "advantage", "courses", "losses"]);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 120_000);
});
