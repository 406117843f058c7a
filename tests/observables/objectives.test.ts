import { describe, expect, it } from "vitest";
import { hinge, minimax, relativistic } from "../../src/losses/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { buildObservable, type Setting } from "../../src/observables/index.ts";
import { points } from "../../src/targets/index.ts";

const target = points([[0], [1]], [0.25, 0.75]).draw(randomStream(1, 1));
const state = {
  step: 0,
  positions: Float64Array.of(0.5, 2),
  gradient: new Float64Array(2),
  discriminator: { values: Float64Array.of(0.3, -0.2, 0.1, 0.7), parameters: Float64Array.of(3, -4) },
};
const setting = (loss?: Setting["loss"], masses = [0.4, 0.6]): Setting => ({
  target,
  masses: Float64Array.from(masses),
  dimension: 1,
  width: 1,
  ...(loss === undefined ? {} : { loss }),
});
const logistic = (t: number) => 1 / (1 + Math.exp(-t));

describe("lossValue", () => {
  const observable = buildObservable("lossValue");

  it("is E log s(f(x)) + E log(1 − s(f(y))) for the minimax loss", () => {
    const [discriminator, generator] = observable.measure(state, setting(minimax()));
    const generated = 0.4 * Math.log(1 - logistic(0.1)) + 0.6 * Math.log(1 - logistic(0.7));
    expect(discriminator).toBeCloseTo(
      0.25 * Math.log(logistic(0.3)) + 0.75 * Math.log(logistic(-0.2)) + generated,
      12,
    );
    expect(generator).toBeCloseTo(-generated, 12);
  });

  it("is that of the hinge loss", () => {
    const [discriminator] = observable.measure(state, setting(hinge()));
    expect(discriminator).toBeCloseTo(-(0.25 * 0.7 + 0.75 * 1.2 + 0.4 * 1.1 + 0.6 * 1.7), 12);
  });

  it("is a sum over pairs for a relativistic loss", () => {
    const even = [0.5, 0.5];
    const all = buildObservable("lossValue").measure(state, setting(relativistic({ pairing: "all" }), even));
    const pairs = [
      [0.25, 0.3 - 0.1],
      [0.25, 0.3 - 0.7],
      [0.75, -0.2 - 0.1],
      [0.75, -0.2 - 0.7],
    ] as const;
    const wanted = pairs.reduce((sum, [mass, t]) => sum + 0.5 * mass * Math.log(logistic(t)), 0);
    expect(all[0]).toBeCloseTo(wanted, 12);
    const matched = observable.measure(state, setting(relativistic({ pairing: "matched" })));
    expect(matched[0]).toBeCloseTo(0.25 * Math.log(logistic(0.2)) + 0.75 * Math.log(logistic(-0.9)), 12);
  });

  it("is NaN where the game or the discriminator is not known", () => {
    expect(observable.measure(state, setting())).toEqual([Number.NaN, Number.NaN]);
    const { discriminator: _, ...blind } = state;
    expect(observable.measure(blind, setting(minimax()))).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("discriminatorNorm", () => {
  it("is the length of the parameters", () => {
    expect(buildObservable("discriminatorNorm").measure(state, setting())).toEqual([5]);
  });
});
