import { InputError } from "../../options/index.ts";
import { reducedCourses } from "../../studies/index.ts";
import type { Command } from "../command.ts";
import { loadDocument, onlyOperand, stem } from "../documents.ts";
import { checkFigures } from "../figureSpecs.ts";
import { performRun } from "../perform.ts";
import { claimed, runHolds } from "../runFolders.ts";
import { showFolder } from "../show.ts";
import { formText, outcomeText } from "../sentences.ts";
import { durationText } from "../terminal.ts";

/** `ganphase run FILE` */
export const run: Command = {
  name: "run",
  operands: "FILE",
  summary: "Run the simulation that a sim file describes and draw it",
  description: [
    "Writes a run folder: manifest.json, trajectory.parquet, observables.parquet,",
    "outcome.json, field.parquet if asked for, and the figures as HTML and PNG.",
    "Without --out the folder is runs/NAME, NAME being the file's.",
  ],
  options: ["out", "set", "backend", "seed", "no-figures", "json", "quiet", "help"],
  examples: [
    "ganphase run sims/isolated-points/two-point.json --out runs/two-point",
    "ganphase run my-sim.json --set dynamics.steps=5000 --backend cpu",
  ],
  async run(context) {
    const { args, say, signal, version } = context;
    const file = onlyOperand(args, "the path of a sim file");
    const loaded = loadDocument(file, args);
    if (loaded.kind === "scan") throw new InputError(file, "is a scan file; `ganphase scan` runs it");
    const sim = loaded.spec;
    checkFigures(sim);
    reducedCourses(sim);
    const out = args.out ?? `runs/${stem(file)}`;
    const folder = await claimed(out, runHolds(sim));
    const meter = context.meter("run", "steps");
    const { manifest, outcome, form } = await performRun(sim, { folder, version, meter, signal });
    say(`outcome: ${outcomeText(outcome)}`);
    say(`form: ${formText(form)}`);
    say(`backend: ${manifest.backend} (${manifest.precision} precision), ${durationText(manifest.wallTime)}`);
    const figures = args.figures ? await showFolder(context, folder, manifest, stem(file)) : [];
    const { backend, precision, seed, wallTime } = manifest;
    return { command: "run", out, outcome, form, backend, precision, seed, wallTime, figures };
  },
};
