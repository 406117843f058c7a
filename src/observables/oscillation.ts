import { fitOscillation, type OscillationFit, type OscillationOptions } from "../numerics/oscillation.ts";
import { InputError } from "../options/index.ts";

/** A value saved at a step. */
export interface SavedValue {
  readonly step: number;
  readonly value: number;
}

/**
 * The damped oscillation in a saved coordinate or observable: decay rate, angular frequency and rates a
 * step (see `fitOscillation`). A last value off the grid of steps is left out. Saved every s steps, an
 * oscillation faster than π/s a step shows as a slower one.
 * @returns undefined for fewer than 8 values, a value that is not finite, or a constant series
 * @throws InputError when the steps do not grow, or are not equally spaced before the last
 */
export function oscillationOf(
  series: readonly SavedValue[],
  options: OscillationOptions = {},
): OscillationFit | undefined {
  if (series.length < 2) return undefined;
  const spacing = series[1]!.step - series[0]!.step;
  const odd = series.findIndex((one, k) => k > 0 && one.step - series[k - 1]!.step !== spacing);
  const offGrid = odd === series.length - 1 && series[odd]!.step > series[odd - 1]!.step;
  if (!(spacing > 0) || (odd >= 0 && !offGrid)) {
    throw new InputError("series", `must be equally spaced in steps; entry ${Math.max(odd, 1)} is not`);
  }
  const even = odd < 0 ? series : series.slice(0, odd);
  const fit = fitOscillation(
    even.map((one) => one.value),
    options,
  );
  return (
    fit && {
      ...fit,
      decayRate: fit.decayRate / spacing,
      angularFrequency: fit.angularFrequency / spacing,
      rates: fit.rates.map((rate) => rate / spacing),
    }
  );
}
