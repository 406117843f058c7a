import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { putPath, resolveScan, type ScanSpec } from "../../src/sim/index.ts";
import { compare, inline, memoryStore, readCells, runBatch, runScan } from "../../src/studies/index.ts";

const made = { name: "ganphase", version: "0.0.0" };

function shipped(name: string, changes: Readonly<Record<string, unknown>> = {}): ScanSpec {
  let document: unknown = JSON.parse(readFileSync(`sims/isolated-points/${name}.json`, "utf8"));
  for (const [path, value] of Object.entries(changes)) document = putPath(document, path, value);
  return resolveScan(document, () => "");
}

async function compared(name: string, scan: ScanSpec) {
  const store = memoryStore();
  const { manifest } = await runScan(scan, { executor: inline(runBatch), store, package: made });
  return compare(name, { kind: "scan", manifest, cells: await readCells(store) });
}

describe("the shipped comparisons", () => {
  it("finds no cell of the 64×64 stability diagram against the exact local map", async () => {
    const [row] = await compared("localMap", shipped("stability"));
    expect(row!.difference).toMatch(/^0 disagree/);
    // Not more than an eighth of the 4096 cells lies in the band that 1500 steps cannot decide.
    expect(Number(row!.measured.match(/^(\d+) of/)![1])).toBeGreaterThan(3584);
    expect(row!.passes).toBe(true);
  });

  it("sees it when the prediction is wrong", async () => {
    const scan = shipped("stability", { "axes[0].count": 12, "axes[1].count": 12 });
    const store = memoryStore();
    const { manifest } = await runScan(scan, { executor: inline(runBatch), store, package: made });
    const cells = await readCells(store);
    const wrong = (cells.columns.theoryRadius as Float64Array).map((radius) => 2 - radius);
    const table = { ...cells, columns: { ...cells.columns, theoryRadius: wrong } };
    const [row] = compare("localMap", { kind: "scan", manifest, cells: table });
    expect(row!.passes).toBe(false);
  });

  it("measures critical damping within 1 % of λ_c, with a difference that shrinks with the steps", async () => {
    const differences: number[] = [];
    for (const [step, steps] of [
      [0.02, 1000],
      [0.01, 2000],
      [0.005, 4000],
    ]) {
      const scan = shipped("damping", {
        "sim.dynamics.stepDiscriminator": step,
        "sim.dynamics.stepGenerator": step,
        "sim.dynamics.steps": steps,
        "sim.record.every": steps! / 250,
        "axes[0].count": 16,
      });
      const [small] = await compared("criticalDamping", scan);
      differences.push(Math.abs(Number.parseFloat(small!.difference)));
    }
    expect(differences[2]!).toBeLessThan(1);
    // First order in the step: half the step, half the difference, within the rounding of three digits.
    expect(differences[0]! / differences[1]!).toBeCloseTo(2, 0);
    expect(differences[1]! / differences[2]!).toBeCloseTo(2, 0);
  });

  it("counts every stable assignment as staying and every other as leaving", async () => {
    const rows = await compared(
      "assignments",
      shipped("assignments", { replicas: 1, "axes[1].values": [0.3, 1] }),
    );
    expect(rows.map((row) => row.passes)).toEqual([true, true]);
    expect(rows[0]!.claim).toMatch(/[1-9]\d* of them bad/);
  });
});
