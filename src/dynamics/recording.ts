/** The saved states of one simulation, from step 0 on. */
export class Recording {
  private readonly steps: number[] = [0];
  private readonly positions: Float64Array[];
  private readonly gradients: Float64Array[];

  constructor(start: Float64Array) {
    this.positions = [start.slice()];
    this.gradients = [new Float64Array(start.length)];
  }

  /** Appends a state; a step that is saved already is left as it is. */
  save(step: number, position: Float64Array, gradient: Float64Array): void {
    if (this.steps.at(-1) === step) return;
    this.steps.push(step);
    this.positions.push(position);
    this.gradients.push(gradient);
  }

  saved() {
    return { steps: this.steps, positions: this.positions, gradients: this.gradients };
  }
}
