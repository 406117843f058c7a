import type { ScanSpec } from "../sim/index.ts";
import { cellsOf } from "./axes.ts";

/** One simulation of a scan: a cell and which of its replicas. */
export interface Unit {
  readonly cell: number;
  readonly replica: number;
}

/** Batches that a scan is cut into, so that threads stay busy and little is lost when it is killed. */
const WANTED_BATCHES = 32;
/**
 * Fewest simulations of a batch. Compiling a step program costs as much as stepping a few dozen small
 * simulations: measured, batches of 4 run at a third of the speed of batches of 16 and more.
 */
const LEAST = 16;
/** Most simulations of a batch: larger ensembles run no faster, and more is lost when one is killed. */
const MOST = 256;
/** Sizes are multiples of the lanes of a single-precision vector unit. */
const LANES = 4;

/** Number of simulations of a scan: its cells times their replicas. */
export function unitsOf(scan: ScanSpec): number {
  return cellsOf(scan) * scan.replicas;
}

/**
 * Simulations a batch. It depends on the scan alone, never on threads, backend or machine: batch 12 holds
 * the same simulations wherever it is run, which is what makes its file resumable.
 */
export function batchSize(scan: ScanSpec): number {
  const even = Math.ceil(unitsOf(scan) / WANTED_BATCHES);
  return Math.min(MOST, Math.max(LEAST, LANES * Math.ceil(even / LANES)));
}

/** Number of batches of a scan. */
export function batchesOf(scan: ScanSpec): number {
  return Math.ceil(unitsOf(scan) / batchSize(scan));
}

/** The simulations of a batch, replica running fastest, then the cells in the scan's order. */
export function unitsOfBatch(scan: ScanSpec, batch: number): Unit[] {
  const size = batchSize(scan);
  const first = batch * size;
  const end = Math.min(unitsOf(scan), first + size);
  return Array.from({ length: Math.max(0, end - first) }, (_, k) => ({
    cell: Math.floor((first + k) / scan.replicas),
    replica: (first + k) % scan.replicas,
  }));
}
