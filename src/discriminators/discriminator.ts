import type { Kernel, TangentKernel } from "../kernels/index.ts";
import type { ModelDiscriminator } from "./model.ts";
import type { FormKind } from "./report.ts";

/** Any discriminator: a function of a kernel, or a model with parameters. */
export type Discriminator = KernelDiscriminator | TangentDiscriminator | ModelDiscriminator;

/** A discriminator in the function space of the tangent kernel of a wide network, f⁰ = 0. */
export interface TangentDiscriminator extends Pick<KernelDiscriminator, "kind" | "accuracy" | "padding"> {
  readonly kernel: TangentKernel;
  readonly form: "auto" | "inducing";
  readonly width?: undefined;
}

/** A discriminator in the function space of a radial kernel, f⁰ = 0. */
export interface KernelDiscriminator {
  readonly kind: "kernel";
  readonly kernel: Kernel;
  readonly form: "auto" | FormKind | "inducing";
  /** The longest length on which f changes, the kernel's. */
  readonly width: number;
  /**
   * Bound on the error of ∇f (in units of weight/width) that a truncated form may make: the order of the
   * Taylor form and the modes of the Fourier form follow from it.
   */
  readonly accuracy: number;
  /**
   * History form: a past position is forgotten once its weight (1 − η_dλ)^age has fallen below this;
   * 0 forgets nothing.
   */
  readonly truncation: number;
  /**
   * Fourier and inducing form: valid within the least box about true points and starts, wider on all sides by so many
   * widths of the kernel; of a tangent kernel, by so many halves of the box.
   */
  readonly padding: number;
}
