import { type Form, type KernelDiscriminator, type Member, rowsOf } from "../discriminators/index.ts";
import type { Program } from "../engine/index.ts";
import { totalDecay } from "../penalties/index.ts";
import { moveCalls } from "./moveCalls.ts";
import type { Assembled } from "./plan.ts";
import type { Simulation } from "./simulation.ts";

/** A simulation, and what a discriminator's form needs to know of it. */
export interface Prepared {
  readonly simulation: Simulation;
  readonly member: Member;
}

/** What a discriminator's form needs to know of a simulation of T steps. */
export function memberOf({ game, stepper }: Simulation, steps: number): Member {
  const { drawn, generator, loss } = game;
  return {
    discriminator: game.discriminator as KernelDiscriminator,
    target: drawn,
    start: game.start,
    count: generator.count,
    truePull: drawn.masses.map((mass) => mass * loss.truePull(0)),
    retention: 1 - stepper.stepDiscriminator * totalDecay(game.penalties),
    stepDiscriminator: stepper.stepDiscriminator,
    steps,
  };
}

/**
 * Puts a form's calls and the particles' moves together to the step program of an ensemble. All simulations must share
 * the form's key, the order of play and the key of their generators' motions.
 */
export function assemble(form: Form, lanes: readonly Prepared[]): Assembled {
  const members = lanes.map(({ member }) => member);
  const simulations = lanes.map(({ simulation }) => simulation);
  const held = form.program(members);
  const first = members[0]!;
  const rows = first.start.length;
  const S = simulations.length;
  const position = rowsOf(members, (member) => member.start);
  const { game, stepper } = simulations[0]!;
  const move = moveCalls(rows, first.target.dimension, game.motion.coupling ?? "free");
  const players =
    stepper.order === "alternating" ? [...held.learn, ...held.feel] : [...held.feel, ...held.learn];
  const program: Program = {
    simulations: S,
    state: {
      position,
      gradient: new Float64Array(rows * S),
      low: position.slice(),
      high: position.slice(),
      direction: new Float64Array(rows * S),
      turns: new Float64Array(rows * S),
      ...held.state,
    },
    parameters: {
      truePull: rowsOf(members, (member) => member.truePull),
      generatedPull: rowsOf(simulations, ({ game }) =>
        game.generator.masses.map((mass) => mass * game.loss.generatedPull(0)),
      ),
      push: rowsOf(simulations, ({ game, stepper }) =>
        game.generator.masses.map((mass) => stepper.stepGenerator * mass * game.loss.generatorPull(0)),
      ),
      rates: rowsOf(members, (member) => [member.retention, member.stepDiscriminator]),
      ...ownRows(simulations),
      ...held.parameters,
    },
    tables: held.tables,
    calls: [...held.prepare, ...players, ...move],
    ...(held.substitutes === undefined ? {} : { substitutes: held.substitutes }),
  };
  const dynamical = ["position", ...Object.keys(held.state)];
  return { program, dynamical, ...(held.departed === undefined ? {} : { departed: held.departed }) };
}

/** The arrays with which the generators couple the particles. */
function ownRows(simulations: readonly Simulation[]): Record<string, Float64Array> {
  const names = Object.keys(simulations[0]!.game.motion.own);
  return Object.fromEntries(
    names.map((name) => [name, rowsOf(simulations, ({ game }) => game.motion.own[name]!)]),
  );
}
