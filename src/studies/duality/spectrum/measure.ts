import type { Backend } from "../../../engine/index.ts";
import { symmetricEigen } from "../../../numerics/singularValues.ts";
import { duality } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { averaged, type Judged, judge, liftedCourse, reached } from "./course.ts";
import {
  playedAll,
  type SchemeName,
  type SpectralSetting,
  schemes,
  simulationOf,
  spectralGameOf,
} from "./game.ts";
import type { SpectrumOptions } from "./options.ts";
import { fittedRate, predictedRate } from "./rate.ts";
import { near, type Spectrum } from "./spectra.ts";

/** The relative gap that counts as solved. */
export const SOLVED = 1e-3;

/** How many states of a course are saved and judged, and how many of these a figure shows. */
const SAVED = 800;
const SHOWN = 80;

/** With what games are run. */
export interface Course {
  readonly backend: Backend;
  readonly seeds: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** A game of a spectrum as the options have it. */
export function settingOf(
  options: SpectrumOptions,
  { values }: Spectrum,
  scheme: SchemeName,
  seed: number,
): SpectralSetting {
  const { threshold, ridge, samples, units, step } = options;
  const scaled = values.map((value) => value * threshold);
  return { values: scaled, threshold, ridge, samples, units, scheme, step, seed };
}

/** Rows of one spectrum and scheme: the courses, what each run came to, and the spectra at the end. */
export interface SpectrumRows {
  readonly courses: Row[];
  readonly runs: Row[];
  readonly ends: Row[];
}

/** Plays a spectrum with a scheme, for all seeds. */
export async function spectrumRows(
  options: SpectrumOptions,
  spectrum: Spectrum,
  scheme: SchemeName,
  { backend, seeds, signal }: Course,
): Promise<SpectrumRows> {
  const settings = seeds.map((seed) => settingOf(options, spectrum, scheme, seed));
  const simulations = settings.map(simulationOf);
  const every = Math.max(1, Math.round(options.steps / SAVED));
  const played = await playedAll(simulations, { steps: options.steps, every, backend, signal });
  // Over a decade more of steps, twice as many.
  const showing = spectrum === near ? 2 * SHOWN : SHOWN;
  const rows: SpectrumRows = { courses: [], runs: [], ends: [] };
  played.forEach((trajectory, k) => {
    const simulation = simulations[k]!;
    const game = spectralGameOf(simulation, settings[k]!);
    const optimum = duality.spectralOptimum(game);
    const lifted = liftedCourse(simulation, trajectory);
    const course = lifted.map((state) => judge(game, optimum.value, state));
    const means = averaged(lifted).map((state) => judge(game, optimum.value, state));
    const about = { spectrum: spectrum.name, scheme, seed: seeds[k]! };
    rows.courses.push(...shown(course, means, showing).map((row) => ({ ...about, ...row })));
    const [last, mean] = [course.at(-1), means.at(-1)];
    const predicted =
      lifted.length === 0
        ? Number.NaN
        : predictedRate(
            game,
            simulation,
            trajectory.positions[lifted.length]!,
            { kind: scheme },
            options.step,
          );
    rows.runs.push({
      ...about,
      outcome: lifted.length < trajectory.steps.length - 1 ? "diverged" : "stayed",
      solvedAt: reached(course, SOLVED) ?? Number.NaN,
      gap: last?.gap ?? Number.NaN,
      objective: last?.objective ?? Number.NaN,
      excess: last?.excess ?? Number.NaN,
      averageGap: mean?.gap ?? Number.NaN,
      rate: fittedRate(course),
      predicted,
    });
    const reachedSpectrum =
      lifted.length === 0 ? [] : symmetricEigen(lifted.at(-1)!.generated, game.dimension).values;
    for (const [index, value] of spectrum.values.entries()) {
      rows.ends.push({
        ...about,
        index: index + 1,
        data: value,
        theory: optimum.spectrum[index]! / options.threshold,
        generated: (reachedSpectrum[index] ?? Number.NaN) / options.threshold,
      });
    }
  });
  return rows;
}

/** Every so many states, closer together at the start. */
function shown(course: readonly Judged[], means: readonly Judged[], count: number): Row[] {
  const wanted = new Set(
    Array.from({ length: count }, (_, k) => Math.round(course.length * ((k + 1) / count) ** 1.5) - 1),
  );
  return course.flatMap(({ step, gap, objective, excess }, k) =>
    wanted.has(k) ? [{ step, gap, objective: Math.abs(objective), excess, averageGap: means[k]!.gap }] : [],
  );
}

/** All schemes, in the order in which they are shown. */
export const schemeNames = Object.keys(schemes) as SchemeName[];
