import { leastSquares } from "../../../numerics/leastSquares.ts";
import { eigenvalues } from "../../../numerics/linearAlgebra.ts";
import { solveProgram } from "../../../numerics/linearProgram.ts";
import { kernelOfSlopes, meanSlopes, type Setting } from "../../../observables/index.ts";
import { buildSim, resolveSim } from "../../../sim/index.ts";
import { type Common, simOf, type Trained } from "./game.ts";

/** A generator as it was drawn, before step 1. */
export interface Start {
  readonly setting: Setting;
  /** Rows of ∂ȳ/∂θ, [P] each. */
  readonly slopes: readonly Float64Array[];
  /** H₀, [d*d]. */
  readonly kernel: Float64Array;
  /** Its eigenvalues, least first. */
  readonly eigenvalues: readonly number[];
  /** r₀ = ȳ − x̄, [d]. */
  readonly offset: Float64Array;
}

/** The generator of a run, drawn again. */
export function startOf(common: Common, trained: Trained, width: number, replica: number): Start {
  const document = { ...simOf(common, trained, width, 1), seed: common.seed };
  const { setting, simulation } = buildSim(
    resolveSim(document, () => ""),
    replica,
  );
  const { motion } = simulation.game;
  const slopes = meanSlopes(motion.parameters, setting)!;
  const kernel = kernelOfSlopes(slopes);
  const d = setting.dimension;
  const offset = Float64Array.from(common.mean, (value) => -value);
  motion.start.forEach((value, row) => {
    offset[row % d]! += setting.masses[Math.floor(row / d)]! * value;
  });
  const values = eigenvalues(kernel, d).map(({ re }) => re);
  return { setting, slopes, kernel, eigenvalues: values.sort((a, b) => a - b), offset };
}

/**
 * H at the end of a run to first order: with a constant Jacobian J all that the discriminator ever pushes is
 * a = −H₀⁻¹ r₀, and the parameters end at θ₀ + Jᵀ a. Undefined where H₀ has no inverse.
 */
export function movedKernel({ setting, slopes, kernel, offset }: Start): Float64Array | undefined {
  const d = offset.length;
  const columns = Array.from({ length: d }, (_, b) => kernel.filter((__, k) => k % d === b));
  const push = leastSquares(
    columns,
    offset.map((value) => -value),
  )?.coefficients;
  if (push === undefined) return undefined;
  const moved = setting.motion!.parameters.map((value, p) =>
    slopes.reduce((sum, row, a) => sum + row[p]! * push[a]!, value),
  );
  return kernelOfSlopes(meanSlopes(moved, setting)!);
}

/** Whether x̄ is in the cone of the columns of V, which hidden weights alone cannot leave; by a linear program. */
export async function reachable(common: Common, width: number, replica: number): Promise<boolean> {
  const { setting } = startOf(common, "hidden", width, replica);
  const d = common.mean.length;
  const parameters = setting.motion!.parameters;
  const output = parameters.subarray(parameters.length - d * width);
  // Shares a_u ≥ 0, and what they miss of x̄ upwards and downwards, of which there has to be none.
  const columns = width + 2 * d;
  const rows = common.mean.map((value, a) => ({
    terms: [
      ...Array.from({ length: width }, (_, u) => [u, output[a * width + u]!] as const),
      [width + a, 1] as const,
      [width + d + a, -1] as const,
    ],
    low: value,
    high: value,
  }));
  const cost = Float64Array.from({ length: columns }, (_, k) => (k < width ? 0 : 1));
  const { objective } = await solveProgram({ cost, low: new Float64Array(columns), rows });
  return objective < 1e-7 * common.options.distance;
}
