// (a) The two-point phase diagram: 128×128 cells of one true point at 0 and one particle at 0.1 in 1-D, T = 2000.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { main } from "./harness/command.mjs";
import { compare } from "./harness/compare.mjs";
import { twoPointContenders } from "./harness/contenders.mjs";
import { contest, ratiosToOurs, summary } from "./harness/contest.mjs";
import * as ours from "./harness/ours.mjs";
import { contestText } from "./harness/report.mjs";
import { someCells, twoPointCells, twoPointNumbers, twoPointScan } from "./harness/workloads.mjs";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** Our whole command, start-up, reading and writing files included. */
function command(context, side, steps) {
  return {
    name: "ours, whole command",
    kind: "command",
    says: `ganphase scan of ${side}×${side} cells without figures, from start to exit`,
    async open() {
      const file = context.folder.fresh(".json");
      await writeFile(file, JSON.stringify(twoPointScan(side, steps)));
      const threads = String(context.threads);
      return {
        async run() {
          const out = context.folder.fresh("");
          const words = [cli, "scan", file, "--out", out, "--threads", threads, "--no-figures", "--quiet"];
          const from = performance.now();
          await exited(spawn(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] }));
          return (performance.now() - from) / 1000;
        },
        close: async () => undefined,
      };
    },
  };
}

function exited(child) {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`ganphase scan ended with ${code}`)),
    );
  });
}

export const twoPoint = {
  letter: "a",
  name: "two-point",
  title: "The two-point phase diagram",
  async run(context) {
    const [side, steps] = context.quick ? [16, 400] : [128, 2000];
    const cells = twoPointCells(side);
    const order = context.order ?? (await ours.twoPointOrder(cells));
    const sample = someCells(cells, context.quick ? 2 : 6);
    const contenders = twoPointContenders(context, cells, steps, order, { sample, twoPointNumbers });
    if (context.command) contenders.push(command(context, side, steps));
    const { entries, leftOut } = await contest(contenders, context);
    const checks = compare(entries, {
      size: 1,
      what: "final positions",
      tolerance: { double: 1e-8, single: 1e-3 },
    });
    return {
      work: {
        simulations: cells.count,
        steps,
        order,
        says: `${side}×${side} cells, T = ${steps}, P = ${order}`,
      },
      contenders: entries.map(summary),
      ratios: ratiosToOurs(entries),
      checks,
      leftOut,
    };
  },
  text: contestText,
};

await main(import.meta.url, [twoPoint]);
