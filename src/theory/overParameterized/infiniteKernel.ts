/*
 * The tangent kernel of the generated mean in the model of Balaji et al. (ICLR 2021, arXiv 2104.05605). The generator is
 *
 *     y_j = (σ/√k) V φ(s_j),   s_j = (σ/√m) W z_j,   φ(s) = max(s, 0),
 *
 * V [d×k] and W [k×m] standard normal, without biases, on latents z_j of masses q_j; the paper's V and W are these times
 * their standard deviations. Unit u gives the mean a share a_u = Σ_j q_j φ(s_uj) and changes it by the slope
 * g_u = Σ_j q_j φ'(s_uj) (σ/√m) z_j, so that the kernel H = ∂ȳ/∂θ (∂ȳ/∂θ)ᵀ is
 *
 *     H = (σ²/k) Σ_u ‖g_u‖² v_u v_uᵀ + (σ²/k) Σ_u a_u² 1,
 *
 * the first term from the hidden weights W, the second from V, which the paper keeps as drawn. For k → ∞ the sums are
 * means over W and V, arc-cosine kernels of degree 0 and 1 of pairs of latents (Cho and Saul, NeurIPS 2009), and H = h 1.
 */

/** Latents and scales of a generator with one hidden layer of ReLU units. */
export interface MeanGenerator {
  /** z_j, [n*m]. */
  readonly latents: ArrayLike<number>;
  /** m. */
  readonly latentDimension: number;
  /** q_j, [n]; equal when left out. */
  readonly masses?: ArrayLike<number>;
  /** σ; √2 when left out. */
  readonly weightScale?: number;
}

/** What both layers give to h, the kernel of the mean at infinite width. */
export interface InfiniteKernel {
  /** σ² E‖g‖². */
  readonly hidden: number;
  /** σ² E a². */
  readonly output: number;
}

/** h of an infinitely wide generator. */
export function infiniteMeanKernel(generator: MeanGenerator): InfiniteKernel {
  const { latentDimension: m, weightScale = Math.SQRT2 } = generator;
  const latents = latentsOf(generator);
  let [hidden, output] = [0, 0];
  for (const { z, q } of latents) {
    for (const { z: other, q: otherMass } of latents) {
      const [product, lengths] = [dot(z, other), Math.sqrt(dot(z, z) * dot(other, other))];
      const cosine = lengths === 0 ? 0 : Math.max(-1, Math.min(1, product / lengths));
      const angle = Math.acos(cosine);
      const share = (q * otherMass) / (2 * Math.PI);
      hidden += share * product * (Math.PI - angle);
      output += share * lengths * (Math.sin(angle) + (Math.PI - angle) * cosine);
    }
  }
  const scale = weightScale ** 4 / m;
  return { hidden: scale * hidden, output: scale * output };
}

/** σ²‖g_u‖² and σ²a_u² of the unit whose weights are `weights` [m]: h is their mean over normal weights. */
export function unitKernel(
  { latents, latentDimension: m, masses, weightScale = Math.SQRT2 }: MeanGenerator,
  weights: ArrayLike<number>,
): InfiniteKernel {
  const n = latents.length / m;
  const slope = new Float64Array(m);
  let share = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let a = 0; a < m; a++) sum += latents[j * m + a]! * weights[a]!;
    if (sum <= 0) continue;
    const q = masses === undefined ? 1 / n : masses[j]!;
    share += q * sum;
    for (let a = 0; a < m; a++) slope[a]! += q * latents[j * m + a]!;
  }
  const scale = weightScale ** 4 / m;
  return { hidden: scale * dot(slope, slope), output: scale * share * share };
}

function latentsOf({ latents, latentDimension: m, masses }: MeanGenerator): { z: number[]; q: number }[] {
  const all = Array.from(latents);
  const n = all.length / m;
  return Array.from({ length: n }, (_, j) => ({
    z: all.slice(j * m, (j + 1) * m),
    q: masses === undefined ? 1 / n : masses[j]!,
  }));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
