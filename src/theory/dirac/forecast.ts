import { gradientPenaltyCycle } from "../gradientPenaltyCycle.ts";
import { gameRadius, gameVerdict, type Scheme, type StepSizes, type Verdict } from "../linearGame.ts";
import { type DiracLoss, pullAtZero } from "./fields.ts";
import type { DiracGame } from "./game.ts";

/**
 * The strength of R1 (of λ, of R2) at which the flow stops oscillating and converges fastest: 2f'(0)√(η_g/η_d), from
 * the rates of λ² + η_d ξλ + η_g η_d f'(0)². It is 1 for the logistic losses with equal steps.
 *
 * With finite steps and k = η_g η_d f'(0)²: 2√k/η_d `simultaneous`, (2√k − k)/η_d `alternating` 1:1, where both
 * multipliers are 1 − √k; undefined for k ≥ 4, which no strength stabilises.
 */
export function criticalPenalty(
  loss: DiracLoss,
  { stepDiscriminator, stepGenerator }: StepSizes,
  scheme: "flow" | "simultaneous" | "alternating" = "flow",
): number | undefined {
  const k = stepGenerator * stepDiscriminator * pullAtZero(loss) ** 2;
  if (scheme !== "flow" && k >= 4) return undefined;
  return (2 * Math.sqrt(k) - (scheme === "alternating" ? k : 0)) / stepDiscriminator;
}

/** The spread of instance noise that does what the critical R1 does: s²/2 = ξ_c. */
export function criticalNoise(steps: StepSizes): number {
  return Math.sqrt(2 * criticalPenalty("minimax", steps)!);
}

/** What theory says of a Dirac-GAN, started near its equilibrium. */
export interface DiracForecast {
  /** `rests`: comes to rest, but not at the equilibrium. */
  readonly verdict: Verdict | "rests";
  /** The spectral radius of one step; absent without a linearisation. */
  readonly radius?: number;
  /** One sentence without a full stop. */
  readonly phrase: string;
}

/**
 * Reads the linearisation. A bound on ψ turns divergence into a cycle within it. A gradient penalty towards a length
 * g > 0 is read from its flow whatever the scheme: it circles, or rests off the point, and never converges.
 */
export function diracForecast(game: DiracGame, steps: StepSizes, scheme: Scheme): DiracForecast {
  if (game.target !== undefined) {
    const end = gradientPenaltyCycle(game.target, steps);
    const extent = end.extent.toPrecision(4);
    if (end.kind === "offset")
      return { verdict: "rests", phrase: `rests at |θ| = ${extent}, off the true point` };
    return {
      verdict: "circles",
      phrase: `circles with |θ| up to ${extent} and |ψ| up to ${end.slope.toPrecision(4)}`,
    };
  }
  // Without a target every game here has a linearisation.
  const linear = game.linear!;
  const radius = gameRadius(linear, steps, scheme);
  const verdict = gameVerdict(linear, steps, scheme);
  const size = `spectral radius ${radius.toPrecision(6)}`;
  if (verdict === "diverges" && game.bound !== undefined) {
    return { verdict: "circles", radius, phrase: `circles within |ψ| ≤ ${game.bound}, pushed out (${size})` };
  }
  return { verdict, radius, phrase: `${verdict} (${size})` };
}
