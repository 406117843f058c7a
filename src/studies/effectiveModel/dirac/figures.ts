import type { CurvesSpec, FigureSpec, QuiverPanel, QuiverSpec, Series } from "../../study/figureSpec.ts";
import { schemes } from "./games.ts";

const theta = { label: "generated point", symbol: "θ", range: [-3.2, 3.2] } as const;
const psi = { label: "discriminator", symbol: "ψ", range: [-3.2, 3.2] } as const;

/** The figures of the study: fields with courses, multipliers, and both fields of consensus. */
export function diracFigures(games: readonly string[], step: number, steps: number): FigureSpec[] {
  return [fieldsFigure(games, step, steps), multiplierFigure(step)];
}

function fieldsFigure(games: readonly string[], step: number, steps: number): QuiverSpec {
  const panel = (game: string): QuiverPanel => ({
    title: game,
    x: theta,
    y: psi,
    arrows: {
      table: "field",
      where: { game },
      x: "theta",
      y: "psi",
      dx: "dtheta",
      dy: "dpsi",
    },
    series: schemes.slice(0, 3).map(
      ({ name }, k): Series => ({
        table: "courses",
        where: { game, scheme: name },
        x: "theta",
        y: "psi",
        marks: "ends",
        label: name,
        color: k,
      }),
    ),
  });
  return {
    kind: "quiver",
    name: "fields",
    title: "The nine vector fields of the Dirac-GAN and their courses",
    columns: 3,
    panels: games.map(panel),
    parameters: { h: step, steps },
    notes: [
      "From (1, 1). Alternating 1:5 is one step of the generator on five of the discriminator.",
      "Consensus: both players at once.",
    ],
  };
}

function multiplierFigure(step: number): CurvesSpec {
  const both = (scheme: string, k: number): Series[] => [
    { table: "multiplierLines", where: { scheme }, x: "strength", y: "modulus", marks: "lines", color: k },
    {
      table: "multipliers",
      where: { scheme },
      x: "strength",
      y: "modulus",
      marks: "points",
      label: scheme === "consensus" ? "consensus, simultaneous" : scheme,
      color: k,
    },
  ];
  const y = { label: "largest modulus of a step's multipliers", symbol: "|μ|" } as const;
  const stable = [{ at: 1, label: "stable below", style: "dot" as const }];
  const [first, second] = [schemes.slice(0, 3), schemes.slice(3)];
  return {
    kind: "curves",
    name: "multipliers",
    title: "Multipliers of a GAN step against the strength of its damping",
    columns: 2,
    panels: [
      {
        title: "R1, descent-ascent",
        x: { label: "penalty strength", symbol: "r" },
        y,
        series: first.flatMap(({ name }, k) => both(name, k)),
        horizontal: stable,
        vertical: [{ at: 1, label: "critical in the flow" }],
      },
      {
        title: "R1 in other dynamics, and consensus",
        x: { label: "strength of R1 or of consensus", symbol: "r" },
        y,
        series: [...second.flatMap(({ name }, k) => both(name, k + 3)), ...both("consensus", 5)],
        horizontal: stable,
      },
    ],
    parameters: { h: step },
    notes: [
      "Lines: closed form. Points: eigenvalues of the numerical Jacobian of the whole step.",
      "Optimistic and extragradient steps differ by about 1e-4 and lie on each other.",
    ],
  };
}
