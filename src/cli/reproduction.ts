import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Outcome } from "../dynamics/index.ts";
import { InputError, nearestName } from "../options/index.ts";
import type { Table } from "../sim/index.ts";
import type { RunFolder } from "../sim/stores/index.ts";
import {
  compare,
  comparisons,
  type Executor,
  type Manifest,
  type Measured,
  readCells,
  reducedCourses,
} from "../studies/index.ts";
import type { Study } from "../studies/study/index.ts";
import type { Entry } from "./catalogue.ts";
import type { Measurement } from "./closingTable.ts";
import type { Changes, Loaded } from "./documents.ts";
import { loadDocument } from "./documents.ts";
import type { Easel } from "./easel.ts";
import { checkFigures } from "./figureSpecs.ts";
import { performRun, performScan, performStudy, type Stage } from "./perform.ts";
import { type Opened, reclaimed, reclaimedStudy, runHolds, scanHolds } from "./runFolders.ts";
import { countOutcomes } from "./sentences.ts";
import { drawFolder } from "./show.ts";

/** A shipped file, loaded and found right. */
export interface Ready {
  readonly entry: Entry;
  readonly loaded: Loaded;
}

/** What came of a shipped file. */
export interface Reproduced extends Measurement {
  readonly out: string;
  readonly figures: readonly string[];
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
function comparisonsOf({ loaded: { spec } }: Pick<Ready, "loaded">): readonly string[] {
  return (spec as { readonly compare?: readonly string[] }).compare ?? [];
}

/** Loads all files before any is run, so that the last one's mistake costs nothing. */
export function readied(entries: readonly Entry[], changes: Changes, studies?: readonly Study[]): Ready[] {
  return entries.map((entry) => {
    try {
      const loaded = loadDocument(entry.file, changes, studies);
      if (loaded.kind === "study") return { entry, loaded };
      checkFigures(loaded.spec);
      for (const name of comparisonsOf({ loaded })) checkComparison(name);
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
  executor(): Executor;
  /** Draws, unless only data are wanted. */
  readonly easel: Easel | undefined;
}

/** What a file came to, before it is drawn. */
type Finished = Pick<Reproduced, "outcomes" | "comparisons"> & { readonly opened: Opened };

async function finished({ loaded }: Ready, out: string, workshop: Workshop): Promise<Finished> {
  const { root: _root, easel: _easel, executor, ...stage } = workshop;
  if (loaded.kind === "study") {
    const folder = await reclaimedStudy(out, loaded.spec, stage.version);
    const { manifest, result } = await performStudy(loaded, executor(), { ...stage, folder });
    return { opened: { kind: "study", folder, manifest }, outcomes: {}, comparisons: result.comparisons };
  }
  let manifest: Manifest;
  let folder: RunFolder<Manifest>;
  if (loaded.kind === "scan") {
    folder = await reclaimed(out, scanHolds(loaded.spec, stage.version));
    manifest = (await performScan(loaded.spec, executor(), { ...stage, folder })).manifest;
  } else {
    folder = await reclaimed(out, runHolds(loaded.spec));
    manifest = (await performRun(loaded.spec, { ...stage, folder })).manifest;
  }
  const measured = await measuredOf(folder, manifest);
  return {
    opened: { kind: "game", folder, manifest },
    outcomes: measured.kind === "scan" ? countOutcomes(measured.cells) : { [measured.outcome.kind]: 1 },
    comparisons: comparisonsOf({ loaded }).flatMap((one) => compare(one, measured)),
  };
}

/** Runs a shipped file into its folder, draws its figures beside it, and compares it with theory. */
export async function reproduced(ready: Ready, workshop: Workshop): Promise<Reproduced> {
  const started = performance.now();
  const { root, easel, signal } = workshop;
  const { entry } = ready;
  const out = join(root, entry.name);
  const { opened, outcomes, comparisons } = await finished(ready, out, workshop);
  const name = entry.name.slice(entry.name.lastIndexOf("/") + 1);
  const place = (stem: string, count: number) => (count === 1 ? out : `${out}-${stem}`);
  await mkdir(dirname(out), { recursive: true });
  const figures = easel === undefined ? [] : await drawFolder(signal, easel, opened, name, place);
  const seconds = (performance.now() - started) / 1000;
  return { name: entry.name, out, figures, outcomes, comparisons, seconds };
}
