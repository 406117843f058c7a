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
