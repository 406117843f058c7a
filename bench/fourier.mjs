// (d) 25 true points on a lattice, 256 particles in 2-D, the Fourier form on a periodic box.
import { main } from "./harness/command.mjs";
import { compare } from "./harness/compare.mjs";
import { fourierContenders } from "./harness/contenders.mjs";
import { contest, ratiosToOurs, summary } from "./harness/contest.mjs";
import * as ours from "./harness/ours.mjs";
import { contestText } from "./harness/report.mjs";
import { gaussianWaves, gridGame } from "./harness/workloads.mjs";

/** Waves below this share of the largest are left out. */
const LEAST = 1e-9;

/** The peers' waves: on a box so large that they are as many as the library's, which pads its own box. */
async function wavesOf(game) {
  const count = await ours.fourierWaves(game);
  let side = 20;
  for (let k = 0; k < 3; k++) side *= Math.sqrt(count / gaussianWaves(game.width, side, LEAST).rows.length);
  return gaussianWaves(game.width, side, LEAST);
}

export const fourier = {
  letter: "d",
  name: "fourier",
  title: "25 modes, 256 particles, Fourier form",
  async run(context) {
    const [replicas, steps] = context.quick ? [2, 20] : [8, 200];
    const game = gridGame(256, replicas);
    const waves = await wavesOf(game);
    const { entries, leftOut } = await contest(fourierContenders(context, game, waves, steps), context);
    const checks = compare(entries, {
      size: 512,
      what: "final positions",
      tolerance: { double: 1e-6, single: 1e-2 },
    });
    return {
      work: {
        replicas,
        particles: 256,
        steps,
        waves: waves.rows.length,
        says: `${replicas} replicas, T = ${steps}, ${waves.rows.length} waves`,
      },
      contenders: entries.map(summary),
      ratios: ratiosToOurs(entries),
      checks,
      leftOut,
    };
  },
  text: contestText,
};

await main(import.meta.url, [fourier]);
