import type { ScanSpec, SimSpec } from "../sim/index.ts";
import type { RunFolder } from "../sim/stores/index.ts";
import { threads } from "../studies/executors/threads.ts";
import { type Manifest, type RunManifest, runScan, runSim, type ScanManifest } from "../studies/index.ts";
import type { Meter } from "./progress.ts";
import { firstWriting } from "./runFolders.ts";

/** What a performance needs besides its sim or scan. */
export interface Stage {
  readonly folder: RunFolder<Manifest>;
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

/** Runs a sim and writes its run folder; nothing is written unless it succeeds. */
export async function performRun(
  sim: SimSpec,
  { folder, version, meter, signal }: Stage,
): Promise<PerformedRun> {
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
  meter.end();
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
  await firstWriting(folder.path, () => folder.writeTable("trajectory", result.trajectory));
  await folder.writeTable("observables", result.observables);
  if (result.field !== undefined) await folder.writeTable("field", result.field);
  await folder.writeOutcome({ ...result.outcome, form: result.form });
  // The manifest comes last: a folder with one is whole.
  await folder.writeManifest(manifest);
  return { manifest, outcome: result.outcome, form: result.form };
}

/** Runs what is missing of a scan into its folder, on worker threads. */
export async function performScan(
  scan: ScanSpec,
  count: number,
  { folder, version, meter, signal }: Stage,
): Promise<{ manifest: ScanManifest; resumed: number }> {
  const executor = threads(count);
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
    meter.end();
    await executor.close();
  }
}
