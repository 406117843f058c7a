import { randomStream } from "../../../numerics/random.ts";
import { mean, variance, wilsonInterval } from "../../../numerics/statistics.ts";
import { landscape } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { isBadMinimum } from "./badMinimum.ts";
import { descend, matchedWalk, randomState, separableWalk } from "./descent.ts";
import { gameNamed, type LandscapeGame } from "./games.ts";

/** Normal quantile of 95 %. */
const Z = 1.959963984540054;

/** How many draws of how large states. */
export interface SampleSetting {
  readonly sizes: readonly number[];
  readonly count: number;
  readonly seed: number;
}

function meanWithError(values: readonly number[]): {
  value: number;
  error: number;
  low: number;
  high: number;
} {
  const value = mean(values);
  const error = Math.sqrt(variance(values) / values.length);
  return { value, error, low: value - Z * error, high: value + Z * error };
}

/**
 * A way to the covered state: each y_i that is on no cycle leaves, and arrives at x_i. The loss of matched pairs stays,
 * then falls.
 */
export function homeward(start: landscape.State): number[][] {
  const closed = landscape.cyclic(start);
  const state = [...start];
  const path = [[...state]];
  state.forEach((_, i) => {
    if (closed[i]) return;
    state[i] = state.length;
    path.push([...state]);
    state[i] = i;
    path.push([...state]);
  });
  return path;
}

function neverRises(values: Float64Array): boolean {
  return values.every((value, k) => k === 0 || value <= values[k - 1]! + 1e-12);
}

/** The share of bad minima among states of one n, each judged by its own small moves, for losses with bad minima and without. */
function badRows(games: readonly LandscapeGame[], states: readonly landscape.State[], seed: number): Row[] {
  const [n, count] = [states[0]!.length, states.length];
  return ["JS-GAN", "hinge", "RS-GAN"].map((name): Row => {
    const game = gameNamed(games, name);
    const stream = randomStream(seed, 3, n);
    const bad = states.filter((state) => isBadMinimum(game, state, stream)).length;
    const theory = game.holds ? 1 - landscape.permutationShare(n) : 0;
    const found = { value: bad / count, ...wilsonInterval(bad, count) };
    return { n, quantity: "bad", game: name, theory, count, ...found };
  });
}

/** Random assignments: the share of bad minima, the mean loss, and paths that never rise, against what is exact. */
export function sampleRows(games: readonly LandscapeGame[], { sizes, count, seed }: SampleSetting): Row[] {
  const [js, rs] = [gameNamed(games, "JS-GAN"), gameNamed(games, "RS-GAN")];
  return sizes.flatMap((n): Row[] => {
    const stream = randomStream(seed, 1, n);
    const states = Array.from({ length: count }, () => randomState(n, stream));
    // Paths are walked state by state: a part of the draws is enough.
    const walked = states.slice(0, Math.max(1, Math.ceil(count / 10)));
    const free = walked.filter((state) => neverRises(landscape.along(rs.landscape, homeward(state)))).length;
    const theory = {
      "JS-GAN": js.scale * landscape.expectedPlaceValue(js.loss, n),
      "RS-GAN": (rs.lowest * landscape.expectedCyclic(n)) / n,
    };
    const means = [js, rs].map(({ name, landscape: own }): Row => {
      const values = states.map((state) => own.value(state));
      const expected = theory[name as keyof typeof theory];
      return { n, quantity: "value", game: name, theory: expected, count, ...meanWithError(values) };
    });
    return [
      ...means,
      ...badRows(games, states, seed),
      {
        n,
        quantity: "free",
        game: "RS-GAN",
        theory: 1,
        count: walked.length,
        value: free / walked.length,
        ...wilsonInterval(free, walked.length),
      },
    ];
  });
}

function harmonic(count: number, power: number): number {
  let sum = 0;
  for (let k = 1; k <= count; k++) sum += 1 / k ** power;
  return sum;
}

/**
 * Bounds of the expected sweeps from a start. Hinge, u empty true points: of n tries K take one of the K generated points that
 * share a place, u + 1 ≤ K ≤ 2u, and u of n arrivals fill one. Matched pairs, k points on no cycle: every try of one of
 * these closes a cycle with probability 1/n at least, and no less than one point joins.
 */
export function sweepBounds(game: string, start: landscape.State): { low: number; high: number } {
  const n = start.length;
  if (game === "hinge") {
    const empty = landscape.occupation(start).filter((held) => held === 0).length;
    return { low: (n * harmonic(empty, 2)) / 2, high: n * (1 - 1 / (empty + 1)) };
  }
  const open = landscape.cyclic(start).filter((closed) => !closed).length;
  return { low: 0, high: n * harmonic(open, 1) };
}

/** Sweeps after which a descent is given up: some ten times what the slowest game takes. */
const PATIENCE = 60;

/** Descents by single moves from random assignments: where they end, and after how many sweeps. */
export function descentRows(
  games: readonly LandscapeGame[],
  { sizes, count, seed }: SampleSetting,
  onProgress: (share: number) => void,
): Row[] {
  const all = sizes.flatMap((n) => ["JS-GAN", "hinge", "RS-GAN"].map((name) => ({ n, name })));
  return all.map(({ n, name }, k): Row => {
    const game = gameNamed(games, name);
    const runs = Array.from({ length: count }, (_, run) => {
      const stream = randomStream(seed, 2, n, run);
      const start = randomState(n, stream);
      const bounds = sweepBounds(name, start);
      const walk =
        game.loss.pairing === undefined
          ? separableWalk(start, (m) => landscape.placeValue(game.loss, 1, m))
          : matchedWalk(start);
      return { bounds, ...descend(walk, stream, PATIENCE * n) };
    });
    onProgress((k + 1) / all.length);
    const covered = runs.filter((run) => run.covered).length;
    const wilson = wilsonInterval(covered, count);
    const share = meanWithError(runs.map((run) => run.share));
    const sweeps = meanWithError(runs.map((run) => run.sweeps / n));
    const bound = (side: "low" | "high") => mean(runs.map(({ bounds }) => bounds[side] / n));
    return {
      ...{ n, game: name, count, covered: covered / count, coveredLow: wilson.low, coveredHigh: wilson.high },
      ...{ share: share.value, shareError: share.error, shareLow: share.low, shareHigh: share.high },
      ...{ sweeps: sweeps.value, sweepsError: sweeps.error, sweepsLow: sweeps.low, sweepsHigh: sweeps.high },
      ...{ boundLow: bound("low"), boundHigh: bound("high") },
      frozenShare: 1 - (1 - 1 / n) ** n,
    };
  });
}
