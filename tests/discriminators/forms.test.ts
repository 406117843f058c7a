import { describe, expect, it } from "vitest";
import {
  chooseForm,
  discriminators,
  kernelDiscriminator,
  type Member,
  rowsOf,
} from "../../src/discriminators/index.ts";
import { kernelHelpers, kernelShape } from "../../src/discriminators/kernelText.ts";
import { memberOf } from "../../src/dynamics/assemble.ts";
import { cpu } from "../../src/engine/cpu.ts";
import { gaussian, kernelSlope, laplacian, radialKernels } from "../../src/kernels/index.ts";
import { InputError, type Spec } from "../../src/options/index.ts";
import { call, program, text, valuesAfter } from "../engine/programs.ts";
import { type Memory, type Sketch, simulationOf } from "../games.ts";

const sketch: Sketch = {
  points: [[0], [20]],
  masses: [0.5, 0.5],
  start: [[0.3], [19.5]],
  particleMasses: [0.5, 0.5],
  kernel: { kind: "gaussian", width: 1 },
  weightDecay: 0.1,
  stepDiscriminator: 0.1,
  stepGenerator: 0.1,
  order: "alternating",
};

function member(changes: Partial<Sketch> = {}, memory: Memory = {}, steps = 1000): Member {
  return memberOf(simulationOf({ ...sketch, ...changes }, memory), steps);
}

const chosen = (changes?: Partial<Sketch>, memory?: Memory, steps?: number) => {
  const one = member(changes, memory, steps);
  return chooseForm(one).report(one);
};

describe("the form of a discriminator", () => {
  it("is the fixed-length one for long runs of a Gaussian near its points", () => {
    expect(chosen().form).toBe("taylor");
    const sum = { kind: "multiScale", kernels: [sketch.kernel, { kind: "gaussian", width: 2 }] };
    expect(chosen({ kernel: sum }).form).toBe("taylor");
  });

  it("is the Fourier series for smooth kernels and for particles far from every point", () => {
    expect(chosen({ start: [[9], [20]] }).form).toBe("fourier");
    expect(chosen({ kernel: { kind: "matern", width: 1, smoothness: 3.5 } }).form).toBe("fourier");
  });

  it("is the history where nothing else holds it: kernels with a kink, many dimensions", () => {
    expect(chosen({ kernel: { kind: "laplacian", width: 1 } }).form).toBe("history");
    const place = (x: number) => [x, 0, 0, 0];
    expect(chosen({ points: [place(0), place(20)], start: [place(0.1), place(20)] }).form).toBe("history");
  });

  it("is the history where that is cheaper: short runs, and memories that fade at once", () => {
    expect(chosen({}, {}, 3).form).toBe("history");
    expect(chosen({ weightDecay: 10 }).form).toBe("history");
  });

  it("is the one asked for, whatever is cheaper", () => {
    expect(chosen({}, { form: "history" }).form).toBe("history");
    expect(chosen({}, { form: "taylor" }, 3).form).toBe("taylor");
  });

  it("reports a bound that is at most the accuracy, and more features for more accuracy", () => {
    let before = 0;
    for (const accuracy of [1e-3, 1e-6, 1e-9, 1e-12]) {
      const { bound, length } = chosen({}, { form: "taylor", accuracy });
      expect(bound).toBeLessThanOrEqual(accuracy);
      expect(bound).toBeGreaterThan(accuracy / 50);
      expect(length).toBeGreaterThan(before);
      before = length;
    }
  });

  it("remembers as long as a weight is above the truncation, in powers of two, and all of it for λ = 0", () => {
    const length = (weightDecay: number, truncation: number) =>
      chosen({ weightDecay }, { form: "history", truncation }).length;
    // 0.9^k falls below 1e-3 at k = 66.
    expect(length(1, 1e-3)).toBe(128);
    expect(length(1, 0)).toBe(1000);
    expect(length(0, 1e-3)).toBe(1000);
    expect(length(1e-4, 1e-17)).toBe(1000);
    expect(chosen({ weightDecay: 1 }, { form: "history", truncation: 1e-3 }).bound).toBe(1e-3);
    expect(chosen({ weightDecay: 0 }, { form: "history", truncation: 1e-3 }).bound).toBe(0);
  });

  it("shares a program only with games of the same shape, texts and lengths of memory", () => {
    const key = (changes: Partial<Sketch>, memory: Memory = {}) => {
      const one = member(changes, memory);
      return chooseForm(one).key(one);
    };
    const mine = key({});
    expect(key({ kernel: { kind: "gaussian", width: 1.2 }, weightDecay: 0.2, stepGenerator: 0.3 })).toBe(
      mine,
    );
    expect(key({}, { accuracy: 1e-4 })).not.toBe(mine);
    expect(key({}, { form: "history" })).not.toBe(mine);
    expect(key({ start: [[3.5], [20]] })).not.toBe(mine);
    expect(key({ start: [[0], [0], [20]], particleMasses: [0.3, 0.3, 0.4] })).not.toBe(mine);
    expect(key({ kernel: { kind: "multiScale", kernels: [sketch.kernel, sketch.kernel] } })).not.toBe(mine);
    const history = { form: "history" } as const;
    const other = { kind: "laplacian", width: 1 };
    expect(key({ kernel: other }, history)).not.toBe(key({}, history));
  });
});

describe("the text of a kernel", () => {
  const specs: readonly Spec[] = [
    { kind: "gaussian", width: 0.7 },
    { kind: "laplacian", width: 1.3 },
    { kind: "rationalQuadratic", width: 0.8, mixture: 0.6 },
    {
      kind: "multiScale",
      kernels: [
        { kind: "rationalQuadratic", width: 1, mixture: 2 },
        { kind: "gaussian", width: 0.4 },
        { kind: "gaussian", width: 2 },
        { kind: "laplacian", width: 0.5 },
      ],
      weights: [1, 2, 0.5, 0.25],
    },
  ];
  const squares = Float64Array.of(0, 0.01, 0.5, 2, 30);

  it("has the slope of the kernel, for each simulation its own", async () => {
    for (const spec of specs) {
      const kernel = radialKernels.build(spec);
      const shape = rowsOf(Array.from(squares), () => kernelShape(kernel));
      const body = text(
        "function (r2, shape) { const s = this.thread.x; return slope(r2[0][s], shape, s); }",
      );
      const one = program([call("out", body, ["r2", "shape"], { helpers: kernelHelpers(kernel) })], {
        simulations: squares.length,
        state: { out: new Float64Array(squares.length) },
        parameters: { r2: squares, shape },
      });
      const wanted = Array.from(squares, (r2) => kernelSlope(kernel, r2));
      expect(await valuesAfter(cpu, 1, one, "out")).toEqual(wanted);
    }
  });
});

describe("rows of an ensemble", () => {
  it("hold one number of each simulation side by side", () => {
    expect(Array.from(rowsOf([1, 2, 3], (s) => [s, 10 * s]))).toEqual([1, 2, 3, 10, 20, 30]);
  });
});

describe("a wrong discriminator is refused at the place that is wrong", () => {
  const kernel = { kind: "gaussian", width: 1 };
  const cases: readonly [Spec, string, RegExp][] = [
    [{ kind: "kernel" }, "kernel", /is missing/],
    [{ kind: "kernel", kernel: { kind: "gaussian", width: -1 } }, "kernel.width", /more than 0/],
    [{ kind: "kernel", kernel, form: "tailor" }, "form", /did you mean "taylor"/],
    [{ kind: "kernel", kernel, accuracy: 0 }, "accuracy", /at least 1e-14/],
    [{ kind: "kernel", kernel, accuracy: 1 }, "accuracy", /at most 0.1/],
    [{ kind: "kernel", kernel, truncation: -1 }, "truncation", /at least 0/],
    [{ kind: "kernel", kernel, memory: 1 }, "memory", /unknown option/],
    [{ kind: "kernel", kernel: { kind: "laplacian", width: 1 }, form: "taylor" }, "form", /needs a Gaussian/],
    [
      { kind: "kernel", kernel: { kind: "multiScale", kernels: [kernel], weights: [1, 2] } },
      "kernel.weights",
      /must list 1/,
    ],
  ];
  for (const [spec, path, message] of cases) {
    it(`${JSON.stringify(spec)} at ${path}`, () => {
      expect(() => discriminators.build(spec)).toThrow(InputError);
      expect(() => discriminators.build(spec)).toThrow(message);
      try {
        discriminators.build(spec);
      } catch (error) {
        expect((error as InputError).path).toBe(path);
      }
    });
  }

  it("from TypeScript as well", () => {
    expect(() => kernelDiscriminator(laplacian({ width: 1 }), { form: "taylor" })).toThrow(
      /needs a Gaussian/,
    );
    expect(() => kernelDiscriminator(gaussian({ width: 1 }), { accuracy: 2 })).toThrow(/^accuracy/);
    expect(kernelDiscriminator(gaussian({ width: 1 }))).toMatchObject({ form: "auto", accuracy: 1e-9 });
  });
});
