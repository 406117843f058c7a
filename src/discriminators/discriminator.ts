import type { Kernel } from "../kernels/index.ts";

/** How the discriminator is held in memory. */
export type FormKind = "history" | "taylor" | "fourier";

/** A discriminator in the function space of a kernel, f⁰ = 0. */
export interface KernelDiscriminator {
  readonly kind: "kernel";
  readonly kernel: Kernel;
  readonly form: "auto" | FormKind;
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
   * Fourier form: it is valid within the least box about true points and starts, wider on all sides by so
   * many widths of the kernel.
   */
  readonly padding: number;
}

/**
 * Of what an error bound is a bound: the error at every pair of points, or the root of its mean square over
 * all differences in the period, each as likely as any other (those of points in a box are more often short).
 */
export type ErrorNorm = "largest" | "rootMeanSquare";

/** Which form ran and how exact it is. */
export interface FormReport {
  readonly form: FormKind;
  /** Bound on the error of ∇f from truncation, in units of ‖f‖-weight per width; 0 for the full history. */
  readonly bound: number;
  /** Of what that is a bound; the largest error where it is left out. */
  readonly norm?: ErrorNorm;
  /** Number of coefficients, a centre (taylor) or in all (fourier), or of remembered steps (history). */
  readonly length: number;
  /** For a hand-over: the step at which a particle left the region of the Taylor form. */
  readonly handedOverAt?: number;
}
