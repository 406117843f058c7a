import type { Backend, Execution, Program } from "../engine/index.ts";
import { InputError } from "../options/index.ts";
import { loaded } from "./loaded.ts";
import { planOf } from "./planOf.ts";
import type { Simulation } from "./simulation.ts";

/** Arrays of a form that count or remember where it is valid: no part of what moves. */
const counters: readonly string[] = ["clock", "departed", "slot"];

/**
 * One step of a game as a map of its state: the parameters of both players and all that the dynamics remember. States
 * are vectors of numbers; many at once are mapped as one ensemble.
 */
export class StepMap {
  private readonly simulation: Simulation;
  private readonly backend: Backend;
  private readonly program: Program;
  private readonly names: readonly string[];

  private readonly steps: number;

  /**
   * @param steps T: the flow's duration is divided by it, and `auto` chooses the form for it
   * @throws InputError for a game that cannot be run
   */
  constructor(simulation: Simulation, backend: Backend, steps = 100_000) {
    this.simulation = simulation;
    this.backend = backend;
    this.steps = steps;
    const { program, dynamical } = this.assembled(1);
    this.program = program;
    this.names = dynamical.filter((name) => !counters.includes(name));
  }

  /** The state before step 1. */
  get start(): Float64Array {
    return this.joined((name) => this.program.state[name]!);
  }

  /** Where in a state vector an array is: [first, beyond the last]. */
  range(name: "position" | "weights" | "particles"): readonly [number, number] {
    let from = 0;
    for (const one of this.names) {
      const to = from + this.program.state[one]!.length;
      if (one === name) return [from, to];
      from = to;
    }
    throw new Error(`this game's state has no array ${name}`);
  }

  /** States after `steps` more steps, as many as are given. */
  async images(states: readonly Float64Array[], steps = 1): Promise<Float64Array[]> {
    const S = states.length;
    const { program, paced } = this.assembled(S);
    const execution = await loaded(program, paced, this.backend, this.steps);
    try {
      this.write(execution, states);
      await execution.advance(steps);
      const arrays = new Map(this.names.map((name) => [name, execution.read(name)]));
      const column = (all: Float64Array, s: number) =>
        Float64Array.from({ length: all.length / S }, (_, row) => all[row * S + s]!);
      return states.map((_, s) => this.joined((name) => column(arrays.get(name)!, s)));
    } finally {
      await execution.close();
    }
  }

  private write(execution: Execution, states: readonly Float64Array[]): void {
    const S = states.length;
    let from = 0;
    for (const name of this.names) {
      const rows = this.program.state[name]!.length;
      const values = new Float64Array(rows * S);
      states.forEach((state, s) => {
        for (let row = 0; row < rows; row++) values[row * S + s] = state[from + row]!;
      });
      execution.write(name, values);
      from += rows;
    }
  }

  private joined(values: (name: string) => Float64Array): Float64Array {
    return Float64Array.from(this.names.flatMap((name) => [...values(name)]));
  }

  private assembled(count: number) {
    const plan = planOf(this.simulation, this.steps);
    if (plan.report.form === "history") {
      throw new InputError(
        "discriminator.form",
        "history is no map of a state; use inducing, taylor or fourier",
      );
    }
    return plan.assemble(new Array(count).fill(plan));
  }
}
