/**
 * What a unit makes of its projection: φ(t) = gain · [σ(scale·t + shift) − σ(shift)], so that φ(0) = 0. The functions are
 * read as text and run on every backend, as those of an activation.
 */
export interface Profile {
  /** Stands for σ in keys. */
  readonly kind: string;
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
  readonly curvature: (z: number) => number;
  readonly scale: number;
  readonly shift: number;
  readonly gain: number;
}

/** φ(t) = t². */
export const square: Profile = {
  kind: "square",
  value: function value(z) {
    return z * z;
  },
  slope: function slope(z) {
    return 2 * z;
  },
  curvature: function curvature(z) {
    return 2 + 0 * z;
  },
  scale: 1,
  shift: 0,
  gain: 1,
};

/** φ(t) of a profile. */
export function heightOf({ value, scale, shift, gain }: Profile, t: number): number {
  return gain * (value(scale * t + shift) - value(shift));
}
