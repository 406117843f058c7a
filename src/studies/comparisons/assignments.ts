import { buildSim } from "../../sim/index.ts";
import { judge, localSpectralRadius } from "../../theory/index.ts";
import { cellSpec } from "../cells.ts";
import { neighbourhoodsOf } from "../prediction.ts";
import { type CompareFunction, numbersOf, scanOf } from "./comparison.ts";

/** Farther from its true point than this many widths, a particle has left it. */
const offPoint = 0.05;

/**
 * Compares a scan over assignments of particles to true points with the list of stable ones: where the
 * exact local map of every occupied point contracts (or is marginal: exactly its share), all particles stay;
 * where one does not, particles leave their point.
 */
export const assignments: CompareFunction = (measured) => {
  const { cells, manifest } = scanOf(measured, "assignments");
  const distance = numbersOf(cells, "distance", "assignments");
  const cell = numbersOf(cells, "cell", "assignments");
  const outcome = cells.columns.outcome as readonly string[];
  const counts: Record<"stay" | "leave", [number, number]> = { stay: [0, 0], leave: [0, 0] };
  let bad = 0;
  cell.forEach((index, row) => {
    const built = buildSim(cellSpec(manifest.scan, index), 0);
    const stable = neighbourhoodsOf(built).every(
      (one) => judge(localSpectralRadius(one) ?? 2) !== "unstable",
    );
    const stayed = outcome[row] !== "diverged" && distance[row]! <= offPoint;
    const count = counts[stable ? "stay" : "leave"];
    count[1]++;
    if (stayed === stable) count[0]++;
    if (stable && stayed && outcome[row] === "collapsed") bad++;
  });
  const line = (kind: "stay" | "leave", claim: string, theory: string) => ({
    claim,
    theory,
    measured: `${counts[kind][0]} of ${counts[kind][1]} runs`,
    difference: `${counts[kind][1] - counts[kind][0]} otherwise`,
    passes: counts[kind][1] > 0 && counts[kind][0] === counts[kind][1],
  });
  return [
    line("stay", `stable assignments stay (${bad} of them bad: a mode is missing)`, "all stay"),
    line("leave", "assignments with a surplus on a point lose particles from it", "all leave"),
  ];
};
