// (e) Cost against the number of steps T, 10³ to 10⁵: two-point games in the fixed-length form and as published.
import { main } from "./harness/command.mjs";
import { compare } from "./harness/compare.mjs";
import { twoPointContenders } from "./harness/contenders.mjs";
import * as ours from "./harness/ours.mjs";
import { short, sweepText, table } from "./harness/report.mjs";
import { doublings, sweep } from "./harness/sweep.mjs";
import { someCells, twoPointCells, twoPointNumbers } from "./harness/workloads.mjs";

function text(result) {
  const rows = result.doublings
    .filter(({ name }) => !name.startsWith("published"))
    .map(({ name, from, to, ratio, memory }) => [name, `${from} → ${to}`, short(ratio), short(memory)]);
  return `${sweepText(result)}\nTime and memory at 2T over those at T:\n${table(["", "T", "time", "memory"], rows)}`;
}

export const length = {
  letter: "e",
  name: "length",
  title: "Cost against the number of steps",
  async run(context) {
    const axis = context.quick ? [200, 400, 800] : [1000, 2000, 4000, 8000, 16000, 32000, 64000, 100000];
    const cells = twoPointCells(context.quick ? 8 : 32);
    const order = context.order ?? (await ours.twoPointOrder(cells));
    const sample = someCells(cells, 1);
    const only = ["cpp", "torch", "published"];
    const swept = await sweep(axis, {
      ...context,
      repeat: Math.min(3, context.repeat),
      limit: 30,
      contendersAt: (steps) =>
        twoPointContenders(context, cells, steps, order, { sample, twoPointNumbers, only }),
      unitsAt: (steps) => steps * cells.count,
      growth: ({ kind }, from, to) => (to / from) ** (kind === "published" ? 2 : 1),
      checksAt: (entries) =>
        compare(entries, {
          size: 1,
          what: "final positions",
          tolerance: { double: 1e-8, single: 1e-3 },
        }),
    });
    return {
      work: { simulations: cells.count, order, says: `${cells.count} two-point games, P = ${order}` },
      axis: "T",
      unit: "Time a simulation and step",
      ...swept,
      doublings: doublings(swept.points),
    };
  },
  text,
};

await main(import.meta.url, [length]);
