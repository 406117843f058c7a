import { type Box, boxOf, layoutOf } from "../../src/discriminators/fourier/box.ts";
import type { FourierLayout } from "../../src/discriminators/fourier/layout.ts";
import { modesOf } from "../../src/discriminators/fourier/modes.ts";
import { strengthsOf } from "../../src/discriminators/fourier/projection.ts";
import type { Member } from "../../src/discriminators/index.ts";
import { memberOf } from "../../src/dynamics/assemble.ts";
import { kernelSlope } from "../../src/kernels/index.ts";
import type { Spec } from "../../src/options/index.ts";
import { type Memory, type Sketch, simulationOf } from "../games.ts";

/** A game about 0 in d dimensions, one particle 0.3 widths away, unequal in every dimension. */
export function gameAt(dimension: number, kernel: Spec): Sketch {
  return {
    points: [Array.from({ length: dimension }, () => 0)],
    masses: [1],
    start: [Array.from({ length: dimension }, (_, k) => 0.3 / (k + 1))],
    particleMasses: [1],
    kernel,
    weightDecay: 0.1,
    stepDiscriminator: 0.1,
    stepGenerator: 0.1,
    order: "alternating",
  };
}

export function memberAt(dimension: number, kernel: Spec, memory: Memory = {}): Member {
  return memberOf(simulationOf(gameAt(dimension, kernel), { form: "fourier", ...memory }), 1000);
}

/** The truncated periodic kernel of a member. */
export class Series {
  readonly layout: FourierLayout;
  readonly box: Box;
  readonly modes: Int32Array;
  readonly strengths: Float64Array;
  private readonly member: Member;

  constructor(member: Member) {
    const layout = layoutOf(member);
    if (typeof layout === "string") throw new Error(layout);
    this.member = member;
    this.layout = layout;
    this.box = boxOf(member, layout);
    this.modes = modesOf(this.box.reach);
    this.strengths = strengthsOf(member.discriminator.kernel, this.box.periods, this.modes);
  }

  /** ‖∇K of the series − ∇K‖ at a difference, in units of Σ weight/width. */
  error(r: readonly number[]): number {
    const { kernel } = this.member.discriminator;
    const d = r.length;
    const waves = this.box.periods.map((period) => (2 * Math.PI) / period);
    const r2 = r.reduce((sum, x) => sum + x * x, 0);
    const gradient = r.map((x) => -kernelSlope(kernel, r2) * x);
    this.strengths.forEach((strength, mode) => {
      let phase = 0;
      for (let k = 0; k < d; k++) phase += this.modes[mode * d + k]! * waves[k]! * r[k]!;
      const force = -strength * Math.sin(phase);
      for (let k = 0; k < d; k++) gradient[k]! += force * this.modes[mode * d + k]! * waves[k]!;
    });
    const unit = kernel.terms.reduce((sum, term) => sum + term.weight / term.parameters[0]!, 0);
    return Math.hypot(...gradient) / unit;
  }
}
