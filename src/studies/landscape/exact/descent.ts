import type { RandomStream } from "../../../numerics/random.ts";
import { landscape } from "../../../theory/index.ts";

/** What single generated points may do without raising the loss, kept up to date while they move. */
export interface Walk {
  readonly state: number[];
  /** Whether y_j may leave its place. */
  free(j: number): boolean;
  /** Takes y_j to true point i: an arrival never raises the loss. */
  move(j: number, i: number): void;
  /** How many true points have a generated one for themselves (of pairs: lie on cycles); n where the state is covered. */
  settled(): number;
}

/** A separable loss, V(m) its value of a place: y_j may leave a true point that holds m when V(m − 1) ≤ V(m). */
export function separableWalk(state: number[], value: (m: number) => number): Walk {
  const held = landscape.occupation(state);
  const free = Array.from({ length: state.length + 1 }, (_, m) => m > 0 && value(m - 1) - value(m) <= 1e-12);
  let single = held.filter((m) => m === 1).length;
  const change = (i: number, by: number) => {
    if (held[i] === 1) single -= 1;
    held[i]! += by;
    if (held[i] === 1) single += 1;
  };
  return {
    state,
    free: (j) => free[held[state[j]!]!]!,
    move(j, i) {
      change(state[j]!, -1);
      state[j] = i;
      change(i, 1);
    },
    settled: () => single,
  };
}

/** A relativistic loss of matched pairs: y_j may leave while x_j is on no cycle. */
export function matchedWalk(state: number[]): Walk {
  const closed = landscape.cyclic(state);
  let count = closed.filter(Boolean).length;
  return {
    state,
    free: (j) => !closed[j],
    move(j, i) {
      state[j] = i;
      // The trail from i ends in a cycle: an old one, of closed points, or a new one through j.
      let at = i;
      while (at !== j && !closed[at]) at = state[at]!;
      while (!closed[at]) {
        closed[at] = true;
        count += 1;
        at = state[at]!;
      }
    },
    settled: () => count,
  };
}

/** Where a descent ended. */
export interface DescentEnd {
  readonly covered: boolean;
  /** The share of true points that hold a generated one. */
  readonly share: number;
  /** Sweeps of n attempts until the end. */
  readonly sweeps: number;
}

/**
 * Descends by single moves of random points: a generated point, drawn at random, leaves its true point if that does not
 * raise the loss, and arrives at a true point drawn at random, its old one among them. It ends where the points are
 * covered, where none may leave, or after `limit` sweeps.
 */
export function descend(walk: Walk, stream: RandomStream, limit: number): DescentEnd {
  const { state } = walk;
  const n = state.length;
  let attempts = 0;
  // Who may leave changes with a move alone: without one from the start there never is one.
  const frozen = !state.some((_, j) => walk.free(j));
  while (!frozen && walk.settled() < n && attempts < limit * n) {
    attempts += 1;
    // One draw for both: who tries, and where it would arrive.
    const drawn = stream.integer(n * n);
    const j = Math.floor(drawn / n);
    if (walk.free(j)) walk.move(j, drawn % n);
  }
  const share = landscape.occupation(state).filter((m) => m > 0).length / n;
  return { covered: share === 1, share, sweeps: attempts / n };
}

/** n generated points on true points drawn at random. */
export function randomState(n: number, stream: RandomStream): number[] {
  return Array.from({ length: n }, () => stream.integer(n));
}
