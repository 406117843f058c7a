import { squaredDistances } from "./wasserstein.ts";

/** An entropic transport cost and how it was reached. */
export interface EntropicCost {
  readonly value: number;
  /** Rounds at the last temperature. */
  readonly rounds: number;
  /** Σ |mass shipped from i − mass of i|: what the plan still misses. */
  readonly missing: number;
}

/** When the iteration ends. */
export interface SinkhornOptions {
  /** Missing mass at which it is done; 1e-9 when left out. */
  readonly tolerance?: number;
  /** Rounds at the last temperature at most; 2000 when left out. */
  readonly rounds?: number;
}

/** Positive masses of points, [N]. */
interface Cloud {
  readonly points: Float64Array;
  readonly masses: Float64Array;
}

/** Rounds at each of the higher temperatures, which only prepare the start of the next one. */
const WARM_ROUNDS = 3;

/**
 * One half round: −ε ln Σ_k m_k exp((potential_k − C_ik)/ε) for every i, by the largest term first, so that no
 * exponential overflows. C is read with strides, so that one function serves rows and columns.
 */
function softMinimum(
  cost: Float64Array,
  [rowStride, columnStride]: readonly [number, number],
  potential: Float64Array,
  logMasses: Float64Array,
  epsilon: number,
  result: Float64Array,
): void {
  const columns = potential.length;
  const exponents = new Float64Array(columns);
  for (let i = 0; i < result.length; i++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < columns; k++) {
      const exponent = logMasses[k]! + (potential[k]! - cost[i * rowStride + k * columnStride]!) / epsilon;
      exponents[k] = exponent;
      if (exponent > most) most = exponent;
    }
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += Math.exp(exponents[k]! - most);
    result[i] = -epsilon * (most + Math.log(sum));
  }
}

function positiveOnly({ points, masses }: Cloud, dimension: number): Cloud {
  if (masses.every((mass) => mass > 0)) return { points, masses };
  const kept = Array.from(masses.keys()).filter((i) => masses[i]! > 0);
  return {
    points: Float64Array.from(kept.flatMap((i) => [...points.subarray(i * dimension, (i + 1) * dimension)])),
    masses: Float64Array.from(kept, (i) => masses[i]!),
  };
}

/**
 * min ⟨P, C⟩ + ε KL(P | a bᵀ) over plans P with the masses a and b, by Sinkhorn's iteration in the logarithmic
 * domain with the temperature brought down from the largest cost by halves (M. Cuturi, NeurIPS 2013;
 * G. Peyré and M. Cuturi, "Computational Optimal Transport", 4.2 to 4.4). The value is that of the dual, from
 * below; it misses the optimum by a second-order amount of the missing mass.
 * @param cost row-major [N*n]
 * @param symmetric both clouds are the same: one potential, averaged, converges in a few rounds
 */
export function entropicCost(
  cost: Float64Array,
  [a, b]: readonly [Float64Array, Float64Array],
  epsilon: number,
  { tolerance = 1e-9, rounds = 2000, symmetric = false }: SinkhornOptions & { symmetric?: boolean } = {},
): EntropicCost {
  const [rows, columns] = [a.length, b.length];
  const [logA, logB] = [a.map(Math.log), b.map(Math.log)];
  const f = new Float64Array(rows);
  const g = new Float64Array(columns);
  const next = new Float64Array(rows);
  const largest = cost.reduce((most, one) => Math.max(most, one), 0);
  if (!Number.isFinite(largest)) return { value: Number.NaN, rounds: 0, missing: Number.NaN };
  let missing = Number.POSITIVE_INFINITY;
  let round = 0;
  const half = (temperature: number) => {
    softMinimum(cost, [columns, 1], g, logB, temperature, next);
    // With g exact for f, the mass shipped from i is a_i exp((f_i − next_i)/ε).
    missing = 0;
    for (let i = 0; i < rows; i++) {
      missing += a[i]! * Math.abs(Math.expm1((f[i]! - next[i]!) / temperature));
      f[i] = symmetric ? (f[i]! + next[i]!) / 2 : next[i]!;
    }
    if (symmetric) g.set(f);
    else softMinimum(cost, [1, columns], f, logA, temperature, g);
  };
  for (let temperature = largest; temperature > epsilon; temperature /= 2) {
    for (let k = 0; k < WARM_ROUNDS; k++) half(temperature);
  }
  while (round < rounds && !(missing <= tolerance && round > 0)) {
    half(epsilon);
    round += 1;
  }
  let value = 0;
  for (let i = 0; i < rows; i++) value += a[i]! * f[i]!;
  for (let j = 0; j < columns; j++) value += b[j]! * g[j]!;
  return { value, rounds: round, missing };
}

/** A Sinkhorn divergence, and the most mass that one of its three plans still misses. */
export interface SinkhornDivergence {
  readonly value: number;
  readonly missing: number;
}

/**
 * The debiased Sinkhorn divergence S = OT(x, y) − ½ OT(x, x) − ½ OT(y, y) (J. Feydy et al., AISTATS 2019) of
 * two clouds of equal total mass, for the cost ‖x − y‖² and the temperature ε = 2·blur²: the squared
 * 2-Wasserstein distance for blur → 0, the squared distance of the means for blur → ∞. With half the cost
 * and half the temperature, as some packages have it, it is half as large.
 * @param clouds points [N*d] with masses [N]; those without mass are left out
 * @throws RangeError unless blur is above zero
 */
export function sinkhornDivergence(
  clouds: readonly [Cloud, Cloud],
  dimension: number,
  blur: number,
  options: SinkhornOptions = {},
): SinkhornDivergence {
  if (!(blur > 0)) throw new RangeError(`the blur must be above 0, not ${blur}`);
  const [x, y] = clouds.map((one) => positiveOnly(one, dimension)) as [Cloud, Cloud];
  const epsilon = 2 * blur * blur;
  const between = (one: Cloud, other: Cloud) =>
    entropicCost(squaredDistances(one.points, other.points, dimension), [one.masses, other.masses], epsilon, {
      ...options,
      symmetric: one === other,
    });
  const [cross, own, other] = [between(x, y), between(x, x), between(y, y)];
  return {
    value: cross.value - (own.value + other.value) / 2,
    missing: Math.max(cross.missing, own.missing, other.missing),
  };
}
