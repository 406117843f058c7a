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
     * One force along a path of positions that single precision represents exactly: the exponential by
     * squarings (`fastExp`, 7e-6 at the worst argument, where the value itself is tiny), and the sum.
     */
    force: 2e-6,
    /** exp as stated by `fastExp`. */
    exponential: 7e-6,
  },
} as const;
