// A thread of ours: builds its share of an ensemble once, and runs it whenever it is told.
import { parentPort } from "node:worker_threads";
import { openBackend, simulateEnsemble } from "../../dist/index.js";
import { builders } from "./ours.mjs";

let simulations = [];
let options;

parentPort.on("message", async ({ build, part, parts }) => {
  try {
    if (build !== undefined) {
      const all = builders[build.work](build.input);
      simulations = all.filter((_, s) => s % parts === part);
      options = { steps: build.steps, every: 0, backend: await openBackend(build.kind) };
      parentPort.postMessage({});
      return;
    }
    const runs = await simulateEnsemble(simulations, options);
    parentPort.postMessage({
      ends: runs.map((run) => run.positions.at(-1)),
      forms: [...new Set(runs.map(({ form }) => form.form))],
    });
  } catch (error) {
    parentPort.postMessage({ problem: error.message });
  }
});
