// The page of results: node bench/results.mjs RESULTS.json > bench/RESULTS.md, RESULTS.json from run.mjs --json.
import { readFile } from "node:fs/promises";
import { duration, short } from "./harness/report.mjs";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("node bench/results.mjs RESULTS.json");
  process.exit(2);
}
const { host, settings, results } = JSON.parse(await readFile(file, "utf8"));

function markdown(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map((_, c) => (c === 0 ? "---" : "--:")).join("|")}|`, ...rows.map(line)].join(
    "\n",
  );
}

const range = ({ low, high }, text) => `${text(low)} – ${text(high)}`;

function contestTable({ contenders, ratios }) {
  const rows = contenders.map(({ name, seconds, repeats, share }) => {
    const found = ratios.find((one) => one.name === name);
    return [
      share < 1 ? `${name}¹` : name,
      duration(seconds.median),
      range(seconds, duration),
      repeats,
      found === undefined ? "" : short(found.median),
      found === undefined ? "" : range(found, short),
    ];
  });
  const scaled = contenders.filter(({ share }) => share < 1);
  const notes = scaled.map(
    ({ name, sampled }) => `${name} ran ${sampled} simulation${sampled === 1 ? "" : "s"}`,
  );
  return [
    markdown(["", "median", "least – largest", "rounds", "time over ours", "least – largest"], rows),
    ...(notes.length === 0 ? [] : [`¹ ${notes.join(", ")}; its time is scaled to all.`]),
  ].join("\n\n");
}

function sweepTable({ axis, unit, points }) {
  const names = [...new Set(points.flatMap(({ contenders }) => contenders.map(({ name }) => name)))];
  const rows = points.map(({ at, units, contenders }) => [
    at,
    ...names.map((name) => {
      const found = contenders.find((one) => one.name === name);
      return found === undefined ? "" : duration(found.seconds.median / units);
    }),
  ]);
  return `${unit}:\n\n${markdown([axis, ...names], rows)}`;
}

/** The largest growth of every contender when T or the number doubles. */
function growthTable(doublings) {
  if (doublings.length === 0) return "";
  const names = [...new Set(doublings.map(({ name }) => name))];
  const rows = names.map((name) => {
    const own = doublings.filter((one) => one.name === name);
    const worst = own.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    const memory = own.map((one) => one.memory).filter(Number.isFinite);
    return [
      name,
      short(worst.ratio),
      `${worst.from} → ${worst.to}`,
      memory.length > 0 ? short(Math.max(...memory)) : "",
    ];
  });
  return `Largest growth on doubling:\n\n${markdown(["", "time", "at", "memory"], rows)}`;
}

function checksLine(checks) {
  const right = checks.filter(({ agree }) => agree).length;
  const largest = Math.max(0, ...checks.map((check) => check.largest));
  return checks.length === 0
    ? ""
    : `${right} of ${checks.length} comparisons of results agree; the largest difference is ${short(largest)}.`;
}

function section(result) {
  const parts = [`## (${result.case}) ${result.title}`, `${result.work.says}.`];
  if (result.contenders) parts.push(contestTable(result));
  for (const one of result.sweeps ?? (result.points ? [result] : [])) {
    parts.push(sweepTable(one), growthTable(one.doublings), checksLine(one.checks));
    parts.push(...(one.leftOut ?? []).map(({ name, why }) => `Left out: ${name}: ${why}.`));
  }
  if (result.contenders) {
    parts.push(
      checksLine(result.checks),
      ...result.leftOut.map(({ name, why }) => `Left out: ${name}: ${why}.`),
    );
  }
  return parts.filter(Boolean).join("\n\n");
}

/** Every contender of a result, those of its sweeps too. */
function contendersOf({ contenders = [], points = [], sweeps = [] }) {
  return [...contenders, ...points.flatMap(contendersOf), ...sweeps.flatMap(contendersOf)];
}

const versions = new Set(results.flatMap(contendersOf).flatMap(({ version }) => version ?? []));
const head = [
  "# Results",
  `${host.date.slice(0, 10)}, ${host.cpu} (${host.vectors ?? "unknown vectors"}), ${host.cores} cores, ${host.system}, load ${host.load.toFixed(1)} at the start; ${[...versions].join("; ")}${host.commit ? `; commit ${host.commit}` : ""}. At most ${settings.repeat} rounds or ${settings.budget} s each; medians, with the least and the largest.`,
];

/** What the numbers do not say by themselves. */
const reading = [
  "## Reading",
  "*Steps alone* is the time in the steps themselves; *ours* is all of it from games to trajectories and outcomes, with everything that is decided for each simulation (its form, its arrays, its windows). Where simulations are small and many, that is most of the time. C++ does the steps and the windows on arrays that are laid out already, eight doubles and a fused multiplication at a time; WebAssembly has two doubles and none. The results agree to rounding.",
  "![Cost against the number of steps](cost-steps.png)\n\n![Cost against the number of simulations](cost-simulations.png)\n\n![Cost against the number of particles](cost-particles.png)",
  "Made by `node bench/run.mjs --repeat 3 --budget 20 --json > results.json`, `node bench/results.mjs results.json` and `node bench/plot.mjs results.json bench`.",
  "## On a graphics card",
  "Not measured: none was at hand. Where one is, `npm run test:gpu` holds the backends `webgpu` and `webgl` to the same oracles in Chromium with Vulkan, and `node bench/run.mjs a d --backend webgpu --backend webasm` measures beside the CPU and PyTorch (in Node, where the package `webgpu` loads: glibc 2.38 or newer and a Vulkan driver).",
];
console.log([...head, ...reading.slice(0, 4), ...results.map(section), ...reading.slice(4)].join("\n\n"));
