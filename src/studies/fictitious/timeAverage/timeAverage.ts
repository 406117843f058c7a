import type { Backend } from "../../../engine/index.ts";
import { randomStream } from "../../../numerics/random.ts";
import type { Table } from "../../../sim/index.ts";
import { fictitious } from "../../../theory/index.ts";
import { distinctIn, type Row, rowsIn, tableOf, where } from "../../columns.ts";
import { defineStudy, type StudyResult, type StudyTools } from "../../study/study.ts";
import { misplaced, summaries } from "./averages.ts";
import { type Delays, orbitOf, orbitRows, start } from "./bilinear.ts";
import { timeAverageClaims } from "./claims.ts";
import { delaysOf, growthRows, restingRows } from "./delays.ts";
import { timeAverageFigures } from "./figures.ts";
import { herdingBound, isExpelled } from "./floors.ts";
import { lawsOf } from "./laws.ts";
import { courseRows, memoryRows, pathRows, remembering, shareRows } from "./modes.ts";
import { MODES, networkRows } from "./network.ts";
import { type TimeAverageOptions, timeAverageShape } from "./options.ts";

/** The bilinear games whose courses are shown. */
export function orbitGames(step: number): Readonly<Record<string, Delays>> {
  const four = { generatorQueue: 4, discriminatorQueue: 4 };
  return {
    "plain, alternating": delaysOf(step, {}),
    "plain, simultaneous": delaysOf(step, { order: "simultaneous" }),
    "queues of 4": delaysOf(step, four),
    "queues of 4, weight decay": delaysOf(step, { ...four, weightDecay: 4.5 * step }),
  };
}

async function bilinearOrbits({ step, orbit }: TimeAverageOptions, backend: Backend): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, game] of Object.entries(orbitGames(step))) {
    rows.push(...orbitRows(name, await orbitOf(game, orbit, backend)));
  }
  return rows;
}

/** All that is computed. */
async function measured(options: TimeAverageOptions, tools: StudyTools) {
  const cpu = await tools.open("cpu");
  const { step, orbit, delays } = options;
  const kept = (name: string, inputs: object, compute: () => Promise<Row[]>) =>
    tools.kept(name, { ...inputs, step }, async () => tableOf(await compute()));
  tools.onProgress(0, "the bilinear game");
  const orbits = await kept("orbits", { orbit }, () => bilinearOrbits(options, cpu));
  const growth = await kept("growth", { delays }, () => growthRows(step, delays, cpu));
  const resting = await kept("resting", { delays }, () => restingRows(step, delays, cpu));
  tools.onProgress(0.1, "one particle, two modes");
  const paths = await kept("paths", { options, seed: tools.seed }, () => pathRows(options, tools));
  const courses = await courseRows(options, tools, 0.4);
  const memories = await memoryRows(options, tools, courses, 0.6);
  const shares = await shareRows(options, tools, 0.7);
  tools.onProgress(0.7, "a network");
  const network = await networkRows(options, tools, 1);
  return { orbits, growth, resting, paths, courses, memories, shares, network };
}

/** √ of the squared distance that a column holds. */
const root = (column: string) => (row: Row) => Math.sqrt(row[column] as number);

/** Mass at the wrong modes of the ring. */
const networkMass = (row: Row) => misplaced(row, new Array<number>(MODES).fill(1 / MODES));

type Found = Awaited<ReturnType<typeof measured>>;

/** Medians over seeds, with their intervals. */
function medians(found: Found, { mass }: TimeAverageOptions, seed: number) {
  const own = [mass, 1 - mass];
  const stream = (k: number) => randomStream(seed, 40, k);
  const values = {
    average: root("averageMmd"),
    last: root("mmd"),
    transport: root("averageWasserstein2"),
    misplaced: (row: Row) => misplaced(row, own),
    norm: (row: Row) => row.discriminatorNorm as number,
  };
  const ofNetwork = {
    last: root("wasserstein2"),
    average: root("averageWasserstein2"),
    misplaced: networkMass,
  };
  const share = (row: Row) => row.averageModeMass1 as number;
  return {
    courses: summaries(found.courses, ["player", "queue", "T"], values, stream(1)),
    memories: summaries(found.memories, ["memory", "length"], values, stream(2)),
    network: summaries(found.network, ["queue", "T"], ofNetwork, stream(3)),
    shares: summaries(found.shares, ["queue", "length", "mass"], { share }, stream(4)),
  };
}

/** How many starts of each way and length ended beyond the kernel's reach. */
function withExpelled(medians: readonly Row[], cells: readonly Row[], options: TimeAverageOptions): Row[] {
  return medians.map((row) => {
    const own = where(cells, { memory: row.memory!, length: row.length! });
    const expelled = own.filter(({ mmd }) => isExpelled(options, Math.sqrt(mmd as number))).length;
    return { ...row, expelled, starts: own.length };
  });
}

/** A table for each player whose path is shown: `path0`, `path1`, … */
function pathTables(paths: Table): Record<string, Table> {
  const rows = rowsIn(paths);
  return Object.fromEntries(
    distinctIn(rows, "player").map((player, k) => [`path${k}`, tableOf(where(rows, { player }))]),
  );
}

/**
 * The study `fictitious` of Ge, Xia, Chen, Berry, Wu, "Fictitious GAN" (ECCV 2018, arXiv 1803.08647): games in which
 * descent-ascent cycles, the time average of what was generated, and players that move against their opponent's history.
 */
export const timeAverageStudy = defineStudy({
  kind: "fictitious",
  shape: timeAverageShape,
  async run(options, tools): Promise<StudyResult> {
    const found = await measured(options, tools);
    const { step, orbit } = options;
    const { most } = fictitious.averageConstant({ stepDiscriminator: step, stepGenerator: step }, start);
    const { orbits, growth, resting } = found;
    // Of the last iterates a figure shows the first and the last queue.
    const ends = [options.queues[0]!, options.queues.at(-1)!];
    const own = medians(found, options, tools.seed);
    const memories = withExpelled(own.memories, found.memories, options);
    const laws = lawsOf(found, networkMass, options.networkQueues[0]!, tools.seed);
    const bound = (T: number) => herdingBound(options, remembering.stepDiscriminator, T);
    return {
      tables: {
        ...{ orbits, growth, resting },
        law: tableOf([2 / step, orbit].map((T) => ({ T, distance: most / T }))),
        ...pathTables(found.paths),
        courses: tableOf(
          own.courses.map((row) => ({ ...row, shown: ends.includes(row.queue as number) ? 1 : 0 })),
        ),
        memories: tableOf(memories),
        herding: tableOf(distinctIn<number>(own.courses, "T").map((T) => ({ T, norm: bound(T) }))),
        shares: tableOf(own.shares),
        diagonal: tableOf([0, 1].map((one) => ({ mass: one, share: one }))),
        network: tableOf(own.network),
      },
      comparisons: timeAverageClaims(options, {
        orbits,
        growth,
        resting,
        ...own,
        memories,
        cells: found,
        laws,
      }),
      figures: timeAverageFigures(options),
    };
  },
});
