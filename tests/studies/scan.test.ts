import { describe, expect, it } from "vitest";
import { InputError } from "../../src/options/index.ts";
import type { Table } from "../../src/sim/index.ts";
import {
  type BatchJob,
  batchesOf,
  inline,
  memoryStore,
  type RunBatch,
  readCells,
  runScan,
  type ScanProgress,
} from "../../src/studies/index.ts";
import { scanOf } from "./fixtures.ts";

const made = { name: "ganphase", version: "1.2.3" };

/** 20 cells of 4 replicas: 5 batches of 16. */
const scan = scanOf({
  axes: [{ path: "penalties[0].strength", from: 0.1, to: 2, count: 20 }],
  replicas: 4,
});

/** Stands in for the simulator: which cell and replica it was given. */
const fake: RunBatch = async ({ units }) => ({
  length: units.length,
  columns: { unit: Float64Array.from(units, ({ cell, replica }) => cell * 4 + replica) },
});

/** The fake, with the numbers of the batches that it was given. */
function counted(stopAt = Number.POSITIVE_INFINITY, stop: () => void = () => undefined) {
  const batches: number[] = [];
  const run: RunBatch = async (job, hooks) => {
    batches.push(job.batch);
    if (batches.length === stopAt) stop();
    hooks?.signal?.throwIfAborted();
    hooks?.onShare?.(0.5);
    return fake(job);
  };
  return { run, batches };
}

function units({ columns }: Table): number[] {
  return Array.from(columns.unit as Float64Array);
}

describe("a scan", () => {
  it("gives the rows of all cells and replicas in order", async () => {
    const store = memoryStore();
    const { manifest, resumed } = await runScan(scan, { executor: inline(fake), store, package: made });
    expect(resumed).toBe(0);
    expect(units(await readCells(store))).toEqual(Array.from({ length: 80 }, (_, k) => k));
    expect(manifest).toMatchObject({ status: "done", backend: "cpu", cells: 20, batches: 5, package: made });
    expect(await store.manifest()).toEqual(manifest);
  });

  it("that was stopped goes on with what is there and repeats nothing", async () => {
    const store = memoryStore();
    const abortion = new AbortController();
    const first = counted(4, () => abortion.abort(new Error("enough")));
    const options = { store, package: made };
    const stopped = runScan(scan, { ...options, executor: inline(first.run), signal: abortion.signal });
    await expect(stopped).rejects.toThrow("enough");
    expect(await store.parts()).toEqual([0, 1, 2]);
    expect((await store.manifest())?.status).toBe("running");

    const second = counted();
    const { resumed, manifest } = await runScan(scan, { ...options, executor: inline(second.run) });
    expect(resumed).toBe(3);
    expect(second.batches).toEqual([3, 4]);
    expect(manifest.status).toBe("done");
    expect(units(await readCells(store))).toEqual(Array.from({ length: 80 }, (_, k) => k));

    const third = counted();
    await runScan(scan, { ...options, executor: inline(third.run) });
    expect(third.batches).toEqual([]);
  });

  it("adds the wall time of its interruptions up", async () => {
    const store = memoryStore();
    const abortion = new AbortController();
    let time = 0;
    const now = () => time;
    const slow: RunBatch = async (job) => {
      time += 2000;
      if (job.batch === 2) abortion.abort(new Error("enough"));
      return fake(job);
    };
    const options = { store, package: made, now, executor: inline(slow) };
    await expect(runScan(scan, { ...options, signal: abortion.signal })).rejects.toThrow("enough");
    const { manifest } = await runScan(scan, options);
    expect(manifest.wallTime).toBe(10);
  });

  it("writes its manifest before its first part", async () => {
    const store = memoryStore();
    const seen: unknown[] = [];
    const looking: RunBatch = async (job) => {
      seen.push((await store.manifest())?.status);
      return fake(job);
    };
    await runScan(scan, { executor: inline(looking), store, package: made });
    expect(seen).toEqual(Array(5).fill("running"));
  });

  it("refuses to go on from another scan, saying what differs", async () => {
    const store = memoryStore();
    const options = { executor: inline(fake), store, package: made };
    await runScan(scan, options);
    const others = {
      "axes[0].count is 20 there and 21 here": { axes: [{ ...scan.axes[0], count: 21 }] },
      "replicas is 4 there and 2 here": { replicas: 2 },
      "seed is 1 there and 5 here": { seed: 5 },
      "it ran on cpu, this asks for webasm": { backend: "webasm" },
    };
    for (const [difference, change] of Object.entries(others)) {
      const other = scanOf({ axes: scan.axes, replicas: 4, ...change });
      const error = await runScan(other, options).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(InputError);
      expect(error).toMatchObject({ path: "--out", problem: expect.stringContaining(difference) });
    }
    const newer = { ...options, package: { ...made, version: "1.3.0" } };
    await expect(runScan(scan, newer)).rejects.toThrow("version 1.2.3, this is 1.3.0");
  });

  it("may go on when only captions and figures changed, and with the backend that auto chose", async () => {
    const store = memoryStore();
    const options = { executor: inline(fake), store, package: made };
    await runScan(scan, options);
    const { batches, run } = counted();
    const renamed = scanOf({ axes: scan.axes, replicas: 4, title: "Another title", backend: "auto" });
    const { manifest } = await runScan(renamed, { ...options, executor: inline(run) });
    expect(batches).toEqual([]);
    expect(manifest.backend).toBe("cpu");
  });

  it("tells its progress in cells, running ones by their share, never backwards", async () => {
    const told: ScanProgress[] = [];
    let time = 0;
    const executor = inline(async (job, hooks) => {
      time += 1000;
      hooks?.onShare?.(0.5);
      time += 1000;
      return fake(job);
    });
    const onProgress = (progress: ScanProgress) => told.push(progress);
    await runScan(scan, { executor, store: memoryStore(), package: made, onProgress, now: () => time });
    // Batches of 16 simulations are 4 cells with 4 replicas each.
    expect(told.map(({ done }) => done)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(told.every(({ total }) => total === 20)).toBe(true);
    expect(told[0]!.rate).toBeNaN();
    expect(told.at(-2)).toMatchObject({ rate: 2, secondsLeft: 1 });
  });

  it("ends with the first error, keeping what is done", async () => {
    const store = memoryStore();
    const failing: RunBatch = (job: BatchJob) =>
      job.batch === 2 ? Promise.reject(new InputError("target", "is wrong there")) : fake(job);
    const run = runScan(scan, { executor: inline(failing), store, package: made });
    await expect(run).rejects.toThrow("target: is wrong there");
    expect(await store.parts()).toEqual([0, 1]);
    expect(batchesOf(scan)).toBe(5);
  });
});
