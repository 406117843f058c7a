import { discriminators } from "../discriminators/index.ts";
import {
  type DrawnGame,
  drawGame,
  type OutcomeRules,
  planOf,
  type Simulation,
  steppers,
} from "../dynamics/index.ts";
import { generators } from "../generators/index.ts";
import { losses } from "../losses/index.ts";
import { buildObservable, type Observable, type Setting } from "../observables/index.ts";
import { check, InputError, quoted } from "../options/index.ts";
import { penalties } from "../penalties/index.ts";
import { targets } from "../targets/index.ts";
import { type FieldGrid, fieldGrid } from "./field.ts";
import { checkSize, mostBytes } from "./limits.ts";
import { simFile } from "./schema.ts";
import type { SimSpec } from "./spec.ts";

/** A sim, ready to run. */
export interface BuiltSim {
  readonly simulation: Simulation;
  readonly setting: Setting;
  readonly observables: readonly Observable[];
  /** T. */
  readonly steps: number;
  /** Save every so many steps; 0 saves start and end only. */
  readonly every: number;
  readonly rules: OutcomeRules;
  /** Where the discriminator is to be written, if asked for. */
  readonly field?: FieldGrid;
}

/** Columns of the tables that no observable may take. */
const takenColumns: readonly string[] = ["simulation", "step", "cell", "replica", "outcome", "outcomeStep"];

/**
 * Makes the objects that a resolved sim describes and draws target and start of a replica; runs nothing.
 * @param replica 0, 1, …: independent draws of the same seed.
 * @throws InputError naming the place in the sim.
 */
export function buildSim(spec: SimSpec, replica: number): BuiltSim {
  check(simFile, spec);
  checkSize(spec);
  const game = gameOf(spec, replica);
  const { steps, ...stepper } = spec.dynamics;
  const simulation: Simulation = { game, stepper: at("dynamics", () => steppers.build(stepper)) };
  checkMemory(simulation, steps);
  const setting: Setting = {
    target: game.drawn,
    masses: game.generator.masses,
    dimension: game.drawn.dimension,
    width: game.scale,
    loss: game.loss,
    motion: game.motion,
  };
  const { every } = spec.record;
  const built = {
    simulation,
    setting,
    observables: observablesOf(spec, setting, simulation),
    steps,
    every,
    rules: spec.outcome,
  };
  if (spec.record.field === undefined) return built;
  const asked = spec.record.field;
  return { ...built, field: at("record.field", () => fieldGrid(asked, every, setting, game.start)) };
}

/** @throws InputError when the form of the discriminator would outgrow the memory. */
function checkMemory(simulation: Simulation, steps: number): void {
  const plan = planOf(simulation, steps);
  const bytes = 8 * plan.rows;
  if (bytes <= mostBytes) return;
  const name = plan.report.form;
  throw new InputError(
    "dynamics.steps",
    `the ${name} form of the discriminator would take ${(bytes / 2 ** 30).toPrecision(3)} GiB for this game, more than ` +
      `${mostBytes / 2 ** 30} GiB; use fewer steps, fewer particles, or more weight decay`,
  );
}

function gameOf(spec: SimSpec, replica: number): DrawnGame {
  const game = {
    target: at("target", () => targets.build(spec.target)),
    generator: at("generator", () => generators.build(spec.generator)),
    discriminator: at("discriminator", () => discriminators.build(spec.discriminator)),
    loss: at("loss", () => losses.build(spec.loss)),
    penalties: spec.penalties.map((penalty, k) => at(`penalties[${k}]`, () => penalties.build(penalty))),
  };
  const drawn = at("", () => drawGame(game, spec.seed, replica));
  const wild = drawn.start.findIndex((value) => !Number.isFinite(value));
  if (wild >= 0) {
    const particle = Math.floor(wild / drawn.drawn.dimension);
    throw new InputError("generator.start", `puts particle ${particle} beyond the largest number`);
  }
  if (!drawn.drawn.points.every(Number.isFinite)) {
    throw new InputError("target", "has a point beyond the largest number");
  }
  return drawn;
}

function observablesOf(spec: SimSpec, setting: Setting, simulation: Simulation): Observable[] {
  const owners = new Map<string, string>(takenColumns.map((name) => [name, "every table"]));
  return spec.record.observables.map((one, k) => {
    const place = `record.observables[${k}]`;
    const observable = at(place, () => {
      const built = buildObservable(one);
      built.check?.(setting);
      return built;
    });
    for (const column of observable.columns(setting)) {
      const owner = owners.get(column);
      if (owner !== undefined)
        throw new InputError(place, `has the column ${quoted(column)}, as ${owner} has`);
      owners.set(column, place);
    }
    if (observable.follows === "parameters") refuseUnlearned(simulation, spec.dynamics.steps, place);
    if (observable.readsGenerator === true && setting.motion?.pullBack === undefined)
      throw new InputError(place, "needs a generator with parameters: linear or network");
    return observable;
  });
}

/** @throws InputError for a discriminator without parameters that learn step by step. */
function refuseUnlearned(simulation: Simulation, steps: number, place: string): void {
  const { discriminator } = simulation.game;
  if (planOf(simulation, steps).ask !== undefined && !("responds" in discriminator)) return;
  const hint = "kernel" in discriminator && !("responds" in discriminator) ? '; use form "inducing"' : "";
  throw new InputError(place, `needs a discriminator with parameters that learn step by step${hint}`);
}

/** Does something for the part of the sim at `path`, to which errors are told to belong. */
function at<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof InputError) throw path === "" ? error : error.within(path);
    // What the estimate of memory could not foresee.
    if (error instanceof RangeError) {
      throw new InputError(path === "" ? "generator" : path, `cannot be made: ${error.message}`);
    }
    throw error;
  }
}
