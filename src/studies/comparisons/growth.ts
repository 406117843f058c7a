import { fitOscillation } from "../../numerics/oscillation.ts";
import { totalDecay } from "../../penalties/index.ts";
import { type BuiltSim, buildSim } from "../../sim/index.ts";
import { predict } from "../prediction.ts";
import { type CompareFunction, numbersOf, runOf, short } from "./comparison.ts";

/** The discriminator has settled to e^−5 of its start after so many of its memories 1/(η_dλ). */
const memories = 5;

/** Up to this many widths from its point a particle's motion counts as linear. */
const linear = 0.05;

const tolerance = 0.02;

/**
 * Compares how a particle leaves its true point with the exact local map: the growth rate fitted to the
 * part of the course in which the discriminator has settled and the particle is near, and that the run ends as diverged.
 */
export const growth: CompareFunction = (measured) => {
  const { manifest, trajectory, outcome } = runOf(measured, "growth");
  const built = buildSim(manifest.sim, 0);
  const { theoryDecayRate, theoryRadius } = predict(built) as Record<string, number>;
  const particle = numbersOf(trajectory, "particle", "growth");
  const step = numbersOf(trajectory, "step", "growth");
  const position = numbersOf(trajectory, "x0", "growth");
  const point = nearest(
    built.setting.target.points,
    built.setting.dimension,
    built.simulation.game.start[0]!,
  );
  const own = position.filter((_, row) => particle[row] === 0).map((value) => value - point);
  const end = own.findIndex((value) => Math.abs(value) > linear * built.setting.width);
  const every = step.find((value) => value > 0)!;
  const begin = Math.ceil(memories / memoryRate(built) / every);
  const fit = fitOscillation(own.slice(begin, end < 0 ? undefined : end), { rest: 0 });
  const rate = fit === undefined ? Number.NaN : -fit.decayRate / every;
  const expected = -theoryDecayRate!;
  return [
    {
      claim: "growth rate per step near the point, exact map",
      theory: `log ρ = ${short(expected)} (ρ = ${short(theoryRadius!)})`,
      measured: short(rate),
      difference: `${short((100 * (rate - expected)) / expected)} %`,
      passes: Math.abs(rate - expected) <= tolerance * Math.abs(expected),
    },
    {
      claim: "nothing calls an expelled particle back",
      theory: "diverged",
      measured: `${outcome.kind} at step ${outcome.step}`,
      difference: outcome.kind === "diverged" ? "none" : "another outcome",
      passes: outcome.kind === "diverged",
    },
  ];
};

/** η_dλ: the rate at which the discriminator forgets. */
function memoryRate({ simulation: { game, stepper } }: BuiltSim): number {
  return stepper.stepDiscriminator * totalDecay(game.penalties);
}

/** The first coordinate of the true point nearest to x along it. */
function nearest(points: Float64Array, dimension: number, x: number): number {
  let best = points[0]!;
  for (let i = 0; i < points.length; i += dimension) {
    if (Math.abs(points[i]! - x) < Math.abs(best - x)) best = points[i]!;
  }
  return best;
}
