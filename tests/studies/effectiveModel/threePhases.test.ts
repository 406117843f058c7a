import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { penaltyLimits } from "../../../src/studies/effectiveModel/threePhases/theory.ts";
import { boundaryOf, threePhases } from "../../../src/studies/effectiveModel/threePhases/threePhases.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { about } from "../../figures/studyTables.ts";

const small = {
  study: "threePhases",
  options: { size: 4, couplings: 3, penalties: 4, seeds: 2, steps: 200, from: 1, to: 1000 },
};

describe("the boundary of the coupling", () => {
  it("is where half of the clouds spread, at each penalty where they do and do not", () => {
    const rows = [1, 10].flatMap((value) =>
      [0, 0.5, 1].flatMap((coupling) =>
        Array.from({ length: 4 }, () => {
          const spread = coupling < (value === 1 ? 0.3 : 0.8);
          return {
            value,
            coupling,
            phase: spread ? "covered" : "collapsed",
            cloudVarianceRatio: spread ? 1 : 0,
          };
        }),
      ),
    );
    const points = boundaryOf(rows, randomStream(1));
    expect(points.map((row) => row.coupling)).toEqual([0.25, 0.75]);
  });
});

describe("linear theory", () => {
  it("bounds the penalty of points far apart as their steps do", () => {
    const { options } = resolveStudy({ ...small, options: { ...small.options, length: 40 } }, [threePhases]);
    const [row] = penaltyLimits(options as never, [0]);
    // 1 − η_d(λ + ξ/2) = −1 + k/2 with k = η_d η_g q·rq.
    const k = 0.1 * 0.1 * 0.5;
    expect(row!.theory).toBeCloseTo(((2 - k / 2) / 0.1 - 0.1) * 2, 3);
  });
});

describe("the study of three phases", () => {
  it("runs small, and its figures can be drawn", async () => {
    const { result } = await runStudy(resolveStudy(small, [threePhases]), threePhases, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read: () => {
        throw new Error("no file is read");
      },
    });
    expect(result.tables.map!.length).toBe(3 * 4 * (2 + 2));
    expect(result.tables.map!.columns.phase).toContain("diverged");
    expect(result.comparisons).toHaveLength(3);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 60_000);
});
