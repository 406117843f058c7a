import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import type { Family } from "./cases.ts";

/** What the captions need to know of the options. */
interface Options {
  readonly gains: readonly number[];
  readonly step: number;
  readonly hidden: readonly number[];
}

/** The figures of the study. */
export function dampingFigures(options: Options): FigureSpec[] {
  return [linearFigure(options), everyFigure(options), cycleFigure()];
}

const strength = { label: "penalty strength", symbol: "ξ", scale: "log" } as const;

/** The measured optimum of each trial. */
function fastest(family: Family, where: Record<string, number | string>): Series {
  return {
    table: "critical",
    where: { ...where, family },
    x: "leastTime",
    y: "time",
    marks: "points",
    label: "fastest measured",
    color: 5,
  };
}

/** Courses of the linear discriminator's flow, one colour for each Γ₀. */
/** Points and theory's lines of the linear discriminator. */
function linearSeries(gains: readonly number[]) {
  const flow = { table: "courses", where: { family: "linear", scheme: "flow" } };
  const points = (y: string, table: Pick<Series, "table" | "where"> = flow): Series => ({
    ...table,
    x: "strength",
    y,
    marks: "points",
    label: "Γ_0",
    group: "gain",
  });
  const lines = (y: string, x = "strength"): Series[] =>
    gains.map((gain, k) => ({
      ...{ table: "theory", where: { family: "linear", gain }, theory: true, marks: "lines" },
      x,
      y,
      style: "solid",
      ...(k === 0 ? { label: "theory" } : {}),
    }));
  return { points, lines };
}

function linearFigure({ gains, step }: Options): CurvesSpec {
  const { points, lines } = linearSeries(gains);
  const marks = gains.map((gain) => ({ at: 2 * Math.sqrt(gain), label: `2√Γ_0 = ${2 * Math.sqrt(gain)}` }));
  return {
    kind: "curves",
    name: "linear",
    title: "Critical damping of the linear discriminator with R1",
    columns: 3,
    panels: [
      {
        title: "convergence time",
        x: strength,
        y: { label: "convergence time, 1/decay rate", symbol: "τ", scale: "log" },
        series: [...lines("time"), points("time"), fastest("linear", { scheme: "flow" })],
        vertical: marks,
        texts: [
          { x: 0.3, y: 0.8, text: "underdamped" },
          { x: 11, y: 13, text: "overdamped" },
        ],
      },
      {
        title: "damping ratio",
        x: strength,
        y: { label: "damping ratio", symbol: "ζ", scale: "log" },
        series: [...lines("ratio"), points("dampingRatio")],
        vertical: marks,
        horizontal: [{ at: 1, label: "critical, ζ = 1", style: "dot" }],
      },
      {
        title: "multipliers",
        x: { label: "penalty strength over its critical value", symbol: "ξ/ξ_c", scale: "log" },
        y: { label: "largest modulus of a step's multipliers", symbol: "|μ|" },
        series: [
          ...lines("modulus", "share"),
          {
            ...points("modulus", { table: "multipliers", where: { family: "linear" } }),
            x: "share",
          },
        ],
        vertical: [{ at: 1, label: "ξ_c" }],
      },
    ],
    parameters: { η_d: 1, η_g: 1 },
    notes: [
      "Times and ratios: damped oscillation fitted to the course of the flow.",
      `Multipliers: eigenvalues of the numerical Jacobian of an alternating step of ${step}.`,
    ],
  };
}

const kinds: readonly Family[] = ["Gaussian kernel", "tanh network", "ReLU network"];

const share = {
  label: "penalty strength over its critical value",
  symbol: "ξ/ξ_c",
  scale: "log",
} as const;

/** Time or damping ratio of one family. */
function everyPanel(family: Family, quantity: "time" | "ratio"): PanelOf {
  const first = quantity === "time";
  const y = first
    ? ({ label: "convergence time in units of 1/Ω", scale: "log", range: [0.8, 13] } as const)
    : ({ label: "damping ratio", symbol: "ζ", scale: "log", range: [0.08, 6.5] } as const);
  const column = first ? "scaledTime" : "dampingRatio";
  const drawn = (penalty: string): Series => ({
    table: "courses",
    where: { ...plainTrial(family), penalty },
    x: "share",
    y: column,
    marks: "points",
    label: penalty,
    color: penalty === "R1" ? 0 : 1,
  });
  return {
    title: family,
    x: share,
    y,
    series: [
      {
        table: "theory",
        where: { family, penalty: "R1" },
        x: "share",
        y: first ? "scaledTime" : "ratio",
        marks: "lines",
        theory: true,
        label: "theory",
      },
      drawn("R1"),
      drawn("R2"),
      ...(first ? [{ ...fastest(family, plainTrial(family)), x: "share", y: "scaledTime" }] : []),
    ],
    vertical: [{ at: 1, label: "ξ_c" }],
    texts: first
      ? [
          { x: 0.25, y: 1.4, text: "underdamped" },
          { x: 2.2, y: 1.4, text: "overdamped" },
        ]
      : [],
  };
}

function everyFigure({ hidden, step }: Options): CurvesSpec {
  return {
    kind: "curves",
    name: "discriminators",
    title: "Critical damping of kernels and networks",
    columns: 3,
    panels: [
      ...kinds.map((family) => everyPanel(family, "time")),
      ...kinds.map((family) => everyPanel(family, "ratio")),
    ],
    notes: [
      `Gaussian kernel: flow, σ = 1. Networks: ${hidden.join(" and ")} units, alternating steps of ${step}, one draw.`,
      "Networks' theory takes κ from the tangent kernel of the weights as drawn; steps bend its damping ratio.",
    ],
  };
}

/** The courses that stand for a family: one draw of a network, the plain kernel in the flow. */
function plainTrial(family: Family): Record<string, number | string> {
  return family === "Gaussian kernel" ? { family, label: "σ = 1", scheme: "flow" } : { family, replica: 0 };
}

function cycleFigure(): CurvesSpec {
  return {
    kind: "curves",
    name: "gradient-penalty",
    title: "Where WGAN-GP leads: a cycle or a place beside the true point",
    panels: [
      {
        x: { label: "penalty strength over that where the cycle ends", symbol: "r/r_c", range: [0, 2.2] },
        y: { label: "largest distance |y − x| in units of g√(Γ₀/κ)", range: [1, 4.5] },
        series: [
          {
            table: "theory",
            where: { family: "linear", gain: 1 },
            x: "share",
            y: "scaledExtent",
            marks: "lines",
            theory: true,
            label: "theory",
          },
          { table: "cycles", x: "share", y: "scaledExtent", marks: "points", label: "", group: "family" },
        ],
        vertical: [{ at: 1, label: "r_c = 2√(Γ_0/κ)" }],
        texts: [
          { x: 0.5, y: 2.4, text: "circles through the point" },
          { x: 1.65, y: 2.4, text: "rests beside the point" },
        ],
      },
    ],
    notes: ["Largest |y − x| in the second half of each course. The cost is (r/2)(‖∇f‖ − g)²."],
  };
}
