/** Nodes and weights of the Gauss-Legendre rule of 20 points on [−1, 1], by Newton's method. */
const rule = Array.from({ length: 20 }, (_, k) => {
  let x = Math.cos((Math.PI * (k + 0.75)) / 20.5);
  let slope = 1;
  for (let step = 0; step < 100; step++) {
    let [before, now] = [1, x];
    for (let m = 2; m <= 20; m++) [before, now] = [now, ((2 * m - 1) * x * now - (m - 1) * before) / m];
    slope = (20 * (x * now - before)) / (x * x - 1);
    x -= now / slope;
  }
  return { x, weight: 2 / ((1 - x * x) * slope * slope) };
});

/** ∫_{S^{d−1}} cos(k r n₁) dn: 2 cos, 2π J₀ and 4π sinc. */
function wave(dimension: number, z: number): number {
  if (dimension === 1) return 2 * Math.cos(z);
  if (dimension === 3) return 4 * Math.PI * (z === 0 ? 1 : Math.sin(z) / z);
  // The trapezoidal rule over a full turn converges faster than exponentially once it has z points.
  const count = 32 + 2 * Math.ceil(Math.abs(z));
  let sum = 0;
  for (let m = 0; m < count; m++) sum += Math.cos(z * Math.cos((2 * Math.PI * m) / count));
  return (2 * Math.PI * sum) / count;
}

/** ∫ F(|x|) e^{ik·x} d^dx of a function that is negligible beyond `end`, smooth for |x| > 0. */
export function radialTransform(
  radial: (r: number) => number,
  dimension: number,
  k: number,
  end: number,
): number {
  let sum = 0;
  const panels = 240;
  for (let panel = 0; panel < panels; panel++) {
    for (const { x, weight } of rule) {
      const r = (end * (panel + (1 + x) / 2)) / panels;
      sum += ((weight * end) / (2 * panels)) * r ** (dimension - 1) * radial(r) * wave(dimension, k * r);
    }
  }
  return sum;
}

/**
 * The same for a function analytic for |x| > 0 that falls exponentially, with at most an integrable power at 0:
 * the trapezoidal rule in log |x|.
 */
export function decayingIntegral(radial: (r: number) => number, dimension: number, k: number): number {
  const step = 1 / 40;
  let sum = 0;
  for (let u = -60; u < 6; u += step) {
    const r = Math.exp(u);
    const value = radial(r);
    if (value > 0) sum += step * r ** dimension * value * wave(dimension, k * r);
  }
  return sum;
}
