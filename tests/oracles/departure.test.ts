import { describe, expect, it } from "vitest";
import { regions } from "../../src/discriminators/taylor/layout.ts";
import type { Trajectory } from "../../src/dynamics/index.ts";
import { largestDifference, run, type Sketch } from "../games.ts";

/** Two particles on one of two true points, weakly damped: the surplus is thrown out. */
const expelled: Sketch = {
  points: [[0], [30]],
  masses: [0.5, 0.5],
  start: [[0.1], [-0.2]],
  particleMasses: [0.5, 0.5],
  kernel: { kind: "gaussian", width: 1 },
  weightDecay: 0.02,
  stepDiscriminator: 0.2,
  stepGenerator: 0.2,
  order: "alternating",
};

/** The same with a particle on each point, which stay. */
const staying: Sketch = { ...expelled, start: [[0.1], [29.8]] };

const steps = 300;

/**
 * The first steps in which a particle was farther than a region from the one true point that had particles
 * near it at the start, one for each region that there is, read off an exact run.
 */
function stepsOutside(sketch: Sketch, exact: Trajectory): number[] {
  const width = sketch.kernel.width as number;
  return regions.map((region) => {
    const outside = exact.positions.findIndex((state) =>
      state.some((y) => Math.abs(y - sketch.points[0]![0]!) > region * width),
    );
    // State k is where step k + 1 begins.
    return outside + 1;
  });
}

const bits = ({ steps: saved, positions, gradients, outcome }: Trajectory) => ({
  saved,
  positions,
  gradients,
  outcome,
});

/** Expects the run that was handed over to be the exact one, within what its accuracy lets it drift. */
function expectExact(sketch: Sketch, auto: Trajectory, exact: Trajectory): void {
  expect(auto.form.form).not.toBe("taylor");
  expect(auto.form.bound).toBeLessThanOrEqual(1e-9);
  expect(stepsOutside(sketch, exact)).toContain(auto.form.handedOverAt);
  expect(auto.outcome.kind).toBe(exact.outcome.kind);
  expect(largestDifference(auto.positions, exact.positions)).toBeLessThan(1e-6);
}

describe("a particle that leaves the region of the Taylor form", () => {
  for (const order of ["alternating", "simultaneous"] as const) {
    it(`${order}: is handed over to a form that holds there, and ends as the exact run does`, async () => {
      const game = { ...expelled, order };
      const [exact] = await run([game], { steps }, { form: "history" });
      const [auto] = await run([game], { steps }, { form: "auto" });
      expect(exact!.form.handedOverAt).toBeUndefined();
      expectExact(game, auto!, exact!);
    });
  }

  it("is an error where the Taylor form was asked for by name", async () => {
    await expect(run([expelled], { steps }, { form: "taylor" })).rejects.toThrow(
      /discriminator\.form: is taylor, but at step \d+ a particle left the region .* use auto or history/,
    );
  });

  it("has left as well when it stands by a true point about which f is not expanded", async () => {
    // The particle is drawn along a chain of points: from 0, where f is expanded, on to 6.
    const drawn: Sketch = {
      ...expelled,
      points: [[0], [1.5], [3], [4.5], [6]],
      masses: [0.01, 0.01, 0.01, 0.01, 0.96],
      start: [[0.2]],
      particleMasses: [1],
      weightDecay: 0.5,
    };
    const [exact] = await run([drawn], { steps }, { form: "history" });
    expect(exact!.positions.at(-1)![0]!).toBeGreaterThan(5);
    const [auto] = await run([drawn], { steps }, { form: "auto" });
    expectExact(drawn, auto!, exact!);
  });

  it("is refused at once when it starts there", async () => {
    const game = { ...expelled, start: [[9], [0]] };
    await expect(run([game], { steps: 5 }, { form: "taylor" })).rejects.toThrow(
      /discriminator\.form.*starts out of reach/,
    );
    const [auto] = await run([game], { steps: 5 });
    expect(auto!.form.form).not.toBe("taylor");
    expect(auto!.form.handedOverAt).toBeUndefined();
  });

  it("does not leave by staying within: a game at rest keeps the Taylor form", async () => {
    const [trajectory] = await run([staying], { steps });
    expect(trajectory!.form.form).toBe("taylor");
    expect(trajectory!.form.handedOverAt).toBeUndefined();
  });

  it("leaves at a step that depends neither on what is saved nor on the company", async () => {
    const last = (trajectory: Trajectory) => ({
      end: trajectory.positions.at(-1),
      form: trajectory.form,
      outcome: trajectory.outcome,
    });
    const [alone] = await run([expelled], { steps });
    for (const every of [0, 7, 300]) {
      const [other] = await run([expelled], { steps, every });
      expect(last(other!)).toEqual(last(alone!));
    }
    const quick = { ...expelled, start: [[0.3], [-0.2]] };
    const company = await run([staying, expelled, quick, staying], { steps });
    expect(bits(company[1]!)).toEqual(bits(alone!));
    expect(company[1]!.form).toEqual(alone!.form);
    expect(company.map(({ form }) => form.form)).toEqual(["taylor", "fourier", "fourier", "taylor"]);
    const [restless] = await run([staying], { steps });
    expect(bits(company[0]!)).toEqual(bits(restless!));
  });
});
