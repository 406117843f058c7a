import { z } from "zod";
import { count, define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/*
 * Squares are cut where the norm is 1e18 above its target, so that single precision can hold them. Where ∇f = 0 the
 * penalty of a target c > 0 has a kink: which way f should tilt is not defined, and the dipole, stiffness · ∇f, is 0
 * there whatever the stiffness; below 1e-6 the norm counts as 1e-6, which keeps the quotient finite.
 */

function twoSided(norm: number, strength: number, target: number): number {
  const gap = Math.min(Math.abs(norm - target), 1e18);
  return strength * gap * gap;
}

function twoSidedStiffness(norm: number, strength: number, target: number): number {
  return 2 * strength * (1 - target / Math.max(norm, 1e-6));
}

function oneSided(norm: number, strength: number, target: number): number {
  const gap = Math.min(Math.max(norm - target, 0), 1e18);
  return strength * gap * gap;
}

function oneSidedStiffness(norm: number, strength: number, target: number): number {
  return 2 * strength * Math.max(1 - target / Math.max(norm, 1e-6), 0);
}

const choices = {
  strength: nonNegative().describe("ξ in ξ E(‖∇f‖ − c)²"),
  norm: nonNegative().default(1).describe("c, the length of ∇f that costs nothing"),
  sided: z
    .enum(["two", "one"])
    .default("two")
    .describe("two: shorter and longer gradients cost; one: only longer ones"),
  over: z
    .enum(["mean", "maximum"])
    .default("mean")
    .describe("mean: every sample pays; maximum: only the one with the longest ∇f, for all of them"),
  interpolates: count(1, 1_000_000)
    .optional()
    .describe("how many segments between true points and particles; as many as particles when left out"),
};

/**
 * The kind `gradientPenalty` of sim files (WGAN-GP): R = ξ E(‖∇f(z)‖ − c)² over points z on segments between true
 * points and particles, Gulrajani et al., "Improved Training of Wasserstein GANs" (NIPS 2017), eq. (3), where
 * ξ = 10 and c = 1; without the half that R1 and R2 have. `sided: "one"` is ξ E max(0, ‖∇f‖ − c)², Petzka,
 * Fischer, Lukovnikov, "On the regularization of Wasserstein GANs" (ICLR 2018).
 *
 *   ψ(n) = ξ(n − c)²    ψ'(n)/n = 2ξ(1 − c/n)
 *
 * `over: "maximum"` is ψ(max ‖∇f‖), which with c = 0 stands for λ k(f)², k the Lipschitz constant of f: the penalty that
 * Zhou et al., "Lipschitz Generative Adversarial Nets" (ICML 2019, arXiv 1902.05687) use. Of equal norms the first counts.
 */
export const gradientPenaltyKind = define(
  "gradientPenalty",
  choices,
  ({ strength, norm, sided, over, interpolates }): Penalty => ({
    kind: "gradientPenalty",
    strength,
    decay: 0,
    gradient: {
      on: "interpolates",
      numbers: [strength, norm],
      value: sided === "two" ? twoSided : oneSided,
      stiffness: sided === "two" ? twoSidedStiffness : oneSidedStiffness,
      over,
      ...(interpolates === undefined ? {} : { interpolates }),
    },
  }),
);

/** The penalty of WGAN-GP with ξ = `strength` ≥ 0, towards gradients of length 1 unless said otherwise. */
export function gradientPenalty(
  strength: number,
  options: Omit<z.input<z.ZodObject<typeof choices>>, "strength"> = {},
): Penalty {
  return gradientPenaltyKind({ strength, ...options });
}
