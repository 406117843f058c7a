import { MASS_ROUND_OFF, normalised, sameTotal, transport } from "./transport.ts";

/** Squared distances between points [N*d] and others [n*d], row-major [N*n]. */
export function squaredDistances(
  points: Float64Array,
  others: Float64Array,
  dimension: number,
): Float64Array {
  const rows = points.length / dimension;
  const columns = others.length / dimension;
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let a = 0; a < dimension; a++) {
        const step = points[i * dimension + a]! - others[j * dimension + a]!;
        sum += step * step;
      }
      result[i * columns + j] = sum;
    }
  }
  return result;
}

/**
 * The squared 2-Wasserstein distance on a line: ∫(F⁻¹ − G⁻¹)², by walking both sorted lists at once.
 * @throws RangeError for masses that are negative or of different sums
 */
export function lineWasserstein2(
  points: ArrayLike<number>,
  masses: ArrayLike<number>,
  others: ArrayLike<number>,
  otherMasses: ArrayLike<number>,
): number {
  const from = normalised(masses);
  const to = normalised(otherMasses);
  sameTotal(from.total, to.total);
  const order = (values: ArrayLike<number>) =>
    Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const rows = order(points);
  const columns = order(others);
  let i = 0;
  let j = 0;
  let left = from.shares[rows[0]!]!;
  let wanted = to.shares[columns[0]!]!;
  let sum = 0;
  while (i < rows.length && j < columns.length) {
    const moved = Math.min(left, wanted);
    sum += moved * (points[rows[i]!]! - others[columns[j]!]!) ** 2;
    left -= moved;
    wanted -= moved;
    // A remainder of round-off is nothing: it must not travel to the next point, which may be far away.
    if (left < MASS_ROUND_OFF) {
      i += 1;
      left = from.shares[rows[i]!] ?? 0;
    }
    if (wanted < MASS_ROUND_OFF) {
      j += 1;
      wanted = to.shares[columns[j]!] ?? 0;
    }
  }
  return sum * from.total;
}

/**
 * The squared 2-Wasserstein distance min_π Σ π_ij ‖x_i − y_j‖² between points [N*d] with masses [N] and
 * others [n*d] with masses [n], both of the same sum: exact, by sorting in one dimension and by the
 * network simplex otherwise.
 * @returns NaN when a coordinate is not finite, Infinity when a squared distance overflows
 * @throws RangeError for masses that are negative or of different sums
 */
export function squaredWasserstein2(
  points: Float64Array,
  masses: ArrayLike<number>,
  others: Float64Array,
  otherMasses: ArrayLike<number>,
  dimension: number,
): number {
  if (!points.every(Number.isFinite) || !others.every(Number.isFinite)) return Number.NaN;
  if (dimension === 1) return lineWasserstein2(points, masses, others, otherMasses);
  const cost = squaredDistances(points, others, dimension);
  if (!cost.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
  if (masses.length === 1 || otherMasses.length === 1) {
    // All mass has one way to go.
    const many = masses.length === 1 ? otherMasses : masses;
    sameTotal(normalised(masses).total, normalised(otherMasses).total);
    return cost.reduce((sum, one, k) => sum + one * many[k]!, 0);
  }
  return transport(masses, otherMasses, cost).cost;
}
