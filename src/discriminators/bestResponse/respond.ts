import type { Body, Call, Cell, Rows } from "../../engine/index.ts";
import type { Lesson, Place } from "../model.ts";
import { type KernelSum, pairCalls, pairValues } from "../pairCalls.ts";

/** The response to the samples: `sum` is over the samples themselves, coefficients in an array of their own. */
export function respondCalls(
  sum: KernelSum,
  at: Place & Lesson & { readonly value: string },
  pulls: readonly Call[],
  steps: number,
): Call[] {
  const { samples, count: R, tag } = at;
  const among = { samples, count: R, tag: `${tag}Among` };
  const dual = `bestResponseDual${tag}`;
  const write = (
    name: string,
    output: string,
    rows: number,
    body: unknown,
    reads: readonly string[],
  ): Call => {
    const constants = { R };
    return {
      name: `bestResponse${name}${tag}`,
      output,
      rows,
      body: body as Body,
      reads,
      constants,
      helpers: {},
    };
  };
  // The same objects in every round: a backend compiles each once.
  const felt = write("Felt", at.value, R, product, [dual, pairValues(sum, among)]);
  const train = write("Train", dual, R, trained, [dual, at.pull, "bestResponsePace", "decay"]);
  const round = [felt, ...pulls, train];
  const first = [
    write("Blank", at.value, R, nothing, ["bestResponsePace"]),
    ...pulls,
    write("Begin", dual, R, begun, [at.pull, "bestResponsePace"]),
  ];
  return [
    ...pairCalls(sum, among, ["value"]),
    ...first,
    ...Array.from({ length: steps - 1 }, () => round).flat(),
    write("Keep", at.parameters, R * (1 + sum.dimension), kept, [dual, samples]),
  ];
}

function nothing(this: Cell, _pace: Rows): number {
  return 0;
}

// α = 0 is left by one step of length h.
function begun(this: Cell, pull: Rows, pace: Rows): number {
  const s = this.thread.x;
  return pace[0]![s]! * pull[this.thread.y]![s]!;
}

function product(this: Cell, dual: Rows, gram: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  let sum = 0;
  for (let i = 0; i < this.constants.R!; i++) {
    sum += gram[r * this.constants.R! + i]![s]! * dual[i]![s]!;
  }
  return sum;
}

function trained(this: Cell, dual: Rows, pull: Rows, pace: Rows, decay: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  const h = pace[0]![s]!;
  return (1 - h * decay[0]![s]!) * dual[r]![s]! + h * pull[r]![s]!;
}

function kept(this: Cell, dual: Rows, samples: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  let value = 0;
  if (row < this.constants.R!) {
    value = dual[row]![s]!;
  } else {
    value = samples[row - this.constants.R!]![s]!;
  }
  return value;
}
