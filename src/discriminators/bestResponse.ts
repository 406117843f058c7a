import type { z } from "zod";
import { type AnyKernel, isRadial, kernels } from "../kernels/index.ts";
import { count, define, InputError, inside, positive } from "../options/index.ts";
import { respondCalls } from "./bestResponse/respond.ts";
import type { Model, ModelDiscriminator, ModelSetting, Place } from "./model.ts";
import { type KernelSum, pairCalls, sumCalls } from "./pairCalls.ts";
import { pairNumbers, pairText } from "./pairText.ts";

const training = {
  time: positive().describe("τ, for how long f is trained from 0 at each step"),
  steps: count(1, 10_000).optional().describe("inner steps of length τ/steps; 50 when left out"),
};

type Training = z.output<z.ZodObject<typeof training>>;

/** The kind `bestResponse` of sim files. */
export const bestResponseKind = define(
  "bestResponse",
  { kernel: kernels.spec, ...training },
  ({ kernel, ...rest }) => {
    const built = inside("kernel", () => kernels.build(kernel));
    return assemble(built, rest as Training);
  },
);

/**
 * A discriminator that is trained anew at every step: from f = 0 along the gradient flow in the function space of
 * `kernel` for a time τ, on the samples as they stand,
 *
 *   ∂f/∂t = Σ_r pull_r(f(z_r)) K(·, z_r) − λ f,   f(0) = 0,
 *
 * so f = Σ_r α_r K(·, z_r) with dα/dt = pull(Kα) − λα, in explicit steps of h = τ/steps: α ← (1 − hλ)α + h pull(Kα).
 * Explicit steps need h (λ + m ‖K‖) < 2, m the largest |dpull/df|. With weight decay λ and τ ≫ 1/λ it is the
 * equilibrium, the best response proper; for λ = 0 it is the discriminator that Franceschi et al. (ICML 2022,
 * arXiv 2106.05566, section 4) train in the infinite-width limit, with f_0 = 0 at every step of the generator:
 *
 * - IPM: pulls do not depend on f, f = τ (Σ_i p_i K(·, x_i) − Σ_j q_j K(·, y_j)), exact in any number of steps
 *   (their critic has the opposite sign);
 * - least squares, pull = m (label − f) per unit of mass: f at the samples is (1 − e^{−τ m K P}) label, P the masses,
 *   up to O(h).
 *
 * w holds α, [R], and then the samples, [R*d], R = N + n. Dipoles (gradient penalties) are refused: they would put
 * derivatives of K into f. The dynamics provide λ as the array `decay` [1].
 */
export function bestResponse(kernel: AnyKernel, options: z.input<z.ZodObject<typeof training>>) {
  return assemble(kernel, check(options));
}

const check = define("bestResponse", training, (options) => options);

function assemble(kernel: AnyKernel, given: Training): ModelDiscriminator {
  const width = isRadial(kernel) ? { width: kernel.width } : {};
  return {
    kind: "bestResponse",
    ...width,
    responds: true,
    ready: (setting) => model(kernel, given, setting),
  };
}

function model(kernel: AnyKernel, { time, steps = 50 }: Training, setting: ModelSetting): Model {
  const { dimension, masses } = setting.target;
  const support = masses.length + setting.count;
  const text = pairText(kernel);
  const sumAt = ({ parameters }: Pick<Place, "parameters">): KernelSum => ({
    kind: "bestResponse",
    text,
    dimension,
    length: support,
    places: { name: parameters, table: false, offset: support },
    coefficients: parameters,
    shape: "bestResponseShape",
  });
  const parameters = support * (1 + dimension);
  return {
    key: `bestResponse ${dimension} ${support} ${steps} ${text.key}`,
    parameters,
    start: new Float64Array(parameters),
    own: {
      bestResponseShape: Float64Array.from(pairNumbers(kernel, dimension)),
      bestResponsePace: Float64Array.of(time / steps),
    },
    tables: {},
    report: { form: "model", bound: 0, length: support },
    prepare: (at) => pairCalls(sumAt(at), at),
    feel: (at) => sumCalls(sumAt(at), at),
    learn() {
      throw new InputError("discriminator", "bestResponse does not learn step by step");
    },
    respond(at, pulls) {
      if (at.dipole !== undefined) {
        throw new InputError("penalties", "bestResponse cannot be trained with a penalty on the gradient");
      }
      if (at.count !== support) {
        throw new InputError("penalties", "bestResponse is trained on the bare samples, without noise");
      }
      const sum = { ...sumAt(at), places: { name: at.samples, table: false, offset: 0 } };
      return respondCalls(sum, at, pulls, steps);
    },
  };
}
