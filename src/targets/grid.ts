import { count, define, positive } from "../options/index.ts";
import { checkSamples, clusterShape, drawMixture } from "./mixture.ts";
import type { TargetSource } from "./target.ts";

/**
 * side × side normal clusters on a square grid in 2-D, `spacing` apart and centred at 0. `samples` points
 * (one a mode when left out) with standard deviation `spread` about their mode.
 * @throws InputError at `samples` for fewer samples than modes
 */
export const grid = define(
  "grid",
  {
    side: count().describe("clusters along each side: side² in all"),
    spacing: positive().describe("distance between neighbouring clusters"),
    ...clusterShape,
  },
  ({ side, spacing, spread, samples = side * side }): TargetSource => {
    checkSamples(samples, side * side);
    const place = (i: number) => (i - (side - 1) / 2) * spacing;
    const centres = Array.from({ length: side * side }, (_, i) => [
      place(i % side),
      place(Math.floor(i / side)),
    ]);
    const mixture = { kind: "grid", centres, spread, samples };
    return { kind: "grid", dimension: 2, draw: (stream) => drawMixture(mixture, stream) };
  },
);
