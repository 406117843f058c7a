import type { Comparison } from "../../comparisons/comparison.ts";
import { games, ratesOf } from "./games.ts";
import type { Setting } from "./options.ts";
import type { Run } from "./runs.ts";
import { levelOfEach, pairedDifference } from "./shares.ts";
import { against, interval, successes, widthText } from "./words.ts";

const names = { js: "JS-GAN", rs: "RS-GAN" } as const;

/** One loss at one rate covers more often than the other at another: 95 % over the widths together. */
function crossClaims(
  setting: Setting,
  runs: readonly Run[],
  [more, less]: readonly ["js" | "rs", "js" | "rs"],
  rates: Readonly<Record<"js" | "rs", number>>,
  why: string,
): Comparison[] {
  const { game, widths } = setting;
  const text = (loss: "js" | "rs") => `${names[loss]} at ${rates[loss]}`;
  return widths.map((width) => {
    const of = (loss: "js" | "rs") => successes(runs, { game, width, rate: rates[loss] }, loss);
    const difference = pairedDifference(of(more), of(less), levelOfEach(widths.length));
    return {
      claim: `${games[game].label}, ${widthText(setting, width)}, ${why}: ${text(more)} covers more often than ${text(less)}`,
      theory: "difference above 0",
      measured: against(of(more), of(less)),
      difference: interval(difference),
      passes: difference.low > 0,
    };
  });
}

/**
 * What comes of unequal rates: the published pair, and the losses with its rates exchanged. That RS-GAN leads in the first
 * and trails in the second is what the rate does. By seed, the effect of the larger rate (mean over the losses) minus the
 * effect of the relativistic loss (mean over the rates) is exactly JS at the larger rate − RS at the smaller.
 */
export function rateClaims(setting: Setting, runs: readonly Run[]): Comparison[] {
  const { publishedRates } = games[setting.game];
  const rates = ratesOf(setting);
  if (publishedRates === undefined || rates.length < 2) return [];
  const { js, rs } = publishedRates;
  if (!rates.includes(js) || !rates.includes(rs)) return [];
  return [
    ...crossClaims(setting, runs, ["rs", "js"], { js, rs }, "the published rates"),
    ...crossClaims(setting, runs, ["js", "rs"], { js: rs, rs: js }, "the rates exchanged"),
  ];
}
