/*
 * The logistic s(t) = 1/(1 + e^−t) and what is made of it, finite at any t: exp(−|t|) never overflows.
 */

/** s(−t) = 1 − s(t). */
export function doubt(value: number): number {
  const small = Math.exp(-Math.abs(value));
  return (value > 0 ? small : 1) / (1 + small);
}

/** −s(t). */
export function negativeBelief(value: number): number {
  const small = Math.exp(-Math.abs(value));
  return -(value > 0 ? 1 : small) / (1 + small);
}

/** s(t). */
export function belief(value: number): number {
  const small = Math.exp(-Math.abs(value));
  return (value > 0 ? 1 : small) / (1 + small);
}

/** log s(t) = min(t, 0) − log(1 + exp(−|t|)). */
export function logBelief(value: number): number {
  return Math.min(value, 0) - Math.log(1 + Math.exp(-Math.abs(value)));
}

/** log(1 − s(t)) = −max(t, 0) − log(1 + exp(−|t|)). */
export function logDoubt(value: number): number {
  return -Math.max(value, 0) - Math.log(1 + Math.exp(-Math.abs(value)));
}

/** −log(1 − s(t)). */
export function softplus(value: number): number {
  return Math.max(value, 0) + Math.log(1 + Math.exp(-Math.abs(value)));
}

/** −(1 − s(t)). */
export function negativeDoubt(value: number): number {
  const small = Math.exp(-Math.abs(value));
  return -(value > 0 ? small : 1) / (1 + small);
}

/** −log s(t). */
export function negativeLogBelief(value: number): number {
  return Math.max(-value, 0) + Math.log(1 + Math.exp(-Math.abs(value)));
}
