/*
 * The half lattice of wave vectors of a real Fourier series, and its order in memory.
 *
 * A mode is a list of whole numbers (m_1 … m_d), κ_k = 2π m_k/L_k. With `reach` (M_1 … M_d) those in the ellipsoid
 * Σ (m_k/M_k)² ≤ 1 are kept, which is a ball of wave vectors when all M_k/L_k are equal. Of m and −m only the
 * one whose first number other than 0 is positive is kept, and 0 is left out: a constant has no gradient.
 *
 * Modes stand in lexicographic order, the last dimension innermost:
 *   d = 1: m = 1 … M.
 *   d = 2: for m_1 = 0 … M_1: m_2 = −e(m_1) … e(m_1), but 1 … e(0) for m_1 = 0.
 *   d = 3: for m_1 = 0 … M_1, m_2 = −e(m_1) … e(m_1) (from 0 for m_1 = 0): m_3 = −e(m_1, m_2) … e(m_1, m_2), but
 *          1 … e(0, 0) for m_1 = m_2 = 0,
 * with e(…) the largest number that the ellipsoid leaves to the next dimension. Those that differ in the last
 * number alone form a run without gaps.
 */

/** A run of modes: all but the last number are fixed, the last counts up by one. */
export interface ModeRun {
  /** (m_1 … m_{d−1}). */
  readonly lead: readonly number[];
  /** The values of m_d, both included. */
  readonly first: number;
  readonly last: number;
  /** Number of modes before this run. */
  readonly offset: number;
}

/** The runs in order, empty ones left out. */
export function modeRuns(reach: readonly number[]): ModeRun[] {
  const runs: ModeRun[] = [];
  let offset = 0;
  const visit = (lead: readonly number[], rest: number): void => {
    const k = lead.length;
    // Room for rounding, so that the modes on the axes at exactly M_k are in.
    const edge = Math.floor(reach[k]! * Math.sqrt(Math.max(rest, 0)) + 1e-9);
    const zero = lead.every((m) => m === 0);
    if (k < reach.length - 1) {
      for (let m = zero ? 0 : 0 - edge; m <= edge; m++) visit([...lead, m], rest - (m / reach[k]!) ** 2);
      return;
    }
    // Not −edge, which would be −0.
    const first = zero ? 1 : 0 - edge;
    if (edge < first) return;
    runs.push({ lead, first, last: edge, offset });
    offset += edge - first + 1;
  };
  visit([], 1);
  return runs;
}

/** Numbers of modes by reach: every simulation asks for its own a few times. */
const counts = new Map<string, number>();
const mostCounts = 10_000;

/** The number of modes. */
export function modeCount(reach: readonly number[]): number {
  const key = reach.join();
  if (counts.size >= mostCounts) counts.clear();
  let count = counts.get(key);
  if (count === undefined) {
    const last = modeRuns(reach).at(-1)!;
    count = last.offset + last.last - last.first + 1;
    counts.set(key, count);
  }
  return count;
}

/** About how many modes there are, without listing them: half the volume of the ellipsoid. */
export function roughModeCount(reach: readonly number[]): number {
  const ball = [2, Math.PI, (4 * Math.PI) / 3][reach.length - 1]!;
  return reach.reduce((product, m) => product * m, ball / 2);
}

/** The numbers of every mode, [modes*d]. */
export function modesOf(reach: readonly number[]): Int32Array {
  return Int32Array.from(
    modeRuns(reach).flatMap(({ lead, first, last }) =>
      Array.from({ length: last - first + 1 }, (_, k) => [...lead, first + k]).flat(),
    ),
  );
}
