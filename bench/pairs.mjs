// (c) The gradient of a Gaussian kernel sum over all pairs, N = M = 16384 in 2-D, weights of both signs.
import { main } from "./harness/command.mjs";
import { pairsContenders } from "./harness/contenders.mjs";
import { contest, ratiosToOurs, summary } from "./harness/contest.mjs";
import { contestText } from "./harness/report.mjs";
import { pairPoints } from "./harness/workloads.mjs";

/** G_j = −σ⁻² Σ_i w_i e^{−|y_j − x_i|²/2σ²} (y_j − x_i) of the first `count` targets in float64. */
function exact({ points, sources, width }, count) {
  const gradient = new Float64Array(2 * count);
  for (let j = 0; j < count; j++) {
    const [y0, y1] = points.slice(3 * (sources + j), 3 * (sources + j) + 2);
    for (let i = 0; i < sources; i++) {
      const d0 = y0 - points[3 * i];
      const d1 = y1 - points[3 * i + 1];
      const e = points[3 * i + 2] * Math.exp((-0.5 * (d0 * d0 + d1 * d1)) / width ** 2);
      gradient[2 * j] -= (e * d0) / width ** 2;
      gradient[2 * j + 1] -= (e * d1) / width ** 2;
    }
  }
  return gradient;
}

/** Every result against the exact sums of some targets, in units of the largest of these. */
function errors(entries, game) {
  const right = exact(game, Math.min(256, game.targets));
  const largest = right.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return entries.map(({ name, result }) => {
    const worst = right.reduce((most, value, k) => {
      const difference = Math.abs(result[k] - value);
      return difference <= most ? most : difference;
    }, 0);
    return {
      name,
      with: "float64",
      what: "gradients in units of the largest",
      compared: right.length / 2,
      largest: worst / largest,
      tolerance: 1e-4,
      agree: worst / largest <= 1e-4,
    };
  });
}

export const pairs = {
  letter: "c",
  name: "pairs",
  title: "The all-pairs kernel gradient in 2-D",
  async run(context) {
    const count = context.quick ? 2048 : 16384;
    const game = { points: pairPoints(count, count), sources: count, targets: count, width: 0.5 };
    const { entries, leftOut } = await contest(pairsContenders(context, game), context);
    return {
      work: { sources: count, targets: count, says: `N = M = ${count}, float32` },
      contenders: entries.map(summary),
      ratios: ratiosToOurs(entries),
      checks: errors(entries, game),
      leftOut,
    };
  },
  text: contestText,
};

await main(import.meta.url, [pairs]);
