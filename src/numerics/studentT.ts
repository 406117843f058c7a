/**
 * P(|T| < t) of Student's t with a whole number of degrees of freedom, by the finite series in
 * θ = atan(t/√ν) (Abramowitz and Stegun 26.7.3 and 26.7.4).
 * @throws RangeError unless `degrees` is a whole number, 1 or more
 */
export function studentWithin(t: number, degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1) {
    throw new RangeError(`degrees of freedom are a whole number from 1, not ${degrees}`);
  }
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  const odd = degrees % 2 === 1;
  let term = odd ? cos : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cos * cos;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}

/**
 * The t with P(|T| < t) = `within` of Student's t, by bisection: t = 12.706 for 0.95 and one degree.
 * @throws RangeError unless 0 ≤ within < 1
 */
export function studentQuantile(within: number, degrees: number): number {
  if (!(within >= 0 && within < 1)) throw new RangeError(`a probability below 1 is needed, not ${within}`);
  let high = 1;
  while (studentWithin(high, degrees) < within && high < 1e15) high *= 2;
  let low = 0;
  for (let round = 0; round < 200; round++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentWithin(middle, degrees) < within) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Φ(x), the standard normal distribution: Φ = ½ + φ(x)(x + x³/3 + x⁵/15 + …) (Abramowitz and Stegun
 * 26.2.11), to about 1e-15 absolutely; 0 and 1 beyond eight standard deviations.
 */
export function normalBelow(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
