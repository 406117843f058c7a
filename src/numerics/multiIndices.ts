/**
 * All multi-indices α of `dimension` entries with |α| ≤ `order` in lexicographic order (the last entry runs
 * fastest), as one row each: [count * dimension] with count = (order + dimension choose dimension).
 */
export function multiIndices(dimension: number, order: number): Uint16Array {
  const rows: number[][] = [];
  append(rows, [], dimension, order);
  return Uint16Array.from(rows.flat());
}

function append(rows: number[][], head: readonly number[], places: number, left: number): void {
  if (places === 0) {
    rows.push([...head]);
    return;
  }
  for (let entry = 0; entry <= left; entry++) append(rows, [...head, entry], places - 1, left - entry);
}

/** The number of multi-indices of `dimension` entries with |α| ≤ `order`. */
export function multiIndexCount(dimension: number, order: number): number {
  let count = 1;
  for (let k = 1; k <= dimension; k++) count = (count * (order + k)) / k;
  return Math.round(count);
}
