import { InputError } from "../../options/index.ts";
import { reducedCourses } from "../../studies/index.ts";
import type { Context, Result } from "../command.ts";
import { loadDocument, onlyOperand, stem } from "../documents.ts";
import { checkFigures } from "../figureSpecs.ts";
import { performRun } from "../perform.ts";
import { claimed, runHolds } from "../runFolders.ts";
import { formText, outcomeText } from "../sentences.ts";
import { showFolder } from "../show.ts";
import { durationText } from "../terminal.ts";

/** Runs the simulation that a sim file describes, writes its run folder and draws it. */
export async function run(context: Context): Promise<Result> {
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
}
