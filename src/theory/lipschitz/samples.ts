/** Weighted samples of both sides, in any dimension d. */
export interface LipschitzSamples {
  /** d. */
  readonly dimension: number;
  /** x_i [N*d] and p_i [N], of sum 1. */
  readonly truePoints: ArrayLike<number>;
  readonly trueMasses: ArrayLike<number>;
  /** y_j [n*d] and q_j [n], of sum 1. */
  readonly generatedPoints: ArrayLike<number>;
  readonly generatedMasses: ArrayLike<number>;
}

/** The places of all samples, each once: f has one value there. */
export interface Sites {
  readonly dimension: number;
  /** [M*d]. */
  readonly points: Float64Array;
  /** Σ p_i and Σ q_j of the samples there, [M]; one of them may be 0. */
  readonly trueMasses: Float64Array;
  readonly generatedMasses: Float64Array;
  /** Which site a sample is at, [N] and [n]. */
  readonly ofTrue: Int32Array;
  readonly ofGenerated: Int32Array;
}

/** Samples gathered by place: those with equal coordinates share a site. */
export function sitesOf(samples: LipschitzSamples): Sites {
  const { dimension } = samples;
  const places = new Map<string, number>();
  const points: number[] = [];
  const gathered = (from: ArrayLike<number>, count: number) =>
    Int32Array.from({ length: count }, (_, k) => {
      // Adding 0 makes −0 the same place as 0.
      const own = Array.from({ length: dimension }, (_, a) => from[k * dimension + a]! + 0);
      const key = own.join();
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, places.size);
      points.push(...own);
      return places.size - 1;
    });
  const ofTrue = gathered(samples.truePoints, samples.trueMasses.length);
  const ofGenerated = gathered(samples.generatedPoints, samples.generatedMasses.length);
  const summed = (masses: ArrayLike<number>, sites: Int32Array) => {
    const sums = new Float64Array(places.size);
    sites.forEach((site, k) => {
      sums[site]! += masses[k]!;
    });
    return sums;
  };
  return {
    dimension,
    points: Float64Array.from(points),
    trueMasses: summed(samples.trueMasses, ofTrue),
    generatedMasses: summed(samples.generatedMasses, ofGenerated),
    ofTrue,
    ofGenerated,
  };
}

/** ‖a − b‖ of two sites. */
export function siteDistance({ points, dimension }: Sites, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < dimension; k++) sum += (points[a * dimension + k]! - points[b * dimension + k]!) ** 2;
  return Math.sqrt(sum);
}
