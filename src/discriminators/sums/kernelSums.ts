import type { Kernel } from "../../kernels/index.ts";
import { cutoffOf } from "./cutoff.ts";
import { inlineSums } from "./inline.ts";
import { checkSums, type SumsInput, type SumsOptions } from "./input.ts";
import type { SumsJob } from "./job.ts";
import { type Plan, planOf } from "./plan.ts";
import { shapeCodes } from "./shapes.ts";

export interface Sums {
  /** f at every point, [N]; empty when only gradients were wanted. */
  readonly values: Float64Array;
  /** ∇f at every point, [N*d]; empty when only values were wanted. */
  readonly gradients: Float64Array;
  /** How many pairs were computed, and up to which distance all were (infinite when no pair was left out). */
  readonly pairs: number;
  readonly cutoff: number;
}

const modes = { gradients: 0, values: 1, both: 2 } as const;

/** Targets of a task are many enough that packing the sources for it is not felt, and no more than that. */
const taskTargets = 256;
const taskPairs = 2 ** 22;

/**
 * f(y) = Σ_i w_i K(y, x_i) and ∇f at many points, over all pairs.
 *
 *     const { values, gradients } = await kernelSums(gaussian({ width: 1 }), { points, weights, at, dimension: 2 });
 *
 * The error is at most 2e-6 of Σ_i |w_i| times the largest value (gradient) of the kernel, cut-off included, for
 * weights of which less than 10⁶ matter; in double precision 1e-13. In single precision only, a kernel with a kink
 * (Laplacian, Matérn of smoothness 1/2) has uncertain directions of the gradient between points that are closer than
 * about 10⁻⁵ widths but not the same; at the same point it is 0. The same input gives the same bits, whatever the
 * executor. In more than three dimensions all pairs are computed.
 *
 * @throws InputError for lists whose lengths do not fit, numbers that are not finite, unknown names, and kernels with
 * a shape that is not one of this package, naming the place.
 */
export async function kernelSums(kernel: Kernel, input: SumsInput, options: SumsOptions = {}): Promise<Sums> {
  checkSums(kernel, input, options);
  const { dimension } = input;
  const wanted = options.wanted ?? "both";
  const double = options.precision === "double";
  const accuracy = options.accuracy ?? (double ? 1e-14 : 1e-7);
  const cutoff = options.cutoff === "none" ? Number.POSITIVE_INFINITY : cutoffOf(kernel, accuracy);
  const count = input.at.length / dimension;
  if (count === 0 || input.weights.length === 0) {
    const lengths = [wanted === "gradients" ? 0 : count, wanted === "values" ? 0 : input.at.length] as const;
    return {
      values: new Float64Array(lengths[0]),
      gradients: new Float64Array(lengths[1]),
      pairs: 0,
      cutoff,
    };
  }
  const points = new Float64Array(input.points);
  const at = new Float64Array(input.at);
  const plan = planOf(kernel, points, at, dimension, cutoff);
  const executor = options.executor ?? inlineSums();
  const array = executor.shared ? shared : own;
  const weights = new Float64Array(input.weights);
  const job = jobOf(plan, kernel, { points, weights, at, dimension, mode: modes[wanted], double }, array);
  await executor.run(job);
  return { ...inGivenOrder(job, plan.targets, wanted), pairs: plan.pairs, cutoff: plan.cutoff };
}

type Allocate = (bytes: number) => ArrayBuffer | SharedArrayBuffer;
const own: Allocate = (bytes) => new ArrayBuffer(bytes);
const shared: Allocate = (bytes) => new SharedArrayBuffer(bytes);

interface Numbers {
  readonly points: Float64Array;
  readonly weights: Float64Array;
  readonly at: Float64Array;
  readonly dimension: number;
  readonly mode: number;
  readonly double: boolean;
}

function jobOf(plan: Plan, kernel: Kernel, numbers: Numbers, allocate: Allocate): SumsJob {
  const { points, weights, at, dimension } = numbers;
  const reals = (length: number) => new Float64Array(allocate(length * 8)) as Float64Array<ArrayBuffer>;
  const wholes = (values: readonly number[]) => {
    const array = new Int32Array(allocate(values.length * 4)) as Int32Array<ArrayBuffer>;
    array.set(values);
    return array;
  };
  const sources = reals(weights.length * (dimension + 1));
  plan.sources.forEach((i, k) => {
    for (let c = 0; c < dimension; c++) sources[k * (dimension + 1) + c] = points[i * dimension + c]!;
    sources[k * (dimension + 1) + dimension] = weights[i]!;
  });
  const targets = reals(at.length);
  plan.targets.forEach((j, k) => {
    for (let c = 0; c < dimension; c++) targets[k * dimension + c] = at[j * dimension + c]!;
  });
  const origins = reals(plan.groups.length * dimension);
  origins.set(plan.groups.flatMap(({ origin }) => origin));
  const unit = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
  return {
    dimension,
    sources,
    targets,
    ...workOf(plan, wholes),
    origins,
    terms: Float64Array.from(
      kernel.terms.flatMap(({ shape, weight, parameters }) => [
        shapeCodes[shape]!,
        weight,
        parameters[0]!,
        parameters[1] ?? 0,
      ]),
    ),
    unit: unit > 1e-300 ? unit : 1,
    most: plan.groups.reduce((most, group) => Math.max(most, group.sources), 0),
    mode: numbers.mode,
    double: numbers.double,
    next: wholes([0]),
    out: reals((at.length / dimension) * (dimension + 1)),
  };
}

/** Runs of sources, and tasks of like size: they depend on the plan alone, never on the number of threads. */
function workOf({ groups }: Plan, wholes: (values: readonly number[]) => Int32Array) {
  const runs: number[] = [];
  const tasks: number[] = [];
  groups.forEach((group, g) => {
    const first = runs.length / 2;
    for (const end of group.runs) runs.push(end);
    const size = Math.max(taskTargets, 4 * Math.ceil(taskPairs / (4 * Math.max(group.sources, 1))));
    for (let from = group.from; from < group.to; from += size) {
      tasks.push(g, first, group.runs.length / 2, from, Math.min(from + size, group.to));
    }
  });
  return { runs: wholes(runs), tasks: wholes(tasks) };
}

function inGivenOrder({ out, dimension }: SumsJob, order: Int32Array, wanted: keyof typeof modes) {
  const values = new Float64Array(wanted === "gradients" ? 0 : order.length);
  const gradients = new Float64Array(wanted === "values" ? 0 : order.length * dimension);
  order.forEach((j, k) => {
    const row = k * (dimension + 1);
    if (wanted !== "gradients") values[j] = out[row]!;
    if (wanted === "values") return;
    for (let c = 0; c < dimension; c++) gradients[j * dimension + c] = out[row + 1 + c]!;
  });
  return { values, gradients };
}
