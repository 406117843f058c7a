import type { Command } from "../command.ts";

/** `ganphase run FILE` */
export const run: Command = {
  name: "run",
  operands: "FILE",
  summary: "Run what a sim or study file describes and draw it",
  description: [
    "Writes a run folder: manifest.json, trajectory.parquet, observables.parquet,",
    "outcome.json, field.parquet if asked for, and the figures as HTML and PNG.",
    "Of a study: manifest.json, its tables as Parquet files, result.json, the",
    "folders of its scans, and the figures. Killed, the same command goes on.",
    "Without --out the folder is runs/NAME, NAME being the file's.",
  ],
  options: ["out", "set", "backend", "seed", "scale", "threads", "no-figures", "json", "quiet", "help"],
  examples: [
    "ganphase run sims/isolated-points/oscillation.json --out runs/oscillation",
    "ganphase run my-sim.json --set dynamics.steps=5000 --backend cpu",
  ],
  load: async () => (await import("../actions/run.ts")).run,
};
