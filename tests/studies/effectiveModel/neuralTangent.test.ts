import { describe, expect, it } from "vitest";
import { linear, networkDiscriminator } from "../../../src/discriminators/index.ts";
import { openBackend } from "../../../src/engine/index.ts";
import { studyFigure } from "../../../src/figures/index.ts";
import { gaussian, kernels } from "../../../src/kernels/index.ts";
import { activations, drawNetwork, layoutOf, tangentKernel } from "../../../src/networks/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { courseSteps, tangentKernels } from "../../../src/studies/effectiveModel/neuralTangent/cases.ts";
import {
  criticOf,
  homogeneousJump,
  jumpAtZero,
} from "../../../src/studies/effectiveModel/neuralTangent/kink.ts";
import { taughtKernel, taughtNetworks } from "../../../src/studies/effectiveModel/neuralTangent/line.ts";
import { neuralTangent } from "../../../src/studies/effectiveModel/neuralTangent/neuralTangent.ts";
import { excess } from "../../../src/studies/effectiveModel/neuralTangent/tables.ts";
import { lineDistance, widthLaw } from "../../../src/studies/effectiveModel/neuralTangent/widths.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { points } from "../../../src/targets/index.ts";
import { about } from "../../figures/studyTables.ts";

describe("a taught kernel", () => {
  it("tends to the labels as 1 − exp(−2τmK) on one sample", () => {
    const lesson = { samples: Float64Array.of(0.3), masses: Float64Array.of(0.7), step: 1e-3, rounds: 1000 };
    const [f] = taughtKernel(gaussian({ width: 1 }), { ...lesson, loss: "leastSquares" }, lesson.samples);
    expect(f).toBeCloseTo(1 - Math.exp(-1.4), 3);
  });

  it("is the sum of kernels times time under the IPM", () => {
    const lesson = {
      samples: Float64Array.of(0, 1),
      masses: Float64Array.of(1, -1),
      loss: "ipm" as const,
      step: 0.5,
      rounds: 3,
    };
    const [f] = taughtKernel(gaussian({ width: 1 }), lesson, Float64Array.of(0));
    expect(f).toBeCloseTo(1.5 * (1 - Math.exp(-0.5)), 12);
  });
});

describe("taught networks", () => {
  const setting = { target: points([[0]]).draw(randomStream(1)), start: Float64Array.of(0), count: 1 };

  it("move along their tangent kernel in a short lesson", async () => {
    const shape = { hidden: [5, 4], biasScale: 1, antisymmetric: true };
    const model = networkDiscriminator({ ...shape, activation: "tanh" }).ready({
      ...setting,
      stream: randomStream(9),
    });
    const samples = Float64Array.of(-0.5, 0.4);
    const lesson = { samples, masses: Float64Array.of(1, -1), loss: "ipm" as const, step: 1e-5, rounds: 1 };
    const [f] = await taughtNetworks([model], lesson, samples, await openBackend("cpu"));
    const layout = layoutOf({ ...shape, inputs: 1, outputs: 1, activation: activations.tanh });
    const K = tangentKernel(layout, drawNetwork(layout, randomStream(9)), samples);
    expect(f![0]! / 1e-5).toBeCloseTo(K[0]! - K[1]!, 3);
    expect(f![1]! / 1e-5).toBeCloseTo(K[2]! - K[3]!, 3);
  });

  it("learn labels by gradient steps on the squares", async () => {
    const model = linear({ start: [0] }).ready({ ...setting, stream: randomStream(1) });
    const lesson = {
      samples: Float64Array.of(2),
      masses: Float64Array.of(0.5),
      loss: "leastSquares" as const,
      step: 0.1,
      rounds: 3,
    };
    const [f] = await taughtNetworks([model], lesson, Float64Array.of(1, 2), await openBackend("webasm"));
    // f(2) tends to 1 by the factor 1 − 0.1·2·0.5·2² = 0.6 a round.
    expect(f![1]).toBeCloseTo(1 - 0.6 ** 3, 12);
    expect(f![0]).toBeCloseTo(f![1]! / 2, 12);
  });
});

describe("the discriminator at 0", () => {
  const clouds = { real: Float64Array.of(2, 1, -1, 2), fake: Float64Array.of(0.3, -0.2), dimension: 2 };
  const critic = (name: keyof typeof tangentKernels) =>
    criticOf(kernels.build(tangentKernels[name].spec), clouds);

  it("has the jump of a homogeneous function without bias", () => {
    const f = critic("unbiased");
    expect(Math.abs(homogeneousJump(f))).toBeGreaterThan(0.01);
    expect(jumpAtZero(f, 1e-2)).toBeCloseTo(homogeneousJump(f), 9);
  });

  it.each(["relu", "rbf"] as const)("has none otherwise: %s", (name) => {
    const f = critic(name);
    expect(jumpAtZero(f, 1e-3) / jumpAtZero(f, 1e-4)).toBeCloseTo(10, 0);
  });
});

describe("the analysis", () => {
  it("looks at a course at a quarter of its steps, and so on", () => {
    expect(courseSteps(512)).toEqual([2, 8, 32, 128, 512]);
    expect(courseSteps(7)).toEqual([1, 7]);
  });

  it("finds the exponent of distances", () => {
    const rows = [1, 4, 16].map((width) => ({ loss: "ipm", width, distance: 3 / Math.sqrt(width) }));
    expect(widthLaw(rows, "ipm").exponent).toBeCloseTo(-0.5, 9);
    expect(lineDistance(Float64Array.of(2, 4), Float64Array.of(1, 2))).toBeCloseTo(1, 12);
  });

  it("pairs runs of one replica", () => {
    const { mean, low, high } = excess([3, 5, 4], [2, 4, 3], randomStream(1));
    expect([mean, low, high]).toEqual([1, 1, 1]);
  });
});

describe("the study of neural tangent discriminators", () => {
  it("runs small, and its figures can be drawn", async () => {
    const small = {
      study: "neuralTangent",
      options: { points: 8, seeds: 2, steps: 8, longSteps: 8, width: 3, widths: [8, 16, 32], networks: 2 },
    };
    const { result } = await runStudy(resolveStudy(small, [neuralTangent]), neuralTangent, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read: () => {
        throw new Error("reads nothing");
      },
    });
    expect(result.comparisons).toHaveLength(12);
    // The kink is a matter of kernels alone.
    expect(result.comparisons.slice(6, 9).every(({ passes }) => passes)).toBe(true);
    for (const spec of result.figures) {
      expect(studyFigure(spec, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 60_000);
});
