import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Outcome } from "../dynamics/index.ts";
import { InputError, nearestName } from "../options/index.ts";
import type { Table } from "../sim/index.ts";
import type { RunFolder } from "../sim/stores/index.ts";
import {
  type Comparison,
  compare,
  comparisons,
  type Manifest,
  type Measured,
  readCells,
  reducedCourses,
} from "../studies/index.ts";
import type { Entry } from "./catalogue.ts";
import type { Changes, Loaded } from "./documents.ts";
import { loadDocument } from "./documents.ts";
import type { Easel } from "./easel.ts";
import { checkFigures } from "./figureSpecs.ts";
import { performRun, performScan, type Stage } from "./perform.ts";
import { reclaimed, runHolds, scanHolds } from "./runFolders.ts";
import { countOutcomes } from "./sentences.ts";
import { drawFolder } from "./show.ts";

/** A shipped file, loaded and found right. */
export interface Ready {
  readonly entry: Entry;
  readonly loaded: Loaded;
}

/** What came of a shipped file. */
export interface Reproduced {
  readonly name: string;
  readonly out: string;
  readonly figures: readonly string[];
  /** How it ended: the outcome of a run, how often each came in a scan. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly comparisons: readonly Comparison[];
  readonly seconds: number;
}

/** @throws InputError for a comparison that there is not, before anything is run. */
function checkComparison(name: string): void {
  if (Object.hasOwn(comparisons, name)) return;
  const known = Object.keys(comparisons);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? `it must be one of ${known.join(", ")}` : `did you mean "${nearest}"?`;
  throw new InputError("compare", `unknown comparison "${name}"; ${hint}`);
}

/** Names of the comparisons that a file asks for. */
function comparisonsOf({ spec }: Loaded): readonly string[] {
  return (spec as { readonly compare?: readonly string[] }).compare ?? [];
}

/** Loads all files before any is run, so that the last one's mistake costs nothing. */
export function readied(entries: readonly Entry[], changes: Changes): Ready[] {
  return entries.map((entry) => {
    try {
      const loaded = loadDocument(entry.file, changes);
      checkFigures(loaded.spec);
      for (const name of comparisonsOf(loaded)) checkComparison(name);
      if (loaded.kind === "run") reducedCourses(loaded.spec);
      return { entry, loaded };
    } catch (error) {
      // Of many files, the message has to say which.
      throw error instanceof InputError ? new InputError(entry.name, error.message) : error;
    }
  });
}

async function measuredOf(folder: RunFolder<Manifest>, manifest: Manifest): Promise<Measured> {
  if (manifest.kind === "scan") return { kind: "scan", manifest, cells: await readCells(folder) };
  const [trajectory, observables] = [await folder.table("trajectory"), await folder.table("observables")];
  return {
    kind: "run",
    manifest,
    trajectory: trajectory as Table,
    observables: observables as Table,
    outcome: (await folder.outcome()) as Outcome,
  };
}

/** A reproduction's surroundings. */
export interface Workshop extends Omit<Stage, "folder"> {
  /** The folder `plots`. */
  readonly root: string;
  readonly threads: number;
  /** Draws, unless only data are wanted. */
  readonly easel: Easel | undefined;
}

/** Runs a shipped file into its folder, draws its figures beside it, and compares it with theory. */
export async function reproduced({ entry, loaded }: Ready, workshop: Workshop): Promise<Reproduced> {
  const started = performance.now();
  const { root, easel, threads, ...stage } = workshop;
  const out = join(root, entry.name);
  let manifest: Manifest;
  let folder: RunFolder<Manifest>;
  if (loaded.kind === "scan") {
    folder = await reclaimed(out, scanHolds(loaded.spec, stage.version));
    manifest = (await performScan(loaded.spec, threads, { ...stage, folder })).manifest;
  } else {
    folder = await reclaimed(out, runHolds(loaded.spec));
    manifest = (await performRun(loaded.spec, { ...stage, folder })).manifest;
  }
  const name = entry.name.slice(entry.name.lastIndexOf("/") + 1);
  const place = (stem: string, count: number) => (count === 1 ? out : `${out}-${stem}`);
  await mkdir(dirname(out), { recursive: true });
  const figures =
    easel === undefined ? [] : await drawFolder(stage.signal, easel, folder, manifest, name, place);
  const measured = await measuredOf(folder, manifest);
  return {
    name: entry.name,
    out,
    figures,
    outcomes: measured.kind === "scan" ? countOutcomes(measured.cells) : { [measured.outcome.kind]: 1 },
    comparisons: comparisonsOf(loaded).flatMap((one) => compare(one, measured)),
    seconds: (performance.now() - started) / 1000,
  };
}
