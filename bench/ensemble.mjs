// (f) Cost against the number of simulations, 1 to 16384 (two-point games), and of particles, 1 to 256 (clouds).
import { main } from "./harness/command.mjs";
import { compare } from "./harness/compare.mjs";
import { cloudContenders, twoPointContenders } from "./harness/contenders.mjs";
import * as ours from "./harness/ours.mjs";
import { sweepText } from "./harness/report.mjs";
import { doublings, sweep } from "./harness/sweep.mjs";
import { cloudCells, cloudNumbers, someCells, twoPointCells, twoPointNumbers } from "./harness/workloads.mjs";

const only = ["cpp", "torch"];

async function simulations(context) {
  const steps = context.quick ? 100 : 1000;
  const axis = context.quick ? [1, 16, 256] : Array.from({ length: 15 }, (_, k) => 2 ** k);
  const whole = twoPointCells(context.quick ? 16 : 128);
  const order = context.order ?? (await ours.twoPointOrder(whole));
  const swept = await sweep(axis, {
    ...context,
    limit: 60,
    contendersAt: (count) =>
      twoPointContenders(context, someCells(whole, count), steps, order, { twoPointNumbers, only }),
    unitsAt: (count) => steps * count,
    growth: (_, from, to) => to / from,
    checksAt: (entries) =>
      compare(entries, {
        size: 1,
        what: "final positions",
        tolerance: { double: 1e-8, single: 1e-3 },
      }),
  });
  return {
    axis: "simulations",
    steps,
    order,
    unit: `Time a simulation and step, T = ${steps}, P = ${order}`,
    ...swept,
  };
}

async function particles(context) {
  const steps = context.quick ? 20 : 200;
  const axis = context.quick ? [1, 4, 16] : Array.from({ length: 9 }, (_, k) => 2 ** k);
  const cellsOf = (count) => cloudCells([2], [1, 0.1], context.quick ? 2 : 16, count);
  const swept = await sweep(axis, {
    ...context,
    limit: 60,
    contendersAt: async (count) => {
      const cells = cellsOf(count);
      return cloudContenders(context, cells, steps, await ours.cloudOrders(cells), {
        picked: [],
        cloudNumbers,
        only,
      });
    },
    unitsAt: (count) => steps * cellsOf(count).length * count,
    growth: (_, from, to) => to / from,
    checksAt: (entries, count) =>
      compare(entries, {
        size: 2 * count,
        what: "final positions",
        tolerance: { double: 1e-8, single: 1e-3 },
      }),
  });
  return {
    axis: "particles",
    steps,
    simulations: cellsOf(1).length,
    unit: `Time a particle and step, clouds in 2-D, T = ${steps}`,
    ...swept,
  };
}

export const ensemble = {
  letter: "f",
  name: "ensemble",
  title: "Cost against the number of simulations and of particles",
  async run(context) {
    const sweeps = [await simulations(context), await particles(context)];
    return {
      work: { says: "two-point games, and clouds of width 2" },
      sweeps: sweeps.map((one) => ({ ...one, doublings: doublings(one.points) })),
    };
  },
  text: ({ sweeps }) => sweeps.map(sweepText).join("\n"),
};

await main(import.meta.url, [ensemble]);
