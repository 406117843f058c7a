import type { CurvesSpec, FigureSpec, PanelOf, Series } from "../../study/figureSpec.ts";
import { games, type LossName, lossLabels, ratesOf } from "./games.ts";
import { lossFigure, stepRange } from "./lossFigure.ts";
import type { Setting, TrainingOptions } from "./options.ts";
import { placesOf, settledFrom } from "./runs.ts";
import { atRate } from "./words.ts";

const colors: Readonly<Record<LossName, number>> = { js: 0, rs: 1, rsAll: 2 };

const successNote = ({ game }: Setting) => `${games[game].label}: ${games[game].success}.`;

function widthOf({ game, widths }: Setting): PanelOf["x"] {
  const { width } = games[game];
  const [low, high] = [Math.min(...widths), Math.max(...widths)];
  return { ...width, scale: "log", range: [low / 1.3, high * 1.3] };
}

const title = ({ game }: Setting) => games[game].label;

/** A panel for each of a setting's rates. */
function byRate<Panel>(settings: readonly Setting[], panelOf: (setting: Setting, rate: number) => Panel) {
  return settings.flatMap((setting) => ratesOf(setting).map((rate) => panelOf(setting, rate)));
}

const rateTitle = (setting: Setting, rate: number) => `${games[setting.game].label}${atRate(setting, rate)}`;

const shareColumns = { y: "share", low: "shareLow", high: "shareHigh" } as const;

const settled = "Covered: at every look of the last tenth of the run.";

/** The share of runs that cover all modes against the discriminator's width. */
function successFigure(settings: readonly Setting[], seeds: string): CurvesSpec {
  const panelOf = (setting: Setting, rate: number): PanelOf => ({
    title: rateTitle(setting, rate),
    x: widthOf(setting),
    y: { label: "runs that cover all modes", range: [-0.05, 1.05] },
    series: setting.losses.map(
      (loss): Series => ({
        table: "success",
        where: { game: setting.game, loss: lossLabels[loss], rate },
        x: "width",
        ...shareColumns,
        label: lossLabels[loss],
        color: colors[loss],
      }),
    ),
  });
  return {
    kind: "curves",
    name: "success",
    title: "Runs that cover all modes to the end, against the width of the discriminator",
    columns: 2,
    panels: byRate(settings, panelOf),
    parameters: { seeds },
    notes: [
      `${settled} Bars: Wilson's 95 %. Points of one height lie on each other, the last of the legend on top.`,
      ...settings.map(successNote),
    ],
  };
}

/** How much more often the relativistic losses cover than JS does. */
function advantageFigure(settings: readonly Setting[], seeds: string): CurvesSpec {
  const panelOf = (setting: Setting, rate: number): PanelOf => ({
    title: rateTitle(setting, rate),
    x: widthOf(setting),
    y: { label: "difference of shares to JS-GAN", range: [-0.8, 1.05] },
    horizontal: [{ at: 0, label: "as often as JS-GAN", style: "dash" }],
    series: setting.losses
      .filter((loss) => loss !== "js")
      .map(
        (loss): Series => ({
          table: "advantage",
          where: { game: setting.game, loss: lossLabels[loss], rate },
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
    title: "How much more often relativistic losses cover than JS-GAN at the same rates",
    columns: 2,
    panels: byRate(settings, panelOf),
    parameters: { seeds },
    notes: [
      "Bars: of pairs of runs with the same draws (Bonett and Price 2012), 95 % for all points of a game together (Bonferroni).",
    ],
  };
}

/** The share of runs that cover all modes against the discriminator's learning rate: loss against rate. */
function rateFigure(settings: readonly Setting[], seeds: string): CurvesSpec {
  const panelOf = (setting: Setting, width: number): PanelOf => {
    const rates = ratesOf(setting);
    return {
      title: `width ${width}`,
      x: {
        label: "learning rate of D",
        symbol: "η_d",
        scale: "log",
        range: [Math.min(...rates) / 1.3, Math.max(...rates) * 1.3],
      },
      y: { label: "runs that cover all modes", range: [-0.05, 1.05] },
      series: setting.losses.map(
        (loss): Series => ({
          table: "success",
          where: { game: setting.game, loss: lossLabels[loss], width },
          x: "rate",
          ...shareColumns,
          label: lossLabels[loss],
          color: colors[loss],
        }),
      ),
    };
  };
  return {
    kind: "curves",
    name: "rates",
    title: `Loss against learning rate of the discriminator: ${settings.map(title).join("; ")}`,
    panels: settings.flatMap((setting) => setting.widths.map((width) => panelOf(setting, width))),
    parameters: { seeds },
    notes: [`${settled} Bars: Wilson's 95 %.`, ...settings.map(successNote)],
  };
}

/** The share of runs that have covered for good against steps, of games with generator networks. */
function timeFigure(settings: readonly Setting[], seeds: string): CurvesSpec {
  const panels = settings.flatMap((setting) =>
    placesOf(setting).map(
      ({ width, rate }): PanelOf => ({
        title: `width ${width}${atRate(setting, rate)}`,
        x: { label: "step", range: stepRange(setting) },
        y: { label: "runs that cover all modes from here on", range: [-0.02, 1.02] },
        vertical: [{ at: settledFrom(setting), label: "last tenth", style: "dash" }],
        series: setting.losses.map(
          (loss): Series => ({
            table: "courses",
            where: { game: setting.game, loss: lossLabels[loss], width, rate },
            x: "step",
            ...shareColumns,
            band: true,
            marks: "lines",
            label: lossLabels[loss],
            color: colors[loss],
          }),
        ),
      }),
    ),
  );
  return {
    kind: "curves",
    name: "courses",
    title: `When all modes are covered: ${settings.map(title).join("; ")}`,
    panels,
    parameters: { seeds },
    notes: [
      "What covers at the dashed line is a success; what comes after is a snapshot. Bands: Wilson's 95 %.",
      ...settings.map(successNote),
    ],
  };
}

/** All figures that the settings have something to show in. */
export function trainingFigures({ settings, courses }: TrainingOptions, seeds: string): FigureSpec[] {
  const several = settings.filter(({ widths }) => widths.length > 1);
  const rated = settings.filter((setting) => ratesOf(setting).length > 1);
  const timed = settings.filter(({ game }) => game === "twoClusters" || game === "fiveGaussians");
  return [
    ...(several.length > 0 ? [successFigure(several, seeds), advantageFigure(several, seeds)] : []),
    ...(rated.length > 0 ? [rateFigure(rated, seeds)] : []),
    ...(timed.length > 0 ? [timeFigure(timed, seeds)] : []),
    ...(courses > 0 ? [lossFigure(settings[0]!, courses)] : []),
  ];
}
