import { simulateEnsemble } from "../../../dynamics/index.ts";
import { buildSim, resolveSim } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";
import { measuredAt, statesOf } from "../../measure.ts";
import type { StudyTools } from "../../study/study.ts";
import { type LossName, lossLabels, lossScale, ratesOf, simOf } from "./games.ts";
import type { Setting } from "./options.ts";

function noFile(path: string): never {
  throw new Error(`these sims read no file, nor ${path}`);
}

/**
 * The discriminator's loss step by step, under each loss and rate, of the first `count` seeds of a setting's first width:
 * the runs of its scans.
 */
export async function lossCourses(setting: Setting, count: number, tools: StudyTools): Promise<Row[]> {
  const rows: Row[] = [];
  for (const loss of setting.losses)
    for (const rate of ratesOf(setting)) rows.push(...(await courses(setting, loss, rate, count, tools)));
  return rows;
}

async function courses(
  setting: Setting,
  loss: LossName,
  rate: number,
  count: number,
  { seed, backend, signal, open }: StudyTools,
): Promise<Row[]> {
  const opened = await open(backend === "auto" ? "webasm" : backend);
  const spec = resolveSim({ ...simOf(setting, loss, setting.widths[0]!, rate), seed }, noFile);
  const built = Array.from({ length: count }, (_, replica) => buildSim(spec, replica));
  const { steps, rules } = built[0]!;
  const runs = await simulateEnsemble(
    built.map(({ simulation }) => simulation),
    {
      steps,
      every: Math.max(1, Math.round(steps / 200)),
      backend: opened,
      follow: "values",
      rules,
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return runs.flatMap((run, replica) => {
    const states = statesOf(run, built[replica]!.setting);
    return states.map(({ step }, saved): Row => {
      const { lossValue, coverage } = measuredAt(built[replica]!, states, saved);
      const value = lossScale[loss] * lossValue!;
      return { loss: lossLabels[loss], rate, replica, step, value, coverage: coverage! };
    });
  });
}
