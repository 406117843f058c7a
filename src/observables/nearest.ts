/** How far apart two points are: by place, or by direction from the origin (1 − cosine). */
export type Measure = "euclidean" | "cosine";

/** Points with their lengths, so that each is worked out once. */
interface Measured {
  readonly points: Float64Array;
  readonly lengths: Float64Array;
}

function withLengths(points: Float64Array, dimension: number): Measured {
  const lengths = new Float64Array(points.length / dimension);
  points.forEach((value, k) => {
    lengths[Math.floor(k / dimension)]! += value * value;
  });
  // A length that overflows is not known.
  return {
    points,
    lengths: lengths.map((square) => (square < Number.MAX_VALUE ? Math.sqrt(square) : Number.NaN)),
  };
}

/**
 * All cosines between two lists of points, row-major [N*n]. A point at the origin has no direction: its cosines
 * are 0. Those of a point whose length overflows are NaN.
 */
export function cosines(points: Float64Array, others: Float64Array, dimension: number): Float64Array {
  const [a, b] = [withLengths(points, dimension), withLengths(others, dimension)];
  const columns = b.lengths.length;
  const result = new Float64Array(a.lengths.length * columns);
  for (let k = 0; k < result.length; k++) {
    const [i, j] = [Math.floor(k / columns), k % columns];
    let dot = 0;
    for (let axis = 0; axis < dimension; axis++) {
      dot += a.points[i * dimension + axis]! * b.points[j * dimension + axis]!;
    }
    const [one, other] = [a.lengths[i]!, b.lengths[j]!];
    // One length after the other: their product may overflow.
    result[k] = one === 0 || other === 0 ? 0 : dot / one / other;
  }
  return result;
}

/** All distances between two lists of points, row-major [N*n]: squared for `euclidean`. */
export function distances(
  points: Float64Array,
  others: Float64Array,
  dimension: number,
  measure: Measure,
): Float64Array {
  if (measure === "cosine") return cosines(points, others, dimension).map((cosine) => 1 - cosine);
  const columns = others.length / dimension;
  return new Float64Array((points.length / dimension) * columns).map((_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    let sum = 0;
    for (let axis = 0; axis < dimension; axis++) {
      sum += (points[i * dimension + axis]! - others[j * dimension + axis]!) ** 2;
    }
    return sum;
  });
}

/** The column of the least entry of each row (the first of equal ones) of a matrix [rows*columns]. */
export function leastOfRows(matrix: Float64Array, columns: number): Int32Array {
  const least = new Int32Array(matrix.length / columns);
  for (let i = 0; i < least.length; i++) {
    let best = 0;
    for (let j = 1; j < columns; j++) {
      if (matrix[i * columns + j]! < matrix[i * columns + best]!) best = j;
    }
    least[i] = best;
  }
  return least;
}
