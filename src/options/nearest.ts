/** The number of single-letter edits (insert, delete, replace, swap neighbours) between two words. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replaced, rows[i - 1]![j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** From this length on a beginning says which name was meant. */
const tellingLength = 3;

/**
 * The candidate nearest to a misspelt or shortened name, or undefined when none is near (more than half of
 * the letters would have to change).
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = distanceTo(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Edits from a name to a candidate; infinite when they have too little in common. */
function distanceTo(name: string, candidate: string): number {
  const limit = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 2));
  // A beginning is farther than a slip of one letter, nearer than anything else.
  if (name.length >= tellingLength && candidate !== name && candidate.startsWith(name)) return 1.5;
  // The difference in length bounds the distance from below: no need to compare a page with a word.
  if (Math.abs(name.length - candidate.length) > limit) return Number.POSITIVE_INFINITY;
  const distance = editDistance(name, candidate);
  return distance <= limit ? distance : Number.POSITIVE_INFINITY;
}
