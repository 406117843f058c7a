import type { Call, Cell, Rows } from "../../engine/index.ts";
import type { GradientPenalty, Penalty } from "../../penalties/index.ts";
import type { Sizes } from "./sizes.ts";

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
 * that of Σ dipole_r·∇f(z_r) with dipole_r = −m_r ψ'(‖∇f‖)/‖∇f‖ ∇f held fixed. `slope` [R*d] is ∇f at the samples.
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
  return gradientPenalties(penalties).map((penalty, k) => {
    const [FROM, TO] = blocks[penalty.on];
    const reads = [slope, "sampleMass", "penaltyNumbers", ...(k === 0 ? [] : [dipole])];
    return {
      name: `stiffen_${dipole}_${k}`,
      output: dipole,
      rows: R * D,
      body: k === 0 ? firstDipole : nextDipole,
      reads,
      constants: { D, FROM, TO, AT: 3 * k },
      helpers: { stiffness: penalty.stiffness },
    };
  });
}

function firstDipole(this: Cell, slope: Rows, mass: Rows, numbers: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.D!);
  let norm2 = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const u = slope[r * this.constants.D! + k]![s]!;
    norm2 += u * u;
  }
  const at = this.constants.AT!;
  const hard = stiffness(Math.sqrt(norm2), numbers[at]![s]!, numbers[at + 1]![s]!, numbers[at + 2]![s]!);
  const own = r >= this.constants.FROM! && r < this.constants.TO!;
  return own ? -mass[r]![s]! * hard * slope[row]![s]! : 0;
}

function nextDipole(this: Cell, slope: Rows, mass: Rows, numbers: Rows, dipole: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.D!);
  let norm2 = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const u = slope[r * this.constants.D! + k]![s]!;
    norm2 += u * u;
  }
  const at = this.constants.AT!;
  const hard = stiffness(Math.sqrt(norm2), numbers[at]![s]!, numbers[at + 1]![s]!, numbers[at + 2]![s]!);
  const own = r >= this.constants.FROM! && r < this.constants.TO!;
  return dipole[row]![s]! - (own ? mass[r]![s]! * hard * slope[row]![s]! : 0);
}
