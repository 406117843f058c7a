import type { CurvesSpec, PanelOf, Series } from "../../study/figureSpec.ts";

/** What the figures depend on besides the tables. */
interface Drawn {
  readonly depths: readonly number[];
  readonly dimensions: readonly number[];
  readonly finiteDepths: readonly number[];
  readonly shallowWidths: readonly number[];
  readonly particles: number;
  readonly latentDimension: number;
  readonly steps: number;
  /** Distance between both kinds of particles, with one hidden layer and with two. */
  readonly floor: readonly number[];
}

const names = { relu: "ReLU", erf: "erf" } as const;
const activations = ["relu", "erf"] as const;

export function universalityFigures(drawn: Drawn): CurvesSpec[] {
  return [spread(drawn), coupling(drawn), finite(drawn), distance(drawn), courses(drawn)];
}

function spread({ depths }: Drawn): CurvesSpec {
  const panels = activations.flatMap((activation) =>
    [0, 1].map((bias): PanelOf => {
      const own = { table: "spread", where: { activation, bias } };
      return {
        title: `${names[activation]}, ${bias === 0 ? "no biases" : "biases of scale 1"}`,
        x: { label: "latent dimension", symbol: "D", scale: "log" },
        y: { label: "spread off the diagonal over the diagonal", scale: "log" },
        series: [
          {
            ...own,
            x: "dimension",
            y: "spread",
            low: "spreadLow",
            high: "spreadHigh",
            marks: "points",
            group: "depth",
            label: "hidden layers",
          },
          ...depths.map(
            (depth, k): Series => ({
              table: "spread",
              where: { activation, bias, depth },
              x: "dimension",
              y: "theorySpread",
              theory: true,
              style: "dash",
              marks: "lines",
              ...(k === 0 ? { label: "theory, leading order in 1/D" } : {}),
            }),
          ),
        ],
      };
    }),
  );
  return {
    kind: "curves",
    name: "spread",
    title: "Universality of the tangent kernel of infinite networks on normal latents",
    columns: 2,
    panels,
    notes: ["Points: root mean square over draws of latents; their 95 % intervals are smaller than they."],
  };
}

function coupling({ dimensions }: Drawn): CurvesSpec {
  const largest = dimensions.at(-1)!;
  const panels = activations.map(
    (activation): PanelOf => ({
      title: names[activation],
      x: { label: "hidden layers", scale: "log" },
      y: { label: "coupling", symbol: "γ", range: [-0.04, 1.04] },
      series: [0, 1].flatMap((bias, color): Series[] => {
        const where = { activation, bias };
        const label = bias === 0 ? "no biases" : "biases of scale 1";
        const at = { ...where, dimension: largest };
        return [
          { table: "spread", where: at, x: "depth", y: "coupling", marks: "points", color, label },
          {
            ...{ table: "coupling", where, x: "depth", y: "coupling", marks: "lines", theory: true },
            style: "dash",
            ...(bias === 0 ? { label: "theory, Θ(0)/Θ(1)" } : {}),
          },
        ];
      }),
      ...(activation === "relu"
        ? { horizontal: [{ at: 0.25, label: "1/4, deep ReLU without biases", style: "dot" as const }] }
        : {}),
    }),
  );
  return {
    kind: "curves",
    name: "coupling",
    title: "Coupling of a generator's particles by the depth of its network",
    panels,
    notes: [
      `Points: mean entry off the diagonal over the diagonal, on normal latents of dimension ${largest}.`,
    ],
  };
}

function finite({ finiteDepths }: Drawn): CurvesSpec {
  const titles = {
    own: "one output: difference from the analytic kernel",
    cross: "two outputs: kernel between them",
  };
  const panels = (["own", "cross"] as const).map(
    (kind): PanelOf => ({
      title: titles[kind],
      x: { label: "width of the hidden layers", scale: "log" },
      y: { label: "root mean square over the diagonal", scale: "log" },
      series: [
        ...activations.flatMap((activation, a) =>
          finiteDepths.map(
            (depth, k): Series => ({
              ...{ table: "deviation", where: { kind, activation, depth } },
              ...{ x: "width", y: "deviation", low: "low", high: "high", marks: "points" },
              color: (a * finiteDepths.length + k) % 6,
              label: `${names[activation]}, ${depth} hidden`,
            }),
          ),
        ),
        {
          ...{ table: "guide", x: "width", y: "deviation", theory: true, style: "dash", marks: "lines" },
          label: "slope −1/2, to guide the eye",
        },
      ],
    }),
  );
  return {
    kind: "curves",
    name: "finite",
    title: "Tangent kernels of random networks of finite width",
    panels,
    notes: ["Bars: 95 % intervals over networks."],
  };
}

function distance({ floor, particles, latentDimension, steps }: Drawn): CurvesSpec {
  const layers = ["one hidden layer", "two hidden layers"].map((title, k): PanelOf => {
    const where = { depth: k + 1 };
    const measured = (kind: string, label: string, color: number): Series => ({
      table: "distance",
      where: { ...where, kind },
      ...{ x: "width", y: "distance", low: "low", high: "high", marks: "points", label, color },
    });
    const line = (y: string, label: string, style: "dash" | "dashdot"): Series => ({
      ...{ table: "expected", where, x: "width", y, theory: true, style, marks: "lines", label },
    });
    return {
      title,
      x: { label: "width of the network", scale: "log" },
      y: { label: "distance of trajectories", scale: "log" },
      series: [
        measured("tangent", "network to particles with the tangent kernel", 0),
        line("tangent", "fitted power law", "dash"),
        measured("universal", "network to particles with the universal kernel", 1),
        line("universal", "power law and floor, added in squares", "dashdot"),
      ],
      horizontal: [{ at: floor[k]!, label: "floor: both kinds of particles apart", style: "dot" }],
    };
  });
  const latent: PanelOf = {
    title: "infinite width",
    x: { label: "latent dimension", symbol: "D", scale: "log" },
    y: { label: "distance of trajectories", scale: "log" },
    series: [
      {
        ...{ table: "floor", x: "latentDimension", y: "distance", low: "low", high: "high" },
        ...{ marks: "points", label: "universal to tangent particles", color: 2 },
      },
      {
        ...{ table: "floorFit", x: "latentDimension", y: "distance", theory: true, style: "dash" },
        marks: "lines",
      },
    ],
  };
  return {
    kind: "curves",
    name: "distance",
    title: "Trained generator networks and the particles that stand for them",
    panels: [...layers, latent],
    parameters: { n: particles, D: latentDimension, T: steps },
    notes: [
      "Root mean square over particles, time and runs, in units in which the ring of modes has radius 2; bars are 95 % intervals over runs.",
    ],
  };
}

function courses({ shallowWidths, particles, latentDimension, steps }: Drawn): CurvesSpec {
  const panels = [shallowWidths[0]!, shallowWidths.at(-1)!].map((width): PanelOf => {
    const each = Array.from({ length: particles }, (_, particle) => ({ width, particle }));
    const axis = { scale: "linear", range: [-3.6, 3.6] } as const;
    return {
      title: `width ${width}`,
      x: { label: "first output", symbol: "y_1", ...axis },
      y: { label: "second output", symbol: "y_2", ...axis },
      series: [
        ...each.map(
          (where, k): Series => ({
            ...{ table: "courses", where, x: "x", y: "y", marks: "ends", color: 0 },
            ...(k === 0 ? { label: "network" } : {}),
          }),
        ),
        ...each.map(
          (where, k): Series => ({
            ...{
              table: "courses",
              where,
              x: "twinX",
              y: "twinY",
              marks: "lines",
              theory: true,
              style: "dot",
            },
            ...(k === 0 ? { label: "particles with the tangent kernel" } : {}),
          }),
        ),
        { table: "target", x: "x", y: "y", marks: "points", color: 1, label: "true points" },
      ],
    };
  });
  return {
    kind: "curves",
    name: "courses",
    title: "One run of a generator network with one hidden layer, and of its particles",
    panels,
    parameters: { n: particles, D: latentDimension, T: steps },
    notes: ["Open circles: start of both, network and particles. Networks of different widths start apart."],
  };
}
