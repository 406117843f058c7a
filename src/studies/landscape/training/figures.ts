import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { games, type LossName, lossLabels } from "./games.ts";
import type { Setting, TrainingOptions } from "./options.ts";
import { bestLoss } from "./runs.ts";

const colors: Readonly<Record<LossName, number>> = { js: 0, rs: 1, rsAll: 2 };

const successNote = ({ game }: Setting) => `${games[game].label}: ${games[game].success}.`;

function widthOf({ game, widths }: Setting): PanelOf["x"] {
  const { width } = games[game];
  const [low, high] = [Math.min(...widths), Math.max(...widths)];
  return { ...width, scale: "log", range: [low / 1.3, high * 1.3] };
}

const title = ({ game }: Setting) => games[game].label;

/** The share of runs that end with all modes covered against the discriminator's width. */
function successFigure(settings: readonly Setting[], seeds: string): CurvesSpec {
  const panelOf = (setting: Setting): PanelOf => ({
    title: title(setting),
    x: widthOf(setting),
    y: { label: "runs that cover all modes", range: [-0.05, 1.05] },
    series: setting.losses.map(
      (loss): Series => ({
        table: "success",
        where: { game: setting.game, loss: lossLabels[loss] },
        x: "width",
        y: "share",
        low: "shareLow",
        high: "shareHigh",
        label: lossLabels[loss],
        color: colors[loss],
      }),
    ),
  });
  return {
    kind: "curves",
    name: "success",
    title: "Runs that end with all modes covered, against the width of the discriminator",
    panels: settings.map(panelOf),
    parameters: { seeds },
    notes: [
      "Bars: Wilson's 95 %. Points of one height lie on each other, the last of the legend on top.",
      ...settings.map(successNote),
    ],
  };
}

/** How much more often the relativistic losses cover than JS does. */
function advantageFigure(settings: readonly Setting[], seeds: string): CurvesSpec {
  const panelOf = (setting: Setting): PanelOf => ({
    title: title(setting),
    x: widthOf(setting),
    y: { label: "difference of shares to JS-GAN", range: [-0.55, 1.05] },
    horizontal: [{ at: 0, label: "as often as JS-GAN", style: "dash" }],
    series: setting.losses
      .filter((loss) => loss !== "js")
      .map(
        (loss): Series => ({
          table: "advantage",
          where: { game: setting.game, loss: lossLabels[loss] },
          x: "width",
          y: "difference",
          low: "differenceLow",
          high: "differenceHigh",
          label: lossLabels[loss],
          color: colors[loss],
        }),
      ),
  });
  return {
    kind: "curves",
    name: "advantage",
    title: "How much more often relativistic losses cover than JS-GAN",
    panels: settings.map(panelOf),
    parameters: { seeds },
    notes: ["Bars: 95 %, adjusted for pairs of runs with the same draws (Bonett and Price 2012)."],
  };
}

/** The share of runs that have covered for good against steps, of games with generator networks. */
function timeFigure(settings: readonly Setting[], seeds: string): CurvesSpec {
  const panels = settings.flatMap((setting) =>
    setting.widths.map(
      (width): PanelOf => ({
        title: `width ${width}`,
        x: { label: "step", range: [0, setting.steps] },
        y: { label: "runs that cover all modes from here on", range: [-0.02, 1.02] },
        series: setting.losses.map(
          (loss): Series => ({
            table: "courses",
            where: { game: setting.game, loss: lossLabels[loss], width },
            x: "step",
            y: "share",
            low: "shareLow",
            high: "shareHigh",
            band: true,
            marks: "lines",
            label: lossLabels[loss],
            color: colors[loss],
          }),
        ),
      }),
    ),
  );
  const name = settings.map(title).join("; ");
  return {
    kind: "curves",
    name: "courses",
    title: `When all modes are covered: ${name}`,
    panels,
    parameters: { seeds },
    notes: ["Bands: Wilson's 95 %.", ...settings.map(successNote)],
  };
}

/** The JS loss of an unrestricted discriminator with these shares of the samples in the clusters. */
const plateaus = [
  { held: [0.5, 0.5], label: "all covered, 0.6931" },
  { held: [1, 0], label: "JS-GAN, all on one cluster, 0.4774" },
  { held: [0.5, 0], label: "half matched, 0.3466" },
] as const;

/** The discriminator's loss of single runs. */
function lossFigure(setting: Setting, count: number): CurvesSpec {
  const styles = ["solid", "dash", "dot"] as const;
  return {
    kind: "curves",
    name: "losses",
    title: "The discriminator's loss in single runs",
    columns: 2,
    panels: setting.losses.map((loss) => ({
      title: lossLabels[loss],
      x: { label: "step", range: [0, setting.steps] },
      y: { label: "loss of the discriminator", range: [0.25, 1] },
      horizontal: plateaus.map(({ held, label }, k) => ({ at: bestLoss(held), label, style: styles[k]! })),
      series: [
        {
          table: "losses",
          where: { loss: lossLabels[loss] },
          x: "step",
          y: "value",
          group: "replica",
          label: "run",
          marks: "lines" as const,
        },
      ],
    })),
    parameters: { runs: count },
    notes: [
      "Lines: values with an unrestricted discriminator, 0 with no sample on any cluster. JS: half of the sum of both parts.",
    ],
  };
}

/** All figures that the settings have something to show in. */
export function trainingFigures({ settings, courses }: TrainingOptions, seeds: string): FigureSpec[] {
  const several = settings.filter(({ widths }) => widths.length > 1);
  const timed = settings.filter(({ game }) => game === "twoClusters" || game === "fiveGaussians");
  return [
    ...(several.length > 0 ? [successFigure(several, seeds), advantageFigure(several, seeds)] : []),
    ...(timed.length > 0 ? [timeFigure(timed, seeds)] : []),
    ...(courses > 0 ? [lossFigure(settings[0]!, courses)] : []),
  ];
}
