import { describe, expect, it } from "vitest";
import { simulateEnsemble } from "../../src/dynamics/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { InputError } from "../../src/options/index.ts";
import { buildSim } from "../../src/sim/index.ts";
import { cellSpec, runBatch, runSim, unitsOfBatch } from "../../src/studies/index.ts";
import { scanOf, simDocument, simOf } from "./fixtures.ts";

describe("a batch", () => {
  it("has the rows that each simulation gives alone, whatever runs beside it", async () => {
    const scan = scanOf();
    const units = unitsOfBatch(scan, 0);
    const together = await runBatch({ scan, batch: 0, units, backend: "cpu" });
    expect(together.length).toBe(16);
    for (const k of [0, 7, 15]) {
      const alone = await runBatch({ scan, batch: 0, units: [units[k]!], backend: "cpu" });
      for (const [name, column] of Object.entries(alone.columns)) {
        expect(together.columns[name]![k]).toEqual(column[0]);
      }
    }
  });

  it("tells what the simulation of its cell came to", async () => {
    const scan = scanOf();
    const rows = await runBatch({ scan, batch: 0, units: [{ cell: 6, replica: 1 }], backend: "cpu" });
    const built = buildSim(cellSpec(scan, 6), 1);
    const backend = await openBackend("cpu");
    const [trajectory] = await simulateEnsemble([built.simulation], { steps: 60, every: 0, backend });
    const end = trajectory!.positions.at(-1)![0]!;
    expect(rows.columns).toMatchObject({
      cell: Int32Array.of(6),
      replica: Int32Array.of(1),
      stepGenerator: Float64Array.of(0.2),
      outcome: [trajectory!.outcome.kind],
      outcomeStep: Int32Array.of(trajectory!.outcome.step),
      mean0: Float64Array.of(end),
      wasserstein2: Float64Array.of(end * end),
      form: [trajectory!.form.form],
    });
  });

  it("knows the discriminator's values where an observable asks for them, as a run of its own does", async () => {
    const observables = [{ kind: "lossValue" }];
    for (const form of ["auto", "inducing"]) {
      const discriminator = { ...simDocument.discriminator, form };
      const sim = { ...simDocument, discriminator, record: { every: 10, observables } };
      const scan = scanOf({ sim });
      const rows = await runBatch({ scan, batch: 0, units: unitsOfBatch(scan, 0), backend: "cpu" });
      const { observables: alone } = await runSim({ ...cellSpec(scan, 3), backend: "cpu" });
      const row = [...rows.columns.cell!].findIndex(
        (cell, k) => cell === 3 && rows.columns.replica![k] === 0,
      );
      expect(rows.columns.lossValue![row]).toBe((alone.columns.lossValue as Float64Array).at(-1));
      expect(Math.abs(rows.columns.lossValue![row] as number)).toBeGreaterThan(0);
    }
  });

  it("may hold cells of different lengths and shapes", async () => {
    const counts = [1, 3].map((count) => ({
      kind: "particles",
      count,
      start: { kind: "points", points: Array.from({ length: count }, (_, j) => [0.1 * (j + 1)]) },
    }));
    const scan = scanOf({
      axes: [
        { path: "generator", values: counts },
        { path: "dynamics.steps", values: [10, 30] },
      ],
      replicas: 1,
    });
    const rows = await runBatch({ scan, batch: 0, units: unitsOfBatch(scan, 0), backend: "cpu" });
    expect(rows.columns.lastStep).toEqual(Int32Array.of(10, 30, 10, 30));
    expect((rows.columns.mean0 as Float64Array).every(Number.isFinite)).toBe(true);
  });

  it("names cell and values when a cell cannot be built", async () => {
    const scan = scanOf();
    const sim = { ...scan.sim, loss: { kind: "imp" } };
    const job = {
      scan: { ...scan, sim },
      batch: 0,
      units: [{ cell: 5, replica: 0 }],
      backend: "cpu",
    } as const;
    const error = await runBatch(job).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).path).toBe("loss.kind");
    expect((error as InputError).problem).toMatch(
      /in cell 5, where strength = 0\.1\d*, stepGenerator = 0\.1/,
    );
  });

  it("tells its share from above 0 up to 1, never backwards", async () => {
    const scan = scanOf();
    const shares: number[] = [];
    const hooks = { onShare: (share: number) => shares.push(share) };
    await runBatch({ scan, batch: 0, units: unitsOfBatch(scan, 0), backend: "cpu" }, hooks);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBe(1);
  });
});

describe("a single run", () => {
  it("is replica 0 of the scan's cell with the same values", async () => {
    const scan = scanOf();
    const rows = await runBatch({ scan, batch: 0, units: [{ cell: 6, replica: 0 }], backend: "cpu" });
    const { observables, outcome } = await runSim(cellSpec(scan, 6));
    expect(outcome.kind).toBe((rows.columns.outcome as string[])[0]);
    expect((observables.columns.wasserstein2 as Float64Array).at(-1)).toBe(
      (rows.columns.wasserstein2 as Float64Array)[0],
    );
  });

  it("writes a row a saved step and particle", async () => {
    const start = { kind: "points", points: [[0.1], [0.3]] };
    const sim = simOf({ generator: { kind: "particles", count: 2, start }, backend: "cpu" });
    const { trajectory, observables } = await runSim(sim);
    expect(trajectory.length).toBe(2 * 13);
    expect(Array.from(trajectory.columns.particle as Int32Array).slice(0, 4)).toEqual([0, 1, 0, 1]);
    expect(Array.from(trajectory.columns.step as Int32Array).slice(0, 4)).toEqual([0, 0, 5, 5]);
    expect(Array.from(trajectory.columns.x0 as Float64Array).slice(0, 2)).toEqual([0.1, 0.3]);
    expect(observables.length).toBe(13);
  });

  it("records a field whose slope at the particle is the force that moved it", async () => {
    const record = { every: 1, observables: [], field: { every: 60, resolution: 3, extent: [[0, 1]] } };
    const whole = simOf({ record, backend: "cpu" });
    const built = buildSim(whole, 0);
    const backend = await openBackend("cpu");
    const [run] = await simulateEnsemble([built.simulation], { steps: 60, every: 1, backend });
    // Step 60 moved the particle along ∇f at where it was at step 59, f being that of step 60.
    const at = run!.positions[59]![0]!;
    const h = 1e-4;
    const around = { ...record, field: { ...record.field, extent: [[at - h, at + h]] } };
    const { field } = await runSim(simOf({ record: around, backend: "cpu" }));
    const f = field!.columns.f as Float64Array;
    expect(Array.from(field!.columns.step as Int32Array)).toEqual([0, 0, 0, 60, 60, 60]);
    expect(Array.from(f.slice(0, 3))).toEqual([0, 0, 0]);
    const slope = (f[5]! - f[3]!) / (2 * h);
    // 1e-7: the form's bound and the central difference's h² of a slope of order 0.1.
    expect(Math.abs(slope - run!.gradients[60]![0]!)).toBeLessThan(1e-7);
  });

  it("refuses a path too long to be kept for a field", async () => {
    const record = { every: 1000, observables: [], field: { every: 1000, resolution: 3 } };
    const dynamics = { ...simDocument.dynamics, steps: 2e8 };
    await expect(runSim(simOf({ record, dynamics }))).rejects.toMatchObject({ path: "record.field" });
  });
});
