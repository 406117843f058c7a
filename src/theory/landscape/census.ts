import type { Landscape } from "./landscapes.ts";
import { departures, isCovered, stateKey, states } from "./state.ts";

/** Values that differ by less are equal: sums of a few numbers of order 1 in different orders. */
const EQUAL = 1e-12;

/** All states of n points, and those that small moves lead to from each. */
export interface StateGraph {
  readonly n: number;
  readonly states: readonly (readonly number[])[];
  /** Numbers of the states that departures from state s lead to: `targets[starts[s]]` to `targets[starts[s + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

/** The graph of all states; up to n = 5 it is small (10 427 states). @throws RangeError for n above 6 */
export function stateGraph(n: number): StateGraph {
  if (n > 6) throw new RangeError(`all states of ${n} points are too many`);
  const all = states(n);
  const numbers = new Int32Array((2 * n) ** n);
  all.forEach((state, s) => {
    numbers[stateKey(state)] = s;
  });
  const starts = new Int32Array(all.length + 1);
  const targets: number[] = [];
  all.forEach((state, s) => {
    for (const next of departures(state)) targets.push(numbers[stateKey(next)]!);
    starts[s + 1] = targets.length;
  });
  return { n, states: all, starts, targets: Int32Array.from(targets) };
}

/** What each state of a graph is in one landscape. All arrays are [states]. */
export interface Survey {
  readonly value: Float64Array;
  /** 1 where no state has a lower value. */
  readonly global: Uint8Array;
  /** 1 where every small move raises the loss. */
  readonly strict: Uint8Array;
  /** 1 where a path to a global minimum never rises. */
  readonly descends: Uint8Array;
  /** How far the best path to a global minimum has to rise above the state itself. */
  readonly barrier: Float64Array;
}

/**
 * Judges every state. A path goes over departures and their reverses: at the moment when points leave or arrive they
 * are still, or already, on their places, so that a path is a walk on the graph, and its values are those of the
 * states. The generated points may pass each other and the true points, as they can in two dimensions and more.
 */
export function survey(graph: StateGraph, landscape: Landscape): Survey {
  const { states: all, starts, targets } = graph;
  const value = Float64Array.from(all, (state) => landscape.value(state));
  const least = value.reduce((low, one) => Math.min(low, one), Infinity);
  const global = Uint8Array.from(value, (one) => (one <= least + EQUAL ? 1 : 0));
  const strict = new Uint8Array(all.length).fill(1);
  for (let s = 0; s < all.length; s++) {
    for (let k = starts[s]!; k < starts[s + 1]!; k++) {
      if (value[targets[k]!]! - value[s]! <= EQUAL) strict[s] = 0;
    }
  }
  return {
    ...{ value, global, strict },
    descends: descending(graph, value, global),
    barrier: barriers(graph, value, global),
  };
}

/** From which states a walk that never rises leads to a global minimum. */
function descending(graph: StateGraph, value: Float64Array, global: Uint8Array): Uint8Array {
  const reached = Uint8Array.from(global);
  relax(graph, (a, b) => {
    if (reached[a] === 1 || reached[b] === 0 || value[b]! > value[a]! + EQUAL) return false;
    reached[a] = 1;
    return true;
  });
  return reached;
}

/** The least height that a walk to a global minimum has to climb, 0 where that is rounding. */
function barriers(graph: StateGraph, value: Float64Array, global: Uint8Array): Float64Array {
  const level = Float64Array.from(value, (one, s) => (global[s] === 1 ? one : Infinity));
  relax(graph, (a, b) => {
    const over = Math.max(level[b]!, value[a]!);
    if (over >= level[a]!) return false;
    level[a] = over;
    return true;
  });
  return level.map((one, s) => (one - value[s]! <= EQUAL ? 0 : one - value[s]!));
}

/** Tells each state of its neighbours, both ways along every edge, until nothing changes. */
function relax({ starts, targets }: StateGraph, tell: (a: number, b: number) => boolean): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (let s = 0; s + 1 < starts.length; s++) {
      for (let k = starts[s]!; k < starts[s + 1]!; k++) {
        const t = targets[k]!;
        if (tell(s, t)) changed = true;
        if (tell(t, s)) changed = true;
      }
    }
  }
}

/** Counts of a survey. */
export interface Census {
  readonly states: number;
  /** Strict local minima that are not global. */
  readonly badStrict: number;
  readonly strict: number;
  /** Of the strict local minima, those that are not coverings. */
  readonly uncovered: number;
  /** States from which a path to a global minimum never rises. */
  readonly descends: number;
  /** The highest barrier of all states. */
  readonly highest: number;
}

/** Counts what a survey found. */
export function count({ states: all }: StateGraph, found: Survey): Census {
  const total = (accept: (s: number) => boolean) => all.reduce((sum, _, s) => sum + (accept(s) ? 1 : 0), 0);
  return {
    states: all.length,
    badStrict: total((s) => found.strict[s] === 1 && found.global[s] === 0),
    strict: total((s) => found.strict[s] === 1),
    uncovered: total((s) => found.strict[s] === 1 && !isCovered(all[s]!)),
    descends: total((s) => found.descends[s] === 1),
    highest: found.barrier.reduce((high, one) => Math.max(high, one), 0),
  };
}
