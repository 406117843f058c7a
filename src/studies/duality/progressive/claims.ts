import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import type { Plan, Way } from "./games.ts";
import { meanOver } from "./summary.ts";

/** Rounding of a spectral norm relative to β, which is a thousandth of the largest eigenvalue. */
const ROUNDING = 1e-8;

const number = (row: Row, column: string) => row[column] as number;

function of(stages: readonly Row[], way: Way, more: Readonly<Record<string, number>> = {}): Row[] {
  return stages.filter(
    (row) => row.way === way && Object.entries(more).every(([column, value]) => row[column] === value),
  );
}

function fittedClaim(rows: readonly Row[], what: string): Comparison {
  const worst = Math.max(...rows.map((row) => Math.abs(number(row, "onFitted"))));
  return {
    claim: `${what}: ‖XᵀX − GᵀG‖₂ = β on the latents of the fit`,
    theory: "β",
    measured: `β to ${short(worst)}, ${rows.length} stages`,
    difference: short(worst),
    passes: worst < ROUNDING,
  };
}

/** The power of n with which the excess falls, at each resolution; one interval for all together, by Bonferroni. */
function exponentClaims(plan: Plan, stages: readonly Row[]): Comparison[] {
  const confidence = 1 - 0.05 / plan.resolutions.length;
  return plan.resolutions.map((side) => {
    const rows = of(stages, "new latents", { side }).filter((row) => number(row, "excess") > 0);
    const column = (name: string) => rows.map((row) => number(row, name));
    const { exponent, interval } = fitPowerLaw(column("samples"), column("excess"), { confidence });
    const theory = fitPowerLaw(column("samples"), column("predicted")).exponent;
    return {
      claim: `${side} × ${side}: excess over β on fresh latents falls as a power of n`,
      theory: `${short(theory)}, to first order; not told apart from it where the interval holds it`,
      measured: `${short(exponent)} [${short(interval.low)}, ${short(interval.high)}]`,
      difference: short(exponent - theory),
      passes: interval.low < theory && theory < interval.high,
    };
  });
}

/** The excess beside that of first-order theory at the largest n, where the next order is smallest. */
function prefactorClaim(plan: Plan, stages: readonly Row[]): Comparison {
  const samples = Math.max(...plan.sizes);
  const rows = of(stages, "new latents", { samples });
  const { mean, low, high } = meanOver(rows.map((row) => number(row, "excess") / number(row, "predicted")));
  return {
    claim: `n = ${samples}: excess over first-order theory, mean over all stages`,
    theory: "1; passes where the interval holds it",
    measured: `${short(mean)} [${short(low)}, ${short(high)}]`,
    difference: short(mean - 1),
    passes: low < 1 && 1 < high,
  };
}

/** Paired in singular order, the first component takes the direction in which the latents of the fit vary most by chance. */
function orderedClaim(plan: Plan, stages: readonly Row[]): Comparison {
  const samples = Math.max(...plan.sizes);
  const rows = of(stages, "published recipe", { samples, side: plan.resolutions[0]! });
  const theory = number(rows[0]!, "predicted");
  const { mean, low, high } = meanOver(rows.map((row) => number(row, "excess") / number(row, "predicted")));
  return {
    claim: `n = ${samples}: excess of the published recipe's first stage, over s₁²`,
    theory: `${short(theory)}: largest sample variance of ${plan.latents} latents`,
    measured: `${short(mean * theory)} [${short(low * theory)}, ${short(high * theory)}]`,
    difference: short((mean - 1) * theory),
    passes: low < 1 && 1 < high,
  };
}

/** The published recipe never has more components than the first stage and the constant. */
function rankClaim(plan: Plan, stages: readonly Row[]): Comparison {
  const bound = plan.components[0]! + 1;
  const rows = of(stages, "published recipe").filter((row) => number(row, "side") > plan.resolutions[0]!);
  const most = Math.max(...rows.map((row) => number(row, "rank")));
  return {
    claim: "published recipe: rank of the inputs after the first stage",
    theory: `at most k₁ + 1 = ${bound}, however many are asked for (${plan.components.at(-1)} at last)`,
    measured: String(most),
    difference: String(most - bound),
    passes: most <= bound,
  };
}

/** Differences of two ways over the same samples. */
function paired(stages: readonly Row[], one: Way, other: Way, column: string, more: Record<string, number>) {
  const [first, second] = [of(stages, one, more), of(stages, other, more)];
  return meanOver(first.map((row, k) => number(row, column) - number(second[k]!, column)));
}

/** Stage by stage or at once: the second moments on the latents of the fit are the same, so the law is as good. */
function onceClaim(plan: Plan, stages: readonly Row[]): Comparison {
  const at = { samples: plan.samples, side: plan.resolutions.at(-1)! };
  const { mean, low, high } = paired(stages, "new latents", "one stage", "distance", at);
  const once = meanOver(of(stages, "one stage", at).map((row) => number(row, "distance")));
  return {
    claim: `W₂²/tr C at ${at.side} × ${at.side}: new latents stage by stage against one stage, n = ${at.samples}`,
    theory: "not told apart: the interval of the difference holds 0",
    measured: `${short(mean + once.mean)} and ${short(once.mean)}`,
    difference: `${short(mean)} [${short(low)}, ${short(high)}], ${short((50 * (high - low)) / once.mean)} % of it either way`,
    passes: low <= 0 && 0 <= high,
  };
}

/** A constant that stands for a component of the data: what a discriminator without bias cannot tell. */
function offsetClaim(plan: Plan, stages: readonly Row[]): Comparison {
  const side = plan.resolutions.at(-1)!;
  const offset = (way: Way) =>
    meanOver(of(stages, way, { side, samples: plan.samples }).map((row) => number(row, "offset")));
  const [published, fresh] = [offset("published recipe"), offset("new latents")];
  return {
    claim: `squared offset of the mean over tr C at ${side} × ${side}: published recipe against new latents`,
    theory: "second moments do not tell a constant from a component: more than 0 against 0",
    measured: `${short(published.mean)} [${short(published.low)}, ${short(published.high)}] against ${fresh.mean < ROUNDING ? "0 to rounding" : short(fresh.mean)}`,
    difference: short(published.mean - fresh.mean),
    passes: published.low > 0 && Math.abs(fresh.mean) < ROUNDING,
  };
}

/** The same latents make the same picture at the next resolution. */
function changeClaim(plan: Plan, stages: readonly Row[]): Comparison {
  const of_ = (way: Way) =>
    of(stages, way, { samples: plan.samples }).flatMap((row) =>
      Number.isFinite(number(row, "change")) ? [number(row, "change")] : [],
    );
  const [nearest, ordered] = [of_("new latents"), of_("published recipe")];
  const [most, least] = [Math.max(...nearest), Math.min(...ordered)];
  return {
    claim:
      "mean square change of a picture, averaged down, from stage to stage: nearest pairing against singular order",
    theory: "smaller at every stage",
    measured: `at most ${short(most)} against at least ${short(least)} of the mean square`,
    difference: `factor ${short(least / most)}`,
    passes: most < least,
  };
}

/** Each stage brings the enlarged pictures nearer to the finest faces, about as near as faces of that resolution are. */
function sharpnessClaim(plan: Plan, stages: readonly Row[], floor: readonly Row[]): Comparison {
  const mean = (side: number) =>
    meanOver(of(stages, "new latents", { side, samples: plan.samples }).map((row) => number(row, "finest")))
      .mean;
  const means = plan.resolutions.map(mean);
  const beyond = means.slice(0, -1).map((value, i) => value - number(floor[i]!, "finest"));
  return {
    claim: "distance of enlarged pictures from the finest faces falls with every stage",
    theory: `${floor.map((row) => short(number(row, "finest"))).join(", ")}: faces averaged to that resolution`,
    measured: means.map((value) => short(value)).join(", "),
    difference: `${short(Math.max(...beyond.map(Math.abs)))} at most before the last stage`,
    passes: means.every((value, i) => i === 0 || value < means[i - 1]!),
  };
}

/** The closing table. */
export function comparisonsOf(
  plan: Plan,
  stages: readonly Row[],
  floor: readonly Row[],
  folder: readonly Row[] | undefined,
): Comparison[] {
  return [
    fittedClaim(stages, "faces"),
    ...(folder === undefined ? [] : [fittedClaim(folder, "folder")]),
    ...exponentClaims(plan, stages),
    prefactorClaim(plan, stages),
    orderedClaim(plan, stages),
    rankClaim(plan, stages),
    offsetClaim(plan, stages),
    changeClaim(plan, stages),
    onceClaim(plan, stages),
    sharpnessClaim(plan, stages, floor),
  ];
}
