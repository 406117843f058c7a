import type { BackendKind } from "../engine/index.ts";
import type { BackendChoice, ScanSpec, SimSpec } from "../sim/index.ts";

/** What every run folder says about itself. */
interface CommonManifest {
  readonly package: { readonly name: string; readonly version: string };
  readonly seed: number;
  /** The backend that ran, never "auto". */
  readonly backend: BackendKind;
  readonly precision: "double" | "single";
  /** "running" also stands in the folder of a run that was killed or interrupted. */
  readonly status: "running" | "done";
  /** Wall time in seconds, over all resumptions. */
  readonly wallTime: number;
}

/** `manifest.json` of one simulation. */
export interface RunManifest extends CommonManifest {
  readonly kind: "run";
  readonly sim: SimSpec;
}

/** `manifest.json` of a scan. */
export interface ScanManifest extends CommonManifest {
  readonly kind: "scan";
  readonly scan: ScanSpec;
  readonly cells: number;
  /** Number of parts of the whole scan, and simulations a part. */
  readonly batches: number;
  readonly batchSize: number;
}

/** `manifest.json` of a run folder. */
export type Manifest = RunManifest | ScanManifest;

/** The places at which two JSON values differ. */
function differences(a: unknown, b: unknown, place = ""): string[] {
  if (Object.is(a, b)) return [];
  const both = typeof a === "object" && typeof b === "object" && a !== null && b !== null;
  if (!both || Array.isArray(a) !== Array.isArray(b)) return [place];
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => {
    const inner = Array.isArray(a) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`;
    return differences(left[key], right[key], inner);
  });
}

function valueText(document: unknown, place: string): string {
  let value = document;
  for (const key of place.match(/[^.[\]]+/g) ?? []) {
    value = (value as Record<string, unknown> | undefined)?.[key];
  }
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Where two JSON values differ first, in words; undefined where they do not. */
export function firstDifference(before: unknown, now: unknown): string | undefined {
  const places = differences(before, now);
  const [first] = places;
  if (first === undefined) return undefined;
  const more = places.length > 1 ? ` (and ${places.length - 1} more)` : "";
  return `${first} is ${valueText(before, first)} there and ${valueText(now, first)} here${more}`;
}

function backendConflict(found: CommonManifest, asked: BackendChoice): string | undefined {
  if (asked === "auto" || asked === found.backend) return undefined;
  return `it ran on ${found.backend}, this asks for ${asked}`;
}

/**
 * Says why a scan may not go on from what a folder holds: another scan, another version of the program, or
 * another backend than asked for (`auto` keeps the one that was chosen). What only captions and figures use
 * (`title`, `figures`, …) may change. Undefined when it may.
 */
export function scanConflict(
  found: Partial<ScanManifest>,
  scan: ScanSpec,
  version: string,
): string | undefined {
  if (found.kind !== "scan" || found.scan === undefined) return "it is no scan";
  const made = found.package?.version;
  if (made !== version) return `it was made by version ${made}, this is ${version}`;
  const backend = backendConflict(found as ScanManifest, scan.backend);
  return backend ?? firstDifference(scanCore(found.scan), scanCore(scan));
}

/** Says why a run may not replace what a folder holds: anything but the same simulation. Undefined when it may. */
export function runConflict(found: Partial<RunManifest>, sim: SimSpec): string | undefined {
  if (found.kind !== "run" || found.sim === undefined) return "it is no single run";
  const backend = backendConflict(found as RunManifest, sim.backend);
  return backend ?? firstDifference(simCore(found.sim), simCore(sim));
}

/** The part of a sim that its results depend on, as plain JSON. */
function simCore(sim: SimSpec): Record<string, unknown> {
  const { target, generator, discriminator, loss, penalties, dynamics, outcome, record, seed } = sim;
  const core = { target, generator, discriminator, loss, penalties, dynamics, outcome, record, seed };
  return JSON.parse(JSON.stringify(core)) as Record<string, unknown>;
}

/** The part of a scan that its results depend on; its own seed replaces the sim's. */
function scanCore({ sim, axes, replicas, seed }: ScanSpec): Record<string, unknown> {
  const { seed: _seed, ...game } = simCore(sim);
  const bare = axes.map(({ symbol: _symbol, label: _label, ...axis }) => axis);
  return { sim: game, axes: JSON.parse(JSON.stringify(bare)), replicas, seed };
}
