/**
 * The full equations of the Isolated Points Model, written down as they stand and nothing else: f is a list
 * of (position, weight) pairs that grows by one pair a particle and step. Slow on purpose, and independent
 * of everything in `src/`: what the simulator and the theory are measured against.
 */

export interface NaiveKernel {
  /** K(x, x'). */
  value(x: readonly number[], other: readonly number[]): number;
  /** The gradient of K(x, x') in its first argument. */
  gradient(x: readonly number[], other: readonly number[]): number[];
}

export interface NaiveSettings {
  /** True points x_i and their masses p_i. */
  points: readonly (readonly number[])[];
  masses: readonly number[];
  /** Particles y_j at step 0 and their masses q_j. */
  start: readonly (readonly number[])[];
  particleMasses: readonly number[];
  kernel: NaiveKernel;
  weightDecay: number;
  stepDiscriminator: number;
  stepGenerator: number;
  steps: number;
  order: "alternating" | "simultaneous";
}

export interface NaiveResult {
  /** `positions[k][j]` is y_j after k steps; k = 0 is the start. */
  positions: number[][][];
  /** The discriminator after the last step, and its gradient. */
  f(x: readonly number[]): number;
  gradient(x: readonly number[]): number[];
}

function squaredDistance(x: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! - other[i]!) ** 2;
  return sum;
}

function scaledDifference(x: readonly number[], other: readonly number[], factor: number): number[] {
  return x.map((coordinate, i) => factor * (coordinate - other[i]!));
}

/** exp(−r²/2σ²). */
export function naiveGaussian(width: number): NaiveKernel {
  const value = (x: readonly number[], other: readonly number[]) =>
    Math.exp(-squaredDistance(x, other) / (2 * width ** 2));
  return {
    value,
    gradient: (x, other) => scaledDifference(x, other, -value(x, other) / width ** 2),
  };
}

/** exp(−r/σ); it has a kink at r = 0, where the gradient is taken as 0. */
export function naiveLaplacian(width: number): NaiveKernel {
  const value = (x: readonly number[], other: readonly number[]) =>
    Math.exp(-Math.sqrt(squaredDistance(x, other)) / width);
  return {
    value,
    gradient(x, other) {
      const r = Math.sqrt(squaredDistance(x, other));
      if (r === 0) return x.map(() => 0);
      return scaledDifference(x, other, -value(x, other) / (width * r));
    },
  };
}

/** (1 + r²/2ασ²)^−α, α = `mixture`. */
export function naiveRationalQuadratic(width: number, mixture: number): NaiveKernel {
  const base = (x: readonly number[], other: readonly number[]) =>
    1 + squaredDistance(x, other) / (2 * mixture * width ** 2);
  return {
    value: (x, other) => base(x, other) ** -mixture,
    gradient: (x, other) => scaledDifference(x, other, -(base(x, other) ** (-mixture - 1)) / width ** 2),
  };
}

/** Σ w_m K_m. */
export function naiveMultiScale(kernels: readonly NaiveKernel[], weights: readonly number[]): NaiveKernel {
  return {
    value: (x, other) => kernels.reduce((sum, kernel, m) => sum + weights[m]! * kernel.value(x, other), 0),
    gradient(x, other) {
      const sum = x.map(() => 0);
      kernels.forEach((kernel, m) => {
        kernel.gradient(x, other).forEach((part, i) => {
          sum[i]! += weights[m]! * part;
        });
      });
      return sum;
    },
  };
}

interface Pair {
  position: readonly number[];
  weight: number;
}

function fieldGradient(kernel: NaiveKernel, pairs: readonly Pair[], x: readonly number[]): number[] {
  const sum = x.map(() => 0);
  for (const { position, weight } of pairs) {
    const part = kernel.gradient(x, position);
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * part[i]!;
  }
  return sum;
}

/**
 * Runs f⁺ = (1 − η_d λ) f + η_d [Σ p_i K(·,x_i) − Σ q_j K(·,y_j)], f⁰ = 0, and y_j⁺ = y_j + η_g q_j ∇f⁺(y_j)
 * (`simultaneous`: ∇f(y_j), both players move from the same state).
 */
export function naiveRun(settings: NaiveSettings): NaiveResult {
  const { points, masses, particleMasses, kernel, steps, order } = settings;
  const { weightDecay, stepDiscriminator, stepGenerator } = settings;
  let pairs: Pair[] = [];
  let particles: number[][] = settings.start.map((y) => [...y]);
  const positions = [particles];
  for (let k = 0; k < steps; k++) {
    const before = pairs;
    // The true points' pairs stand first, so that their weights add up in place instead of in new pairs.
    const decayed = before.map(({ position, weight }) => ({
      position,
      weight: (1 - stepDiscriminator * weightDecay) * weight,
    }));
    const trueOnes = points.map((position, i) => ({
      position,
      weight: (decayed[i]?.weight ?? 0) + stepDiscriminator * masses[i]!,
    }));
    const newOnes = particles.map((position, j) => ({
      position,
      weight: -stepDiscriminator * particleMasses[j]!,
    }));
    pairs = [...trueOnes, ...decayed.slice(points.length), ...newOnes];
    const seen = order === "alternating" ? pairs : before;
    particles = particles.map((y, j) => {
      const slope = fieldGradient(kernel, seen, y);
      return y.map((coordinate, i) => coordinate + stepGenerator * particleMasses[j]! * slope[i]!);
    });
    positions.push(particles);
  }
  return {
    positions,
    f: (x) => pairs.reduce((sum, { position, weight }) => sum + weight * kernel.value(x, position), 0),
    gradient: (x) => fieldGradient(kernel, pairs, x),
  };
}
