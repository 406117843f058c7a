import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../../../src/options/index.ts";
import type { Table } from "../../../src/sim/index.ts";
import { threads } from "../../../src/studies/executors/threads.ts";
import {
  type BatchJob,
  batchesOf,
  type Executor,
  type Hearer,
  inline,
  unitsOfBatch,
} from "../../../src/studies/index.ts";
import { scanOf } from "../fixtures.ts";

const program = new URL("../../../dist/worker.js", import.meta.url);

const scan = scanOf({
  axes: [
    { path: "penalties[0].strength", scale: "log", from: 0.01, to: 1, count: 6 },
    { path: "dynamics.stepGenerator", scale: "log", from: 0.01, to: 1, count: 9 },
  ],
  replicas: 1,
});

const jobs: BatchJob[] = Array.from({ length: batchesOf(scan) }, (_, batch) => ({
  scan,
  batch,
  units: unitsOfBatch(scan, batch),
  backend: "cpu",
}));

/** A hearer that collects the tables by batch. */
function collector(onDone: (batch: number) => Promise<void> = () => Promise.resolve()) {
  const tables = new Map<number, Table>();
  const shares: number[] = [];
  const hearer: Hearer = {
    async done(job, rows) {
      await onDone(job.batch);
      tables.set(job.batch, rows);
    },
    share: (_, share) => shares.push(share),
  };
  return { tables, shares, hearer };
}

/** The bits of all columns of all batches, in the order of the batches. */
function bits(tables: ReadonlyMap<number, Table>): unknown {
  return [...tables]
    .sort(([a], [b]) => a - b)
    .map(([batch, { columns }]) => [
      batch,
      Object.entries(columns).map(([name, column]) => [
        name,
        column instanceof Float64Array ? Array.from(new BigUint64Array(column.slice().buffer)) : [...column],
      ]),
    ]);
}

async function run(executor: Executor): Promise<unknown> {
  const { tables, hearer } = collector();
  try {
    await executor.run(jobs, hearer);
  } finally {
    await executor.close();
  }
  return bits(tables);
}

describe("every executor", () => {
  it("gives the same bits, with any number of threads", async () => {
    const expected = await run(inline());
    for (const count of [1, 3]) expect(await run(threads(count, program))).toEqual(expected);
  });
});

describe("threads", () => {
  const shared = threads(2, program);
  afterAll(() => shared.close());

  it("compute every job once and can be used again", async () => {
    for (let round = 0; round < 2; round++) {
      const heard: number[] = [];
      const { hearer } = collector(async (batch) => void heard.push(batch));
      await shared.run(jobs, hearer);
      expect(heard.sort((a, b) => a - b)).toEqual(jobs.map(({ batch }) => batch));
    }
  });

  it("bring an error home with its message, wrong input with its place", async () => {
    const sim = { ...scan.sim, target: { kind: "pionts", points: [[0]] } };
    const wrong = jobs.map((job) => ({ ...job, scan: { ...scan, sim } }));
    const executor = threads(2, program);
    const error = await executor.run(wrong, collector().hearer).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ path: "target.kind", problem: expect.stringContaining('"points"') });
    const senseless = jobs.map((job) => ({ ...job, units: 5 as never }));
    const other = await threads(1, program)
      .run(senseless, collector().hearer)
      .catch((caught: unknown) => caught);
    expect(other).toBeInstanceOf(Error);
    expect((other as Error).message).toContain("units");
    expect(other).not.toBeInstanceOf(InputError);
  });

  it("end with an error when a worker dies or cannot be started", async () => {
    const dying = threads(2, new URL("./broken.mjs", import.meta.url));
    await expect(dying.run(jobs, collector().hearer)).rejects.toThrow("ended with code 7");
    const absent = threads(1, new URL("./nothing.mjs", import.meta.url));
    await expect(absent.run(jobs, collector().hearer)).rejects.toThrow("nothing.mjs");
  });

  it("end with the error of a hearer, not waiting for the other jobs", async () => {
    const { tables, hearer } = collector(async (batch) => {
      if (batch === 0) throw new Error("the disk is full");
    });
    const many = Array.from({ length: 400 }, (_, k) => ({ ...jobs[0]!, batch: k }));
    await expect(threads(1, program).run(many, hearer)).rejects.toThrow("the disk is full");
    expect(tables.size).toBeLessThan(400);
  });

  it("end when aborted, with what was heard of heard to the end", async () => {
    const abortion = new AbortController();
    let open = 0;
    const { tables, hearer } = collector(async () => {
      open++;
      abortion.abort(new Error("enough"));
      await new Promise((resolve) => setTimeout(resolve, 30));
      open--;
    });
    const running = threads(2, program).run(jobs, hearer, abortion.signal);
    await expect(running).rejects.toThrow("enough");
    expect(open).toBe(0);
    expect(tables.size).toBeGreaterThan(0);
    expect(tables.size).toBeLessThan(jobs.length);
  });

  it("do nothing when aborted before they start", async () => {
    const { tables, hearer } = collector();
    const signal = AbortSignal.abort(new Error("never"));
    await expect(threads(2, program).run(jobs, hearer, signal)).rejects.toThrow("never");
    await expect(inline().run(jobs, hearer, signal)).rejects.toThrow("never");
    expect(tables.size).toBe(0);
  });
});
