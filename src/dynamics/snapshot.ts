import type { Execution } from "../engine/index.ts";

/** State arrays as they are when they are first asked for, each read from the backend at most once. */
export class Snapshot {
  /** S, how many simulations the execution has: the distance between two rows of one simulation. */
  readonly count: number;
  private readonly arrays = new Map<string, Float64Array>();
  private readonly execution: Execution;

  /** @param count how many simulations the execution has */
  constructor(execution: Execution, count: number) {
    this.execution = execution;
    this.count = count;
  }

  /** All simulations, [rows, S]. */
  array(name: string): Float64Array {
    let all = this.arrays.get(name);
    if (all === undefined) {
      all = this.execution.read(name);
      this.arrays.set(name, all);
    }
    return all;
  }

  /** The rows of one simulation. */
  of(name: string, simulation: number): Float64Array {
    const all = this.array(name);
    const rows = all.length / this.count;
    const own = new Float64Array(rows);
    for (let row = 0; row < rows; row++) own[row] = all[row * this.count + simulation]!;
    return own;
  }
}
