/**
 * The continuous-time flow of the Isolated Points Model on a line, integrated apart from everything in `src/`:
 *
 *   ∂f/∂t = a [Σ p_i K(·,x_i) − Σ q_j K(·,y_j) − λ f],   ẏ_j = b q_j ∇f(y_j),   f(0) = 0,
 *
 * with f = Σ_m c_m φ_m in the functions φ_m(z) = e^{−z²/2} z^m/√m!, z = y/σ, in which the Gaussian is
 * Σ_m φ_m(x) φ_m(x'). Valid while all is within about two widths of 0: forty functions leave 1e-14 there.
 */
export interface Flow {
  readonly points: readonly number[];
  readonly masses: readonly number[];
  readonly start: readonly number[];
  readonly particleMasses: readonly number[];
  readonly width: number;
  readonly weightDecay: number;
  readonly ascent: number;
  readonly descent: number;
}

const functions = 44;

/** φ_0 … φ_{functions}(z). */
function features(z: number): number[] {
  const values = [Math.exp(-0.5 * z * z)];
  for (let m = 1; m <= functions; m++) values.push((values[m - 1]! * z) / Math.sqrt(m));
  return values;
}

/** dφ_m/dz = √m φ_{m−1} − √(m+1) φ_{m+1}. */
function slopeOf(coefficients: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let m = 0; m < functions; m++) {
    const below = m > 0 ? Math.sqrt(m) * values[m - 1]! : 0;
    sum += coefficients[m]! * (below - Math.sqrt(m + 1) * values[m + 1]!);
  }
  return sum;
}

/** State: the coefficients of f, then the particles. */
function derivative(flow: Flow, state: readonly number[]): number[] {
  const { width, weightDecay, ascent, descent, particleMasses } = flow;
  const coefficients = state.slice(0, functions);
  const rates = coefficients.map((c) => -weightDecay * c);
  flow.points.forEach((x, i) => {
    const values = features(x / width);
    for (let m = 0; m < functions; m++) rates[m]! += flow.masses[i]! * values[m]!;
  });
  const speeds = state.slice(functions).map((y, j) => {
    const values = features(y / width);
    for (let m = 0; m < functions; m++) rates[m]! -= particleMasses[j]! * values[m]!;
    return (descent * particleMasses[j]! * slopeOf(coefficients, values)) / width;
  });
  return [...rates.map((rate) => ascent * rate), ...speeds];
}

/** The particles at time τ, by the classical fourth-order Runge-Kutta method. */
export function flowAt(flow: Flow, tau: number, steps: number): number[] {
  const h = tau / steps;
  let state = [...new Array<number>(functions).fill(0), ...flow.start];
  const along = (direction: readonly number[], share: number) =>
    state.map((value, k) => value + share * h * direction[k]!);
  for (let step = 0; step < steps; step++) {
    const k1 = derivative(flow, state);
    const k2 = derivative(flow, along(k1, 0.5));
    const k3 = derivative(flow, along(k2, 0.5));
    const k4 = derivative(flow, along(k3, 1));
    state = state.map((value, k) => value + (h / 6) * (k1[k]! + 2 * k2[k]! + 2 * k3[k]! + k4[k]!));
  }
  return state.slice(functions);
}
