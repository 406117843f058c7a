import type { Call } from "../../engine/index.ts";
import type { AnyKernel } from "../../kernels/index.ts";
import type { Model, ModelSetting, Place } from "../model.ts";
import { type KernelSum, lessonCall, pairCalls, sumCalls } from "../pairCalls.ts";
import { pairNumbers, pairText } from "../pairText.ts";
import { candidatesOf } from "./candidates.ts";
import { chooseInducing } from "./choose.ts";
import { coefficientsCall, directionCall } from "./triangle.ts";

/** A kernel discriminator and how finely it is held. */
export interface InducingOptions {
  readonly kernel: AnyKernel;
  /** No further inducing point is taken once √((K − Q)(x, x)) is below this share of the largest √K(x, x). */
  readonly accuracy: number;
  /** How far the region reaches beyond true points and starts, in widths; halves of their box for a tangent kernel. */
  readonly padding: number;
  /** M at most, 600 when left out. */
  readonly most?: number;
}

const mostFeatures = 600;

/**
 * A kernel discriminator held in orthonormal features: f = ⟨w, φ⟩ with φ(x) = L⁻¹ (K(x, u_m))_m and L Lᵀ the
 * kernel's matrix of the inducing points u_m, so that ⟨φ(x), φ(x')⟩ = Q(x, x'), the kernel of the span of the
 * K(·, u_m). Gradient ascent in w is gradient ascent in the kernel's function space restricted to that span, w = 0 is
 * f = 0, and ‖w‖ is the norm of f. In coefficients f = Σ_m a_m K(·, u_m), a = L⁻ᵀ w.
 *
 * What is lost: |f(x) − f_span(x)| ≤ bound · √(max K) · ‖f‖, and for f = Σ_r pull_r K(·, z_r) it is at most
 * bound² · max K · Σ|pull_r|, as far as x and z lie in the region of the candidates. `bound` is measured at the candidates
 * and at places between them. A kernel with a kink (Laplacian, ReLU) converges slowly in M: it ends at `most` with the
 * bound that it then has. Outside of the region f is that of the span, which fades for a local kernel.
 */
export function inducingModel(discriminator: InducingOptions, setting: ModelSetting): Model {
  const { kernel, accuracy, padding, most = mostFeatures } = discriminator;
  const { dimension } = setting.target;
  const candidates = candidatesOf(kernel, padding, setting);
  const { key, length, points, places, inverse, bound } = chooseInducing({
    kernel,
    dimension,
    accuracy,
    most,
    candidates,
  });
  const sumAt = ({ tag }: Pick<Place, "tag">): KernelSum => ({
    kind: "inducing",
    text: pairText(kernel),
    dimension,
    length,
    places: { name: "inducingPlaces", table: true, offset: 0 },
    coefficients: `inducingDual${tag}`,
    shape: "inducingShape",
  });
  return {
    key: `inducing ${dimension} ${key}`,
    parameters: length,
    start: new Float64Array(length),
    own: { inducingShape: Float64Array.from(pairNumbers(kernel, dimension)) },
    tables: { inducingPlaces: places, inducingInverse: inverse },
    report: { form: "inducing", bound, length: points },
    prepare: (at): Call[] => pairCalls(sumAt(at), at),
    feel: (at) => [coefficientsCall(at, length), ...sumCalls(sumAt(at), at)],
    learn(at) {
      const output = `inducingLesson${at.tag}`;
      return [lessonCall(sumAt(at), { ...at, output }), directionCall(at, output, length)];
    },
  };
}
