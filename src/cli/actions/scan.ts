import { availableParallelism } from "node:os";
import { InputError } from "../../options/index.ts";
import { readCells } from "../../studies/index.ts";
import { type Context, Interrupted, type Result } from "../command.ts";
import { FILES, loadDocument, onlyOperand, stem } from "../documents.ts";
import { checkFigures } from "../figureSpecs.ts";
import { executorOf, performScan } from "../perform.ts";
import { claimed, scanHolds } from "../runFolders.ts";
import { countOutcomes } from "../sentences.ts";
import { showFolder } from "../show.ts";
import { durationText } from "../terminal.ts";

/** Runs what is missing of a scan, and draws it. */
export async function scan(context: Context): Promise<Result> {
  const { args, say, signal, version } = context;
  const file = onlyOperand(args, "the path of a scan file");
  const loaded = loadDocument(file, args, context.own.studies);
  if (loaded.kind !== "scan") {
    throw new InputError(file, `is ${FILES[loaded.kind]}; \`ganphase run\` runs it`);
  }
  checkFigures(loaded.spec);
  const out = args.out ?? `runs/${stem(file)}`;
  const folder = await claimed(out, scanHolds(loaded.spec, version));
  const count = args.threads ?? availableParallelism();
  const meter = context.meter("scan", "cells");
  const { manifest, resumed } = await performScan(loaded.spec, executorOf(context, count), {
    folder,
    version,
    meter,
    signal,
  }).catch((error: unknown) => {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(`interrupted; finished parts are kept in ${out}, the same command goes on`);
  });
  if (resumed > 0) say(`${resumed} of ${manifest.batches} parts were there already`);
  const cells = await readCells(folder);
  const outcomes = countOutcomes(cells);
  say(
    `outcomes: ${Object.entries(outcomes)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(", ")}`,
  );
  const { backend, precision, seed, wallTime } = manifest;
  say(`backend: ${backend} (${precision} precision), ${durationText(wallTime)} with ${count} threads`);
  const figures = args.figures
    ? await showFolder(context, { kind: "game", folder, manifest }, stem(file))
    : [];
  const sizes = { cells: manifest.cells, replicas: loaded.spec.replicas, resumed };
  return { command: "scan", out, ...sizes, outcomes, backend, precision, seed, wallTime, figures };
}
