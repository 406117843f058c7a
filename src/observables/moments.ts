/** The mean Σ q_j y_j [d] of particles [n*d] whose masses sum to 1. */
export function weightedMean(positions: Float64Array, masses: Float64Array, dimension: number): Float64Array {
  const mean = new Float64Array(dimension);
  positions.forEach((value, k) => {
    mean[k % dimension]! += masses[Math.floor(k / dimension)]! * value;
  });
  return mean;
}

/** The entry Σ q_j (y_ja − ȳ_a)(y_jb − ȳ_b) of the covariance. */
export function weightedCovariance(
  positions: Float64Array,
  masses: Float64Array,
  mean: Float64Array,
  [a, b]: readonly [number, number],
): number {
  const dimension = mean.length;
  return masses.reduce((sum, mass, j) => {
    const start = j * dimension;
    return sum + mass * (positions[start + a]! - mean[a]!) * (positions[start + b]! - mean[b]!);
  }, 0);
}

/** The total variance Σ_j q_j ‖y_j − ȳ‖² of points [n*d] whose masses sum to 1. */
export function totalVariance(positions: Float64Array, masses: Float64Array, dimension: number): number {
  const mean = weightedMean(positions, masses, dimension);
  return positions.reduce(
    (sum, value, k) => sum + masses[Math.floor(k / dimension)]! * (value - mean[k % dimension]!) ** 2,
    0,
  );
}

/** The squared distance of two vectors. */
export function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0);
}

/** The diagonal of the least box around points [n*d]. */
export function targetExtent(points: Float64Array, dimension: number): number {
  const low = new Float64Array(dimension).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(dimension).fill(Number.NEGATIVE_INFINITY);
  points.forEach((value, k) => {
    low[k % dimension] = Math.min(low[k % dimension]!, value);
    high[k % dimension] = Math.max(high[k % dimension]!, value);
  });
  return Math.sqrt(squaredDistance(low, high));
}
