import type { Call, Cell, Rows } from "../../engine/index.ts";
import type { Loss } from "../../losses/index.ts";
import type { Sizes } from "./sizes.ts";

declare function truePull(value: number, a: number, b: number, c: number): number;
declare function generatedPull(value: number, a: number, b: number, c: number): number;

/** Which of a loss's functions pull: those of the discriminator's objective or of the generator's. */
export type Objective = "discriminator" | "generator";

/**
 * Calls that write the derivative of an objective with respect to f at every sample to `pull` [R], from `value` [R];
 * 0 at interpolates. `mass` holds the masses of the samples. Of the generator's objective the true samples feel something where the loss is relativistic.
 */
export function pullCalls(
  loss: Loss,
  { TRUE, GENERATED, R }: Pick<Sizes, "TRUE" | "GENERATED" | "R">,
  objective: Objective,
  value: string,
  pull: string,
  mass = "sampleMass",
): Call[] {
  const constants = { TRUE, BOTH: TRUE + GENERATED, GENERATED };
  const common = { name: `weigh_${pull}`, output: pull, rows: R, constants };
  const reads = [value, mass, "lossNumbers"];
  const helpers = helpersOf(loss, objective);
  if (loss.pairing === undefined) {
    // Not even the value is read where no pull depends on it.
    if (loss.constant) return [{ ...common, helpers, body: constantPulls, reads: reads.slice(1) }];
    return [{ ...common, helpers, body: pulls, reads }];
  }
  return [{ ...common, helpers, body: loss.pairing === "all" ? pairedPulls : matchedPulls, reads }];
}

function helpersOf(loss: Loss, objective: Objective): Call["helpers"] {
  if (objective === "discriminator") return { truePull: loss.truePull, generatedPull: loss.generatedPull };
  const generatedPull = loss.generatorPull;
  if (loss.pairing === undefined) return { truePull: nothing, generatedPull };
  // m depends on f(x_i) − f(y_j): what pulls one of them pushes the other.
  const truePull = "function truePull(t, a, b, c) { return -generatedPull(t, a, b, c); }";
  return { truePull, generatedPull };
}

function nothing(): number {
  return 0;
}

function constantPulls(this: Cell, mass: Rows, numbers: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const up = truePull(0, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
  const down = generatedPull(0, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
  return mass[r]![s]! * (r < this.constants.TRUE! ? up : r < this.constants.BOTH! ? down : 0);
}

function pulls(this: Cell, value: Rows, mass: Rows, numbers: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const f = value[r]![s]!;
  const up = truePull(f, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
  const down = generatedPull(f, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
  return mass[r]![s]! * (r < this.constants.TRUE! ? up : r < this.constants.BOTH! ? down : 0);
}

// ∂/∂f(x_i) and ∂/∂f(y_j) of Σ_ij p_i q_j ℓ(f(x_i) − f(y_j)).
function pairedPulls(this: Cell, value: Rows, mass: Rows, numbers: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const f = value[r]![s]!;
  let up = 0;
  let down = 0;
  for (let j = 0; j < this.constants.GENERATED!; j++) {
    const t = f - value[this.constants.TRUE! + j]![s]!;
    const one = truePull(t, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
    up += mass[this.constants.TRUE! + j]![s]! * one;
  }
  for (let i = 0; i < this.constants.TRUE!; i++) {
    const t = value[i]![s]! - f;
    const one = generatedPull(t, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
    down += mass[i]![s]! * one;
  }
  return mass[r]![s]! * (r < this.constants.TRUE! ? up : r < this.constants.BOTH! ? down : 0);
}

function matchedPulls(this: Cell, value: Rows, mass: Rows, numbers: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const first = r < this.constants.TRUE!;
  const i = first ? r : r < this.constants.BOTH! ? r - this.constants.TRUE! : 0;
  const t = value[i]![s]! - value[this.constants.TRUE! + i]![s]!;
  const up = truePull(t, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
  const down = generatedPull(t, numbers[0]![s]!, numbers[1]![s]!, numbers[2]![s]!);
  return mass[r]![s]! * (first ? up : r < this.constants.BOTH! ? down : 0);
}
