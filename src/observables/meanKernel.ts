import { eigenvalues } from "../numerics/linearAlgebra.ts";
import { define } from "../options/index.ts";
import { finiteOnly, type Observable, type Setting, type State } from "./observable.ts";

/**
 * The tangent kernel of the particles' mean, H = ∂ȳ/∂θ (∂ȳ/∂θ)ᵀ [d*d]: under one force w for all particles the mean moves
 * by η_g H w in a small step. Columns `kernelLeast` and `kernelGreatest`, its extreme eigenvalues, `kernelMean`, the mean
 * of all, and `kernelDrift`, ‖H − H₀‖/‖H₀‖ in the Frobenius norm with H₀ that of step 0.
 */
export const meanKernel = define(
  "meanKernel",
  {},
  (): Observable =>
    finiteOnly({
      kind: "meanKernel",
      readsGenerator: true,
      columns: () => ["kernelLeast", "kernelGreatest", "kernelMean", "kernelDrift"],
      measure(state, setting) {
        const slopes = meanSlopes(state.generator, setting);
        const first = meanSlopes(setting.motion?.parameters, setting);
        if (slopes === undefined || first === undefined) return new Array(4).fill(Number.NaN);
        const [now, before] = [kernelOfSlopes(slopes), kernelOfSlopes(first)];
        if (!now.every(Number.isFinite)) return new Array(4).fill(Number.NaN);
        const values = eigenvalues(now, setting.dimension).map(({ re }) => re);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const change = now.map((value, k) => value - before[k]!);
        return [Math.min(...values), Math.max(...values), mean, norm(change) / norm(before)];
      },
    }),
);

function norm(entries: Float64Array): number {
  return Math.sqrt(entries.reduce((sum, value) => sum + value * value, 0));
}

/** ∂ȳ/∂θ at parameters θ, a row [G] for each coordinate; undefined where there are none. */
export function meanSlopes(
  parameters: State["generator"],
  { motion, masses, dimension }: Pick<Setting, "motion" | "masses" | "dimension">,
): Float64Array[] | undefined {
  if (parameters === undefined || motion?.pullBack === undefined) return undefined;
  // Row a answers to a force q_j along axis a on every particle.
  return Array.from({ length: dimension }, (_, a) => {
    const force = Float64Array.from({ length: masses.length * dimension }, (__, row) =>
      row % dimension === a ? masses[Math.floor(row / dimension)]! : 0,
    );
    return motion.pullBack!(parameters, force);
  });
}

/** H from the rows of ∂ȳ/∂θ, row-major [d*d]. */
export function kernelOfSlopes(slopes: readonly Float64Array[]): Float64Array {
  const d = slopes.length;
  return Float64Array.from({ length: d * d }, (_, k) => {
    const [one, other] = [slopes[Math.floor(k / d)]!, slopes[k % d]!];
    return one.reduce((sum, value, p) => sum + value * other[p]!, 0);
  });
}
