import { type Comparison, short } from "../../comparisons/comparison.ts";
import { games, type LossName, lossLabels } from "./games.ts";
import type { Setting } from "./options.ts";
import { bestLoss, ofCell, type Run } from "./runs.ts";
import { type Estimate, meanEstimate, pairedDifference, slopeOverSeeds } from "./shares.ts";

const interval = ({ value, low, high }: Estimate) => `${short(value)} [${short(low)}, ${short(high)}]`;

const widthText = ({ game }: Setting, width: number) =>
  game === "kernelParticles" ? `σ = ${width}` : `width ${width}`;

function successes(runs: readonly Run[], { game }: Setting, loss: LossName, width: number): boolean[] {
  return ofCell(runs, { game, loss, width }).map(({ success }) => success);
}

/** RS-GAN ends with all modes covered more often than JS-GAN. */
function advantageClaim(setting: Setting, width: number, runs: readonly Run[]): Comparison {
  const [rs, js] = [successes(runs, setting, "rs", width), successes(runs, setting, "js", width)];
  const difference = pairedDifference(rs, js);
  const count = (own: readonly boolean[]) => own.filter((success) => success).length;
  return {
    claim: `${games[setting.game].label}, ${widthText(setting, width)}: RS-GAN covers more often than JS-GAN`,
    theory: "difference above 0",
    measured: `${count(rs)} against ${count(js)} of ${rs.length}`,
    difference: interval(difference),
    passes: difference.low > 0,
  };
}

/** By seed, the difference to JS-GAN at each width. */
function differences(setting: Setting, loss: LossName, runs: readonly Run[]): number[][] {
  const byWidth = setting.widths.map((width) => {
    const js = successes(runs, setting, "js", width);
    return successes(runs, setting, loss, width).map((success, seed) => Number(success) - Number(js[seed]));
  });
  return byWidth[0]!.map((_, seed) => byWidth.map((own) => own[seed]!));
}

/** The published claim: the advantage grows as the discriminator gets smaller. */
function trendClaim(setting: Setting, runs: readonly Run[]): Comparison {
  const { label, capacity } = games[setting.game];
  const slope = slopeOverSeeds(setting.widths.map(capacity), differences(setting, "rs", runs));
  const doubling = setting.game === "kernelParticles" ? "halving of σ" : "doubling of the width";
  return {
    claim: `${label}: the advantage grows as the discriminator gets smaller`,
    theory: `slope below 0 a ${doubling}`,
    measured: interval(slope),
    difference: slope.low > 0 ? "it falls" : slope.high < 0 ? "it grows" : "neither is shown",
    passes: slope.high < 0,
  };
}

/** All pairs, which is what shuffled pairs come to on average, against JS-GAN over all widths. */
function allPairsClaim(setting: Setting, runs: readonly Run[]): Comparison {
  const bySeed = differences(setting, "rsAll", runs).map(
    (own) => own.reduce((sum, one) => sum + one, 0) / own.length,
  );
  const difference = meanEstimate(bySeed);
  const covered = (loss: LossName) =>
    setting.widths.flatMap((width) => successes(runs, setting, loss, width)).filter((success) => success)
      .length;
  return {
    claim: `${games[setting.game].label}, all widths: ${lossLabels.rsAll} covers more often than JS-GAN`,
    theory: "difference above 0",
    measured: `${covered("rsAll")} against ${covered("js")} of ${bySeed.length * setting.widths.length}`,
    difference: interval(difference),
    passes: difference.low > 0,
  };
}

/** How far the loss may be from the best discriminator's: a seventh of the step from .4774 to .3466, which is 0.13. */
const plateauBound = 0.02;

/** JS-GAN particles that are all within the clusters have the loss that an unrestricted discriminator leaves. */
function plateauClaim(setting: Setting, runs: readonly Run[]): Comparison {
  const width = Math.max(...setting.widths);
  const whole = ofCell(runs, { game: setting.game, loss: "js", width }).filter(
    ({ held }) => held.reduce((sum, q) => sum + q, 0) > 1 - 1e-9,
  );
  const gap = meanEstimate(whole.map(({ held, value }) => value - bestLoss(held)));
  const best = meanEstimate(whole.map(({ held }) => bestLoss(held)));
  const found = meanEstimate(whole.map(({ value }) => value));
  return {
    claim: `${games[setting.game].label}, ${widthText(setting, width)}: JS loss where all samples are in the clusters, ${whole.length} runs`,
    theory: `${best.value.toFixed(4)}, unrestricted discriminator`,
    measured: found.value.toFixed(4),
    difference: interval(gap),
    passes: gap.low > -plateauBound && gap.high < plateauBound,
  };
}

/** The closing table of a setting. */
export function settingClaims(setting: Setting, runs: readonly Run[]): Comparison[] {
  return [
    ...setting.widths.map((width) => advantageClaim(setting, width, runs)),
    ...(setting.widths.length > 2 ? [trendClaim(setting, runs)] : []),
    ...(setting.losses.includes("rsAll") ? [allPairsClaim(setting, runs)] : []),
    ...(setting.game === "networkParticles" ? [plateauClaim(setting, runs)] : []),
  ];
}
