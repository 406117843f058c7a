/** The slope of log y against log x by least squares: the order p in y ∝ x^p. */
export function fittedOrder(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [u, v] = [xs.map(Math.log), ys.map(Math.log)];
  const [mu, mv] = [mean(u), mean(v)];
  const above = u.reduce((sum, value, k) => sum + (value - mu) * (v[k]! - mv), 0);
  return above / u.reduce((sum, value) => sum + (value - mu) ** 2, 0);
}
