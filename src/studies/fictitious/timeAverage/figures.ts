import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { bilinearFigures } from "./bilinearFigures.ts";
import { leastParticleMmd } from "./floors.ts";
import { memories, remembering } from "./modes.ts";
import type { TimeAverageOptions } from "./options.ts";

const T = { label: "steps", symbol: "T", scale: "log" } as const;
const bars = "Medians over starts, with 95 % intervals.";

/** All figures of the study. */
export function timeAverageFigures(options: TimeAverageOptions): FigureSpec[] {
  return [
    ...bilinearFigures(options),
    paths(options),
    rates(options),
    norm(options),
    queues(options),
    shares(options),
    network(),
  ];
}

function gameParameters({ mass, separation }: TimeAverageOptions): Record<string, number | string> {
  return {
    modes: `0 and ${separation} σ`,
    masses: `${mass} and ${Number((1 - mass).toFixed(6))}`,
    particles: 1,
  };
}

function paths(options: TimeAverageOptions): CurvesSpec {
  return {
    kind: "curves",
    name: "paths",
    title: "One particle before a kernel discriminator, two modes",
    panels: ["path0", "path1", "path2"].map(
      (_, k): PanelOf => ({
        title: PATH_TITLES[k]!,
        x: { label: "step" },
        y: { label: "particle", symbol: "y" },
        series: [{ table: `path${k}`, x: "step", y: "y", marks: "lines" }],
        horizontal: [
          { at: 0, label: "modes", style: "dot" },
          { at: options.separation, label: "modes", style: "dot" },
        ],
      }),
    ),
    parameters: gameParameters(options),
    notes: ["Left and middle: η_d λ = 1, so that f is the best response to what it is shown. Right: λ = 0."],
  };
}

/** Above the panels of paths; `tablesOf` has their tables in the same order. */
export const PATH_TITLES = [
  "best response to the present",
  "best response to a queue",
  "plain, remembers all",
];

function rates(options: TimeAverageOptions): CurvesSpec {
  const curve = (value: string, where: Series["where"]): Series => ({
    table: "courses",
    ...(where === undefined ? {} : { where }),
    x: "T",
    y: value,
    low: `${value}Low`,
    high: `${value}High`,
  });
  const plain = { player: "plain" };
  const label = "plain, remembers all";
  const y = { label: "distance to the data, MMD", scale: "log" } as const;
  return {
    kind: "curves",
    name: "rates",
    title: "How the time average comes to the data",
    panels: [
      {
        title: "time average",
        x: T,
        y,
        series: [
          { ...curve("average", { player: "fictitious" }), group: "queue", label: "Q" },
          { ...curve("average", plain), label, color: 1 },
        ],
      },
      {
        title: "last iterate",
        x: T,
        y,
        series: [
          { ...curve("last", { player: "fictitious", shown: 1 }), group: "queue", label: "Q" },
          { ...curve("last", plain), label, color: 1 },
        ],
        horizontal: [{ at: leastParticleMmd(options), label: "best single particle", style: "dot" }],
      },
    ],
    columns: 2,
    parameters: gameParameters(options),
    notes: [bars, "Q: queue of the generator's models, to which the discriminator is the best response."],
  };
}

function norm(options: TimeAverageOptions): CurvesSpec {
  const bound = { table: "herding", x: "T", y: "norm", theory: true, marks: "lines", style: "dash" } as const;
  return {
    kind: "curves",
    name: "norm",
    title: "Norm of the discriminator that remembers all",
    panels: [
      {
        x: T,
        y: { label: "norm of the discriminator", symbol: "‖f‖", scale: "log" },
        series: [
          {
            ...{ table: "courses", where: { player: "plain" }, x: "T", y: "norm" },
            ...{ low: "normLow", high: "normHigh", label: "measured", color: 1 },
          },
          { ...bound, label: "bound of herding" },
        ],
      },
    ],
    parameters: { ...gameParameters(options), η_d: remembering.stepDiscriminator, λ: 0 },
    notes: [
      bars,
      "Bound: η_d R √T, of a particle that jumps to the maximum of f; R, the MMD of a particle far away.",
    ],
  };
}

function queues(options: TimeAverageOptions): CurvesSpec {
  const curves = (value: string): Series[] =>
    memories.map((name, k) => ({
      table: "memories",
      where: { memory: name },
      x: "length",
      y: value,
      low: `${value}Low`,
      high: `${value}High`,
      label: name,
      color: k,
    }));
  const x = { label: "memory, 1 + 2 · mean age (steps)", scale: "log" } as const;
  return {
    kind: "curves",
    name: "queues",
    title: "What the length of the memory does to the time average",
    panels: [
      {
        title: "distance",
        x,
        y: { label: "distance of the average, MMD", scale: "log" },
        series: curves("average"),
      },
      {
        title: "masses",
        x,
        y: { label: "mass at the wrong mode", scale: "log" },
        series: curves("misplaced"),
      },
    ],
    columns: 2,
    parameters: { ...gameParameters(options), T: options.steps },
    notes: [bars],
  };
}

function shares(options: TimeAverageOptions): CurvesSpec {
  return {
    kind: "curves",
    name: "shares",
    title: "Time at a mode against its mass",
    panels: [
      {
        x: { label: "mass of the second mode", range: [0, 1] },
        y: { label: "share of the time at the second mode", range: [0, 1] },
        series: [
          {
            table: "diagonal",
            x: "mass",
            y: "share",
            theory: true,
            marks: "lines",
            style: "dash",
            label: "the data",
          },
          { table: "shares", x: "mass", y: "share", group: "queue", label: "" },
        ],
      },
    ],
    parameters: { modes: `0 and ${options.separation} σ`, T: options.steps },
    notes: ["The discriminator is the best response to the last Q generators."],
  };
}

function network(): CurvesSpec {
  const curve = (value: string): Series => ({
    table: "network",
    x: "T",
    y: value,
    low: `${value}Low`,
    high: `${value}High`,
    group: "queue",
    label: "Q",
  });
  return {
    kind: "curves",
    name: "network",
    title: "One particle before a network, four modes on a ring",
    panels: [
      {
        title: "last iterate",
        x: T,
        y: { label: "distance to the data, W₂", scale: "log" },
        series: [curve("last")],
      },
      {
        title: "time average",
        x: T,
        y: { label: "distance to the data, W₂", scale: "log" },
        series: [curve("average")],
      },
      {
        title: "time average",
        x: T,
        y: { label: "mass at the wrong modes", scale: "log" },
        series: [curve("misplaced")],
      },
    ],
    parameters: { radius: 1, "η_d = η_g": 0.1, λ: 0.003, "queue, every": "10 steps" },
    notes: ["Medians over networks and starts, with 95 % intervals."],
  };
}
