// Medians with their spread.

/** The median; of an even number the mean of the middle two. */
export function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

/** Median, least and largest. */
export function spread(list) {
  return { median: median(list), low: Math.min(...list), high: Math.max(...list) };
}

/**
 * The ratio of the medians of two lists of times, with the least and largest ratio of times of the same round:
 * what slows a round slows both. Rounds that one of them did not run are compared with its median.
 */
export function ratio(above, below) {
  const rounds = Math.max(above.length, below.length);
  const [a, b] = [median(above), median(below)];
  const pairs = Array.from({ length: rounds }, (_, k) => (above[k] ?? a) / (below[k] ?? b));
  return { median: a / b, low: Math.min(...pairs), high: Math.max(...pairs) };
}
