import type { Call, Cell, Rows } from "../../engine/index.ts";

/**
 * Calls that write to `share` [R] a 1 for the sample from FROM to TO (excluded) with the longest ∇f, the first of equal
 * ones, and a 0 for all others. `slope` [R*d] is ∇f at the samples.
 */
export function largestCalls(
  { D, FROM, TO, R }: Readonly<Record<"D" | "FROM" | "TO" | "R", number>>,
  slope: string,
  share: string,
): Call[] {
  const [norms, which] = [`${share}_norms`, `${share}_which`];
  const common = { helpers: {} };
  return [
    {
      name: norms,
      output: norms,
      rows: TO - FROM,
      body: squaredNorm,
      reads: [slope],
      constants: { D, FROM },
      ...common,
    },
    {
      name: which,
      output: which,
      rows: 1,
      body: firstOfLargest,
      reads: [norms],
      constants: { COUNT: TO - FROM },
      ...common,
    },
    { name: share, output: share, rows: R, body: isIt, reads: [which], constants: { FROM }, ...common },
  ];
}

// Components beyond 1e18 count as 1e18: single precision cannot hold their squares.
function squaredNorm(this: Cell, slope: Rows): number {
  const first = (this.constants.FROM! + this.thread.y) * this.constants.D!;
  let sum = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const u = Math.min(Math.abs(slope[first + k]![this.thread.x]!), 1e18);
    sum += u * u;
  }
  return sum;
}

function firstOfLargest(this: Cell, norms: Rows): number {
  const s = this.thread.x;
  let most = -1;
  let at = 0;
  for (let r = 0; r < this.constants.COUNT!; r++) {
    const norm = norms[r]![s]!;
    at = norm > most ? r : at;
    most = norm > most ? norm : most;
  }
  return at;
}

function isIt(this: Cell, which: Rows): number {
  return this.thread.y === this.constants.FROM! + which[0]![this.thread.x]! ? 1 : 0;
}
