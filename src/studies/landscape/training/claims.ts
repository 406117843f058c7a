import type { Comparison } from "../../comparisons/comparison.ts";
import { games, type LossName, lossLabels, ratesOf } from "./games.ts";
import type { Setting } from "./options.ts";
import { rateClaims } from "./rateClaims.ts";
import { bestLoss, ofCell, placesOf, type Run } from "./runs.ts";
import { levelOfEach, meanEstimate, pairedDifference, slopeOverSeeds } from "./shares.ts";
import { against, atRate, interval, placeText, successes, widthText } from "./words.ts";

/** RS-GAN covers more often than JS-GAN at the same rate: with 95 % over all widths and rates of a game together. */
function advantageClaims(setting: Setting, runs: readonly Run[]): Comparison[] {
  const places = placesOf(setting);
  return places.map((place) => {
    const [rs, js] = [successes(runs, place, "rs"), successes(runs, place, "js")];
    const difference = pairedDifference(rs, js, levelOfEach(places.length));
    return {
      claim: `${placeText(setting, place)}: RS-GAN covers more often than JS-GAN`,
      theory: "difference above 0",
      measured: against(rs, js),
      difference: interval(difference),
      passes: difference.low > 0,
    };
  });
}

/** By seed, the difference to JS-GAN at each width, at one rate. */
function differences(setting: Setting, loss: LossName, rate: number, runs: readonly Run[]): number[][] {
  const { game, widths } = setting;
  const byWidth = widths.map((width) => {
    const place = { game, width, rate };
    const js = successes(runs, place, "js");
    return successes(runs, place, loss).map((success, seed) => Number(success) - Number(js[seed]));
  });
  return byWidth[0]!.map((_, seed) => byWidth.map((own) => own[seed]!));
}

/** The published claim: the advantage grows as the discriminator gets smaller. */
function trendClaims(setting: Setting, runs: readonly Run[]): Comparison[] {
  const { label, capacity } = games[setting.game];
  const doubling = setting.game === "kernelParticles" ? "halving of σ" : "doubling of the width";
  const rates = ratesOf(setting);
  return rates.map((rate) => {
    const own = differences(setting, "rs", rate, runs);
    const slope = slopeOverSeeds(setting.widths.map(capacity), own, levelOfEach(rates.length));
    return {
      claim: `${label}${atRate(setting, rate)}: the advantage grows as the discriminator gets smaller`,
      theory: `slope below 0 a ${doubling}`,
      measured: interval(slope),
      difference: slope.low > 0 ? "it falls" : slope.high < 0 ? "it grows" : "neither is shown",
      passes: slope.high < 0,
    };
  });
}

/** All pairs, which is what shuffled pairs come to on average, against JS-GAN over all widths and rates. */
function allPairsClaim(setting: Setting, runs: readonly Run[]): Comparison {
  const places = placesOf(setting);
  const covered = (loss: LossName) => places.map((place) => successes(runs, place, loss));
  const [all, js] = [covered("rsAll"), covered("js")];
  const share = (own: readonly boolean[][], seed: number) =>
    own.filter((place) => place[seed]).length / places.length;
  const difference = meanEstimate(all[0]!.map((_, seed) => share(all, seed) - share(js, seed)));
  return {
    claim: `${games[setting.game].label}, all widths: ${lossLabels.rsAll} covers more often than JS-GAN`,
    theory: "difference above 0",
    measured: against(all.flat(), js.flat()),
    difference: interval(difference),
    passes: difference.low > 0,
  };
}

/** How far the loss may be from the best discriminator's: a seventh of the step from .4774 to .3466, which is 0.13. */
const plateauBound = 0.02;

/** JS-GAN particles that are all within the clusters have the loss that an unrestricted discriminator leaves. */
function plateauClaim(setting: Setting, runs: readonly Run[]): Comparison {
  const { game } = setting;
  const [width, rate] = [Math.max(...setting.widths), ratesOf(setting)[0]!];
  const whole = ofCell(runs, { game, loss: "js", width, rate }).filter(
    ({ held }) => held.reduce((sum, q) => sum + q, 0) > 1 - 1e-9,
  );
  const gap = meanEstimate(whole.map(({ held, value }) => value - bestLoss(held)));
  const best = meanEstimate(whole.map(({ held }) => bestLoss(held)));
  const found = meanEstimate(whole.map(({ value }) => value));
  return {
    claim: `${games[game].label}, ${widthText(setting, width)}: JS loss where all samples are in the clusters, ${whole.length} runs`,
    theory: `${best.value.toFixed(4)}, unrestricted discriminator`,
    measured: found.value.toFixed(4),
    difference: interval(gap),
    passes: gap.low > -plateauBound && gap.high < plateauBound,
  };
}

/** The closing table of a setting. */
export function settingClaims(setting: Setting, runs: readonly Run[]): Comparison[] {
  return [
    ...advantageClaims(setting, runs),
    ...rateClaims(setting, runs),
    ...(setting.widths.length > 2 ? trendClaims(setting, runs) : []),
    ...(setting.losses.includes("rsAll") ? [allPairsClaim(setting, runs)] : []),
    ...(setting.game === "networkParticles" ? [plateauClaim(setting, runs)] : []),
  ];
}
