// Do the contenders agree? Final positions, simulation by simulation.

/**
 * Compares every result with the reference's (the first limit, else the first that has all simulations) on all
 * simulations that both did. None of the games here is chaotic, so that all of their ends must agree.
 * @param size numbers per simulation at the beginning of a result, simulations one after the other.
 * @param tolerance largest difference that is right, for float64 and float32 results.
 */
export function compare(entries, { size, tolerance, what }) {
  const done = entries.filter(({ result }) => result !== undefined);
  const whole = done.filter(({ sample }) => sample === undefined);
  const reference = whole.find(({ kind }) => kind === "limit") ?? whole[0];
  if (reference === undefined) return [];
  return done
    .filter((entry) => entry !== reference)
    .map((entry) => {
      const indices =
        entry.sample ??
        Array.from({ length: Math.min(entry.result.length, reference.result.length) / size }, (_, s) => s);
      let largest = 0;
      for (const [k, s] of indices.entries()) {
        for (let i = 0; i < size; i++) {
          const difference = Math.abs(entry.result[k * size + i] - reference.result[s * size + i]);
          if (!(difference <= largest) && !Number.isNaN(largest)) largest = difference;
        }
      }
      const allowed = entry.single ? tolerance.single : tolerance.double;
      return {
        name: entry.name,
        with: reference.name,
        what,
        compared: indices.length,
        largest,
        tolerance: allowed,
        agree: largest <= allowed,
      };
    });
}
