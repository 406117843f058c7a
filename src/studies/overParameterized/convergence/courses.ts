import { simulateEnsemble } from "../../../dynamics/index.ts";
import { saddleDistance } from "../../../observables/index.ts";
import { buildSim, resolveSim } from "../../../sim/index.ts";
import { overParameterized } from "../../../theory/index.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { statesOf } from "../../measure.ts";
import type { StudyTools } from "../../study/study.ts";
import { type Common, infiniteKernelOf, playOf, savedEvery, simOf, type Trained } from "./game.ts";
import { scaled } from "./scans.ts";
import { courseRows } from "./tables.ts";

/** How far below the first distance courses are shown. */
const SHOWN = 1e-10;

/** Distances from the saddle over time, of several widths: median and quartiles over runs. */
export async function courseTable(common: Common, tools: StudyTools): Promise<Row[]> {
  const { courseWidths, fewSeeds, steps } = common.options;
  const runs = scaled(fewSeeds, tools.scale);
  const cells = (["hidden", "all"] as const).flatMap((trained) =>
    courseWidths
      .filter((width) => trained === "hidden" || common.options.wholeWidths.includes(width))
      .map((width) => ({ trained, width })),
  );
  const inputs = { options: common.options, seed: common.seed, runs };
  const table = await tools.kept("courses", inputs, async () => {
    const rows: Row[] = [];
    for (const { trained, width } of cells) {
      tools.signal?.throwIfAborted();
      rows.push(...(await courseOf(common, tools, { trained, width, runs, steps })));
    }
    return tableOf(rows);
  });
  return rowsIn(table);
}

interface Wanted {
  readonly trained: Trained;
  readonly width: number;
  readonly runs: number;
  readonly steps: number;
}

async function courseOf(
  common: Common,
  tools: StudyTools,
  { trained, width, runs, steps }: Wanted,
): Promise<Row[]> {
  const document = { ...simOf(common, trained, width, steps), seed: common.seed };
  const sim = resolveSim({ ...document, outcome: { radius: 1e6 } }, tools.read);
  const built = Array.from({ length: runs }, (_, replica) => buildSim(sim, replica));
  const trajectories = await simulateEnsemble(
    built.map(({ simulation }) => simulation),
    {
      steps,
      every: savedEvery(steps),
      follow: "parameters",
      rules: built[0]!.rules,
      backend: await tools.open("webasm"),
      ...(tools.signal === undefined ? {} : { signal: tools.signal }),
    },
  );
  const observable = saddleDistance({});
  const courses = trajectories.map((one, k) => {
    const { setting } = built[k]!;
    return statesOf(one, setting).map((state) => observable.measure(state, setting)[0]!);
  });
  const { steps: saved } = trajectories[0]!;
  const shown = courseRows(saved, courses, { trained, width });
  return shown.filter(({ distance }) => (distance as number) > SHOWN * (shown[0]!.distance as number));
}

/** The course of an infinitely wide generator, from a distance of the mean that finite ones begin with. */
export function infiniteCourse(common: Common, rows: readonly Row[]): Row[] {
  return (["hidden", "all"] as const).flatMap((trained) => {
    const own = rows.filter((row) => row.trained === trained);
    if (own.length === 0) return [];
    const widest = Math.max(...own.map(({ width }) => width as number));
    const first = own.find(({ width, step }) => width === widest && step === 0)!.distance as number;
    const game = playOf(common, trained);
    const kernel = [infiniteKernelOf(common, trained)];
    const { steps } = common.options;
    const course = overParameterized.frozenCourse(game, kernel, { w: [0], r: [first] }, steps);
    const every = savedEvery(steps);
    return Array.from(course.keys())
      .filter((step) => step % every === 0 && course[step]! > SHOWN * first)
      .map((step): Row => ({ trained, step, distance: course[step]! }));
  });
}
