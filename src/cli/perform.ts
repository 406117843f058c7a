import type { ScanSpec, SimSpec } from "../sim/index.ts";
import type { RunFolder } from "../sim/stores/index.ts";
import { threads } from "../studies/executors/threads.ts";
import {
  type Executor,
  type Manifest,
  type RunManifest,
  runScan,
  runSim,
  type ScanManifest,
  type ScanResult,
} from "../studies/index.ts";
import { runStudy, type StudyManifest, type StudyResult } from "../studies/study/index.ts";
import type { Context } from "./command.ts";
import type { Loaded } from "./documents.ts";
import { makeFolder, removeEmpty } from "./folders.ts";
import type { Meter } from "./progress.ts";
import { firstWriting } from "./runFolders.ts";
import type { StudyFolder } from "./studyFolder.ts";

/** Who computes the cells of scans, so many at a time. */
export function executorOf({ own }: Pick<Context, "own">, count: number): Executor {
  return (own.executor ?? threads)(count);
}

/** What a performance needs besides its sim or scan. */
export interface Stage<Folder = RunFolder<Manifest>> {
  readonly folder: Folder;
  readonly version: string;
  readonly meter: Meter;
  readonly signal: AbortSignal;
}

/** A run, done and written. */
export interface PerformedRun {
  readonly manifest: RunManifest;
  readonly outcome: Awaited<ReturnType<typeof runSim>>["outcome"];
  readonly form: Awaited<ReturnType<typeof runSim>>["form"];
}

/**
 * Does something for which a folder is made first, so that hours of work do not end at a folder that cannot
 * be written; where it fails before anything was written, the folder goes again.
 */
async function inFolder<Result>(
  { folder, meter }: Stage<{ readonly path: string }>,
  action: () => Promise<Result>,
): Promise<Result> {
  const made = makeFolder(folder.path);
  try {
    return await action();
  } catch (error) {
    removeEmpty(made);
    throw error;
  } finally {
    meter.end();
  }
}

/** Runs a sim and writes its run folder; nothing is written unless it succeeds. */
export function performRun(sim: SimSpec, stage: Stage): Promise<PerformedRun> {
  return inFolder(stage, () => runInto(sim, stage));
}

async function runInto(sim: SimSpec, { folder, version, meter, signal }: Stage): Promise<PerformedRun> {
  const started = performance.now();
  const result = await runSim(sim, {
    signal,
    onProgress: (share) => {
      const seconds = (performance.now() - started) / 1000;
      const done = share * sim.dynamics.steps;
      const rate = done / seconds;
      meter.update({
        done,
        total: sim.dynamics.steps,
        rate,
        secondsLeft: (sim.dynamics.steps - done) / rate,
      });
    },
  });
  // A run that is over before it hears of the interrupt is not written either.
  signal.throwIfAborted();
  const manifest: RunManifest = {
    kind: "run",
    package: { name: "ganphase", version },
    sim,
    seed: sim.seed,
    backend: result.backend,
    precision: result.precision,
    status: "done",
    wallTime: (performance.now() - started) / 1000,
  };
  // First, so that a folder in which a run was killed is known as one.
  await firstWriting(folder.path, () => folder.writeManifest({ ...manifest, status: "running" }));
  await folder.writeTable("trajectory", result.trajectory);
  await folder.writeTable("observables", result.observables);
  if (result.field !== undefined) await folder.writeTable("field", result.field);
  await folder.writeOutcome({ ...result.outcome, form: result.form });
  await folder.writeManifest(manifest);
  return { manifest, outcome: result.outcome, form: result.form };
}

/** Runs what is missing of a scan into its folder. The executor is closed. */
export function performScan(scan: ScanSpec, executor: Executor, stage: Stage): Promise<ScanResult> {
  return inFolder(stage, () => scanInto(scan, executor, stage));
}

async function scanInto(
  scan: ScanSpec,
  executor: Executor,
  { folder, version, meter, signal }: Stage,
): Promise<ScanResult> {
  try {
    return await runScan(scan, {
      executor,
      store: {
        ...folder,
        manifest: async () => (await folder.manifest()) as ScanManifest | undefined,
        writeManifest: (manifest) => firstWriting(folder.path, () => folder.writeManifest(manifest)),
      },
      package: { name: "ganphase", version },
      onProgress: (progress) => meter.update(progress),
      signal,
    });
  } finally {
    await executor.close();
  }
}

/** A study, done and written. */
export interface PerformedStudy {
  readonly manifest: StudyManifest;
  readonly result: StudyResult;
}

/** Runs what is missing of a study into its folder. The executor is closed. */
export function performStudy(
  loaded: Loaded & { kind: "study" },
  executor: Executor,
  stage: Stage<StudyFolder>,
): Promise<PerformedStudy> {
  return inFolder(stage, () => studyInto(loaded, executor, stage));
}

async function studyInto(
  { spec, study, read }: Loaded & { kind: "study" },
  executor: Executor,
  { folder, version, meter, signal }: Stage<StudyFolder>,
): Promise<PerformedStudy> {
  const started = performance.now();
  try {
    return await runStudy(spec, study, {
      executor,
      store: {
        ...folder,
        writeManifest: (manifest) => firstWriting(folder.path, () => folder.writeManifest(manifest)),
      },
      package: { name: "ganphase", version },
      read,
      onProgress: (share, note) => {
        const rate = (100 * share) / ((performance.now() - started) / 1000);
        meter.update({ done: 100 * share, total: 100, rate, secondsLeft: (100 - 100 * share) / rate, note });
      },
      signal,
    });
  } finally {
    await executor.close();
  }
}
