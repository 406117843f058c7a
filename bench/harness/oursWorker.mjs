// A thread of ours: builds its share of an ensemble once, and runs it whenever it is told.
import { parentPort } from "node:worker_threads";
import { openBackend, simulateEnsemble } from "../../dist/index.js";
import { builders } from "./ours.mjs";

let simulations = [];
let options;
/** Seconds in the steps themselves. */
let stepping = 0;

/** A backend that keeps the time of its steps. */
function timed(backend) {
  return {
    ...backend,
    async load(program) {
      const execution = await backend.load(program);
      const advance = execution.advance.bind(execution);
      execution.advance = async (...given) => {
        const from = performance.now();
        await advance(...given);
        stepping += (performance.now() - from) / 1000;
      };
      return execution;
    },
  };
}

parentPort.on("message", async ({ build, part, parts }) => {
  try {
    if (build !== undefined) {
      const all = builders[build.work](build.input);
      simulations = all.filter((_, s) => s % parts === part);
      options = { steps: build.steps, every: 0, backend: timed(await openBackend(build.kind)) };
      parentPort.postMessage({});
      return;
    }
    stepping = 0;
    const runs = await simulateEnsemble(simulations, options);
    parentPort.postMessage({
      stepping,
      ends: runs.map((run) => run.positions.at(-1)),
      forms: [...new Set(runs.map(({ form }) => form.form))],
    });
  } catch (error) {
    parentPort.postMessage({ problem: error.message });
  }
});
