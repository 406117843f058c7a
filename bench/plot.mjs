// Pictures of the sweeps: node bench/plot.mjs RESULTS.json [FOLDER], RESULTS.json from node bench/run.mjs e f --json.
// Writes cost-steps, cost-simulations and cost-particles as .html and, where a browser can draw, .png.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { costFigure, figureParts } from "./harness/figures.mjs";

const [file, folder = fileURLToPath(new URL(".", import.meta.url))] = process.argv.slice(2);
if (file === undefined) {
  console.error("node bench/plot.mjs RESULTS.json [FOLDER]");
  process.exit(2);
}
const { host, results } = JSON.parse(await readFile(file, "utf8"));
const parts = await figureParts();

const length = results.find((one) => one.case === "e");
const [simulations, particles] = results.find((one) => one.case === "f")?.sweeps ?? [];
const perStep = "time a simulation and step (s)";
const figures = [
  length && {
    sweep: length,
    name: "cost-steps",
    title: "Cost of a step against the number of steps",
    x: "steps <i>T</i>",
    y: perStep,
    parameters: { simulations: length.work.simulations, P: length.work.order },
  },
  simulations && {
    sweep: simulations,
    name: "cost-simulations",
    title: "Cost of a step against the number of simulations side by side",
    x: "simulations",
    y: perStep,
    parameters: { T: simulations.steps, P: simulations.order },
  },
  particles && {
    sweep: particles,
    name: "cost-particles",
    title: "Cost of a step of clouds in 2-D against the number of particles",
    x: "particles a simulation",
    y: "time a simulation, particle and step (s)",
    parameters: { T: particles.steps, simulations: particles.simulations },
  },
].filter(Boolean);

const easel = parts.openEasel();
try {
  for (const { sweep, ...rest } of figures) {
    const figure = costFigure(sweep, { ...rest, host }, parts);
    for (const path of await easel.draw(figure, `${folder.replace(/\/$/, "")}/${rest.name}`))
      console.log(path);
  }
  if (easel.reason !== undefined) console.error(easel.reason);
} finally {
  await easel.close();
}
