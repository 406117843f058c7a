import type { Body, Call, Cell, Rows } from "../engine/index.ts";
import { define, InputError, vector } from "../options/index.ts";
import type { Felt, Lesson, Model, ModelDiscriminator, ModelSetting, Place } from "./model.ts";

/**
 * The kind `linear` of sim files: f(x) = w·x, the discriminator of the Dirac-GAN (Mescheder, Geiger, Nowozin 2018).
 * @throws InputError when readied for a target of another dimension than `start`
 */
export const linear = define(
  "linear",
  { start: vector().optional().describe("w at step 0, one number a dimension; zeros when left out") },
  ({ start }): ModelDiscriminator => ({
    kind: "linear",
    lipschitz: "norm",
    ready: (setting) => linearModel(setting, start),
  }),
);

function linearModel({ target }: ModelSetting, start?: readonly number[]): Model {
  const { dimension } = target;
  if (start !== undefined && start.length !== dimension) {
    throw new InputError("start", `must list ${dimension} numbers, one a dimension, not ${start.length}`);
  }
  return {
    key: `linear ${dimension}`,
    parameters: dimension,
    start: start === undefined ? new Float64Array(dimension) : Float64Array.from(start),
    own: {},
    tables: {},
    report: { form: "model", bound: 0, length: dimension },
    prepare: () => [],
    feel: (at) => feel(at, dimension),
    learn: (at) => [learn(at, dimension)],
  };
}

function feel(at: Place & Felt, dimension: number): Call[] {
  const calls: Call[] = [];
  const common = { constants: { D: dimension }, helpers: {} };
  if (at.value !== undefined) {
    calls.push({
      name: `linearFeel${at.tag}`,
      output: at.value,
      rows: at.count,
      body: product as Body,
      reads: [at.parameters, at.samples],
      ...common,
    });
  }
  if (at.slope !== undefined) {
    calls.push({
      name: `linearFeelSlope${at.tag}`,
      output: at.slope,
      rows: at.count * dimension,
      body: weight as Body,
      reads: [at.parameters],
      ...common,
    });
  }
  return calls;
}

function learn(at: Place & Lesson, dimension: number): Call {
  const reads = [at.samples, at.pull];
  return {
    name: `linearLearn${at.tag}`,
    output: at.direction,
    rows: dimension,
    body: (at.dipole === undefined ? moment : momentAndDipole) as Body,
    reads: at.dipole === undefined ? reads : [...reads, at.dipole],
    constants: { D: dimension, R: at.count },
    helpers: {},
  };
}

function product(this: Cell, weights: Rows, samples: Rows): number {
  const s = this.thread.x;
  const r = this.thread.y;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    sum += weights[k]![s]! * samples[r * this.constants.D! + k]![s]!;
  }
  return sum;
}

function weight(this: Cell, weights: Rows): number {
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.D!);
  const k = row - r * this.constants.D!;
  return weights[k]![this.thread.x]!;
}

function moment(this: Cell, samples: Rows, pull: Rows): number {
  const s = this.thread.x;
  const k = this.thread.y;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    sum += pull[r]![s]! * samples[r * this.constants.D! + k]![s]!;
  }
  return sum;
}

function momentAndDipole(this: Cell, samples: Rows, pull: Rows, dipole: Rows): number {
  const s = this.thread.x;
  const k = this.thread.y;
  let sum = 0;
  for (let r = 0; r < this.constants.R!; r++) {
    const row = r * this.constants.D! + k;
    sum += pull[r]![s]! * samples[row]![s]! + dipole[row]![s]!;
  }
  return sum;
}
