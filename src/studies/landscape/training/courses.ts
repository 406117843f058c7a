import { simulateEnsemble } from "../../../dynamics/index.ts";
import { buildSim, resolveSim } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";
import { measuredAt, statesOf } from "../../measure.ts";
import type { StudyTools } from "../../study/study.ts";
import { lossLabels, lossScale, simOf } from "./games.ts";
import type { Setting } from "./options.ts";

function noFile(path: string): never {
  throw new Error(`these sims read no file, nor ${path}`);
}

/** The discriminator's loss step by step, of the first `count` seeds of a setting's first width: the runs of its scans. */
export async function lossCourses(
  setting: Setting,
  count: number,
  { seed, backend, signal, open }: StudyTools,
): Promise<Row[]> {
  const opened = await open(backend === "auto" ? "webasm" : backend);
  const rows: Row[] = [];
  for (const loss of setting.losses) {
    const spec = resolveSim({ ...simOf(setting, loss, setting.widths[0]!), seed }, noFile);
    const built = Array.from({ length: count }, (_, replica) => buildSim(spec, replica));
    const { steps, rules } = built[0]!;
    const runs = await simulateEnsemble(
      built.map(({ simulation }) => simulation),
      {
        steps,
        every: Math.max(1, Math.round(steps / 200)),
        backend: opened,
        follow: true,
        rules,
        ...(signal === undefined ? {} : { signal }),
      },
    );
    runs.forEach((run, replica) => {
      const states = statesOf(run, built[replica]!.setting);
      states.forEach(({ step }, saved) => {
        const { lossValue, coverage } = measuredAt(built[replica]!, states, saved);
        const value = lossScale[loss] * lossValue!;
        rows.push({ loss: lossLabels[loss], replica, step, value, coverage: coverage! });
      });
    });
  }
  return rows;
}
