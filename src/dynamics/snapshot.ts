import type { Execution } from "../engine/index.ts";

/** State arrays as they are now, each read from the backend at most once. */
export class Snapshot {
  private readonly arrays = new Map<string, Float64Array>();
  private readonly execution: Execution;
  private readonly count: number;

  /** @param count how many simulations the execution has */
  constructor(execution: Execution, count: number) {
    this.execution = execution;
    this.count = count;
  }

  /** The rows of one simulation. */
  of(name: string, simulation: number): Float64Array {
    let all = this.arrays.get(name);
    if (all === undefined) {
      all = this.execution.read(name);
      this.arrays.set(name, all);
    }
    const rows = all.length / this.count;
    const own = new Float64Array(rows);
    for (let row = 0; row < rows; row++) own[row] = all[row * this.count + simulation]!;
    return own;
  }
}
