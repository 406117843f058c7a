import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { buildObservable, type Setting } from "../../src/observables/index.ts";
import { points } from "../../src/targets/index.ts";

const truth = points([
  [1, 0],
  [1, 4],
]).draw(randomStream(0));
const setting: Setting = { target: truth, masses: Float64Array.of(0.5, 0.5), dimension: 2, width: 1 };

function measured(positions: number[], gradient: number[], options: object = {}, given = setting) {
  const observable = buildObservable({ kind: "gradientAlignment", ...options });
  const state = { step: 1, positions: Float64Array.from(positions), gradient: Float64Array.from(gradient) };
  return observable.measure(state, given);
}

describe("gradientAlignment", () => {
  it("is 1 along the way to the matched point, whatever the slope's length, and −1 away from it", () => {
    expect(measured([0, 0, 0, 4], [0.1, 0, 7, 0])).toEqual([1, 1]);
    expect(measured([0, 0, 0, 4], [-0.1, 0, 7, 0])).toEqual([0, 1]);
    expect(measured([0, 0, 0, 4], [-3, 0, -2, 0])).toEqual([-1, 1]);
    expect(measured([0, 0, 0, 4], [1, 1, 1, -1])[0]).toBeCloseTo(Math.SQRT1_2, 14);
  });

  it("matches by transport, or with the nearest true point", () => {
    // Both are nearest to (1, 0); one has to go to (1, 4): the lower one goes up to save the other's way.
    const cloud = [1, 1, 1, 1.5];
    expect(measured(cloud, [0, -1, 0, -1])).toEqual([0, 1]);
    expect(measured(cloud, [0, -1, 0, -1], { match: "nearest" })).toEqual([1, 1]);
  });

  it("splits a particle whose mass goes to two points", () => {
    const one: Setting = { ...setting, masses: Float64Array.of(1) };
    expect(measured([1, 2], [0, 1], {}, one)).toEqual([0, 1]);
    expect(measured([0, 2], [1, 0], {}, one)[0]).toBeCloseTo(1 / Math.sqrt(5), 14);
  });

  it("leaves out who is there and who is not pushed, and is unknown of no one", () => {
    expect(measured([0, 0, 1, 4], [1, 0, 1, 0])).toEqual([1, 0.5]);
    expect(measured([0, 0, 0, 4], [1, 0, 0, 0])).toEqual([1, 0.5]);
    expect(measured([0.7, 0, 0, 4], [-1, 0, 1, 0], { beyond: 0.5 })).toEqual([1, 0.5]);
    expect(measured([0, 0, 0, 4], [0, 0, 0, 0])).toEqual([Number.NaN, 0]);
  });
});
