// (b) The cloud of 20 particles about one true point in 2-D: three widths, three weight decays, 16 replicas, T = 2500.
import { main } from "./harness/command.mjs";
import { compare } from "./harness/compare.mjs";
import { cloudContenders } from "./harness/contenders.mjs";
import { contest, ratiosToOurs, summary } from "./harness/contest.mjs";
import * as ours from "./harness/ours.mjs";
import { contestText } from "./harness/report.mjs";
import { cloudCells, cloudNumbers, shuffled } from "./harness/workloads.mjs";

export const cloud = {
  letter: "b",
  name: "cloud",
  title: "The cloud of 20 in 2-D",
  async run(context) {
    const [replicas, steps] = context.quick ? [2, 100] : [16, 2500];
    const cells = cloudCells([1, 2, 5], [1, 0.1, 0.01], replicas, 20);
    const orders = await ours.cloudOrders(cells);
    const picked = shuffled(cells.length).slice(0, 2);
    const contenders = cloudContenders(context, cells, steps, orders, { picked, cloudNumbers });
    const { entries, leftOut } = await contest(contenders, context);
    const checks = compare(entries, {
      size: 40,
      what: "final positions",
      tolerance: { double: 1e-8, single: 1e-3 },
    });
    const kinds = [...new Set(orders)].join(", ");
    return {
      work: {
        simulations: cells.length,
        particles: 20,
        steps,
        orders: [...new Set(orders)],
        says: `${cells.length} simulations of 20 particles, T = ${steps}, P = ${kinds}`,
      },
      contenders: entries.map(summary),
      ratios: ratiosToOurs(entries),
      checks,
      leftOut,
    };
  },
  text: contestText,
};

await main(import.meta.url, [cloud]);
