import { type AnyKernel, kernels, pairValue } from "../../../kernels/index.ts";
import { buildSim } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";
import { cases, type KernelName, type Sizes, specOf, tangentKernels } from "./cases.ts";

/** f of the infinitely wide critic after time 1 under the IPM: Σ_i p_i K(·, x_i) − Σ_j q_j K(·, y_j). */
export type Critic = (x: ArrayLike<number>) => number;

export interface Clouds {
  /** [N*d]. */
  readonly real: Float64Array;
  /** [n*d]. */
  readonly fake: Float64Array;
  readonly dimension: number;
}

/** Target and start of replica 0. */
export function startOf(sizes: Sizes, seed: number): Clouds {
  const spec = specOf(cases[0]!, sizes, seed);
  const { game } = buildSim(spec, 0).simulation;
  return { real: game.drawn.points, fake: game.start, dimension: game.drawn.dimension };
}

export function criticOf(kernel: AnyKernel, { real, fake, dimension }: Clouds): Critic {
  const meanOver = (cloud: Float64Array, x: ArrayLike<number>) => {
    let sum = 0;
    for (let r = 0; r < cloud.length; r += dimension) {
      sum += pairValue(kernel, x, cloud.subarray(r, r + dimension));
    }
    return (sum * dimension) / cloud.length;
  };
  return (x) => meanOver(real, x) - meanOver(fake, x);
}

/** The direction of the line through 0: no axis of the target. */
const direction = [Math.cos(0.3), Math.sin(0.3)] as const;

export function along(s: number): readonly number[] {
  return direction.map((part) => s * part);
}

/** The jump of df/ds at s = 0 by differences of length h; tends to 0 with h where f is differentiable. */
export function jumpAtZero(f: Critic, h: number): number {
  return (f(along(h)) - 2 * f(along(0)) + f(along(-h))) / h;
}

/**
 * What the jump is without bias: every layer, and so K(·, z), is homogeneous of degree 1 along rays, f(±se) = s f(±e)
 * for s > 0.
 */
export function homogeneousJump(f: Critic): number {
  return f(along(1)) + f(along(-1));
}

/** f and its slope along the line through 0, each kernel's f on its own scale: over its largest |slope|. */
export function lineRows(clouds: Clouds, reach = 1.5, count = 121): Row[] {
  const h = (2 * reach) / (count - 1);
  return (Object.keys(tangentKernels) as KernelName[]).flatMap((name) => {
    const { label, spec } = tangentKernels[name];
    const f = criticOf(kernels.build(spec), clouds);
    const values = Array.from({ length: count }, (_, k) => f(along(-reach + k * h)));
    const slopes = values.slice(1).map((value, k) => (value - values[k]!) / h);
    const unit = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    return slopes.map((slope, k): Row => {
      const s = -reach + (k + 0.5) * h;
      return { kernel: label, s, slope: slope / unit, value: (f(along(s)) - f(along(0))) / unit };
    });
  });
}
