import { landscape } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { LandscapeGame } from "./games.ts";

/** The three states on the way out of the collapse of two points. */
export const pathStates = ["both on one", "one off", "covered"];

/** The loss along the way out of collapse, a row a state; `relative` is in units of the depth of the covered state. */
export function pathRows(games: readonly LandscapeGame[], n: number): Row[] {
  const path = landscape.wayOut(n);
  return games.flatMap(({ name, landscape: own, lowest }) =>
    Array.from(landscape.along(own, path), (value, move): Row => {
      const state = n === 2 ? { state: pathStates[move]! } : {};
      return { n, game: name, move, value, relative: value / -lowest, ...state };
    }),
  );
}

/** The barrier of full collapse in closed form; 0 where there is none. */
export function collapseBarrier({ name, loss, scale, holds }: LandscapeGame, n: number): number {
  if (!holds) return 0;
  if (loss.pairing === "all") return landscape.allPairsBarrier(n);
  if (loss.pairing !== undefined) throw new RangeError(`${name} has no barrier in closed form`);
  return landscape.separableBarrier(loss, { n, fullest: n, scale });
}

/** The barrier on the way out of full collapse against n, and at which state of the path it stands. */
export function wayOutRows(games: readonly LandscapeGame[], sizes: readonly number[]): Row[] {
  return games.flatMap((game) =>
    sizes.map((n): Row => {
      const values = landscape.along(game.landscape, landscape.wayOut(n));
      const barrier = landscape.rise(values);
      const theory = collapseBarrier(game, n);
      return {
        ...{ n, game: game.name, barrier, theory, highestAt: values.indexOf(Math.max(...values)) },
        ...{ relative: barrier / -game.lowest, theoryRelative: theory / -game.lowest },
      };
    }),
  );
}

/**
 * What it costs to move a share s of a collapsed cloud at once, of two clusters of true points, in units of the covered
 * state's depth. Of matched pairs half have their true point in the collapsed cluster, and those hold: s/2 where those that
 * move are drawn at random; where the others go first it is what the hinge costs, nothing up to s = 1/2.
 */
export function bulkRows(games: readonly LandscapeGame[]): Row[] {
  const shares = Array.from({ length: 101 }, (_, k) => k / 100);
  const separable = games
    .filter(({ loss }) => loss.pairing === undefined)
    .flatMap(({ name, loss, scale, lowest }) =>
      shares.map((share): Row => {
        return { game: name, share, cost: landscape.bulkCost(loss, share, scale) / -lowest };
      }),
    );
  return [...separable, ...shares.map((share) => ({ game: "RS-GAN, at random", share, cost: share / 2 }))];
}
