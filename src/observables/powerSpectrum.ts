import { spectralPeak } from "../numerics/spectrum.ts";
import { count, define } from "../options/index.ts";
import { weightedMean } from "./moments.ts";
import { checkNamed } from "./named.ts";
import { finiteOnly, type Observable, type State } from "./observable.ts";

/** The states at equal spacing from the first on. */
function evenlySaved(course: readonly State[]): readonly State[] {
  const spacing = course.length < 2 ? 0 : course[1]!.step - course[0]!.step;
  const odd = course.findIndex((one, k) => k > 0 && one.step - course[k - 1]!.step !== spacing);
  return odd < 0 ? course : course.slice(0, odd);
}

/**
 * The strongest frequency in the course of a coordinate of one particle, or of the cloud's mean, by its
 * periodogram under a Hann window (see `spectralPeak`): columns `peakFrequency`, radians per step, and
 * `peakShare`, the share of the power about it, near 1 for a pure tone and small for noise and chaos. Known at
 * the end of a run only; NaN without an oscillation of at least two turns. Unlike `oscillation` it supposes no
 * damped single tone; a damped one is read off less exactly.
 */
export const powerSpectrum = define(
  "powerSpectrum",
  {
    particle: count(0).optional().describe("which particle; the cloud's mean when left out"),
    axis: count(0).optional().describe("which coordinate; the first when left out"),
  },
  ({ particle, axis = 0 }): Observable =>
    finiteOnly({
      kind: "powerSpectrum",
      atEnd: true,
      check: (setting) => checkNamed(setting, { particle, axis }),
      columns: () => ["peakFrequency", "peakShare"],
      measure(state, { masses, dimension }, course = [state]) {
        const none = [Number.NaN, Number.NaN];
        if ((particle ?? 0) >= masses.length || axis >= dimension) return none;
        const even = evenlySaved(course);
        const peak = spectralPeak(
          even.map(({ positions }) =>
            particle === undefined
              ? weightedMean(positions, masses, dimension)[axis]!
              : positions[particle * dimension + axis]!,
          ),
        );
        if (peak === undefined) return none;
        return [peak.angularFrequency / (even[1]!.step - even[0]!.step), peak.share];
      },
    }),
);
