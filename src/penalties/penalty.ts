/**
 * The contract of the penalties. What a penalty R(f) costs is subtracted from what the discriminator ascends, what a
 * ridge costs from what the generator ascends; each kind does one of these things.
 */
export interface Penalty {
  readonly kind: string;
  readonly strength: number;
  /** λ in ∂R/∂f = λ f: the decay of all coefficients of a kernel discriminator, of all weights of a network. */
  readonly decay: number;
  /** True where `decay` is not that of a network's biases. */
  readonly sparesBiases?: boolean;
  /** R = Σ_r m_r ψ(‖∇f(z_r)‖) over samples z_r with masses m_r that sum to 1, or ψ(max_r ‖∇f(z_r)‖). */
  readonly gradient?: GradientPenalty;
  /** No cost, but what the parameters are brought back to after each step of the discriminator. */
  readonly bound?: Bound;
  /** No cost, but noise on the samples that the discriminator sees. */
  readonly noise?: Noise;
  /** r in r Σ_j q_j ‖y_j‖², which the generator pays for its particles. */
  readonly ridge?: number;
}

/** A cost of the length of ∇f at samples. */
export interface GradientPenalty {
  /** Where: at the true points, the particles, or on segments between them. */
  readonly on: "true" | "generated" | "interpolates";
  /** Up to three numbers that both functions take after the norm. */
  readonly numbers: readonly number[];
  /** ψ(‖∇f‖). */
  readonly value: PenaltyFunction;
  /** ψ'(‖∇f‖)/‖∇f‖, finite at 0: the discriminator learns −m_r · this · ∇f as a dipole at z_r. */
  readonly stiffness: PenaltyFunction;
  /** The mean over the samples, or ψ of the largest norm among them; `mean` when left out. */
  readonly over?: "mean" | "maximum";
  /** How many interpolates are drawn (once a simulation); as many as particles when left out. */
  readonly interpolates?: number;
}

/** As `LossFunction`: also read as text and run on every backend. */
export type PenaltyFunction = (norm: number, ...numbers: number[]) => number;

/** Each parameter within ±size, or the norm of all of them at most size. */
export interface Bound {
  readonly of: "each" | "norm";
  readonly size: number;
}

/** Each sample stands for `copies` samples about it, normal with standard deviation `spread` along each axis. */
export interface Noise {
  readonly spread: number;
  readonly copies: number;
}

/** The sum of the ridges r of a list of penalties. */
export function totalRidge(penalties: readonly Penalty[]): number {
  return penalties.reduce((sum, { ridge = 0 }) => sum + ridge, 0);
}

/** The sum of the decay rates λ of a list of penalties; those of weights where biases are spared. */
export function totalDecay(penalties: readonly Penalty[]): number {
  return penalties.reduce((sum, penalty) => sum + penalty.decay, 0);
}

/** The same for biases. */
export function biasDecay(penalties: readonly Penalty[]): number {
  return totalDecay(penalties.filter(({ sparesBiases }) => sparesBiases !== true));
}
