/** Power by angular frequency. */
export interface Periodogram {
  /** ω_k in radians per sample, from 0 to π. */
  readonly frequencies: Float64Array;
  /** One-sided density: its sum times the spacing of ω is the windowed variance. */
  readonly power: Float64Array;
}

/** The strongest frequency of a series. */
export interface SpectralPeak {
  /** Radians per sample. */
  readonly angularFrequency: number;
  /** Share of the power within the window's main lobe about the peak: near 1 for a pure tone. */
  readonly share: number;
}

/** In-place Fourier transform of a complex series whose length is a power of two (Cooley and Tukey). */
function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  for (let half = 1; half < n; half *= 2) {
    for (let k = 0; k < half; k++) {
      const cos = Math.cos((-Math.PI * k) / half);
      const sin = Math.sin((-Math.PI * k) / half);
      for (let i = k; i < n; i += 2 * half) {
        const j = i + half;
        const x = re[j]! * cos - im[j]! * sin;
        const y = re[j]! * sin + im[j]! * cos;
        re[j] = re[i]! - x;
        im[j] = im[i]! - y;
        re[i]! += x;
        im[i]! += y;
      }
    }
  }
}

/**
 * The periodogram of an equally spaced series under a Hann window w_t = sin²(πt/n), its weighted mean taken
 * out (F. J. Harris, Proc. IEEE 66, 51, 1978). The series is padded with zeros to a power of two, at least
 * twice its length: the frequencies are interpolated, not resolved more finely than 2π/n.
 * @returns empty lists for fewer than four values or one that is not finite
 */
export function periodogram(series: ArrayLike<number>): Periodogram {
  const n = series.length;
  const values = Float64Array.from(series);
  if (n < 4 || !values.every(Number.isFinite)) {
    return { frequencies: new Float64Array(0), power: new Float64Array(0) };
  }
  const window = values.map((_, t) => Math.sin((Math.PI * t) / n) ** 2);
  const total = window.reduce((sum, w) => sum + w, 0);
  const mean = values.reduce((sum, value, t) => sum + value * window[t]!, 0) / total;
  const size = 2 ** Math.ceil(Math.log2(2 * n));
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  let norm = 0;
  for (let t = 0; t < n; t++) {
    re[t] = window[t]! * (values[t]! - mean);
    norm += window[t]! ** 2;
  }
  transform(re, im);
  const bins = size / 2 + 1;
  const frequencies = Float64Array.from({ length: bins }, (_, k) => (2 * Math.PI * k) / size);
  const power = frequencies.map((_, k) => {
    const sides = k === 0 || k === size / 2 ? 1 : 2;
    return (sides * (re[k]! ** 2 + im[k]! ** 2)) / (2 * Math.PI * norm);
  });
  return { frequencies, power };
}

/**
 * The strongest frequency of an equally spaced series, placed between bins by a parabola through the logarithms
 * of three powers.
 * @returns undefined for a series of fewer than eight values, not finite or constant; and for one whose power
 *   is greatest below two turns in the whole series, where a slow drift cannot be told from an oscillation
 */
export function spectralPeak(series: ArrayLike<number>): SpectralPeak | undefined {
  const n = series.length;
  const { frequencies, power } = periodogram(series);
  const all = power.reduce((sum, one) => sum + one, 0);
  const size = Array.from(series).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (n < 8 || !(all * frequencies[1]! > (1e-14 * size) ** 2)) return undefined;
  const top = power.reduce((best, one, k) => (one > power[best]! ? k : best), 0);
  if (frequencies[top]! < (2 * 2 * Math.PI) / n) return undefined;
  const lobe = (2 * 2 * Math.PI) / n;
  const near = power.reduce(
    (sum, one, k) => sum + (Math.abs(frequencies[k]! - frequencies[top]!) <= lobe ? one : 0),
    0,
  );
  return { angularFrequency: frequencies[top]! + offset(power, top) * frequencies[1]!, share: near / all };
}

/** Where the parabola through ln power about `top` is highest, in bins from there; 0 at the ends. */
function offset(power: Float64Array, top: number): number {
  if (top === 0 || top === power.length - 1) return 0;
  const [left, middle, right] = [power[top - 1]!, power[top]!, power[top + 1]!].map(Math.log);
  const curvature = left! - 2 * middle! + right!;
  return curvature < 0 ? (left! - right!) / (2 * curvature) : 0;
}
