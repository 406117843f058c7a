import { simulateEnsemble, type Trajectory } from "../../../dynamics/index.ts";
import { mean, variance } from "../../../numerics/statistics.ts";
import { buildSim } from "../../../sim/index.ts";
import { lipschitz } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { bindingAlignment } from "../flow/courses.ts";
import { boundOf, type Case, type Sizes, specOf } from "./cases.ts";
import { type CloudName, cloudNames, drawClouds } from "./clouds.ts";

/** Correlation of two lists. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const [ofX, ofY] = [mean(x), mean(y)];
  const together = x.reduce((sum, one, k) => sum + (one - ofX) * (y[k]! - ofY), 0) / (x.length - 1);
  return together / Math.sqrt(variance(x) * variance(y));
}

/** The steepest pair of samples, max |f_a − f_b|/‖z_a − z_b‖. */
export function steepestPair(values: ArrayLike<number>, places: readonly (readonly number[])[]): number {
  let most = 0;
  places.forEach((z, a) => {
    for (let b = 0; b < a; b++) {
      const apart = Math.hypot(...z.map((x, k) => x - places[b]![k]!));
      if (apart > 0) most = Math.max(most, Math.abs(values[a]! - values[b]!) / apart);
    }
  });
  return most;
}

/** Networks of one case on all clouds and seeds: a row for each particle with ∇f there, and what the run came to. */
export async function trainedRows(one: Case, sizes: Sizes, tools: StudyTools): Promise<Row[]> {
  const runs = cloudNames.flatMap((cloud) =>
    Array.from({ length: sizes.seeds }, (_, replica) => {
      const clouds = drawClouds(cloud, sizes.points, tools.seed + replica);
      return { cloud, replica, clouds, built: buildSim(specOf(one, clouds, sizes, tools.seed), replica) };
    }),
  );
  const { steps, rules } = runs[0]!.built;
  const trained = await simulateEnsemble(
    runs.map(({ built }) => built.simulation),
    {
      steps,
      every: 0,
      backend: await tools.open(tools.backend === "auto" ? "webasm" : tools.backend),
      rules,
      follow: "values",
      ...(tools.signal === undefined ? {} : { signal: tools.signal }),
    },
  );
  const rows: Row[] = [];
  for (const [k, { cloud, replica, clouds, built }] of runs.entries()) {
    const { drawn, generator, start } = built.simulation.game;
    const about = { case: one.name, label: one.label, width: sizes.width, cloud, replica };
    const exact = await lipschitz.lipschitzOptimum(
      {
        dimension: 2,
        truePoints: drawn.points,
        trueMasses: drawn.masses,
        generatedPoints: start,
        generatedMasses: generator.masses,
      },
      lipschitz.objectiveOf(one.objective),
      boundOf(one, sizes),
      { gap: 1e-7 },
    );
    const places = [...clouds.real, ...clouds.fake];
    const game = { drawn, positions: start, masses: generator.masses };
    rows.push(...rowsOf(about, places, { exact, game, run: trained[k]! }));
  }
  return rows;
}

interface Trained {
  readonly exact: lipschitz.LipschitzOptimum;
  readonly game: Pick<Parameters<typeof bindingAlignment>[0], "drawn" | "positions" | "masses">;
  readonly run: Trajectory;
}

function rowsOf(
  about: Row & { readonly cloud: CloudName },
  places: readonly (readonly number[])[],
  { exact, game, run }: Trained,
): Row[] {
  const values = [...run.discriminator!.at(-1)!.values!];
  const gradient = run.gradients.at(-1)!;
  const n = game.masses.length;
  const single = bindingAlignment({ ...game, gradient }, exact, "single");
  const whole: Row = {
    ...about,
    correlation: correlation(values, [...exact.trueValues, ...exact.generatedValues]),
    steepest: steepestPair(values, places),
    constant: exact.constant,
    alignment: bindingAlignment({ ...game, gradient }, exact).cosine,
    single: single.cosine,
    singleShare: single.mass,
  };
  const slopes = Array.from({ length: n }, (_, j) => Math.hypot(gradient[2 * j]!, gradient[2 * j + 1]!));
  const unit = Math.max(...slopes);
  return places.map(([x, y], r): Row => {
    const j = r - (places.length - n);
    if (j < 0) return { ...about, kind: "true", x: x!, y: y! };
    // Arrows of a panel share a scale: their lengths are over the longest of the run.
    const [dx, dy] = [gradient[2 * j]! / unit, gradient[2 * j + 1]! / unit];
    return { ...(j === 0 ? whole : about), kind: "generated", x: x!, y: y!, dx, dy };
  });
}
