import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import { mean } from "../../../numerics/statistics.ts";
import { overParameterized } from "../../../theory/index.ts";
import { where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type Estimate, estimate, exponent, holds, within } from "./fits.ts";
import { infiniteKernelOf, playOf } from "./game.ts";
import { deviation, rootMeanSquare } from "./tables.ts";
import { samplesOf, type WidthData } from "./trendClaims.ts";

/** How wide generators come near to the infinite one, and how their kernel moves, against theory. */
export function widthClaims(data: WidthData): Comparison[] {
  return [...limitClaims(data), ...kernelClaims(data)];
}

/** Towards infinite width: the rate's gap and its spread over runs. */
function limitClaims({ common, hidden, rates, stream }: WidthData): Comparison[] {
  const { widths, fitFrom } = common.options;
  const wide = widths.filter((width) => width >= fitFrom);
  const samples = samplesOf(hidden, wide, "saddleDistanceRate");
  const infinite = overParameterized.saddleRate(playOf(common, "hidden"), [
    infiniteKernelOf(common, "hidden"),
  ]);
  const known = wide.map((width) => where(rates, { trained: "hidden", width })[0]!);
  const exponentOf = (values: readonly number[]) => fitPowerLaw(wide, values).exponent;
  const drawnSpread = exponentOf(known.map((row) => row.drawnSpread as number));
  const drawnGap = exponentOf(known.map((row) => infinite - (row.drawn as number)));
  const movedGap = exponentOf(known.map((row) => infinite - (row.moved as number)));
  const gap = exponent(wide, samples, (sample) => infinite - mean(sample), { stream });
  const spread = exponent(wide, samples, deviation, { stream });
  const widest = known.at(-1)!;
  const over = (column: string, statistic: (sample: readonly number[]) => number) =>
    estimate([samples.at(-1)!], ([sample]) => statistic(sample!) / (widest[column] as number), { stream });
  const least = over("law", mean);
  const own = over("lawSpread", deviation);
  const power = (words: string, theory: string, fit: Estimate, expected: number): Comparison => ({
    claim: `${words} against width, k ≥ ${fitFrom}, exponent`,
    theory,
    measured: within(fit),
    difference: short(fit.value - expected),
    passes: holds(fit, expected),
  });
  const ratio = (words: string, theory: string, fit: Estimate): Comparison => ({
    claim: `${words} at k = ${widest.width}`,
    theory,
    measured: within(fit),
    difference: short(fit.value - 1),
    passes: holds(fit, 1),
  });
  return [
    power(
      "rate at infinite width less mean rate",
      `${short(movedGap)}: kernels moved to first order (${short(drawnGap)}: random matrices; -0.5 for k → ∞)`,
      gap,
      movedGap,
    ),
    power(
      "spread of the rate over runs",
      `${short(drawnSpread)}: random matrices (-0.5 for k → ∞)`,
      spread,
      drawnSpread,
    ),
    ratio("mean rate over that of h(1 − c_d√(κ/k))", "1 + O(1/k)", least),
    ratio("spread of the rate over that of the least eigenvalue's law, ∝ 1/√k", "1 + O(1/√k)", own),
  ];
}

/** By how much the mean ratio to first order may be off 1: the next order, the squared drift of some percent. */
const NEXT_ORDER = 0.02;

/** The linear system that varies in time: the kernel hardly moves. */
function kernelClaims({ common, hidden, stream }: WidthData): Comparison[] {
  const { widths, fitFrom } = common.options;
  const wide = widths.filter((width) => width >= fitFrom);
  const widest = widths.at(-1)!;
  const over = (column: string) =>
    wide.map((width) =>
      where(hidden, { width })
        .map((row) => (row.saddleDistanceRate as number) / (row[column] as number))
        .filter((value) => !Number.isNaN(value)),
    );
  const off = (samples: readonly (readonly number[])[]) =>
    samples.map((sample) => sample.map((value) => value - 1));
  const frozen = exponent(wide, off(over("frozenRate")), rootMeanSquare, { stream });
  const moved = over("movedRate");
  const last = estimate([moved.at(-1)!], ([sample]) => mean(sample!), { stream });
  const drifts = samplesOf(hidden, wide, "kernelDrift");
  const drift = exponent(wide, drifts, rootMeanSquare, { stream });
  const first = samplesOf(hidden, [widest], "firstOrderDrift")[0]!;
  const ratio = estimate([drifts.at(-1)!.map((value, k) => value / first[k]!)], ([sample]) => mean(sample!), {
    stream,
  });
  const sizes = (samples: readonly (readonly number[])[]) =>
    `${short(rootMeanSquare(samples[0]!))} to ${short(rootMeanSquare(samples.at(-1)!))}`;
  return [
    {
      claim: `drift ‖H − H₀‖/‖H₀‖ against width, k ≥ ${fitFrom}, exponent`,
      theory: "at most -0.5 (bound)",
      measured: `${within(drift)}, ${sizes(drifts)}`,
      difference: short(drift.value + 0.5),
      passes: drift.high < -0.5,
    },
    {
      claim: `drift at k = ${widest} over that of parameters moved along the Jacobian of step 0`,
      theory: `1 ± ${5 * NEXT_ORDER}, drift itself to the next order`,
      measured: within(ratio),
      difference: short(ratio.value - 1),
      passes: Math.abs(ratio.value - 1) <= 5 * NEXT_ORDER,
    },
    {
      claim: `rate over that of the kernel of step 0, root mean square from 1 against width, k ≥ ${fitFrom}, exponent`,
      theory: `${short(drift.value)}, as the drift`,
      measured: `${within(frozen)}, ${sizes(off(over("frozenRate")))}`,
      difference: short(frozen.value - drift.value),
      passes: holds(frozen, drift.value),
    },
    {
      claim: `mean rate over that of the kernel moved to first order, k = ${widest}`,
      theory: `1 ± ${NEXT_ORDER}`,
      measured: `${within(last)}; root mean square from 1, k ≥ ${fitFrom}: ${sizes(off(moved))}`,
      difference: short(last.value - 1),
      passes: Math.abs(last.value - 1) <= NEXT_ORDER,
    },
  ];
}
