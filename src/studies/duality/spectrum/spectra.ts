import { standardNormals, stretch, whiten } from "../../../numerics/normalVectors.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { symmetricEigen } from "../../../numerics/singularValues.ts";

/** Eigenvalues of the data's second moment, in units of the threshold β. */
export interface Spectrum {
  readonly name: string;
  readonly values: readonly number[];
}

/** Spectra whose every eigenvalue is clearly above or below β. */
export const spectra: readonly Spectrum[] = [
  { name: "decaying", values: [4, 2.6, 1.69, 0.66, 0.43] },
  { name: "cliff", values: [3, 3, 3, 0.4, 0.4] },
  { name: "pair", values: [4, 2.2, 2.2, 1.4, 0.2] },
];

/** One with an eigenvalue a little above β, where the game hardly turns, and how many times longer it is run. */
export const near: Spectrum = { name: "near", values: [4, 2.2, 1.04, 0.4, 0.2] };
export const nearLonger = 8;

/**
 * Points [n*d] with Σ x xᵀ/n = V diag(values) Vᵀ exactly and mean 0: normal samples, whitened, stretched, and turned by a
 * random V.
 */
export function pointsOf(values: readonly number[], samples: number, stream: RandomStream): number[][] {
  const d = values.length;
  const white = whiten(standardNormals(samples, d, stream), d)!;
  const drawn = standardNormals(d, d, stream);
  const symmetric = drawn.map((value, k) => value + drawn[(k % d) * d + Math.floor(k / d)]!);
  const { vectors } = symmetricEigen(symmetric, d);
  const root = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) {
      for (let k = 0; k < d; k++) {
        root[a * d + b]! += vectors[a * d + k]! * Math.sqrt(values[k]!) * vectors[b * d + k]!;
      }
    }
  }
  const points = stretch(white, root, new Float64Array(d));
  return Array.from({ length: samples }, (_, i) => Array.from(points.subarray(i * d, (i + 1) * d)));
}
