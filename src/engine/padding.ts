/** [rows, own] → [rows, lanes] in an array that is there, with the last simulation repeated. */
export function padInto(target: Float64Array, values: Float64Array, own: number, lanes: number): void {
  for (let row = 0, from = 0; from < values.length; row++, from += own) {
    target.set(values.subarray(from, from + own), row * lanes);
    target.fill(values[from + own - 1]!, row * lanes + own, (row + 1) * lanes);
  }
}

/** [rows, lanes] → [rows, own]: a copy without the repeated simulations. */
export function unpad(values: Float32Array | Float64Array, own: number, lanes: number): Float64Array {
  if (own === lanes) return Float64Array.from(values);
  const rows = values.length / lanes;
  const result = new Float64Array(rows * own);
  for (let row = 0; row < rows; row++) {
    result.set(values.subarray(row * lanes, row * lanes + own), row * own);
  }
  return result;
}
