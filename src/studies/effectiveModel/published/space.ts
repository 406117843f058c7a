import { InputError } from "../../../options/index.ts";

/**
 * Points [N*d] of R^d in a space of fewer dimensions m ≥ N, in which all their angles are what they were: coordinates
 * in an orthonormal basis of their span, then zeros, all times √(m/d), so that the mean square of a coordinate stays. A
 * network whose first layer has independent normal weights is the same in law in any such basis. What is lost are the
 * d − m directions at right angles to all points, in which starts and weights reach.
 * @returns one list a point
 * @throws InputError at `dimension` when m is below the number of points
 */
export function withinSpan(points: Float64Array, from: number, to: number): number[][] {
  const vectors = Array.from({ length: points.length / from }, (_, i) =>
    points.slice(i * from, (i + 1) * from),
  );
  if (to >= from) return vectors.map((one) => [...one]);
  if (to < vectors.length) {
    throw new InputError("dimension", `must be at least ${vectors.length}, the number of images, not ${to}`);
  }
  const basis = basisOf(vectors);
  const stretch = Math.sqrt(to / from);
  return vectors.map((vector) =>
    Array.from({ length: to }, (_, k) => {
      const direction = basis[k];
      return direction === undefined ? 0 : stretch * dot(vector, direction);
    }),
  );
}

/** Shorter remainders than this share of a vector are rounding. */
const tolerance = 1e-10;

/** An orthonormal basis of the span, by Gram–Schmidt done twice. */
function basisOf(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    let rest = vector;
    for (let round = 0; round < 2; round++) {
      for (const direction of basis) {
        const share = dot(rest, direction);
        rest = rest.map((value, k) => value - share * direction[k]!);
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > tolerance * Math.sqrt(dot(vector, vector))) basis.push(rest.map((value) => value / length));
  }
  return basis;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
