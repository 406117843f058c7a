import type { BackendKind } from "../engine/index.ts";
import { InputError } from "../options/index.ts";
import type { ScanSpec, Table } from "../sim/index.ts";
import { cellsOf } from "./axes.ts";
import type { BatchJob } from "./batch.ts";
import { batchesOf, batchSize, unitsOf, unitsOfBatch } from "./batches.ts";
import { concatenated } from "./columns.ts";
import type { Executor } from "./executors/executor.ts";
import { type ScanManifest, scanConflict } from "./manifest.ts";
import { chooseScanBackend } from "./scanBackend.ts";
import type { ScanStore } from "./store.ts";

/** How far a scan is. */
export interface ScanProgress {
  /** Cells done, with the share of those that are running; a fraction of a cell where replicas are. */
  readonly done: number;
  readonly total: number;
  /** Cells a second since this call began; NaN while nothing is done. */
  readonly rate: number;
  readonly secondsLeft: number;
}

/** How a scan is run. */
export interface ScanOptions {
  readonly executor: Executor;
  /** Where parts go as soon as they are done, and where those of an earlier call are found. */
  readonly store: ScanStore;
  readonly package: { readonly name: string; readonly version: string };
  readonly onProgress?: (progress: ScanProgress) => void;
  /** When aborted, the call rejects with the signal's reason; the parts that are done are kept. */
  readonly signal?: AbortSignal;
  /** Milliseconds of a steady clock; `performance.now` unless given. */
  readonly now?: () => number;
}

/** What a scan came to. */
export interface ScanResult {
  readonly manifest: ScanManifest;
  /** Number of batches that an earlier call had already done. */
  readonly resumed: number;
}

/**
 * The manifest to go on with: the one that is there if it is this scan's, else a new one.
 * @throws InputError at `--out` when the store holds another scan.
 */
async function opened(scan: ScanSpec, options: ScanOptions): Promise<ScanManifest> {
  const found = await options.store.manifest();
  if (found !== undefined) {
    const difference = scanConflict(found, scan, options.package.version);
    if (difference !== undefined) throw new InputError("--out", `holds another scan: ${difference}`);
    return { ...found, scan };
  }
  const { backend, precision } = await chooseScanBackend(scan);
  return {
    kind: "scan",
    package: options.package,
    scan,
    seed: scan.seed,
    backend,
    precision,
    status: "running",
    wallTime: 0,
    cells: cellsOf(scan),
    batches: batchesOf(scan),
    batchSize: batchSize(scan),
  };
}

function jobsOf(scan: ScanSpec, backend: BackendKind, done: readonly number[]): BatchJob[] {
  const there = new Set(done);
  const jobs: BatchJob[] = [];
  for (let batch = 0; batch < batchesOf(scan); batch++) {
    if (!there.has(batch)) jobs.push({ scan, batch, units: unitsOfBatch(scan, batch), backend });
  }
  return jobs;
}

/** Adds up what is done and running, and tells it with rate and time left. */
class Count {
  readonly #scan: ScanSpec;
  readonly #tell: (progress: ScanProgress) => void;
  readonly #now: () => number;
  readonly #started: number;
  readonly #before: number;
  readonly #running = new Map<BatchJob, number>();
  #done: number;

  constructor(scan: ScanSpec, missing: readonly BatchJob[], options: ScanOptions, now: () => number) {
    this.#scan = scan;
    this.#tell = options.onProgress ?? (() => undefined);
    this.#now = now;
    this.#started = now();
    this.#done = unitsOf(scan) - missing.reduce((sum, job) => sum + job.units.length, 0);
    this.#before = this.#done;
  }

  share(job: BatchJob, share: number): void {
    this.#running.set(job, share * job.units.length);
    this.tell();
  }

  done(job: BatchJob): void {
    this.#running.delete(job);
    this.#done += job.units.length;
    this.tell();
  }

  tell(): void {
    const running = [...this.#running.values()].reduce((sum, units) => sum + units, 0);
    const replicas = this.#scan.replicas;
    const [done, total] = [(this.#done + running) / replicas, unitsOf(this.#scan) / replicas];
    const seconds = (this.#now() - this.#started) / 1000;
    const gained = done - this.#before / replicas;
    const rate = gained > 0 && seconds > 0 ? gained / seconds : Number.NaN;
    this.#tell({ done, total, rate, secondsLeft: (total - done) / rate });
  }
}

/**
 * Runs the cells of a scan that its store does not have yet, batch by batch, each written as soon as it is
 * done. Killed at any moment and called again, it goes on with what is there and repeats nothing; rows are
 * the same bits whatever the executor, the number of threads and the interruptions.
 *
 * @throws InputError for a cell that cannot be built, and at `--out` when the store holds another scan.
 */
export async function runScan(scan: ScanSpec, options: ScanOptions): Promise<ScanResult> {
  const { executor, store, signal } = options;
  const now = options.now ?? (() => performance.now());
  const started = now();
  signal?.throwIfAborted();
  const manifest = await opened(scan, options);
  const parts = await store.parts();
  const jobs = jobsOf(scan, manifest.backend, parts);
  const finished = () => ({ ...manifest, wallTime: manifest.wallTime + (now() - started) / 1000 });
  if (jobs.length === 0 && manifest.status === "done") return { manifest, resumed: parts.length };
  await store.writeManifest({ ...manifest, status: "running" });
  const count = new Count(scan, jobs, options, now);
  count.tell();
  try {
    await executor.run(
      jobs,
      {
        done: async (job, rows) => {
          await store.writePart(job.batch, rows);
          count.done(job);
        },
        share: (job, share) => count.share(job, share),
      },
      signal,
    );
  } catch (error) {
    // An interrupted scan says how long it ran, so that the time over all resumptions adds up.
    await store.writeManifest({ ...finished(), status: "running" }).catch(() => undefined);
    throw error;
  }
  const done: ScanManifest = { ...finished(), status: "done" };
  await store.writeManifest(done);
  return { manifest: done, resumed: parts.length };
}

/** All rows of a scan that are there, in the order of its cells and replicas. */
export async function readCells(store: Pick<ScanStore, "parts" | "readPart">): Promise<Table> {
  const parts = await store.parts();
  const tables: Table[] = [];
  for (const part of parts) tables.push(await store.readPart(part));
  return concatenated(tables);
}
