import { availableParallelism } from "node:os";
import { closingTable } from "../closingTable.ts";
import { type Context, Interrupted, type Result } from "../command.ts";
import { type Loaded, stem } from "../documents.ts";
import { executorOf, performStudy } from "../perform.ts";
import { claimedStudy } from "../runFolders.ts";
import { showFolder } from "../show.ts";
import { durationText } from "../terminal.ts";

/** Runs what is missing of a study, draws its figures and prints what it measured beside theory. */
export async function runStudyFile(context: Context, loaded: Loaded & { kind: "study" }): Promise<Result> {
  const { args, say, signal, version } = context;
  const { file, spec } = loaded;
  const out = args.out ?? `runs/${stem(file)}`;
  const folder = await claimedStudy(out, spec, version);
  const executor = executorOf(context, args.threads ?? availableParallelism());
  const meter = context.meter("study", "%");
  const { manifest, result } = await performStudy(loaded, executor, { folder, version, meter, signal }).catch(
    (error: unknown) => {
      if (!(error instanceof Interrupted)) throw error;
      throw new Interrupted(`interrupted; finished parts are kept in ${out}, the same command goes on`);
    },
  );
  const { backend, seed, scale, wallTime } = manifest;
  const figures = args.figures
    ? await showFolder(context, { kind: "study", folder, manifest }, stem(file))
    : [];
  const { comparisons } = result;
  const measured = { name: spec.name ?? stem(file), outcomes: {}, comparisons, seconds: wallTime };
  context.print(closingTable([measured], context.terminal));
  say(`backend: ${backend}, ${durationText(wallTime)}`);
  const failed = comparisons.filter(({ passes }) => !passes).length;
  if (failed > 0) say(`${failed} of ${comparisons.length} comparisons do not agree`);
  const tables = Object.keys(result.tables);
  return {
    command: "run",
    out,
    study: spec.study,
    scale,
    comparisons,
    failed,
    tables,
    backend,
    seed,
    wallTime,
    figures,
  };
}
