import { hinge, type Loss, leastSquares, minimax, relativistic } from "../../../losses/index.ts";
import { landscape } from "../../../theory/index.ts";

/** A loss with its landscape, and what theory says about it. */
export interface LandscapeGame {
  readonly name: string;
  readonly loss: Loss;
  /** What the loss is multiplied with: 1/2 makes JS-GAN of `minimax`, as in the paper. */
  readonly scale: number;
  readonly landscape: landscape.Landscape;
  /** φ where the points are covered. */
  readonly lowest: number;
  /** Whether crowded true points hold what they have: V strictly falls, or all pairs are compared. */
  readonly holds: boolean;
  /** The largest loss over f by numbers alone. */
  innerMaximum(state: landscape.State): Promise<number>;
}

type Sort = Pick<LandscapeGame, "name" | "loss" | "holds"> & { readonly scale?: number };

function smooth({ name, loss, holds, scale = 1 }: Sort, own: landscape.Landscape): LandscapeGame {
  const innerMaximum = (state: landscape.State) =>
    Promise.resolve(scale * landscape.smoothInnerMaximum(loss, state));
  return { name, loss, scale, holds, landscape: own, lowest: own.value([0]), innerMaximum };
}

function hinged({ name, loss, holds, scale = 1 }: Sort, own: landscape.Landscape): LandscapeGame {
  const innerMaximum = async (state: landscape.State) =>
    scale * (await landscape.hingeInnerMaximum(loss, state));
  return { name, loss, scale, holds, landscape: own, lowest: own.value([0]), innerMaximum };
}

/** The six losses of the study. */
export function landscapeGames(): LandscapeGame[] {
  const separable = (loss: Loss, scale?: number) => landscape.separableLandscape(loss, scale);
  const paired = relativistic({ pairing: "matched" });
  const pairedHinge = relativistic({ pairing: "matched", link: "hinge" });
  return [
    smooth({ name: "JS-GAN", loss: minimax(), scale: 0.5, holds: true }, separable(minimax(), 0.5)),
    smooth({ name: "least squares", loss: leastSquares(), holds: true }, separable(leastSquares())),
    smooth(
      { name: "relativistic, all pairs", loss: relativistic(), holds: true },
      landscape.allPairsLandscape(),
    ),
    hinged({ name: "hinge", loss: hinge(), holds: false }, separable(hinge())),
    smooth({ name: "RS-GAN", loss: paired, holds: false }, landscape.matchedLandscape(paired)),
    hinged(
      { name: "relativistic hinge", loss: pairedHinge, holds: false },
      landscape.matchedLandscape(pairedHinge),
    ),
  ];
}

/** The game of a name. @throws RangeError for an unknown one */
export function gameNamed(games: readonly LandscapeGame[], name: string): LandscapeGame {
  const found = games.find((game) => game.name === name);
  if (found === undefined) throw new RangeError(`no game "${name}"`);
  return found;
}
