import { landscape } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { LandscapeGame } from "./games.ts";

/** The values of all states up to n points, in closed form beside the maximum over f by numbers. */
export async function valueRows(
  games: readonly LandscapeGame[],
  largest: number,
  onProgress: (share: number) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let n = 1; n <= largest; n++) {
    const states = landscape.states(n);
    for (const game of games) {
      let worst = 0;
      for (const state of states) {
        worst = Math.max(worst, Math.abs((await game.innerMaximum(state)) - game.landscape.value(state)));
      }
      rows.push({ n, game: game.name, states: states.length, worst });
    }
    onProgress(n / largest);
  }
  return rows;
}

/**
 * In how many states of n points no true point holds more than one generated one: k of them are off the true points,
 * in any of the ways to divide k things (Bell's numbers).
 */
export function uncrowded(n: number): number {
  let total = 0;
  let [ways, bells] = [1, [1]];
  for (let k = 0; k <= n; k++) {
    // C(n, k) choices of those off, n!/k! ways to seat the n − k others.
    const seats = Array.from({ length: n - k }, (_, i) => n - i).reduce((product, one) => product * one, 1);
    total += ways * seats * bells[0]!;
    ways = (ways * (n - k)) / (k + 1);
    const next = [bells.at(-1)!];
    for (const bell of bells) next.push(next.at(-1)! + bell);
    bells = next;
  }
  return total;
}

/** What the study found in the graphs of all states. */
export interface Surveyed {
  /** A row for each n and game: counts. */
  readonly census: Row[];
  /** A row for each n, game and number M of generated points on the fullest true point: barriers of bad states. */
  readonly barriers: Row[];
}

/** Judges all states of 2 to `largest` points in every game. */
export function surveyed(games: readonly LandscapeGame[], largest: number): Surveyed {
  const census: Row[] = [];
  const barriers: Row[] = [];
  for (let n = 2; n <= largest; n++) {
    const graph = landscape.stateGraph(n);
    for (const game of games) {
      const found = landscape.survey(graph, game.landscape);
      const counts = landscape.count(graph, found);
      census.push({
        n,
        game: game.name,
        ...counts,
        share: counts.descends / counts.states,
        theoryBad: game.holds ? landscape.badAssignments(n) : 0,
        theoryDescends: game.holds ? uncrowded(n) : counts.states,
      });
      barriers.push(...barrierRows(graph, found, game));
    }
  }
  return { census, barriers };
}

/** The barriers of bad strict minima, by the fullest true point. */
function barrierRows(
  { n, states }: landscape.StateGraph,
  found: landscape.Survey,
  { name, loss, scale }: LandscapeGame,
): Row[] {
  const byFullest = new Map<number, number[]>();
  states.forEach((state, s) => {
    if (found.strict[s] === 0 || found.global[s] === 1) return;
    const fullest = Math.max(...landscape.occupation(state));
    const barriers = byFullest.get(fullest) ?? [];
    barriers.push(found.barrier[s]!);
    byFullest.set(fullest, barriers);
  });
  return [...byFullest].map(([fullest, barriers]): Row => {
    const separable = loss.pairing === undefined;
    const [low, high] = [Math.min(...barriers), Math.max(...barriers)];
    const theory = separable ? landscape.separableBarrier(loss, { n, fullest, scale }) : Number.NaN;
    return {
      ...{ n, game: name, fullest, states: barriers.length, low, high, theory },
      ...{ scaledLow: n * low, scaledHigh: n * high },
    };
  });
}
