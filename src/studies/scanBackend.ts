import { type Plan, planOf } from "../dynamics/index.ts";
import { type BackendKind, chooseBackend, openBackend, type Program } from "../engine/index.ts";
import { type BuiltSim, buildSim, type ScanSpec } from "../sim/index.ts";
import { unitsOfBatch } from "./batches.ts";
import { cellSpec } from "./cells.ts";

/** A program is measured with at most this many simulations and numbers of working memory. */
const MOST_SIMULATIONS = 256;
const MOST_NUMBERS = 4_000_000;

/** The largest group of simulations that can share a program. */
function largestGroup(built: readonly BuiltSim[]): Plan[] {
  const groups = new Map<string, Plan[]>();
  for (const { simulation, steps } of built) {
    const plan = planOf(simulation, steps);
    const key = JSON.stringify([plan.key, steps]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [plan]);
    else group.push(plan);
  }
  return [...groups.values()].reduce((best, other) => (other.length > best.length ? other : best));
}

/** A program of simulations that can share one, as many as a measurement takes. */
function programOf(built: readonly BuiltSim[]): Program {
  const plans = largestGroup(built);
  const size = Math.max(1, Math.min(MOST_SIMULATIONS, Math.floor(MOST_NUMBERS / plans[0]!.rows)));
  return plans[0]!.assemble(plans.slice(0, size)).program;
}

/**
 * The backend that runs these simulations fastest, by a short measurement of those that can share a
 * program: a tenth of a second for each.
 */
export async function fastestBackend(
  built: readonly BuiltSim[],
  now: () => number = () => performance.now(),
): Promise<BackendKind> {
  const { kind } = await chooseBackend(programOf(built), () => now() / 1000);
  return kind;
}

/**
 * The backend of a scan: the one that it asks for, or with `auto` the fastest for its first batch.
 * @throws Error when the backend cannot be had.
 */
export async function chooseScanBackend(
  scan: ScanSpec,
): Promise<{ backend: BackendKind; precision: "double" | "single" }> {
  const first = unitsOfBatch(scan, 0).map(({ cell, replica }) => buildSim(cellSpec(scan, cell), replica));
  const kind = scan.backend === "auto" ? await fastestBackend(first) : scan.backend;
  return { backend: kind, precision: (await openBackend(kind)).precision };
}
