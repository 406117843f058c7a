import type { RandomStream } from "../../../numerics/random.ts";
import type { landscape } from "../../../theory/index.ts";
import type { LandscapeGame } from "./games.ts";

/** Values that differ by less are equal: sums of up to some hundred terms. */
const EQUAL = 1e-12;

/** How many joint departures are tried in a state. */
const JOINT = 20;

/**
 * Some of the generated points leave their true points at once: each with the same probability, itself drawn evenly;
 * those of one place go to places of their own or together, by a coin.
 */
export function jointDeparture(state: landscape.State, stream: RandomStream): number[] {
  const n = state.length;
  const chance = stream.uniform();
  const shared = new Map<number, number>();
  let free = n;
  return state.map((place) => {
    if (stream.uniform() >= chance) return place;
    const company = shared.get(place);
    if (company !== undefined && stream.uniform() < 0.5) return company;
    shared.set(place, free);
    free += 1;
    return free - 1;
  });
}

/**
 * Whether a state on the true points is a bad strict local minimum as far as its own small moves tell: its value is
 * above the lowest, and every departure of a single point raises it, and so do 20 joint ones drawn at random. For separable
 * losses single ones settle it: φ is a sum over places, of which those off the true points add nothing, and V(m) never
 * rises with m; so a joint departure ends no lower than any of its points does that leaves alone.
 */
export function isBadMinimum(
  { landscape: own, lowest }: Pick<LandscapeGame, "landscape" | "lowest">,
  state: landscape.State,
  stream: RandomStream,
): boolean {
  const value = own.value(state);
  if (value <= lowest + EQUAL) return false;
  const moved = [...state];
  for (let j = 0; j < state.length; j++) {
    moved[j] = state.length;
    if (own.value(moved) <= value + EQUAL) return false;
    moved[j] = state[j]!;
  }
  for (let k = 0; k < JOINT; k++) {
    const next = jointDeparture(state, stream);
    const left = next.some((place, j) => place !== state[j]);
    if (left && own.value(next) <= value + EQUAL) return false;
  }
  return true;
}
