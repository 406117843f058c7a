/**
 * The one table of how far two ways to the same number may lie apart. Positions in widths of the narrowest
 * Gaussian (or other term) of the kernel; forces in units of Σ|weights of f|·Σ_m w_m/σ_m, which bounds |∇f|
 * for every kernel here up to a factor of order one.
 */
export const tolerances = {
  double: {
    /**
     * The same equations with sums in another order: each of some hundred terms rounds at 1.1e-16 of the
     * largest, and the steps of tame games amplify that by less than 1e3 over some hundred steps.
     */
    positions: 1e-10,
    /**
     * One force along a given path: no amplification, only the rounding of its own sum. A term of the
     * Taylor form is at most the largest source, but √P times larger in its derivative.
     */
    force: 1e-13,
  },
  single: {
    /**
     * Rounding at 6e-8, amplified as above but over 30 steps only: chaos is what longer runs would measure.
     */
    positions: 1e-4,
    /**
     * One force along a path of positions that single precision represents exactly: the exponential (off by
     * 1e-5 at the worst argument, where the value itself is tiny), and the sum.
     */
    force: 2e-6,
    /** Functions of `Math` by the sweeps of `engine/mathErrors.ts`, on webgpu and webgl alike. */
    math: {
      /** WebGPU's own may be off by (3 + 2|x|) units in the last place, 1.1e-5 at 88. */
      exp: 1.1e-5,
      /** As many units in the last place at 2: 7, and some more, since WebGL states nothing. */
      expNearZero: 64 * 2 ** -24,
      /** The reduction to turns leaves 6e-8 of a turn, 4e-7; the polynomial rounds by 1e-7. */
      cos: 5e-7,
      sin: 5e-7,
      /** The same relative to the value, which is small only with its argument. */
      sinNearZero: 5e-7,
      /** Graphics cards are allowed to take it from exp. */
      tanh: 1e-6,
      tanhNearZero: 1e-6,
      /** The polynomials are right to 4e-7; roots and quotients of graphics cards add a few units in the last place. */
      asin: 1e-6,
      acos: 1e-6,
      atan: 1e-6,
      atanNearZero: 1e-6,
      /** A few units in the last place of log(100) = 4.6. */
      log: 2e-6,
      /** Graphics cards are allowed to take it as 1/(1/√x). */
      sqrt: 5e-7,
      /** exp₂(y log₂ x) on graphics cards: y log₂ x = 19 is rounded at 2e-6. */
      pow: 4e-6,
    },
  },
} as const;
