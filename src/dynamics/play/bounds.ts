import type { Discriminator } from "../../discriminators/index.ts";
import type { Call, Cell, Rows } from "../../engine/index.ts";
import { InputError } from "../../options/index.ts";
import type { Bound, Penalty } from "../../penalties/index.ts";

/**
 * The bounds on a discriminator's parameters, of which there may be one of each sort.
 *
 * A bound on the norm is one on the Lipschitz constant of f: it is known where the discriminator says so (f = w·x) and
 * for a function of a kernel that is smooth at zero, and refused for all others. A bound on each parameter is refused
 * for functions of a kernel, which have none of their own. Both are refused where f is a response, or where its
 * Lipschitz constant is a number of its own.
 * @throws InputError for what is refused
 */
export function boundsOf(penalties: readonly Penalty[], discriminator: Discriminator): Bound[] {
  return penalties.flatMap(({ bound, kind }, k) => {
    if (bound === undefined) return [];
    const refuse = (why: string): never => {
      throw new InputError(`penalties[${k}]`, `${kind} ${why}`);
    };
    if ("responds" in discriminator) refuse("needs a discriminator that learns step by step");
    if (bound.of === "each" && "kernel" in discriminator) {
      refuse("needs parameters of the discriminator's own, which a function of a kernel does not have");
    }
    if (!("kernel" in discriminator)) {
      const { kind: own, lipschitz } = discriminator;
      if (lipschitz === "own") refuse(`means nothing for ${own}, whose Lipschitz constant is its own`);
      if (bound.of === "norm" && lipschitz !== "norm") {
        refuse(`bounds the norm of the parameters, which bounds no slope of ${own}; use gradientPenalty`);
      }
      return [bound];
    }
    const curvature = "curvature" in discriminator.kernel ? discriminator.kernel.curvature : undefined;
    if (curvature === undefined) return refuse("needs a kernel that is smooth at zero");
    // ‖∇f(x)‖ ≤ ‖f‖_H √κ, κ the curvature of the kernel at zero.
    return [{ ...bound, size: bound.size / Math.sqrt(curvature) }];
  });
}

/** Calls that bring `array` [P] back within bounds, whose sizes are the rows of `bounds`. */
export function boundCalls(bounds: readonly Bound[], P: number, array: string): Call[] {
  return bounds.flatMap(({ of }, k): Call[] => {
    const common = { constants: { P, AT: k }, helpers: {} };
    const name = `bound_${array}_${k}`;
    if (of === "each") {
      return [{ name, output: array, rows: P, body: clipped, reads: [array, "bounds"], ...common }];
    }
    const size = `${array}_norm`;
    return [
      { name: size, output: size, rows: 1, body: squaredNorm, reads: [array], ...common },
      { name, output: array, rows: P, body: shortened, reads: [array, size, "bounds"], ...common },
    ];
  });
}

function clipped(this: Cell, w: Rows, bounds: Rows): number {
  const s = this.thread.x;
  const bound = bounds[this.constants.AT!]![s]!;
  const value = w[this.thread.y]![s]!;
  return value > bound ? bound : value < -bound ? -bound : value;
}

function squaredNorm(this: Cell, w: Rows): number {
  let sum = 0;
  for (let k = 0; k < this.constants.P!; k++) {
    const value = w[k]![this.thread.x]!;
    sum += value * value;
  }
  return sum;
}

function shortened(this: Cell, w: Rows, norm2: Rows, bounds: Rows): number {
  const s = this.thread.x;
  const bound = bounds[this.constants.AT!]![s]!;
  const square = norm2[0]![s]!;
  const value = w[this.thread.y]![s]!;
  return square > bound * bound ? (value * bound) / Math.sqrt(square) : value;
}
