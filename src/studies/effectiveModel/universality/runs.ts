import type { BackendKind } from "../../../engine/index.ts";
import { standardNormals } from "../../../numerics/normalVectors.ts";
import { randomStream } from "../../../numerics/random.ts";
import type { Table } from "../../../sim/index.ts";
import { type Row, tableOf } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { type Infinite, type LatentDraws, offDiagonals } from "./kernels.ts";
import { distances, overTime, particleCourses, type TwinSetting, type Twins, twinCourses } from "./twins.ts";
import { type FiniteDraws, finiteKernels } from "./widths.ts";

/** Step by step with a table that is kept: says how far it is, and can be stopped in between. */
export interface Course {
  readonly tools: StudyTools;
  readonly from: number;
  readonly to: number;
  readonly note: string;
}

/** Rows of every item in turn. */
async function inTurn<Item>(
  { tools, from, to, note }: Course,
  items: readonly Item[],
  rowsOf: (item: Item) => readonly Row[] | Promise<readonly Row[]>,
): Promise<Table> {
  const rows: Row[] = [];
  for (const [k, item] of items.entries()) {
    tools.onProgress(from + ((to - from) * k) / items.length, note);
    // Timers and interrupts get their turn.
    await new Promise((resolve) => setTimeout(resolve));
    tools.signal?.throwIfAborted();
    rows.push(...(await rowsOf(item)));
  }
  return tableOf(rows);
}

/** Off-diagonal entries of the analytic kernels. */
export function spreadTable(
  course: Course,
  networks: readonly Infinite[],
  given: LatentDraws,
): Promise<Table> {
  return course.tools.kept("spreads", { networks, given }, () =>
    inTurn(course, given.dimensions, (dimension) => offDiagonals(networks, given, dimension)),
  );
}

/** Tangent kernels of finite networks. */
export function finiteTable(
  course: Course,
  networks: readonly Infinite[],
  widths: readonly number[],
  given: FiniteDraws,
): Promise<Table> {
  const items = networks.flatMap((network) => widths.map((width) => ({ network, width })));
  return course.tools.kept("finite", { networks, widths, given }, () =>
    inTurn(course, items, ({ network, width }) => finiteKernels(network, width, given)),
  );
}

/** What all games of the study have in common. */
export type GameSize = Pick<TwinSetting, "particles" | "latentDimension" | "steps" | "every" | "seed">;

/** The backend of the games: the study's, or the one that is fast everywhere. */
export function backendOf({ backend }: StudyTools): BackendKind {
  return backend === "auto" ? "webasm" : backend;
}

async function settingOf(tools: StudyTools, size: GameSize) {
  const { signal } = tools;
  const backend = await tools.open(backendOf(tools));
  return { ...size, backend, ...(signal === undefined ? {} : { signal }) };
}

/**
 * Networks of several widths against their particles: a row for every `width` and `run` with the distances over
 * particles and time, `tangent` and `universal` of the network to these particles, `apart` of these to each other.
 */
export function twinTable(
  course: Course,
  depth: number,
  widths: readonly number[],
  runs: number,
  size: GameSize,
): Promise<Table> {
  const { tools } = course;
  const all = Array.from({ length: runs }, (_, run) => run);
  const inputs = { depth, widths, runs, size, backend: backendOf(tools) };
  return tools.kept(`twins${depth}`, inputs, async () => {
    const setting = await settingOf(tools, size);
    return inTurn(course, widths, async (width) => {
      const twins = await twinCourses({ ...setting, depth, width, runs: all });
      return all.map((run): Row => ({ width, run, ...apartOf(twins, run, size.particles) }));
    });
  });
}

function apartOf({ network, tangent, universal }: Twins, run: number, particles: number): Row {
  const between = (one: Twins[keyof Twins], other: Twins[keyof Twins]) =>
    overTime(distances(one[run]!, other[run]!, particles));
  return {
    tangent: between(network, tangent),
    universal: between(network, universal),
    apart: between(tangent, universal),
  };
}

/** Particles of the tangent kernel against those of the universal one at several latent dimensions. */
export function latentTable(
  course: Course,
  dimensions: readonly number[],
  runs: number,
  size: GameSize,
): Promise<Table> {
  const { tools } = course;
  const { particles, seed } = size;
  const inputs = { dimensions, runs, size, backend: backendOf(tools) };
  return tools.kept("latents", inputs, async () => {
    const setting = await settingOf(tools, size);
    const all = Array.from({ length: runs }, (_, run) => run);
    return inTurn(course, dimensions, async (latentDimension) => {
      const draws = all.map((run) => ({
        // As spread as the outputs of a ReLU network.
        start: standardNormals(particles, 2, randomStream(seed, 4, run)).map((y) => Math.SQRT2 * y),
        latents: standardNormals(particles, latentDimension, randomStream(seed, 5, run, latentDimension)),
      }));
      const given = { ...setting, depth: 1, width: 1, latentDimension, runs: all };
      const { tangent, universal } = await particleCourses(given, draws);
      return all.map((run): Row => {
        return {
          latentDimension,
          run,
          apart: overTime(distances(tangent[run]!, universal[run]!, particles)),
        };
      });
    });
  });
}

/** Courses of one run at several widths: rows of `width`, `particle`, `step`, and `x`, `y` of network and particles. */
export function courseTable(
  course: Course,
  widths: readonly number[],
  run: number,
  size: GameSize,
): Promise<Table> {
  const { tools } = course;
  const inputs = { widths, run, size, backend: backendOf(tools) };
  return tools.kept("courses", inputs, async () => {
    const setting = await settingOf(tools, size);
    return inTurn(course, widths, async (width) => {
      const { network, tangent } = await twinCourses({ ...setting, depth: 1, width, runs: [run] });
      return Array.from({ length: size.particles }, (_, particle) =>
        network[0]!.steps.map((step, k): Row => {
          const [own, other] = [network[0]!.positions[k]!, tangent[0]!.positions[k]!];
          const [x, y] = [own[2 * particle]!, own[2 * particle + 1]!];
          return {
            width,
            particle,
            step,
            x,
            y,
            twinX: other[2 * particle]!,
            twinY: other[2 * particle + 1]!,
          };
        }),
      ).flat();
    });
  });
}
