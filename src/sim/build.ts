import { discriminators } from "../discriminators/index.ts";
import {
  type DrawnGame,
  drawGame,
  type OutcomeRules,
  type Plan,
  planOf,
  type Simulation,
  steppers,
} from "../dynamics/index.ts";
import { generators } from "../generators/index.ts";
import { losses } from "../losses/index.ts";
import type { Observable, Setting } from "../observables/index.ts";
import { check, InputError } from "../options/index.ts";
import { penalties } from "../penalties/index.ts";
import { targets } from "../targets/index.ts";
import { at } from "./at.ts";
import { type FieldGrid, fieldGrid } from "./field.ts";
import { checkSize, mostBytes } from "./limits.ts";
import { observablesOf } from "./observed.ts";
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
  const plan = planWithin(simulation, steps);
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
    observables: observablesOf(spec, setting, plan),
    steps,
    every,
    rules: spec.outcome,
  };
  if (spec.record.field === undefined) return built;
  const asked = spec.record.field;
  return { ...built, field: at("record.field", () => fieldGrid(asked, every, setting, game.start)) };
}

/** How a simulation is run. @throws InputError when the form of the discriminator would outgrow the memory. */
function planWithin(simulation: Simulation, steps: number): Plan {
  const plan = planOf(simulation, steps);
  const bytes = 8 * plan.rows;
  if (bytes <= mostBytes) return plan;
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
