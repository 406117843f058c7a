/** A function of d coordinates and its gradient. */
export interface Field {
  value(z: ArrayLike<number>): number;
  /** [d]; where there is a kink, that of one of the smooth pieces which meet there. */
  gradient(z: ArrayLike<number>): Float64Array;
}
