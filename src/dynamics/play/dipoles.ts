import type { Call, Cell, Rows } from "../../engine/index.ts";
import type { GradientPenalty, Penalty } from "../../penalties/index.ts";
import { largestCalls } from "./largest.ts";
import type { Sizes } from "./sizes.ts";

declare function weightOf(r: number, slope: Rows, mass: Rows, numbers: Rows, s: number): number;
declare function stiffness(norm: number, a: number, b: number, c: number): number;

/** The gradient penalties of a list. */
export function gradientPenalties(penalties: readonly Penalty[]): GradientPenalty[] {
  return penalties.flatMap(({ gradient }) => (gradient === undefined ? [] : [gradient]));
}

/** The numbers of all gradient penalties, three each. */
export function penaltyNumbers(penalties: readonly Penalty[]): number[] {
  return gradientPenalties(penalties).flatMap(({ numbers }) => [0, 1, 2].map((k) => numbers[k] ?? 0));
}

/**
 * Calls that write to `dipole` [R*d] what gradient penalties teach the discriminator: the derivative of −Σ m_r ψ(‖∇f(z_r)‖) is
 * that of Σ dipole_r·∇f(z_r) with dipole_r = −m_r ψ'(‖∇f‖)/‖∇f‖ ∇f held fixed. `slope` [R*d] is ∇f at the samples. Of a
 * maximum the sample with the longest ∇f has all of the mass.
 */
export function dipoleCalls(
  penalties: readonly Penalty[],
  sizes: Sizes,
  slope: string,
  dipole: string,
): Call[] {
  const { D, TRUE, GENERATED, R } = sizes;
  const blocks = {
    true: [0, TRUE],
    generated: [TRUE, TRUE + GENERATED],
    interpolates: [TRUE + GENERATED, R],
  } as const;
  const pull = `${dipole}_weight`;
  const weights = gradientPenalties(penalties).flatMap((penalty, k): Call[] => {
    const [FROM, TO] = blocks[penalty.on];
    const largest = penalty.over === "maximum";
    const mass = largest ? `${dipole}_largest_${k}` : "sampleMass";
    const reads = [slope, mass, "penaltyNumbers"];
    const stiffen: Call = {
      name: `stiffen_${dipole}_${k}`,
      output: pull,
      rows: R,
      body: k === 0 ? firstWeight : nextWeight,
      reads: k === 0 ? reads : [...reads, pull],
      constants: { D, FROM, TO, AT: 3 * k },
      helpers: { stiffness: penalty.stiffness, weightOf: String(ownWeight) },
    };
    return largest ? [...largestCalls({ D, FROM, TO, R }, slope, mass), stiffen] : [stiffen];
  });
  const along = { name: `turn_${dipole}`, output: dipole, rows: R * D, constants: { D }, helpers: {} };
  return [...weights, { ...along, body: weightedSlope, reads: [pull, slope] }];
}

// −m_r ψ'(‖∇f‖)/‖∇f‖ within the block of samples that the penalty is for.
function ownWeight(this: Cell, r: number, slope: Rows, mass: Rows, numbers: Rows, s: number): number {
  let norm2 = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const u = slope[r * this.constants.D! + k]![s]!;
    norm2 += u * u;
  }
  const at = this.constants.AT!;
  const hard = stiffness(Math.sqrt(norm2), numbers[at]![s]!, numbers[at + 1]![s]!, numbers[at + 2]![s]!);
  return r >= this.constants.FROM! && r < this.constants.TO! ? -mass[r]![s]! * hard : 0;
}

function firstWeight(this: Cell, slope: Rows, mass: Rows, numbers: Rows): number {
  return weightOf(this.thread.y, slope, mass, numbers, this.thread.x);
}

function nextWeight(this: Cell, slope: Rows, mass: Rows, numbers: Rows, before: Rows): number {
  const r = this.thread.y;
  return before[r]![this.thread.x]! + weightOf(r, slope, mass, numbers, this.thread.x);
}

function weightedSlope(this: Cell, weight: Rows, slope: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return weight[Math.floor(row / this.constants.D!)]![s]! * slope[row]![s]!;
}
