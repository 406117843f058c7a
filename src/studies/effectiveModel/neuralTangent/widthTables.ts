import type { Backend } from "../../../engine/index.ts";
import { bootstrapMean } from "../../../numerics/intervals.ts";
import { randomStream } from "../../../numerics/random.ts";
import type { Row } from "../../columns.ts";
import type { LossName } from "./cases.ts";
import { finiteLines, infiniteLine, lineDistance, linePlaces, widthLaw } from "./widths.ts";

const losses: readonly LossName[] = ["leastSquares", "ipm"];

/** Finite networks on the line: f of the first of each width, and the distance of each from the infinite one. */
export async function widthRows(
  plan: readonly { readonly width: number; readonly networks: number }[],
  seed: number,
  backend: Backend,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const loss of losses) {
    const infinite = infiniteLine(loss);
    for (const { width, networks } of plan) {
      const lines = await finiteLines(loss, width, networks, seed, backend);
      lines.forEach((line, network) => {
        rows.push({ kind: "distance", loss, width, network, distance: lineDistance(line, infinite) });
      });
      linePlaces.forEach((x, k) => {
        rows.push({ kind: "line", loss, width, x, f: lines[0]![k]! });
      });
    }
  }
  return rows;
}

/** Means, fits and exponents of the distances. */
export function widthTables(rows: readonly Row[], seed: number) {
  // A network so narrow that the steps are too long for its kernel has no finite f: it is not counted.
  const distances = rows.filter(({ kind, distance }) => kind === "distance" && Number.isFinite(distance));
  const stream = randomStream(seed, 73);
  const laws = losses.map((loss) => ({ loss, law: widthLaw(distances, loss) }));
  const widths = losses.flatMap((loss) => {
    const own = distances.filter((row) => row.loss === loss);
    return [...new Set(own.map(({ width }) => width as number))].map((width): Row => {
      const values = own.filter((row) => row.width === width).map(({ distance }) => distance as number);
      const { mean, low, high } = bootstrapMean(values, { stream });
      return { loss, width, distance: mean, distanceLow: low, distanceHigh: high, networks: values.length };
    });
  });
  const fits = laws.flatMap(({ loss, law }) =>
    widths
      .filter((row) => row.loss === loss)
      .map(
        ({ width }): Row => ({
          loss,
          width: width!,
          distance: law.prefactor * (width as number) ** law.exponent,
        }),
      ),
  );
  return { laws, widths, fits };
}

/** f of infinitely wide networks on the line. */
export function infiniteRows(): Row[] {
  return losses.flatMap((loss) => {
    const f = infiniteLine(loss);
    return Array.from(linePlaces, (x, k): Row => ({ loss, x, f: f[k]! }));
  });
}
