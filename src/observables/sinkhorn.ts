import { sinkhornDivergence } from "../numerics/sinkhorn.ts";
import { define, positive } from "../options/index.ts";
import { targetExtent } from "./moments.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/** The share of the target's extent that is the blur when none is given. */
const BLUR_SHARE = 1 / 20;

/** Plans that still miss more mass than this are not a result. */
const LARGEST_MISSING = 1e-3;

/**
 * The debiased Sinkhorn divergence between the particles and the target for the squared distance, at the
 * temperature ε = 2·blur²: `wasserstein2` for blur → 0 (see `sinkhornDivergence`). Iterated until 1e-9 of the
 * mass is misplaced, at most 2000 rounds; NaN when more than 1e-3 still is.
 */
export const sinkhorn = define(
  "sinkhorn",
  {
    blur: positive()
      .optional()
      .describe(
        "length below which places are not told apart; a twentieth of the target's extent when left out",
      ),
  },
  ({ blur }): Observable =>
    finiteOnly({
      kind: "sinkhorn",
      columns: () => ["sinkhorn"],
      measure({ positions }, { target, masses, dimension, width }) {
        const { value, missing } = sinkhornDivergence(
          [target, { points: positions, masses }],
          dimension,
          blur ?? BLUR_SHARE * (targetExtent(target.points, dimension) || width),
        );
        return [missing <= LARGEST_MISSING ? value : Number.NaN];
      },
    }),
);
