import type { Form, Member } from "../discriminators/index.ts";
import { rowsOf } from "../discriminators/index.ts";
import type { Call, Cell, Program, Rows } from "../engine/index.ts";
import { totalDecay } from "../penalties/index.ts";
import type { Simulation } from "./simulation.ts";

/** A step program for an ensemble, and where it says that its form no longer holds. */
export interface Assembled {
  readonly program: Program;
  readonly departed: string | undefined;
}

/** A simulation, and what a discriminator's form needs to know of it. */
export interface Prepared {
  readonly simulation: Simulation;
  readonly member: Member;
}

/** What a discriminator's form needs to know of a simulation of T steps. */
export function memberOf({ game, stepper }: Simulation, steps: number): Member {
  const { drawn, generator, loss } = game;
  return {
    discriminator: game.discriminator,
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
 * Puts the players' moves together to the step program of an ensemble. All simulations must share the
 * form's key and the kind of stepper.
 *
 * State that can be read at any step: `position` and `gradient` [n*d], and for the outcome rules `low`,
 * `high` (range of each coordinate since they were last reset) and `turns` (sign changes of its velocity).
 */
export function assemble(form: Form, lanes: readonly Prepared[]): Assembled {
  const members = lanes.map(({ member }) => member);
  const simulations = lanes.map(({ simulation }) => simulation);
  const held = form.program(members);
  const first = members[0]!;
  const rows = first.start.length;
  const S = simulations.length;
  const position = rowsOf(members, (member) => member.start);
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
      ...held.parameters,
    },
    tables: held.tables,
    calls: simulations[0]!.stepper.sequence({ ...held, move: moveCalls(rows, first.target.dimension) }),
    ...(held.substitutes === undefined ? {} : { substitutes: held.substitutes }),
  };
  return { program, departed: held.departed };
}

function moveCalls(rows: number, dimension: number): Call[] {
  const common = { rows, constants: { D: dimension }, helpers: {} };
  return [
    { name: "move", output: "position", body: move, reads: ["position", "gradient", "push"], ...common },
    { name: "lowest", output: "low", body: lowest, reads: ["low", "position"], ...common },
    { name: "highest", output: "high", body: highest, reads: ["high", "position"], ...common },
    {
      name: "countTurns",
      output: "turns",
      body: countTurns,
      reads: ["turns", "gradient", "direction"],
      ...common,
    },
    {
      name: "keepDirection",
      output: "direction",
      body: keepDirection,
      reads: ["direction", "gradient"],
      ...common,
    },
  ];
}

// y_j⁺ = y_j + η_g q_j ∇f(y_j).
function move(this: Cell, position: Rows, gradient: Rows, push: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  return position[row]![s]! + push[j]![s]! * gradient[row]![s]!;
}

function lowest(this: Cell, low: Rows, position: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return low[row]![s]! < position[row]![s]! ? low[row]![s]! : position[row]![s]!;
}

function highest(this: Cell, high: Rows, position: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return high[row]![s]! > position[row]![s]! ? high[row]![s]! : position[row]![s]!;
}

function countTurns(this: Cell, turns: Rows, gradient: Rows, direction: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return turns[row]![s]! + (gradient[row]![s]! * direction[row]![s]! < 0 ? 1 : 0);
}

function keepDirection(this: Cell, direction: Rows, gradient: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const g = gradient[row]![s]!;
  return g > 0 ? 1 : g < 0 ? -1 : direction[row]![s]!;
}
