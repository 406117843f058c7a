// Cost of a step of the fixed-length (Taylor) form against the exact history, same games, same process.
// After a build: node bench/two-point.mjs [--json] [--repeat N]
import { parseArgs } from "node:util";
import {
  alternating,
  drawGame,
  gaussian,
  ipm,
  kernelDiscriminator,
  openBackend,
  particles,
  points,
  simulateEnsemble,
  weightDecay,
} from "../dist/index.js";

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, repeat: { type: "string", default: "3" } },
});
const repeat = Number(values.repeat);
const lengths = [500, 1000, 2000, 4000];
const backends = ["cpu", "webasm"];
const forms = ["taylor", "history"];

// One true and one generated point in 1-D, eight weight decays that neither diverge nor settle in between.
const decays = [0.05, 0.07, 0.1, 0.14, 0.2, 0.28, 0.4, 0.56];
const stepper = alternating({ stepDiscriminator: 0.01, stepGenerator: 0.01 });

function games(form) {
  return decays.map((decay) => {
    const game = {
      target: points([[0]]),
      generator: particles({ start: [[0.1]] }),
      discriminator: kernelDiscriminator(gaussian({ width: 1 }), { form, truncation: 0 }),
      loss: ipm(),
      penalties: [weightDecay(decay)],
    };
    return { game: drawGame(game, 1), stepper };
  });
}

async function timed(form, backend, steps) {
  const simulations = games(form);
  const started = performance.now();
  const runs = await simulateEnsemble(simulations, { steps, every: 0, backend });
  return { ms: performance.now() - started, ends: runs.map((run) => run.positions.at(-1)[0]) };
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

async function row(kind, steps) {
  const backend = await openBackend(kind);
  const times = { taylor: [], history: [] };
  const ends = {};
  // The forms take turns, so that a slow moment of the machine hits both.
  for (let k = 0; k < repeat; k++) {
    for (const form of forms) {
      const { ms, ends: positions } = await timed(form, backend, steps);
      times[form].push(ms / (steps * decays.length));
      ends[form] = positions;
    }
  }
  const [taylor, history] = forms.map((form) => median(times[form]));
  const difference = Math.max(...ends.taylor.map((y, s) => Math.abs(y - ends.history[s])));
  return { backend: kind, steps, taylor, history, ratio: history / taylor, difference };
}

const rows = [];
for (const kind of backends) {
  for (const form of forms) await timed(form, await openBackend(kind), 200);
  for (const steps of lengths) rows.push(await row(kind, steps));
}

if (values.json) console.log(JSON.stringify({ simulations: decays.length, repeat, rows }));
else {
  console.log("backend     T   µs a step: taylor   history   history/taylor   largest difference of ends");
  for (const { backend, steps, taylor, history, ratio, difference } of rows) {
    const cells = [taylor * 1000, history * 1000].map((us) => us.toFixed(2).padStart(9));
    console.log(
      `${backend.padEnd(7)}${String(steps).padStart(6)}${cells[0].padStart(20)} ${cells[1]}` +
        `${ratio.toFixed(1).padStart(17)}${difference.toExponential(1).padStart(29)}`,
    );
  }
}
