/** Points with masses of sum 1. */
export interface Cloud {
  /** Row-major [n*d]. */
  readonly points: Float64Array;
  readonly masses: Float64Array;
}

/** Σ_ij a_i b_j φ(‖x_i − y_j‖²) over the pairs of two clouds. */
function pairSum(one: Cloud, other: Cloud, dimension: number, phi: (squared: number) => number): number {
  let sum = 0;
  for (let i = 0; i < one.masses.length; i++) {
    let row = 0;
    for (let j = 0; j < other.masses.length; j++) {
      let squared = 0;
      for (let a = 0; a < dimension; a++) {
        squared += (one.points[i * dimension + a]! - other.points[j * dimension + a]!) ** 2;
      }
      row += other.masses[j]! * phi(squared);
    }
    sum += one.masses[i]! * row;
  }
  return sum;
}

/**
 * Σ_ij a_i a_j φ(x_i, x_j) + Σ b_i b_j φ(y_i, y_j) − 2 Σ a_i b_j φ(x_i, y_j) for a φ of the squared distance:
 * the squared distance of two clouds in the space of a kernel φ.
 */
export function pairContrast(
  one: Cloud,
  other: Cloud,
  dimension: number,
  phi: (squared: number) => number,
): number {
  const own = pairSum(one, one, dimension, phi) + pairSum(other, other, dimension, phi);
  return own - 2 * pairSum(one, other, dimension, phi);
}
