/**
 * An objective of the discriminator: it minimizes Σ_j q_j φ(f(y_j)) + Σ_i p_i ϕ(f(x_i)), with φ the cost of a value on
 * generated points and ϕ on true ones.
 *
 * Conditions of Zhou et al., "Lipschitz Generative Adversarial Nets" (ICML 2019, arXiv 1902.05687): φ' > 0, ϕ' < 0,
 * both convex, and φ'(a) + ϕ'(a) = 0 for some a. With them and a Lipschitz bound every generated point in unmatched
 * mass has a true point that f rises to as steeply as it may.
 */
export interface LipschitzObjective {
  readonly kind: ObjectiveKind;
  /** φ and ϕ as text, for captions. */
  readonly formula: string;
  /** φ(t) and φ'(t). */
  readonly generated: (t: number) => number;
  readonly generatedSlope: (t: number) => number;
  /** ϕ(t) and ϕ'(t). */
  readonly true: (t: number) => number;
  readonly trueSlope: (t: number) => number;
  /** The condition that does not hold, if any. */
  readonly breaks?: "φ' > 0" | "φ' + ϕ' = 0 somewhere";
  /** Where φ and ϕ are least, a ≤ b: infinite for costs that fall for ever. */
  readonly least: readonly [number, number];
  /** True where both costs are linear: the level of f is then free. */
  readonly linear: boolean;
}

export type ObjectiveKind =
  | "linear"
  | "logistic"
  | "exponential"
  | "squareRoot"
  | "leastSquares"
  | "hinge"
  | "unbalanced";

/** log(1 + e^t) without overflow. */
function softplus(t: number): number {
  return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
}

function sigmoid(t: number): number {
  const e = Math.exp(-Math.abs(t));
  return (t >= 0 ? 1 : e) / (1 + e);
}

/** t + √(t² + 1), without cancellation for negative t. */
function rooted(t: number): number {
  const root = Math.hypot(t, 1);
  return t > 0 ? t + root : 1 / (root - t);
}

type Shape = Pick<LipschitzObjective, "kind" | "formula" | "breaks"> & {
  readonly cost: (t: number) => number;
  readonly slope: (t: number) => number;
  readonly least?: number;
};

/** ϕ(t) = φ(−t). */
function mirrored({ cost, slope, least = Number.NEGATIVE_INFINITY, ...rest }: Shape): LipschitzObjective {
  return {
    ...rest,
    generated: cost,
    generatedSlope: slope,
    true: (t) => cost(-t),
    trueSlope: (t) => -slope(-t),
    least: [least, -least],
    linear: rest.kind === "linear",
  };
}

/** Objectives that meet all conditions. */
export const validObjectives: readonly LipschitzObjective[] = [
  mirrored({ kind: "linear", formula: "t", cost: (t) => t, slope: () => 1 }),
  mirrored({ kind: "logistic", formula: "log(1 + e^t)", cost: softplus, slope: sigmoid }),
  mirrored({ kind: "exponential", formula: "e^t", cost: Math.exp, slope: Math.exp }),
  mirrored({
    kind: "squareRoot",
    formula: "t + √(t² + 1)",
    cost: rooted,
    slope: (t) => rooted(t) / Math.hypot(t, 1),
  }),
];

/**
 * Objectives that break one: least squares with labels −1 and 1 and the hinge reach their least value at a finite f,
 * and the costs of `unbalanced` have no level where they balance, φ' < 1 < 2 = −ϕ'.
 */
export const brokenObjectives: readonly LipschitzObjective[] = [
  mirrored({
    kind: "leastSquares",
    formula: "(t + 1)²/2",
    breaks: "φ' > 0",
    least: -1,
    cost: (t) => (t + 1) ** 2 / 2,
    slope: (t) => t + 1,
  }),
  mirrored({
    kind: "hinge",
    formula: "max(0, 1 + t)",
    breaks: "φ' > 0",
    least: -1,
    cost: (t) => Math.max(0, 1 + t),
    slope: (t) => (t > -1 ? 1 : 0),
  }),
  {
    kind: "unbalanced",
    formula: "log(1 + e^t), ϕ = −2t",
    breaks: "φ' + ϕ' = 0 somewhere",
    generated: softplus,
    generatedSlope: sigmoid,
    true: (t) => -2 * t,
    trueSlope: () => -2,
    least: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    linear: false,
  },
];

/** The objective of a kind. @throws RangeError for an unknown one. */
export function objectiveOf(kind: string): LipschitzObjective {
  const found = [...validObjectives, ...brokenObjectives].find((one) => one.kind === kind);
  if (found === undefined) throw new RangeError(`there is no objective "${kind}"`);
  return found;
}
