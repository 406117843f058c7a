import { type Complex, eigenvalues } from "../../numerics/linearAlgebra.ts";
import { type Order, settledCurvature } from "../neighbourhood.ts";

/** Isolated true points with any numbers and masses of particles, under any kernel Γ. */
export interface CoupledState {
  /** One a true point: its mass p and the masses q_j of the particles on it. */
  readonly neighbourhoods: readonly {
    readonly pointMass: number;
    readonly particleMasses: readonly number[];
  }[];
  /** Γ_ij of particles counted through the neighbourhoods in order. */
  readonly kernel: (i: number, j: number) => number;
  /** κ = −K''(0). */
  readonly curvature: number;
  /** λ; above 0 unless every point is balanced. */
  readonly weightDecay: number;
  readonly stepDiscriminator: number;
  readonly stepGenerator: number;
  readonly order: Order;
  readonly r1?: number;
  readonly r2?: number;
}

/** Γ = Γ₀[(1 − γ)I + γ·11ᵀ]. */
export function universalKernel(diagonal: number, coupling: number): CoupledState["kernel"] {
  return (i, j) => diagonal * (i === j ? 1 : coupling);
}

/**
 * The map of one step in the order (g_1, …, g_M, u_1, …, u_N), per dimension, with the equations of `CoupledPoints` and
 * masses that may differ: row-major [(M+N)*(M+N)]. Undefined where no fixed discriminator exists (λ = 0, Δ ≠ 0).
 */
export function coupledMatrix(state: CoupledState): Float64Array | undefined {
  const { neighbourhoods, kernel, curvature, stepDiscriminator, stepGenerator, r1 = 0, r2 = 0 } = state;
  const points = neighbourhoods.length;
  const particles = neighbourhoods.flatMap(({ particleMasses }, home) =>
    particleMasses.map((mass) => ({ mass, home })),
  );
  const bends = neighbourhoods.map((n) => settledCurvature({ ...state, ...n }));
  if (bends.includes(undefined)) return undefined;
  const size = points + particles.length;
  const matrix = new Float64Array(size * size);
  neighbourhoods.forEach(({ pointMass, particleMasses }, a) => {
    const held = particleMasses.reduce((sum, q) => sum + q, 0);
    matrix[a * size + a] =
      1 - stepDiscriminator * (state.weightDecay + curvature * (r1 * pointMass + r2 * held));
  });
  particles.forEach(({ mass, home }, j) => {
    matrix[home * size + points + j] = -stepDiscriminator * curvature * mass * (1 - r2 * bends[home]!);
  });
  // The g that the particles feel: row `home` of the discriminator's step, or of the identity.
  const felt = state.order === "alternating" ? matrix.slice(0, points * size) : identity(points, size);
  particles.forEach((_, j) => {
    const row = (points + j) * size;
    matrix[row + points + j]! += 1;
    particles.forEach(({ mass, home }, i) => {
      const gain = stepGenerator * kernel(j, i) * mass;
      for (let column = 0; column < size; column++)
        matrix[row + column]! += gain * felt[home * size + column]!;
      matrix[row + points + i]! -= gain * bends[home]!;
    });
  });
  return matrix;
}

/** The eigenvalues of `coupledMatrix`, largest modulus first. */
export function coupledEigenvalues(state: CoupledState): Complex[] | undefined {
  const matrix = coupledMatrix(state);
  return matrix && eigenvalues(matrix, Math.sqrt(matrix.length));
}

function identity(rows: number, columns: number): Float64Array {
  const matrix = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) matrix[i * columns + i] = 1;
  return matrix;
}
