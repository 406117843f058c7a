import { InputError } from "../../options/index.ts";
import { reducedCourses } from "../../studies/index.ts";
import type { Context, Result } from "../command.ts";
import { type Loaded, loadDocument, onlyOperand, stem } from "../documents.ts";
import { checkFigures } from "../figureSpecs.ts";
import { performRun } from "../perform.ts";
import { claimed, runHolds } from "../runFolders.ts";
import { formText, outcomeText } from "../sentences.ts";
import { showFolder } from "../show.ts";
import { durationText } from "../terminal.ts";
import { runStudyFile } from "./study.ts";

/** Runs the simulation or the study that a file describes, writes its folder and draws it. */
export async function run(context: Context): Promise<Result> {
  const { args } = context;
  const file = onlyOperand(args, "the path of a sim or study file");
  const loaded = loadDocument(file, args, context.own.studies);
  if (loaded.kind === "scan") throw new InputError(file, "is a scan file; `ganphase scan` runs it");
  if (loaded.kind === "study") return runStudyFile(context, loaded);
  if (args.threads !== undefined) {
    throw new InputError("--threads", "is for studies and scans; one simulation runs on one thread");
  }
  return runSimFile(context, loaded);
}

async function runSimFile(context: Context, loaded: Loaded & { kind: "run" }): Promise<Result> {
  const { args, say, signal, version } = context;
  const { file, spec: sim } = loaded;
  checkFigures(sim);
  reducedCourses(sim);
  const out = args.out ?? `runs/${stem(file)}`;
  const folder = await claimed(out, runHolds(sim));
  const meter = context.meter("run", "steps");
  const { manifest, outcome, form } = await performRun(sim, { folder, version, meter, signal });
  say(`outcome: ${outcomeText(outcome)}`);
  say(`form: ${formText(form)}`);
  say(`backend: ${manifest.backend} (${manifest.precision} precision), ${durationText(manifest.wallTime)}`);
  const figures = args.figures
    ? await showFolder(context, { kind: "game", folder, manifest }, stem(file))
    : [];
  const { backend, precision, seed, wallTime } = manifest;
  return { command: "run", out, outcome, form, backend, precision, seed, wallTime, figures };
}
