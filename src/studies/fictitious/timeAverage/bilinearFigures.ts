import type { CurvesSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { ways } from "./delays.ts";
import type { TimeAverageOptions } from "./options.ts";

const T = { label: "steps", symbol: "T", scale: "log" } as const;

/** Figures of the bilinear game. */
export function bilinearFigures(options: TimeAverageOptions): CurvesSpec[] {
  return [orbits(options), delays(options)];
}

function orbits({ step }: TimeAverageOptions): CurvesSpec {
  const panel = (what: string, title: string, label: string): PanelOf => ({
    title,
    x: T,
    y: { label, scale: "log" },
    series: [
      { table: "orbits", where: { what }, x: "T", y: "distance", group: "game", marks: "lines", label: "" },
      ...(what === "average"
        ? [
            {
              table: "law",
              x: "T",
              y: "distance",
              theory: true,
              marks: "lines",
              style: "dash",
              label: "C/T",
            } as Series,
          ]
        : []),
    ],
  });
  return {
    kind: "curves",
    name: "orbits",
    title: "One particle against a linear discriminator: the last iterate and the time average",
    panels: [
      panel("last", "last iterate", "peaks of the distance |y|"),
      panel("average", "time average", "peaks of the distance |ȳ|"),
    ],
    columns: 2,
    parameters: { "η_d = η_g": step, start: "y = 1, w = 0" },
    notes: [
      "Curves join the peaks of oscillations; weight decay: λ = 4.5 η_g.",
      "C: from the invariant ellipse of alternating steps.",
    ],
  };
}

function delays({ step }: TimeAverageOptions): CurvesSpec {
  const lines = Object.keys(ways).flatMap((way, k): Series[] => [
    { table: "growth", where: { way }, x: "queue", y: "theory", marks: "lines", color: k },
    { table: "growth", where: { way }, x: "queue", y: "jacobian", marks: "points", color: k, label: way },
  ]);
  return {
    kind: "curves",
    name: "delays",
    title: "Answering an average of the past is answering late: the cycle grows with the queue",
    panels: [
      {
        title: "growth without weight decay",
        x: { label: "queue length", symbol: "Q", scale: "log" },
        y: { label: "growth of the cycle (1/step)" },
        series: lines,
      },
      {
        title: "weight decay that brings it to rest",
        x: { label: "queue length of both sides", symbol: "Q", scale: "log" },
        y: { label: "weight decay", symbol: "λ", scale: "log" },
        series: [
          {
            table: "resting",
            x: "queue",
            y: "smallStep",
            marks: "lines",
            style: "dash",
            theory: true,
            label: "small steps, η_g(Q − 1)",
          },
          {
            table: "resting",
            x: "queue",
            y: "theory",
            marks: "lines",
            color: 0,
            label: "roots of the polynomial",
          },
          {
            table: "resting",
            x: "queue",
            y: "jacobian",
            marks: "points",
            color: 0,
            label: "numerical Jacobian",
          },
        ],
      },
    ],
    columns: 2,
    parameters: { "η_d = η_g": step },
    notes: [
      "Left: lines are roots of the polynomial, points eigenvalues of the numerical Jacobian of the whole step.",
    ],
  };
}
