import type { TimeAverageOptions } from "./options.ts";

type Modes = Pick<TimeAverageOptions, "mass" | "separation">;

/** Of two modes, Gaussian kernel of width 1: √(Σ p_i p_j K_ij + 1 − 2 Σ p_i K(x_i, y)), MMD of one particle at y. */
export function particleMmd({ mass, separation }: Modes, y: number): number {
  const own = mass ** 2 + (1 - mass) ** 2 + 2 * mass * (1 - mass) * Math.exp(-(separation ** 2) / 2);
  const seen = mass * Math.exp(-(y ** 2) / 2) + (1 - mass) * Math.exp(-((y - separation) ** 2) / 2);
  return Math.sqrt(own + 1 - 2 * seen);
}

/** Places between the modes that are looked at. MMD² has no slope at its minimum: it is known to about 1e-8. */
const PLACES = 10_000;

/** The least MMD of any single particle; it lies between the modes. */
export function leastParticleMmd(modes: Modes): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= PLACES; k++) {
    least = Math.min(least, particleMmd(modes, (modes.separation * k) / PLACES));
  }
  return least;
}

/** The largest MMD of any single particle: that of one far away. */
export function mostParticleMmd(modes: Modes): number {
  return particleMmd(modes, Number.POSITIVE_INFINITY);
}

/** Beyond the kernel's reach: Σ p_i K(x_i, y) below e^−4.5, as from a mode about three widths away. */
export function isExpelled(modes: Modes, mmd: number): boolean {
  return mmd ** 2 > mostParticleMmd(modes) ** 2 - 2 * Math.exp(-4.5);
}

/**
 * No single particle is nearer to two points in W₂ than √(p(1 − p)) times their distance, their standard deviation.
 */
export function leastParticleTransport({ mass, separation }: Modes): number {
  return Math.sqrt(mass * (1 - mass)) * separation;
}

/**
 * η_d R √T, R the largest MMD of a particle. With λ = 0 and a particle that jumps to the maximum of f, or to anything
 * at least as high as f is on average over the data, ⟨f, K p − K y⟩ is not positive, so that each step adds at most
 * η_d² R² to ‖f‖²: the argument of kernel herding (Y. Chen, M. Welling, A. Smola, UAI 2010).
 */
export function herdingBound(modes: Modes, stepDiscriminator: number, T: number): number {
  return stepDiscriminator * mostParticleMmd(modes) * Math.sqrt(T);
}
