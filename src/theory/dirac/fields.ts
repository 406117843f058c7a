import { gaussHermite } from "../gaussHermite.ts";
import type { LinearGame } from "../linearGame.ts";
import type { DiracField, DiracGame } from "./game.ts";

/*
 * The vector fields of the Dirac-GAN. With f(t) = −log(1 + e^−t), f'(t) = s(−t), f''(t) = −s(t)s(−t) and s the
 * logistic function, the discriminator ascends f(ψθ) + f(0), whose derivative in ψ is θf'(ψθ); the generator
 * descends it (minimax) or ascends f(−ψθ) (non-saturating). At (0, 0), f' = 1/2 and f'' = −1/4.
 */

/** Losses whose field is a rotation about (0, 0). */
export type DiracLoss = "minimax" | "nonSaturating" | "ipm";

function logistic(t: number): number {
  return t >= 0 ? 1 / (1 + Math.exp(-t)) : Math.exp(t) / (1 + Math.exp(t));
}

function slope(t: number): number {
  return logistic(-t);
}

function bend(t: number): number {
  return -logistic(t) * logistic(-t);
}

const fields: Readonly<Record<DiracLoss, DiracField>> = {
  minimax: (theta, psi) => [-psi * slope(psi * theta), theta * slope(psi * theta)],
  nonSaturating: (theta, psi) => [-psi * slope(-psi * theta), theta * slope(psi * theta)],
  ipm: (theta, psi) => [-psi, theta],
};

/** f'(0): 1/2 for the logistic losses, 1 for `ipm`, whose f is the identity. */
export function pullAtZero(loss: DiracLoss): number {
  return loss === "ipm" ? 1 : 0.5;
}

function rotation(loss: DiracLoss, damping = { yy: 0, ww: 0 }): LinearGame {
  const pull = pullAtZero(loss);
  return { yy: damping.yy, yw: -pull, wy: pull, ww: damping.ww };
}

/** No penalty: (−ψf'(ψθ), θf'(ψθ)), for `nonSaturating` (−ψf'(−ψθ), θf'(ψθ)), for `ipm` (−ψ, θ). */
export function unpenalized(loss: DiracLoss): DiracGame {
  return { kind: loss, field: fields[loss], linear: rotation(loss) };
}

/** WGAN with weight clipping: the `ipm` field with |ψ| ≤ bound. */
export function clipped(bound: number): DiracGame {
  return { ...unpenalized("ipm"), kind: "clip", bound };
}

/**
 * WGAN-GP: (−ψ, θ − r(|ψ| − g) sign ψ), at ψ = 0 the mean of both sides. At (0, 0) it has no linearisation: v_ψ
 * jumps from −rg to rg, and the equilibrium repels; see `gradientPenaltyCycle` for where it goes.
 * @param strength r; a sim file's `gradientPenalty` costs ξ(|ψ| − g)², without the half, so that r = 2ξ.
 * @param norm g; for g = 0 this is R1.
 */
export function gradientPenalty(strength: number, norm: number): DiracGame {
  if (strength === 0 || norm === 0) return { ...r1("ipm", strength), kind: "gradientPenalty" };
  return {
    kind: "gradientPenalty",
    field: (theta, psi) => [-psi, theta - strength * (Math.abs(psi) - norm) * Math.sign(psi)],
    target: { strength, norm },
  };
}

/**
 * R1, (ξ/2)‖∇f‖² = (ξ/2)ψ² at the true point, which for a linear discriminator is R2 and weight decay as well: −ξψ
 * is added to v_ψ. Rates −ξ/2 ± √(ξ²/4 − f'(0)²).
 */
export function r1(loss: DiracLoss, strength: number): DiracGame {
  return {
    kind: "r1",
    field: (theta, psi) => {
      const [alongTheta, alongPsi] = fields[loss](theta, psi);
      return [alongTheta, alongPsi - strength * psi];
    },
    linear: rotation(loss, { yy: 0, ww: -strength }),
  };
}

/**
 * Instance noise s on both points, with means over a normal e by Gauss–Hermite quadrature:
 *
 *     v_θ = −ψ⟨f'(ψ(θ + se))⟩,   v_ψ = ⟨(θ + se)f'(ψ(θ + se))⟩ − ⟨se f'(−ψse)⟩.
 *
 * Near ψ = 0 each mean in v_ψ contributes s²ψf''(0), together −s²ψ/2: R1 of strength s²/2.
 * @param nodes of the rule; f' is analytic for |Im t| < π, and 64 give 1e-8 for |ψ|s ≤ 1 (tests).
 */
export function instanceNoise(spread: number, nodes = 64): DiracGame {
  const rule = gaussHermite(nodes);
  const field: DiracField = (theta, psi) => {
    let [alongTheta, alongPsi] = [0, 0];
    for (let i = 0; i < nodes; i++) {
      const noise = spread * rule.nodes[i]!;
      const weight = rule.weights[i]!;
      const pull = slope(psi * (theta + noise));
      alongTheta -= weight * psi * pull;
      alongPsi += weight * ((theta + noise) * pull - noise * slope(-psi * noise));
    }
    return [alongTheta, alongPsi];
  };
  return { kind: "instanceNoise", field, linear: rotation("minimax", { yy: 0, ww: -(spread ** 2) / 2 }) };
}

/**
 * Consensus optimisation (Mescheder, Nowozin, Geiger, NIPS 2017): the `minimax` field minus r times the gradient of
 * ‖v‖²/2 = (θ² + ψ²)f'(ψθ)²/2, that is
 *
 *     r(θf'² + ψ(θ² + ψ²)f'f'')  for θ,   r(ψf'² + θ(θ² + ψ²)f'f'')  for ψ.
 *
 * `published` has half of the second term in the part of θ, as the code of the paper's experiments has; both have
 * the same linearisation, −r f'(0)² on the diagonal.
 */
export function consensus(strength: number, form: "correct" | "published" = "correct"): DiracGame {
  const share = form === "published" ? 0.5 : 1;
  const field: DiracField = (theta, psi) => {
    const [alongTheta, alongPsi] = fields.minimax(theta, psi);
    const [first, second] = [slope(psi * theta), bend(psi * theta)];
    const cross = (theta * theta + psi * psi) * first * second;
    return [
      alongTheta - strength * (theta * first * first + share * psi * cross),
      alongPsi - strength * (psi * first * first + theta * cross),
    ];
  };
  const damping = -strength * pullAtZero("minimax") ** 2;
  return { kind: "consensus", field, linear: rotation("minimax", { yy: damping, ww: damping }) };
}
