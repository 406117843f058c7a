// Pictures of sweeps with the project's own figure parts, bundled from src/ since the package keeps them inside.
import { mkdir } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

const entry = `
export { openEasel } from "./src/cli/easel.ts";
export { assemble } from "./src/figures/frame.ts";
export { logAxis } from "./src/figures/axes.ts";
export { curve } from "./src/figures/series.ts";
export { CURVE_COLORS, INK } from "./src/figures/palette.ts";
`;

/** The figure parts. The bundle lies below node_modules/, so that it finds the packages that it leaves outside. */
export async function figureParts() {
  const folder = `${root}node_modules/.cache/ganphase-bench`;
  await mkdir(folder, { recursive: true });
  const outfile = `${folder}/figures.mjs`;
  await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}

const DASHES = { ours: "solid", limit: "dash", batched: "dashdot", published: "dot" };

/** Ours first, each kind with its own dash, so that a print in grey can be read. */
function looks(points, { CURVE_COLORS, INK }) {
  const kinds = new Map(points.flatMap(({ contenders }) => contenders.map(({ name, kind }) => [name, kind])));
  const colors = [...CURVE_COLORS];
  return [...kinds].map(([name, kind]) => ({
    name,
    color: kind === "limit" ? INK : colors.shift(),
    dash: DASHES[kind] ?? "solid",
    width: kind === "ours" ? 2.4 : 1.7,
  }));
}

const MARKERS = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star"];

/** The curve of a contender: medians with the least and the largest as bars, a marker a measurement. */
function trace({ points }, look, index, parts) {
  const found = points.flatMap(({ at, units, contenders }) => {
    const one = contenders.find(({ name }) => name === look.name);
    return one === undefined ? [] : [{ at, seconds: one.seconds, units }];
  });
  const medians = found.map(({ seconds, units }) => seconds.median / units);
  return {
    ...parts.curve(
      found.map(({ at }) => at),
      medians,
      { ...look, positive: true },
    ),
    mode: "lines+markers",
    marker: { symbol: MARKERS[index % MARKERS.length], size: 7, color: look.color },
    error_y: {
      type: "data",
      symmetric: false,
      array: found.map(({ seconds, units }, k) => seconds.high / units - medians[k]),
      arrayminus: found.map(({ seconds, units }, k) => medians[k] - seconds.low / units),
      thickness: 1,
      width: 2,
      color: look.color,
    },
  };
}

/** Whole decades about positive numbers. */
function decades(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))];
}

/** A picture of a sweep: cost a unit of work against its axis, both logarithmic. */
export function costFigure(sweep, { name, title, x, y, host, parameters }, parts) {
  const styles = looks(sweep.points, parts);
  const costs = sweep.points.flatMap(({ units, contenders }) =>
    contenders.flatMap(({ seconds }) => [seconds.low / units, seconds.high / units]),
  );
  const at = sweep.points.map((point) => point.at);
  return parts.assemble({
    name,
    about: {
      name,
      title,
      seed: 1,
      backend: "as named",
      version: `${host.ganphase}${host.commit ? ` (${host.commit})` : ""}`,
      parameters,
    },
    data: styles.map((look, index) => trace(sweep, look, index, parts)),
    layout: {
      xaxis: parts.logAxis(x, Math.min(...at) / 1.2, Math.max(...at) * 1.2),
      yaxis: parts.logAxis(y, ...decades(costs)),
    },
    plotWidth: 560,
    plotHeight: 380,
    legend: "right",
    left: 92,
    notes: [
      `Medians with least and largest. ${host.cpu}, ${host.cores} cores, ${host.vectors ?? ""}; Node ${host.node}; ${host.date.slice(0, 10)}.`,
    ],
  });
}
