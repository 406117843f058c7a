/** How the discriminator is held in memory when every sample pulls with constant strength. */
export type FormKind = "history" | "taylor" | "fourier";

/**
 * Of what an error bound is a bound: the error at every pair of points, or the root of its mean square over
 * all differences in the period, each as likely as any other (those of points in a box are more often short).
 */
export type ErrorNorm = "largest" | "rootMeanSquare";

/** Which form ran and how exact it is. */
export interface FormReport {
  readonly form: FormKind | "inducing" | "model";
  /** Bound on the error of ∇f from truncation, in units of ‖f‖-weight per width; 0 for the full history. */
  readonly bound: number;
  /** Of what that is a bound; the largest error where it is left out. */
  readonly norm?: ErrorNorm;
  /** Number of coefficients, a centre (taylor) or in all (fourier), or of remembered steps (history). */
  readonly length: number;
  /** For a hand-over: the step at which a particle left the region of the Taylor form. */
  readonly handedOverAt?: number;
}
