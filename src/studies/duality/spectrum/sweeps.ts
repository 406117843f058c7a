import type { Simulation, Trajectory } from "../../../dynamics/index.ts";
import { duality } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { judge, liftedCourse, reached } from "./course.ts";
import { playedAll, type SpectralSetting, simulationOf, spectralGameOf } from "./game.ts";
import { type Course, SOLVED, settingOf } from "./measure.ts";
import type { SpectrumOptions } from "./options.ts";
import { fittedRate, predictedRate } from "./rate.ts";
import { spectra } from "./spectra.ts";

/** What is changed in a sweep, and to which values. */
export interface Sweep {
  readonly name: "units" | "step" | "decay" | "latents";
  readonly values: readonly number[];
  /** The setting with the value in place of its own. */
  change(setting: SpectralSetting, value: number): SpectralSetting;
}

/** One thing at a time, extragradient, on the decaying spectrum, of which three eigenvalues are above β. */
export const sweeps: readonly Sweep[] = [
  {
    name: "units",
    values: [2, 4, 6, 8, 12, 20, 32],
    change: (setting, units) => ({ ...setting, units }),
  },
  {
    name: "step",
    values: [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1],
    change: (setting, step) => ({ ...setting, step }),
  },
  {
    name: "decay",
    // In units of the β that the spectrum was made for.
    values: [0, 0.01, 0.03, 0.1, 0.3, 1, 2, 3],
    change: (setting, share) => ({ ...setting, threshold: share * setting.threshold }),
  },
  {
    name: "latents",
    values: [1, 2, 3, 4, 5],
    change: (setting, latentDimension) => ({ ...setting, latentDimension }),
  },
];

/** Slow modes decay as the square of the step: smaller steps get more of them. */
function longer(share: number): number {
  return share < 1 ? 1 / (share * share) : 1;
}

/** The rate of the slowest mode beside where a run has come to. */
function predicted(setting: SpectralSetting, simulation: Simulation, { positions }: Trajectory): number {
  const game = spectralGameOf(simulation, setting);
  return predictedRate(game, simulation, positions.at(-1)!, { kind: setting.scheme }, setting.step);
}

/** A row a value and seed: the gap and the error of the objective at the end, and when the gap was closed. */
export async function sweepRows(
  options: SpectrumOptions,
  { name, values, change }: Sweep,
  { backend, seeds, signal }: Course,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const value of values) {
    const settings = seeds.map((seed) =>
      change(settingOf(options, spectra[0]!, "extragradient", seed), value),
    );
    const simulations = settings.map(simulationOf);
    const steps = Math.round(options.steps * longer(settings[0]!.step / options.step));
    const every = Math.max(1, Math.round(steps / 400));
    const played = await playedAll(simulations, { steps, every, backend, signal });
    played.forEach((trajectory, k) => {
      const game = spectralGameOf(simulations[k]!, settings[k]!);
      const optimum = duality.spectralOptimum(game);
      const lifted = liftedCourse(simulations[k]!, trajectory);
      const course = lifted.map((state) => judge(game, optimum.value, state));
      const last = course.at(-1);
      const stayed = lifted.length === trajectory.steps.length - 1;
      rows.push({
        sweep: name,
        value,
        seed: seeds[k]!,
        outcome: stayed ? "stayed" : "diverged",
        gap: stayed ? (last?.gap ?? Number.NaN) : Number.NaN,
        objective: stayed ? (last?.objective ?? Number.NaN) : Number.NaN,
        excess: last?.excess ?? Number.NaN,
        solvedAt: stayed ? (reached(course, SOLVED) ?? Number.NaN) : Number.NaN,
        rate: stayed ? fittedRate(course) : Number.NaN,
        predicted: stayed ? predicted(settings[k]!, simulations[k]!, trajectory) : Number.NaN,
      });
    });
  }
  return rows;
}

/** The medians of a sweep's rows over the seeds, a row a value; `solved` is the share whose gap was closed. */
export function sweepSummary(rows: readonly Row[], median: (values: readonly number[]) => number): Row[] {
  const keys = [...new Set(rows.map(({ sweep, value }) => JSON.stringify([sweep, value])))];
  return keys.map((key) => {
    const [sweep, value] = JSON.parse(key) as [string, number];
    const own = rows.filter((row) => row.sweep === sweep && row.value === value);
    const finite = (column: string) => own.map((row) => row[column] as number).filter(Number.isFinite);
    const middle = (column: string) => (finite(column).length > 0 ? median(finite(column)) : Number.NaN);
    const stayed = own.filter(({ outcome }) => outcome === "stayed").length;
    return {
      sweep,
      value,
      runs: own.length,
      solved: finite("solvedAt").length / own.length,
      diverged: 1 - stayed / own.length,
      gap: middle("gap"),
      objective: middle("objective"),
      solvedAt: middle("solvedAt"),
      predicted: middle("predicted"),
    };
  });
}
