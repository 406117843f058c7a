import {
  type DrawnGame,
  drawGame,
  type Game,
  type Outcome,
  type OutcomeRules,
  ruleShape,
  type Stepper,
  simulateEnsemble,
  type Trajectory,
} from "../dynamics/index.ts";
import { type BackendKind, openBackend } from "../engine/index.ts";
import { check, count, InputError, options } from "../options/index.ts";
import { generatorArray, generatorAt } from "./generatorState.ts";
import type { Setting, State } from "./observable.ts";
import { buildObservable, type ObservableSpec } from "./register.ts";

/** How a single game is run. */
export interface RunSettings {
  /** T, the number of steps. */
  readonly steps: number;
  /** Save every so many steps; start and end only when left out. */
  readonly every?: number;
  /** 1 when left out. */
  readonly seed?: number;
  /** `cpu` (double precision) when left out. */
  readonly backend?: BackendKind;
  /** Thresholds of the outcome rules that differ from the defaults. */
  readonly rules?: Partial<OutcomeRules>;
  readonly signal?: AbortSignal;
  /** Whether observables that read the players' parameters, such as `lossValue`, will be asked for. */
  readonly follow?: boolean;
  /** Called with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

const checked = options({
  steps: count(),
  every: count(0).optional(),
  seed: count(0, Number.MAX_SAFE_INTEGER).optional(),
  rules: options(ruleShape).optional(),
});

/**
 * Trains one game and returns what it went through.
 * @throws InputError for settings or a game that cannot be run.
 */
export async function simulate(game: Game, stepper: Stepper, settings: RunSettings): Promise<Run> {
  const { rules, signal, onProgress, follow = false, backend = "cpu", ...rest } = settings;
  const { steps, every = 0, seed = 1 } = check(checked, rules === undefined ? rest : { ...rest, rules });
  const drawn = drawGame(game, seed);
  const [trajectory] = await simulateEnsemble([{ game: drawn, stepper }], {
    steps,
    every,
    ...(follow ? { follow: "values" } : {}),
    keep: follow && drawn.motion.pullBack !== undefined ? [generatorArray] : [],
    backend: await openBackend(backend),
    ...(rules === undefined ? {} : { rules }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return new Run(drawn, trajectory!);
}

/** A finished run: its outcome, its saved states, and any observable of them. */
export class Run {
  readonly game: DrawnGame;
  readonly trajectory: Trajectory;

  constructor(game: DrawnGame, trajectory: Trajectory) {
    this.game = game;
    this.trajectory = trajectory;
  }

  get outcome(): Outcome {
    return this.trajectory.outcome;
  }

  /** The saved steps, from 0 to the last. */
  get steps(): readonly number[] {
    return this.trajectory.steps;
  }

  /**
   * An observable over the saved steps, by name or spec; one value a step.
   * @param column which column of an observable that has several; the first when left out
   * @throws InputError for an unknown observable or column.
   */
  observable(spec: ObservableSpec, column?: string): Float64Array {
    const observable = buildObservable(spec);
    const { drawn, generator, scale, loss, motion } = this.game;
    const { discriminator, kept } = this.trajectory;
    const unknown = observable.follows !== undefined && discriminator === undefined;
    if (unknown || (observable.readsGenerator === true && kept?.[generatorArray] === undefined)) {
      throw new InputError("observable", `${observable.kind} needs a run with the setting follow`);
    }
    const setting: Setting = {
      target: drawn,
      masses: generator.masses,
      dimension: drawn.dimension,
      width: scale,
      loss,
      motion,
    };
    observable.check?.(setting);
    const columns = observable.columns(setting);
    const index = column === undefined ? 0 : columns.indexOf(column);
    if (index < 0)
      throw new InputError("column", `unknown column "${column}"; it must be one of ${columns.join(", ")}`);
    const states = this.states();
    return Float64Array.from(states, (state, k) => {
      const due = observable.atEnd !== true || k === states.length - 1;
      return due ? observable.measure(state, setting, states.slice(0, k + 1))[index]! : Number.NaN;
    });
  }

  /** The saved states as observables take them. */
  states(): State[] {
    const { steps, positions, gradients, discriminator } = this.trajectory;
    return steps.map((step, k) => ({
      step,
      positions: positions[k]!,
      gradient: gradients[k]!,
      ...(discriminator === undefined ? {} : { discriminator: discriminator[k]! }),
      ...generatorAt(this.trajectory, this.game.motion, k),
    }));
  }
}
