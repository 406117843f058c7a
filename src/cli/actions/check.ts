import { reducedCourses, type SimSize, scanSize, simSize } from "../../studies/index.ts";
import type { Context, Result } from "../command.ts";
import { type Loaded, loadDocument, onlyOperand } from "../documents.ts";
import { checkFigures } from "../figureSpecs.ts";
import { formText } from "../sentences.ts";

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function sizeText({ dimension, points, particles, steps, form }: SimSize): string {
  const players = `${counted(points, "true point")} and ${counted(particles, "particle")}`;
  return `${players} in ${counted(dimension, "dimension")}, ${counted(steps, "step")}; form: ${formText(form)}`;
}

function checkRun({ print }: Context, sim: Extract<Loaded, { kind: "run" }>["spec"]) {
  reducedCourses(sim);
  const size = simSize(sim);
  print(`ok: one simulation; ${sizeText(size)}`);
  return size;
}

function checkScan({ print }: Context, scan: Extract<Loaded, { kind: "scan" }>["spec"]) {
  const size = scanSize(scan);
  const axes = Object.entries(size.axes).map(([name, length]) => `${name} (${length})`);
  const shape = axes.length === 0 ? "" : `: ${axes.join(" × ")}`;
  const runs = `${counted(size.replicas, "replica")} each, ${counted(size.simulations, "simulation")}`;
  print(`ok: a scan of ${counted(size.cells, "cell")}${shape}, ${runs}`);
  print(`first cell: ${sizeText(size.firstCell)}`);
  return size;
}

function optionsText(options: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(options).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return entries.length === 0 ? "none" : entries.join(", ");
}

/** Says what is wrong with a file, or how large it is. */
export async function check(context: Context): Promise<Result> {
  const file = onlyOperand(context.args, "the path of a sim, scan or study file");
  const loaded = loadDocument(file, context.args, context.own.studies);
  if (loaded.kind === "study") {
    const { study, scale, options } = loaded.spec;
    context.print(`ok: a study "${study}" at scale ${scale}; options: ${optionsText(options)}`);
    return { command: "check", ok: true, file, kind: loaded.kind, study, scale, options };
  }
  checkFigures(loaded.spec);
  const size = loaded.kind === "run" ? checkRun(context, loaded.spec) : checkScan(context, loaded.spec);
  return { command: "check", ok: true, file, kind: loaded.kind, ...size };
}
