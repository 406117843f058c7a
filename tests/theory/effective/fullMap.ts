import type { effective } from "../../../src/theory/index.ts";
import type { StateMap } from "../jacobian.ts";

/**
 * The explicit nonlinear step of isolated points, in one dimension and for the Gaussian kernel of width σ = 1/√κ: about
 * each point f = Σ_n c_n φ_n with the features φ_n(x) = e^{−x²/2σ²}(x/σ)^n/√n!, Σ_n φ_n(x)φ_n(x') = K, of which those
 * below n = ORDERS are kept: exact up to that order in the displacements. The state is (c of each point, all y).
 */
export const ORDERS = 6;

export function fullMap(state: effective.CoupledState): StateMap {
  const { neighbourhoods, kernel, curvature, weightDecay, stepDiscriminator, stepGenerator } = state;
  const { r1 = 0, r2 = 0, order } = state;
  const width = 1 / Math.sqrt(curvature);
  const homes = neighbourhoods.flatMap((n, home) => n.particleMasses.map((mass) => ({ home, mass })));
  const first = neighbourhoods.length * ORDERS;
  const slopeOf = (c: readonly number[], home: number, y: number) => {
    const d = slopes(y, width);
    return d.reduce((sum, value, n) => sum + value * c[home * ORDERS + n]!, 0);
  };
  return (z) => {
    const next = z.map((value, i) => (i < first ? (1 - stepDiscriminator * weightDecay) * value : value));
    const learn = (home: number, by: readonly number[], amount: number) => {
      by.forEach((value, n) => {
        next[home * ORDERS + n]! += stepDiscriminator * amount * value;
      });
    };
    neighbourhoods.forEach(({ pointMass }, home) => {
      learn(home, features(0, width), pointMass);
      learn(home, slopes(0, width), -r1 * pointMass * slopeOf(z, home, 0));
    });
    homes.forEach(({ home, mass }, j) => {
      const y = z[first + j]!;
      learn(home, features(y, width), -mass);
      learn(home, slopes(y, width), -r2 * mass * slopeOf(z, home, y));
    });
    const felt = order === "alternating" ? next : z;
    const force = homes.map(({ home, mass }, i) => mass * slopeOf(felt, home, z[first + i]!));
    homes.forEach((_, j) => {
      force.forEach((f, i) => {
        next[first + j]! += stepGenerator * kernel(j, i) * f;
      });
    });
    return next;
  };
}

/** All particles on their points, f = (Δ/λ) K(·, x_a). */
export function fixedPoint(state: effective.CoupledState): number[] {
  const c = state.neighbourhoods.flatMap(({ pointMass, particleMasses }) => {
    const delta = pointMass - particleMasses.reduce((sum, q) => sum + q, 0);
    return Array.from({ length: ORDERS }, (_, n) =>
      n === 0 && state.weightDecay > 0 ? delta / state.weightDecay : 0,
    );
  });
  return [...c, ...state.neighbourhoods.flatMap((n) => n.particleMasses.map(() => 0))];
}

function features(x: number, width: number): number[] {
  let value = Math.exp((-x * x) / (2 * width * width));
  return Array.from({ length: ORDERS }, (_, n) => {
    if (n > 0) value *= x / width / Math.sqrt(n);
    return value;
  });
}

/** φ_n' = √n φ_{n−1}/σ − xφ_n/σ². */
function slopes(x: number, width: number): number[] {
  const phi = features(x, width);
  return phi.map(
    (value, n) => (n === 0 ? 0 : (Math.sqrt(n) * phi[n - 1]!) / width) - (x * value) / width ** 2,
  );
}
