import type { SimulateOptions } from "./simulation.ts";

/** Number of saved states of a run: step 0, every so many steps, and the end. */
export function savedStates({ steps, every }: Pick<SimulateOptions, "steps" | "every">): number {
  return every === 0 ? 2 : Math.ceil(steps / every) + 1;
}

/** The saved states of one simulation, from step 0 on. */
export class Recording {
  private readonly steps: number[] = [0];
  private readonly positions: Float64Array[];
  private readonly gradients: Float64Array[];

  /** Other state arrays that are kept, by name, from the first saved step after 0 on. */
  private readonly others: Record<string, Float64Array[]> = {};

  constructor(start: Float64Array) {
    this.positions = [start.slice()];
    this.gradients = [new Float64Array(start.length)];
  }

  /** Appends a state; a step that is saved already is left as it is. */
  save(
    step: number,
    position: Float64Array,
    gradient: Float64Array,
    others: Readonly<Record<string, Float64Array>> = {},
  ): void {
    if (this.steps.at(-1) === step) return;
    for (const [name, values] of Object.entries(others)) {
      const list = this.others[name] ?? [];
      list.push(values);
      this.others[name] = list;
    }
    this.steps.push(step);
    this.positions.push(position);
    this.gradients.push(gradient);
  }

  saved() {
    return {
      steps: this.steps,
      positions: this.positions,
      gradients: this.gradients,
      ...(Object.keys(this.others).length === 0 ? {} : { kept: this.others }),
    };
  }
}
