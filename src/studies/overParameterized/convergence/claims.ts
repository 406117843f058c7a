import type { RandomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import { overParameterized } from "../../../theory/index.ts";
import { distinctIn, type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type Estimate, estimate, holds, within } from "./fits.ts";
import { type Common, infiniteKernelOf, playOf } from "./game.ts";
import { arrives, knownIn, SINGULAR } from "./tables.ts";

/** Who comes to the saddle at all. */
export function reachClaims(narrow: readonly Row[], reach: readonly Row[], common: Common): Comparison[] {
  const { distance } = common.options;
  const unable = narrow.filter(({ reachable }) => reachable === 0);
  const wrong = unable.filter((row) => arrives(row, distance)).length;
  const missing = narrow.filter((row) => row.reachable === 1 && !arrives(row, distance));
  const hidden = missing.filter(({ trained }) => trained === "hidden");
  const still = hidden.filter(
    (row) => (row.kernelLeast as number) < SINGULAR * infiniteKernelOf(common, "hidden"),
  ).length;
  const drawn = reach.filter(({ trained }) => trained === "hidden");
  const worst = drawn.reduce((a, b) => (gapOf(b) > gapOf(a) ? b : a));
  const excess = drawn.filter(({ low, wendel }) => (low as number) > (wendel as number)).length;
  const whole = narrow.filter(({ trained }) => trained === "all");
  const arrived = whole.filter((row) => arrives(row, distance)).length;
  return [
    {
      claim:
        "output layer as drawn: runs that arrive though the data's mean is outside the cone of its columns",
      theory: `0 of ${unable.length}`,
      measured: `${wrong}`,
      difference: `${wrong}`,
      passes: wrong === 0,
    },
    {
      claim: `share of runs that arrive, k from ${drawn[0]!.width} to ${drawn.at(-1)!.width}`,
      theory: "at most Wendel's probability of the cone",
      measured: `farthest at k = ${worst.width}: ${short(worst.share as number)} [${short(worst.low as number)}, ${short(worst.high as number)}] for ${short(worst.wendel as number)}; ${hidden.length} within the cone do not, ${still} of them for good (kernel singular)`,
      difference: short((worst.share as number) - (worst.wendel as number)),
      passes: excess === 0,
    },
    {
      claim: `all layers trained: runs that arrive, from k = ${reach[0]!.width} on`,
      theory: `${whole.length} of ${whole.length}`,
      measured: `${arrived}`,
      difference: `${whole.length - arrived}`,
      passes: arrived === whole.length,
    },
  ];
}

function gapOf({ share, wendel }: Row): number {
  return Math.abs((share as number) - (wendel as number));
}

/** Weight decay: where it is best, and where width helps. */
export function dampingClaims(rows: readonly Row[], stream: RandomStream): Comparison[] {
  const widths = distinctIn<number>(rows, "width");
  const dampings = distinctIn<number>(rows, "damping");
  const [narrow, wide] = [Math.min(...widths), Math.max(...widths)];
  const rateAt = (width: number, damping: number, column = "saddleDistanceRate") =>
    knownIn(where(rows, { width, damping }), column);
  const best = (column: string) =>
    dampings.reduce((a, b) => (mean(rateAt(wide, b, column)) > mean(rateAt(wide, a, column)) ? b : a));
  const [measured, theory] = [best("saddleDistanceRate"), best("frozenRate")];
  const gain = (damping: number) =>
    estimate([rateAt(narrow, damping), rateAt(wide, damping)], ([one, other]) => mean(other!) / mean(one!), {
      stream,
    });
  const gains = dampings.map((damping) => ({ damping, ...gain(damping) }));
  const weakest = gains[0]!;
  const strongest = gains.reduce((a, b) => (b.value > a.value ? b : a));
  const expected =
    mean(rateAt(wide, weakest.damping, "frozenRate")) / mean(rateAt(narrow, weakest.damping, "frozenRate"));
  return [
    {
      claim: `weight decay of the fastest convergence at k = ${wide}, in units of the critical one`,
      theory: `${theory}, with the kernels of step 0`,
      measured: `${measured}`,
      difference: `${short(measured / theory)} times`,
      passes: measured === theory,
    },
    {
      claim: `rate at k = ${wide} over that at k = ${narrow}, underdamped, λ = ${weakest.damping} λ_c`,
      theory: `${short(expected)}, near 1: weight decay sets it`,
      measured: within(weakest),
      difference: short(weakest.value - expected),
      passes: holds(weakest, expected),
    },
    {
      claim: "that ratio where it is largest",
      theory: "overdamped or critical, λ ≥ λ_c",
      measured: `${within(strongest)} at λ = ${strongest.damping} λ_c`,
      difference: `${short(strongest.value / weakest.value)} times the underdamped one`,
      passes: strongest.damping >= 1 && strongest.low > weakest.high,
    },
  ];
}

/** What of the width's help at one step is scale, what concentration, and what the kernel's own motion. */
export function scaleClaims(common: Common, rows: readonly Row[], stream: RandomStream): Comparison[] {
  const widths = distinctIn<number>(rows, "width");
  const [narrow, wide] = [Math.min(...widths), Math.max(...widths)];
  const play = playOf(common, "hidden");
  const rateOf = (stepGenerator: number, kernel: number) =>
    overParameterized.saddleRate({ ...play, stepGenerator }, [kernel]);
  const trace = (row: Row) => rateOf(row.stepGenerator as number, row.trace as number);
  const ratio = (value: (row: Row) => number) =>
    estimate(
      [narrow, wide].map((width) =>
        where(rows, { width })
          .map(value)
          .filter((one) => !Number.isNaN(one)),
      ),
      ([one, other]) => mean(other!) / mean(one!),
      { stream },
    );
  const total = ratio((row) => row.saddleDistanceRate as number);
  const scale = ratio(trace);
  const concentration = ratio((row) => (row.frozenRate as number) / trace(row));
  const motion = ratio((row) => (row.saddleDistanceRate as number) / (row.frozenRate as number));
  const h = infiniteKernelOf(common, "hidden");
  const infinite = rateOf(play.stepGenerator, h) / rateOf((play.stepGenerator * narrow) / wide, h);
  const share = (one: Estimate) =>
    `${short((100 * Math.log(one.value)) / Math.log(total.value))} % of the logarithm`;
  const part = (claim: string, one: Estimate): Comparison => ({
    claim,
    theory: "above 1",
    measured: within(one),
    difference: share(one),
    passes: one.low > 1,
  });
  return [
    {
      ...part(
        `one step for networks not scaled by 1/√k: rate at k = ${wide} over that at k = ${narrow}`,
        total,
      ),
      theory: `above ${short(infinite)}, that of scale`,
      passes: total.low > infinite,
    },
    {
      ...part("of this scale: the rates of the kernels' traces", scale),
      theory: `${short(infinite)}, infinite width with the kernel ∝ k`,
      passes: holds(scale, infinite),
    },
    part("concentration: the rate of the kernel of step 0 over that of its trace", concentration),
    part("and the kernel's motion: the rate over that of the kernel of step 0", motion),
  ];
}
