import { type BootstrapOptions, type Interval, resampler, type Strata } from "./intervals.ts";
import { simplexSearch } from "./simplexSearch.ts";
import { mean, quantile, variance } from "./statistics.ts";

/** A measured curve of a system of one size. */
export interface SizedCurve {
  /** N. */
  readonly size: number;
  /** Growing. */
  readonly x: readonly number[];
  /** The values measured at each x, two or more. */
  readonly replicas: Strata;
}

/** y = N^(−κ) F((x − x_c) N^(1/ν)). */
export interface CollapseParameters {
  /** x_c. */
  readonly critical: number;
  /** ν. */
  readonly nu: number;
  /** κ; 0 when y has no dimension, as Binder's cumulant. */
  readonly kappa: number;
}

/** A fitted collapse. */
export interface Collapse extends CollapseParameters {
  /** Mean squared distance from the other curves in units of its variance: about 1 or below when they collapse. */
  readonly quality: number;
  readonly intervals: { readonly critical: Interval; readonly nu: Interval; readonly kappa: Interval };
}

interface Points {
  readonly size: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Variance of each y. */
  readonly noise: readonly number[];
}

/** Below this share of points with a partner on another curve, curves were only moved apart. */
const LEAST_PARTNERS = 0.3;

/** What a curve is of the replicas at an x. */
type Statistic = (values: readonly number[]) => number;

/** The variance of a statistic by leaving out one value after the other; of a mean, its variance by n. */
function jackknife(values: readonly number[], statistic: Statistic): number {
  const n = values.length;
  const others = values.map((_, k) => statistic(values.filter((_, i) => i !== k)));
  return ((n - 1) ** 2 / n) * variance(others);
}

function pointsOf({ size, x, replicas }: SizedCurve, statistic: Statistic): Points {
  // Of a share, the variance with half a success and half a failure more (Jeffreys): unanimous seeds are not exact.
  const share =
    statistic === mean && replicas.every((one) => one.every((value) => value === 0 || value === 1));
  const noise = replicas.map((one) => {
    if (!share) return jackknife(one, statistic);
    const p = (mean(one) * one.length + 0.5) / (one.length + 1);
    return (p * (1 - p)) / one.length;
  });
  // Replicas that happen to agree are not exact.
  const floor = 1e-3 * Math.max(...noise) || 1e-300;
  return { size, x, y: replicas.map(statistic), noise: noise.map((one) => Math.max(one, floor)) };
}

/**
 * How well curves lie on each other when rescaled: the mean of (y − Y)²/(σ_y² + σ_Y²) over all points y and all
 * other curves whose range holds it, Y being that curve by the cubic through its four nearest points. Along the lines of
 * J. Houdayer and A. K. Hartmann, Phys. Rev. B 70, 014418 (2004), with pairs of curves instead of a master
 * curve. +∞ for ν ≤ 0, or when too few points have a partner.
 */
export function collapseQuality(
  curves: readonly SizedCurve[],
  parameters: CollapseParameters,
  statistic: Statistic = mean,
): number {
  const points = curves.map((one) => pointsOf(one, statistic));
  return qualityOf(points, parameters);
}

/**
 * The weights of Lagrange's polynomial through up to four points from `from` on, at `at`. Straight pieces would
 * cut the corners of the largest system, whose points lie widest apart when rescaled, and so bend the exponents.
 */
function cubicWeights(x: readonly number[], from: number, at: number): number[] {
  const to = Math.min(x.length, from + 4);
  const weights: number[] = [];
  for (let m = from; m < to; m++) {
    let weight = 1;
    for (let k = from; k < to; k++) if (k !== m) weight *= (at - x[k]!) / (x[m]! - x[k]!);
    weights.push(weight);
  }
  return weights;
}

function qualityOf(curves: readonly Points[], { critical, nu, kappa }: CollapseParameters): number {
  if (!(nu > 0)) return Number.POSITIVE_INFINITY;
  const scaled = curves.map(({ size, x, y, noise }) => ({
    x: x.map((one) => (one - critical) * size ** (1 / nu)),
    y: y.map((one) => one * size ** kappa),
    noise: noise.map((one) => one * size ** (2 * kappa)),
  }));
  let sum = 0;
  let pairs = 0;
  let most = 0;
  for (const one of scaled) {
    for (const other of scaled) {
      if (one === other) continue;
      most += one.x.length;
      let k = 0;
      one.x.forEach((at, i) => {
        if (at < other.x[0]! || at > other.x.at(-1)!) return;
        while (k < other.x.length - 2 && other.x[k + 1]! < at) k += 1;
        const from = Math.max(0, Math.min(k - 1, other.x.length - 4));
        let y = 0;
        let noise = 0;
        cubicWeights(other.x, from, at).forEach((weight, m) => {
          y += weight * other.y[from + m]!;
          noise += weight * weight * other.noise[from + m]!;
        });
        sum += (one.y[i]! - y) ** 2 / (one.noise[i]! + noise);
        pairs += 1;
      });
    }
  }
  return pairs < LEAST_PARTNERS * most ? Number.POSITIVE_INFINITY : sum / pairs;
}

/** Where the search begins, and whether κ is fitted. */
export interface CollapseStart {
  readonly critical: number;
  /** 1 when left out. */
  readonly nu?: number;
  /** κ is fitted from here; left out, it stays 0. */
  readonly kappa?: number;
}

function best(curves: readonly Points[], start: Required<CollapseStart>, free: boolean) {
  const width = Math.max(...curves.map(({ x }) => x.at(-1)! - x[0]!));
  // The search is in ln ν, since ν is positive and its error proportional.
  const read = ([critical, logNu, kappa = start.kappa]: readonly number[]): CollapseParameters => ({
    critical: critical!,
    nu: Math.exp(logNu!),
    kappa,
  });
  const from = [start.critical, Math.log(start.nu), ...(free ? [start.kappa] : [])];
  const steps = [width / 10, 0.4, ...(free ? [0.2] : [])];
  const found = simplexSearch((at) => qualityOf(curves, read(at)), from, { steps, tolerance: 1e-3 });
  return { ...read(found.at), quality: found.value };
}

/**
 * The critical point and exponents at which curves of several sizes fall onto one, y N^κ against
 * (x − x_c) N^(1/ν), by minimising `collapseQuality` from `start`; intervals by bootstrap over the replicas
 * of each point (200 resamples when left out). `statistic` is what a curve is of its replicas: their mean when
 * left out, or Binder's cumulant.
 * @throws RangeError for fewer than two curves, or a point with fewer than two replicas
 */
export function fitCollapse(
  curves: readonly SizedCurve[],
  start: CollapseStart,
  {
    stream,
    resamples = 200,
    confidence = 0.95,
    statistic = mean,
  }: BootstrapOptions & { readonly statistic?: Statistic },
): Collapse {
  if (curves.length < 2) throw new RangeError("a collapse needs curves of two or more sizes");
  if (curves.some(({ x, replicas }) => x.length < 2 || replicas.some((one) => one.length < 2))) {
    throw new RangeError("a collapse needs two or more replicas at two or more x");
  }
  const free = start.kappa !== undefined;
  const measured = curves.map((one) => pointsOf(one, statistic));
  const fitted = best(measured, { nu: 1, kappa: 0, ...start }, free);
  const draw = resampler(stream);
  const drawn = Array.from({ length: resamples }, () => {
    const points = curves.map((one, k) => ({
      ...measured[k]!,
      y: one.replicas.map((values) => statistic(draw(values))),
    }));
    return best(points, fitted, free);
  });
  const tail = (1 - confidence) / 2;
  const interval = (name: keyof CollapseParameters): Interval => {
    const values = drawn.map((one) => one[name]);
    return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
  };
  const intervals = { critical: interval("critical"), nu: interval("nu"), kappa: interval("kappa") };
  return { ...fitted, intervals };
}
