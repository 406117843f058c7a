/**
 * Where the n generated points sit: entry j < n is the true point on which y_j sits; entries from n on are places off
 * the true points, numbered n, n + 1, … in the order in which they first occur. With a discriminator that may be any
 * function, the loss depends on nothing else: Sun, Fang, Schwing, "Towards a Better Global Loss Landscape of GANs"
 * (NeurIPS 2020, arXiv 2011.04926).
 */
export type State = readonly number[];

/** The same places with those off the true points numbered as they first occur. */
export function canonical(places: readonly number[]): number[] {
  const n = places.length;
  const names = new Map<number, number>();
  return places.map((place) => {
    if (place < n) return place;
    const name = names.get(place) ?? n + names.size;
    names.set(place, name);
    return name;
  });
}

/** m_i, how many generated points sit on true point i, [n]. */
export function occupation(state: State): number[] {
  const held = new Array<number>(state.length).fill(0);
  for (const place of state) if (place < state.length) held[place]! += 1;
  return held;
}

/** True when every true point has its generated point. */
export function isCovered(state: State): boolean {
  return occupation(state).every((held) => held === 1);
}

/** Which true points lie on a cycle of the graph with an edge i → j where y_i sits on x_j, [n]. */
export function cyclic(state: State): boolean[] {
  const n = state.length;
  const found = new Array<boolean>(n).fill(false);
  // The walk that first came by each point: meeting one's own trace closes a cycle.
  const walk = new Array<number>(n).fill(-1);
  for (let start = 0; start < n; start++) {
    let at = start;
    while (at < n && walk[at] === -1) {
      walk[at] = start;
      at = state[at]!;
    }
    if (at >= n || walk[at] !== start) continue;
    while (!found[at]) {
      found[at] = true;
      at = state[at]!;
    }
  }
  return found;
}

/** Every state of n generated points, 10 427 for n = 5. */
export function states(n: number): number[][] {
  const found: number[][] = [];
  const places: number[] = [];
  const fill = (off: number): void => {
    if (places.length === n) {
      found.push([...places]);
      return;
    }
    for (let place = 0; place <= n + off; place++) {
      places.push(place);
      fill(place === n + off ? off + 1 : off);
      places.pop();
    }
  };
  fill(0);
  return found;
}

/** A whole number for each state of n points. */
export function stateKey(state: State): number {
  return state.reduce((key, place) => key * 2 * state.length + place, 0);
}

/**
 * The states that small moves lead to, every one: a subset of the generated points leaves its places, those that
 * leave one place together or apart. Those that leave different places cannot meet, and none reaches a true point.
 * A point off the true points that moves alone is in the same state as before, which is then among them.
 */
export function departures(state: State): number[][] {
  const n = state.length;
  const found: number[][] = [];
  const places = [...state];
  /** Where those of an old place went, beyond all numbers of places that there can be. */
  const origins: number[] = [];
  const fill = (j: number): void => {
    if (j === n) {
      if (origins.length > 0) found.push(canonical(places));
      return;
    }
    const place = state[j]!;
    fill(j + 1);
    for (let k = 0; k < origins.length; k++) {
      if (origins[k] !== place) continue;
      places[j] = 2 * n + k;
      fill(j + 1);
    }
    origins.push(place);
    places[j] = 2 * n + origins.length - 1;
    fill(j + 1);
    origins.pop();
    places[j] = place;
  };
  fill(0);
  return found;
}
