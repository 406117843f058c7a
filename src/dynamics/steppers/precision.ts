/**
 * A number that is above 1 in double precision and 1 in single: as a row of `pace` it tells the calls in which
 * of them they run, for what depends on how many digits there are.
 */
export const finePrecision = 1 + 2 ** -40;
