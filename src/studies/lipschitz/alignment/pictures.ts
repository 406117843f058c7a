import { matern } from "../../../kernels/index.ts";
import { mean } from "../../../numerics/statistics.ts";
import { lipschitz } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { CaseName } from "./cases.ts";
import { generatedSites, objectives, spacingOf } from "./measure.ts";

/** What is drawn of one draw of a case in the plane. */
export interface Pictures {
  /** The samples: `side` is true or generated. */
  readonly points: Row[];
  /** ∇f at the generated samples, by `by`: an objective under the bound, or `unrestricted`. */
  readonly arrows: Row[];
  /** f/k under the bound on a grid, by objective. */
  readonly field: Row[];
  /** From generated samples to the true ones that bind them, by objective: ends of lines, with gaps. */
  readonly links: Row[];
}

/** The case whose f is drawn: one grid for one table. */
export const FIELD_OF: CaseName = "case 3";

/** Of the grid: columns and rows. */
const GRID = [49, 25] as const;

function coordinates({ points, dimension }: lipschitz.Sites, site: number): [number, number] {
  return [points[site * dimension]!, points[site * dimension + 1]!];
}

function arrowRows(sites: lipschitz.Sites, field: lipschitz.Field, label: Row): Row[] {
  return generatedSites(sites).map((site) => {
    const [x, y] = coordinates(sites, site);
    // A little aside: the gradient of one of the pieces that meet in a kink.
    const [dx, dy] = field.gradient([x + 1e-9, y + 1e-9]);
    return { ...label, x, y, dx: dx!, dy: dy! };
  });
}

function gridRows(range: readonly (readonly [number, number])[], act: (x: number, y: number) => Row): Row[] {
  const [columns, rows] = GRID;
  const at = ([low, high]: readonly [number, number], k: number, n: number) =>
    low + ((high - low) * k) / (n - 1);
  return Array.from({ length: columns * rows }, (_, k) =>
    act(at(range[0]!, k % columns, columns), at(range[1]!, Math.floor(k / columns), rows)),
  );
}

/** f, its gradient and its binding pairs for one draw. */
export async function picturesOf(
  name: CaseName,
  samples: lipschitz.LipschitzSamples,
  strength: number,
): Promise<Pictures> {
  const pictures: Pictures = { points: [], arrows: [], field: [], links: [] };
  const sites = lipschitz.sitesOf(samples);
  const label = { case: name };
  for (const [side, own] of [
    ["true", sites.ofTrue],
    ["generated", sites.ofGenerated],
  ] as const) {
    pictures.points.push(
      ...Array.from(own, (site) => {
        const [x, y] = coordinates(sites, site);
        return { ...label, side, x, y };
      }),
    );
  }
  const range = [0, 1].map((a): [number, number] => {
    const all = Array.from(sites.points).filter((_, k) => k % 2 === a);
    return [Math.min(...all) - 0.2, Math.max(...all) + 0.2];
  });
  for (const objective of objectives) {
    const by = { ...label, by: objective.kind };
    const optimum = await lipschitz.lipschitzOptimum(samples, objective, { strength });
    const field = lipschitz.extension(optimum, objective);
    pictures.arrows.push(...arrowRows(sites, field, by));
    if (name === FIELD_OF) {
      const middle = lipschitz.extension(optimum, objective, "mean");
      // The level of a linear objective is free: as many of its values above as below.
      const level = objective.linear ? mean(optimum.values) : 0;
      pictures.field.push(
        ...gridRows(range, (x, y) => ({
          ...by,
          x,
          y,
          value: (middle.value([x, y]) - level) / optimum.constant,
        })),
      );
    }
    for (const { generated, true: end } of optimum.pairs) {
      for (const [x, y] of [
        coordinates(sites, generated),
        coordinates(sites, end),
        [Number.NaN, Number.NaN],
      ]) {
        pictures.links.push({ ...by, x: x!, y: y! });
      }
    }
  }
  const { values } = lipschitz.freeOptimum(samples, lipschitz.objectiveOf("logistic"), 1);
  const kernel = matern({ width: 2 * spacingOf(sites), smoothness: 2.5 });
  const smooth = lipschitz.kernelInterpolant(sites, values, kernel);
  pictures.arrows.push(...arrowRows(sites, smooth, { ...label, by: "unrestricted" }));
  return pictures;
}
