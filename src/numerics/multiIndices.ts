/**
 * All multi-indices α of `dimension` entries with |α| ≤ `order`, lowest total degree first, as one row
 * each: [count * dimension] with count = (order + dimension choose dimension).
 */
export function multiIndices(dimension: number, order: number): Uint16Array {
  const rows: number[][] = [];
  for (let degree = 0; degree <= order; degree++) appendDegree(rows, [], dimension, degree);
  return Uint16Array.from(rows.flat());
}

function appendDegree(rows: number[][], head: readonly number[], places: number, degree: number): void {
  if (places === 1) {
    rows.push([...head, degree]);
    return;
  }
  for (let first = degree; first >= 0; first--)
    appendDegree(rows, [...head, first], places - 1, degree - first);
}

/** The number of multi-indices of `dimension` entries with |α| ≤ `order`. */
export function multiIndexCount(dimension: number, order: number): number {
  let count = 1;
  for (let k = 1; k <= dimension; k++) count = (count * (order + k)) / k;
  return Math.round(count);
}

/** log(m!) for whole m ≥ 0. */
export function logFactorial(m: number): number {
  let sum = 0;
  for (let k = 2; k <= m; k++) sum += Math.log(k);
  return sum;
}
