import type { LinearGame } from "../linearGame.ts";

/**
 * The contract of the Dirac-GAN: Mescheder, Geiger, Nowozin, "Which Training Methods for GANs do actually Converge?"
 * (ICML 2018, arXiv 1801.04406). One true point at 0, one generated point at θ, both of mass 1, a discriminator
 * ψx, in one dimension.
 *
 * Signs as published: the discriminator's output is high on *generated* points. A `linear` discriminator of a sim
 * file, f(x) = w·x, is high on true points, w = −ψ; `inProgramSign` translates a field.
 */
export interface DiracGame {
  readonly kind: string;
  /** The directions in which the generator (θ) and the discriminator (ψ) want to go. */
  readonly field: DiracField;
  /** Derivatives of the field at (0, 0), y = θ and w = ψ; absent where it has none. */
  readonly linear?: LinearGame;
  /** |ψ| is brought back to at most this after every step of the discriminator. */
  readonly bound?: number;
  /** For the gradient penalty of WGAN-GP: its strength and target length, which `gradientPenaltyCycle` takes. */
  readonly target?: { readonly strength: number; readonly norm: number };
}

/** (θ, ψ) → (v_θ, v_ψ). */
export type DiracField = (theta: number, psi: number) => [number, number];

/** The field of (θ, w) with w = −ψ, the slope of a discriminator that is high on true points. */
export function inProgramSign(field: DiracField): DiracField {
  return (theta, slope) => {
    const [alongTheta, alongPsi] = field(theta, -slope);
    return [alongTheta, -alongPsi];
  };
}
