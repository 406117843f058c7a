import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { boundaryRows, heldOf } from "../../../src/studies/effectiveModel/frequency/boundary.ts";
import { contestants, couplingAt, gainsAt } from "../../../src/studies/effectiveModel/frequency/cases.ts";
import { fallTo, rateClaim, relationClaim } from "../../../src/studies/effectiveModel/frequency/claims.ts";
import { frequency } from "../../../src/studies/effectiveModel/frequency/frequency.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { about } from "../../figures/studyTables.ts";

describe("the boundary", () => {
  it("knows the coupling of a ratio of gains, and back", () => {
    expect(couplingAt(1, 16)).toBe(0);
    expect(gainsAt(couplingAt(7, 16), 16)).toBeCloseTo(7, 6);
  });

  it("counts a cloud that ran away as nothing", () => {
    expect(heldOf("escaped", 0.9)).toBe(0);
    expect(heldOf("undecided", Number.NaN)).toBe(0);
    expect(heldOf("oscillating", 0.9)).toBe(0.9);
  });

  it("is where half of the modes are covered, in the logarithm of the ratio of gains", () => {
    const at = (gains: number, covered: number) => ({
      ratio: 1,
      coupling: couplingAt(gains, 8),
      covered,
      spread: 0,
    });
    const runs = [1, 4, 16].flatMap((gains, k) => [at(gains, k === 2 ? 0 : 1), at(gains, k === 2 ? 0 : 1)]);
    const [row] = boundaryRows("one", runs, 8, randomStream(1));
    expect(row!.gains).toBeCloseTo(8, 5);
    expect(row!.coupling).toBeCloseTo(couplingAt(8, 8), 5);
    expect(row!.side).toBe("within");
  });

  it("is a bound where the cloud stays on one side", () => {
    const runs = [1, 4].flatMap((gains) =>
      [0, 0].map((covered) => ({ ratio: 1, coupling: couplingAt(gains, 8), covered, spread: 0 })),
    );
    const [row] = boundaryRows("one", runs, 8, randomStream(1));
    expect([row!.gains, row!.side]).toEqual([1, "before"]);
  });
});

describe("the claims", () => {
  const labels = ["a", "b", "c", "d", "e", "f"];
  const rates = labels.flatMap((discriminator, k) => [
    { discriminator, frequency: 1, rate: 2 },
    { discriminator, frequency: 8, rate: 2 * 10 ** -k },
  ]);

  it("read the fall of the rates", () => {
    expect(fallTo(rates, "c", 8)).toBeCloseTo(0.01, 12);
  });

  it("see a relation where there is one, and none where there is none", () => {
    const boundary = (gains: readonly number[]) =>
      labels.map((discriminator, k) => ({ discriminator, ratio: 1, gains: gains[k]! }));
    expect(relationClaim(boundary([1, 2, 3, 4, 5, 6]), rates, 1, 8).passes).toBe(true);
    expect(relationClaim(boundary([3, 6, 1, 5, 2, 4]), rates, 1, 8).passes).toBe(false);
  });

  it("hold rates to what the features allow", () => {
    const [one] = contestants;
    const row = {
      discriminator: one!.label,
      frequency: 1,
      networks: 1,
      error: 0,
      theory: 0.2,
      allowed: 0.01,
    };
    expect(rateClaim(one!, [{ ...row, rate: 0.205 }])[0]!.passes).toBe(true);
    expect(rateClaim(one!, [{ ...row, rate: 0.215 }])[0]!.passes).toBe(false);
  });
});

describe("the study of the frequency principle", () => {
  it("runs small, and its figures can be drawn", async () => {
    const small = {
      study: "frequencyPrinciple",
      options: { particles: 4, steps: 10, gains: [1, 3, 9], ratios: [1], seeds: 2, networks: 4 },
    };
    const { result } = await runStudy(resolveStudy(small, [frequency]), frequency, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read: () => {
        throw new Error("reads nothing");
      },
    });
    expect(result.tables.boundary!.length).toBe(contestants.length);
    // Rates of kernels do not depend on the sizes.
    expect(result.comparisons.slice(0, 6).every(({ passes }) => passes)).toBe(true);
    for (const spec of result.figures) {
      expect(studyFigure(spec, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 120_000);
});
