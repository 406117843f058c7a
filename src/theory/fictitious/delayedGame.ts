import { type Complex, eigenvalues, modulus } from "../../numerics/linearAlgebra.ts";
import type { StepSizes } from "../linearGame.ts";

/** Fictitious play of the bilinear game (see `bilinearAverage.ts`) with weight decay λ on the discriminator. */
export interface DelayedGame extends StepSizes {
  /** λ. */
  readonly weightDecay: number;
  /** Q of the generator's models, which the discriminator moves against, and of the discriminator's. */
  readonly generatorQueue: number;
  readonly discriminatorQueue: number;
  /** ρ: models of age i in the queue have the weight ω_i ∝ ρ^i. */
  readonly decay: number;
  readonly order: "alternating" | "simultaneous";
}

/** ω_i ∝ ρ^i, i = 0 … Q − 1, of sum 1. */
export function queueWeights(queue: number, decay: number): number[] {
  const powers = Array.from({ length: queue }, (_, i) => decay ** i);
  const total = powers.reduce((sum, one) => sum + one, 0);
  return powers.map((one) => one / total);
}

/** Σ ω_i i, the mean age of the models in a full queue, in steps. */
export function meanAge(queue: number, decay: number): number {
  return queueWeights(queue, decay).reduce((sum, weight, i) => sum + weight * i, 0);
}

/**
 * Multipliers μ of a step once all queues are full, largest modulus first. With G(μ) = Σ ω_i μ^−i over the generator's
 * models and D(μ) over the discriminator's, w ← (1 − aλ)w − a G y and y ← y + b D w (w⁺ for alternating steps) give
 *
 *   (μ − 1 + aλ)(μ − 1) + ab μ^s G(μ) D(μ) = 0,   s = 1 alternating, 0 simultaneous,
 *
 * times μ^(Q_g + Q_d − 2) a polynomial of degree Q_g + Q_d, whose roots are the eigenvalues of its companion matrix.
 */
export function delayedMultipliers(game: DelayedGame): Complex[] {
  const polynomial = characteristic(game);
  const size = polynomial.length - 1;
  const companion = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    companion[k] = -polynomial[size - 1 - k]!;
    if (k > 0) companion[k * size + k - 1] = 1;
  }
  return eigenvalues(companion, size).sort((x, y) => modulus(y) - modulus(x) || y.im - x.im);
}

/** Coefficients of the polynomial, that of μ^k at place k; the leading one is 1. */
function characteristic(game: DelayedGame): Float64Array {
  const { stepDiscriminator: a, stepGenerator: b, weightDecay, decay, order } = game;
  const { generatorQueue, discriminatorQueue } = game;
  const shift = generatorQueue + discriminatorQueue - 2;
  const polynomial = new Float64Array(shift + 3);
  const kept = 1 - a * weightDecay;
  polynomial[shift + 2] = 1;
  polynomial[shift + 1] = -1 - kept;
  polynomial[shift] = kept;
  const s = order === "alternating" ? 1 : 0;
  queueWeights(generatorQueue, decay).forEach((one, i) => {
    queueWeights(discriminatorQueue, decay).forEach((other, j) => {
      polynomial[shift - i - j + s]! += a * b * one * other;
    });
  });
  return polynomial;
}

/** ln of the largest modulus: by how much a cycle grows a step. */
export function delayedGrowth(game: DelayedGame): number {
  return Math.log(modulus(delayedMultipliers(game)[0]!));
}

/**
 * The same for small steps: averaging over models of mean ages A_g and A_d answers late, and a cycle of frequency √(ab)
 * grows by
 *
 *   (ab (A_g + A_d) + s' ab − aλ)/2   a step, s' = 1 for simultaneous steps, else 0:
 *
 * with uniform weights and one length Q, ab(Q − 1)/2, so that memory on both sides needs λ > b(Q − 1) to come to rest.
 */
export function smallStepGrowth(game: DelayedGame): number {
  const { stepDiscriminator: a, stepGenerator: b, weightDecay, decay, order } = game;
  const ages = meanAge(game.generatorQueue, decay) + meanAge(game.discriminatorQueue, decay);
  return (a * b * (ages + (order === "simultaneous" ? 1 : 0)) - a * weightDecay) / 2;
}

/** The least λ at which the game comes to rest, by bisection between 0 and `most`; undefined where that is not enough. */
export function restingDecay(game: Omit<DelayedGame, "weightDecay">, most: number): number | undefined {
  const grows = (weightDecay: number) => delayedGrowth({ ...game, weightDecay }) > 0;
  if (grows(most)) return undefined;
  let [low, high] = [0, most];
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (grows(middle)) low = middle;
    else high = middle;
  }
  return high;
}
