import type { Simulation, Trajectory } from "../../../dynamics/index.ts";
import { duality } from "../../../theory/index.ts";

/** Both players at a saved step, as the lifted game knows them. */
export interface Lifted {
  readonly step: number;
  /** S_G, [d*d]. */
  readonly generated: Float64Array;
  /** M, [d*d]. */
  readonly form: Float64Array;
  /** Σ ‖u‖², of which weight decay makes the discriminator pay β. */
  readonly cost: number;
}

/** What is measured of a pair of players, in units of the optimal value. */
export interface Judged {
  readonly step: number;
  /** The duality gap, ≥ 0. */
  readonly gap: number;
  /** The objective of the game as it is played, minus the closed form. */
  readonly objective: number;
  /** (‖S − S_G‖₂ − β)/β. */
  readonly excess: number;
}

/** A coordinate beyond this is no course any more. */
const FAR = 1e6;

/** M = Σ_j s_j u_j u_jᵀ of weights u [m*d]. */
export function formOf(weights: ArrayLike<number>, dimension: number): Float64Array {
  const form = new Float64Array(dimension * dimension);
  for (let j = 0; j * dimension < weights.length; j++) {
    const sign = j % 2 === 0 ? 1 : -1;
    for (let a = 0; a < dimension; a++) {
      const u = sign * weights[j * dimension + a]!;
      for (let b = 0; b < dimension; b++) form[a * dimension + b]! += u * weights[j * dimension + b]!;
    }
  }
  return form;
}

/** The saved states after step 0, up to the last that is finite. */
export function liftedCourse({ game }: Simulation, { steps, positions, kept }: Trajectory): Lifted[] {
  const d = game.drawn.dimension;
  const course: Lifted[] = [];
  for (let k = 1; k < steps.length; k++) {
    const [outputs, weights] = [positions[k]!, kept!.weights![k - 1]!];
    const near = (list: Float64Array) => list.every((value) => Math.abs(value) < FAR);
    if (!near(outputs) || !near(weights)) break;
    course.push({
      step: steps[k]!,
      generated: duality.secondMoment(outputs, game.generator.masses, d),
      form: formOf(weights, d),
      cost: weights.reduce((sum, u) => sum + u * u, 0),
    });
  }
  return course;
}

/** What a pair of players is worth. */
export function judge(game: duality.SpectralGame, value: number, state: Lifted): Judged {
  const { moment, dimension, threshold, ridge } = game;
  const { generated, form, cost, step } = state;
  const bounds = duality.spectralBounds(game, generated, form);
  let objective =
    duality.innerProduct(form, moment) - duality.innerProduct(form, generated) - threshold * cost;
  for (let k = 0; k < dimension; k++) objective += ridge * generated[k * dimension + k]!;
  return {
    step,
    gap: bounds.gap / value,
    objective: objective / value - 1,
    excess: bounds.excess / threshold,
  };
}

/** The players' means over the later half of each course up to then. */
export function averaged(course: readonly Lifted[]): Lifted[] {
  return course.map((state, k) => {
    const later = course.slice(Math.floor((k + 1) / 2), k + 1);
    const over = (of: (one: Lifted) => Float64Array) => {
      const sum = new Float64Array(of(state).length);
      for (const one of later) {
        const values = of(one);
        for (let i = 0; i < sum.length; i++) sum[i]! += values[i]! / later.length;
      }
      return sum;
    };
    return {
      step: state.step,
      generated: over(({ generated }) => generated),
      form: over(({ form }) => form),
      cost: later.reduce((sum, one) => sum + one.cost / later.length, 0),
    };
  });
}

/** The first saved step from which on the gap stays at most `level`; undefined where it does not. */
export function reached(course: readonly Judged[], level: number): number | undefined {
  let first: number | undefined;
  for (const { gap, step } of course) {
    if (!(gap <= level)) first = undefined;
    else first ??= step;
  }
  return first;
}
