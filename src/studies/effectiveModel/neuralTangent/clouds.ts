import { simulateEnsemble } from "../../../dynamics/index.ts";
import { buildSim } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { cases, type Sizes, specOf } from "./cases.ts";

/** Where the particles of replica 0 are after the IPM's number of steps, under each loss and infinite discriminator. */
export async function cloudRows(sizes: Sizes, { seed, backend, signal, open }: StudyTools): Promise<Row[]> {
  const opened = await open(backend === "auto" ? "webasm" : backend);
  const rows: Row[] = [];
  for (const one of cases) {
    if (one.kernel === undefined) continue;
    const spec = specOf(one, sizes, seed, sizes.steps);
    const { simulation, steps, rules } = buildSim(spec, 0);
    const hearing = signal === undefined ? {} : { signal };
    const [run] = await simulateEnsemble([simulation], {
      steps,
      every: 0,
      backend: opened,
      rules,
      ...hearing,
    });
    const about = { loss: one.loss, discriminator: one.label };
    const place = (cloud: Float64Array, of: string) => {
      for (let k = 0; k < cloud.length; k += 2) rows.push({ ...about, of, x: cloud[k]!, y: cloud[k + 1]! });
    };
    place(simulation.game.drawn.points, "true");
    place(run!.positions.at(-1)!, "generated");
  }
  return rows;
}
