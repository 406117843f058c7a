import { chooseForm, type Form } from "../discriminators/index.ts";
import { assemble, memberOf, type Prepared } from "../dynamics/assemble.ts";
import { type Backend, type BackendKind, chooseBackend, openBackend, type Program } from "../engine/index.ts";
import { type BuiltSim, buildSim, type ScanSpec } from "../sim/index.ts";
import { unitsOfBatch } from "./batches.ts";
import { cellSpec } from "./cells.ts";

/** A program is measured with at most this many simulations and numbers of working memory. */
const MOST_SIMULATIONS = 256;
const MOST_NUMBERS = 4_000_000;

/** Simulations that can share a program, and the form that they share. */
interface Group {
  readonly form: Form;
  readonly lanes: Prepared[];
}

/** The largest group of simulations that can share a program. */
function largestGroup(built: readonly BuiltSim[]): Group {
  const groups = new Map<string, Group>();
  for (const { simulation, steps } of built) {
    const member = memberOf(simulation, steps);
    const form = chooseForm(member);
    const key = JSON.stringify([form.key(member), simulation.stepper.kind, steps]);
    const group = groups.get(key) ?? { form, lanes: [] };
    group.lanes.push({ simulation, member });
    groups.set(key, group);
  }
  return [...groups.values()].reduce((best, other) =>
    other.lanes.length > best.lanes.length ? other : best,
  );
}

/** A program of simulations that can share one, as many as a measurement takes. */
function programOf(built: readonly BuiltSim[]): Program {
  const { form, lanes } = largestGroup(built);
  const rows = form.rows(lanes[0]!.member);
  const size = Math.max(1, Math.min(MOST_SIMULATIONS, Math.floor(MOST_NUMBERS / rows)));
  return assemble(form, lanes.slice(0, size)).program;
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

/** The precision in which a backend runs these simulations. */
export function precisionOn(backend: Backend, built: readonly BuiltSim[]): "double" | "single" {
  return backend.precisionOf?.(programOf(built)) ?? backend.precision;
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
  return { backend: kind, precision: precisionOn(await openBackend(kind), first) };
}
