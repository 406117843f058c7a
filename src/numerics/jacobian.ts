import { type Complex, eigenvalues } from "./linearAlgebra.ts";

/** The images of states under a map, all in one go; may be worked out elsewhere and come later. */
export type BatchMap = (
  states: readonly Float64Array[],
) => readonly Float64Array[] | Promise<readonly Float64Array[]>;

/** How far the state is moved. */
export interface JacobianOptions {
  /** The length that each coordinate varies over, [n]; the larger of |x_k| and 1 when left out. */
  readonly scales?: ArrayLike<number>;
  /**
   * Step as a share of the scale: ∛ε ≈ 6e-6 when left out, which balances the rounding ε/h of an f64 map
   * against the truncation h²; for a map in f32, or one with rounding r, about ∛r.
   */
  readonly share?: number;
}

const SHARE = Math.cbrt(Number.EPSILON);

/**
 * The Jacobian ∂map_i/∂x_k of a map R^n → R^m at a state, by central differences: 2n images from one call.
 * @returns row-major [m*n]
 * @throws RangeError unless there is a positive scale for every coordinate, and every state has an image
 */
export async function centralJacobian(
  map: BatchMap,
  state: Float64Array,
  { scales, share = SHARE }: JacobianOptions = {},
): Promise<Float64Array> {
  const n = state.length;
  if (scales !== undefined && scales.length !== n) {
    throw new RangeError(`${scales.length} scales for ${n} coordinates`);
  }
  const moved: Float64Array[] = [];
  for (let k = 0; k < n; k++) {
    const step = share * (scales === undefined ? Math.max(1, Math.abs(state[k]!)) : scales[k]!);
    if (!(step > 0)) throw new RangeError(`coordinate ${k} needs a scale above 0`);
    for (const sign of [1, -1]) {
      const one = state.slice();
      one[k]! += sign * step;
      moved.push(one);
    }
  }
  const images = await map(moved);
  if (images.length !== moved.length) {
    throw new RangeError(`the map gave ${images.length} images of ${moved.length} states`);
  }
  const m = images[0]?.length ?? 0;
  const jacobian = new Float64Array(m * n);
  for (let k = 0; k < n; k++) {
    // The distance as it was really taken, rounding of x ± h included.
    const distance = moved[2 * k]![k]! - moved[2 * k + 1]![k]!;
    for (let i = 0; i < m; i++) {
      jacobian[i * n + k] = (images[2 * k]![i]! - images[2 * k + 1]![i]!) / distance;
    }
  }
  return jacobian;
}

/**
 * The eigenvalues of the Jacobian of a map R^n → R^n at a state, largest modulus first: at a fixed point, the
 * factors by which small differences are multiplied in a step.
 */
export async function jacobianEigenvalues(
  map: BatchMap,
  state: Float64Array,
  options: JacobianOptions = {},
): Promise<Complex[]> {
  return eigenvalues(await centralJacobian(map, state, options), state.length);
}
