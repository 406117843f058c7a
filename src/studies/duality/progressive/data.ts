import { multiply } from "../../../numerics/linearAlgebra.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { symmetricEigen } from "../../../numerics/singularValues.ts";
import { transposed } from "../../../numerics/transposed.ts";
import { type Moments, momentsOf } from "../../../theory/duality/progressive.ts";
import { faces, type PictureLaw } from "./faces.ts";
import { averagedRows, type PictureShape } from "./pictures.ts";

/** The faces at one resolution: their law, and coordinates in which samples of them are few numbers. */
export interface Level {
  readonly law: PictureLaw;
  readonly shape: PictureShape;
  /** Singular values of the root and their vectors: the exact spectrum. */
  readonly exact: Moments;
  /** The root in these coordinates, [parts*count]. */
  readonly coordinates: Float64Array;
}

/** The faces, averaged down from the finest of the resolutions. */
export function levelsOf(resolutions: readonly number[]): Level[] {
  const finest = faces(Math.max(...resolutions));
  const shape = { side: finest.side, channels: 1 } as const;
  return resolutions.map((side) => {
    const law = {
      side,
      mean: averagedRows(finest.mean, shape, side),
      root: averagedRows(finest.root, shape, side),
    };
    const rows = law.root.length / law.mean.length;
    const exact = momentsOf(law.root, rows, law.mean.length);
    const shapeOf = { rows, inner: law.mean.length, columns: exact.count };
    const coordinates = multiply(law.root, exact.right, shapeOf);
    return { law, shape: { side, channels: 1 }, exact, coordinates };
  });
}

/** Vectors that are drawn before their products are summed: together they fit into a processor's nearest memory. */
const BATCH = 32;

/** Σ zzᵀ over so many normal vectors [size*size]; coordinate `ones`, where there is one, is always 1. */
export function latentMoments(
  samples: number,
  size: number,
  stream: RandomStream,
  ones?: number,
): Float64Array {
  const moments = new Float64Array(size * size);
  // A coordinate's values of a batch lie beside each other.
  const z = new Float64Array(size * BATCH);
  for (let first = 0; first < samples; first += BATCH) {
    const last = Math.min(BATCH, samples - first);
    if (last < BATCH) z.fill(0);
    for (let n = 0; n < last; n++) {
      for (let i = 0; i < size; i++) z[i * BATCH + n] = i === ones ? 1 : stream.normal();
    }
    addProducts(moments, z, size);
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) moments[j * size + i] = moments[i * size + j]!;
  }
  return moments;
}

/** Adds the products of a batch's coordinates to the lower triangle. */
function addProducts(moments: Float64Array, z: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const a = i * BATCH;
    for (let j = 0; j <= i; j++) {
      const b = j * BATCH;
      let [even, odd] = [0, 0];
      for (let n = 0; n < BATCH; n += 2) {
        even += z[a + n]! * z[b + n]!;
        odd += z[a + n + 1]! * z[b + n + 1]!;
      }
      moments[i * size + j]! += even + odd;
    }
  }
}

/** R with RᵀR = C of a symmetric positive matrix [size*size]. */
export function rootOf(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  return transposed(vectors, size, size).map(
    (value, at) => value * Math.sqrt(Math.max(0, values[Math.floor(at / size)]!)),
  );
}

/** Second moments of a sample of amplitudes about their own mean. */
export function centredMoments(samples: number, size: number, stream: RandomStream): Float64Array {
  // The constant coordinate sums up the amplitudes, and with them the mean.
  const all = latentMoments(samples, size + 1, stream, size);
  const sum = (i: number) => all[size * (size + 1) + i]!;
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return all[i * (size + 1) + j]! - (sum(i) * sum(j)) / samples;
  });
}

/** Singular values and vectors of centred sample pictures, from the root of their amplitudes' moments [parts*parts]. */
export function sampledMoments({ law, exact, coordinates }: Level, root: Float64Array): Moments {
  const parts = Math.round(Math.sqrt(root.length));
  const { count } = exact;
  const small = momentsOf(
    multiply(root, coordinates, { rows: parts, inner: parts, columns: count }),
    parts,
    count,
  );
  const right = multiply(exact.right, small.right, {
    rows: law.mean.length,
    inner: count,
    columns: small.count,
  });
  return { ...small, right, dimension: law.mean.length };
}
