import { type DrawnGame, planOf, type Stepper } from "../../../dynamics/index.ts";
import { weights } from "../../../dynamics/stepper.ts";
import type { Backend } from "../../../engine/index.ts";
import type { dirac } from "../../../theory/index.ts";

/** A course in the published signs, start included. */
export interface DiracCourse {
  readonly theta: Float64Array;
  readonly psi: Float64Array;
}

/** Plays a game step by step and looks at both players after each. */
export async function played(
  game: DrawnGame,
  stepper: Stepper,
  steps: number,
  backend: Backend,
): Promise<DiracCourse> {
  const plan = planOf({ game, stepper }, steps);
  const { program } = plan.assemble([plan]);
  const execution = await backend.load(program);
  const theta = new Float64Array(steps + 1);
  const psi = new Float64Array(steps + 1);
  try {
    for (let k = 0; k <= steps; k++) {
      if (k > 0) await execution.advance(1);
      theta[k] = execution.read("position")[0]!;
      psi[k] = -execution.read(weights)[0]!;
    }
    return { theta, psi };
  } finally {
    await execution.close();
  }
}

/** The same by hand, from theory's vector field: simultaneous steps, ψ brought back within its bound after each. */
export function followedField(
  { field, bound = Infinity }: Pick<dirac.DiracGame, "field" | "bound">,
  [theta0, psi0]: readonly [number, number],
  { step, steps }: { readonly step: number; readonly steps: number },
): DiracCourse {
  const theta = new Float64Array(steps + 1).fill(theta0);
  const psi = new Float64Array(steps + 1).fill(psi0);
  for (let k = 0; k < steps; k++) {
    const [alongTheta, alongPsi] = field(theta[k]!, psi[k]!);
    theta[k + 1] = theta[k]! + step * alongTheta;
    psi[k + 1] = Math.min(bound, Math.max(-bound, psi[k]! + step * alongPsi));
  }
  return { theta, psi };
}

/** The largest distance between two courses at the same step. */
export function apart(one: DiracCourse, other: DiracCourse): number {
  return one.theta.reduce(
    (most, theta, k) => Math.max(most, Math.hypot(theta - other.theta[k]!, one.psi[k]! - other.psi[k]!)),
    0,
  );
}

/** Distances from (0, 0). */
export function radii({ theta, psi }: DiracCourse): Float64Array {
  return theta.map((one, k) => Math.hypot(one, psi[k]!));
}

/** A change of the largest radius by less than this share, from one part of a course to another, is none. */
const CHANGE = 0.02;

/** A radius that is this much smaller than the first one is at rest, whatever rounding makes of it. */
const REST = 1e-12;

/**
 * What a course does in the end, from the largest radii of its fifths: it diverges where that of the last is above that
 * of the second (the first may still come to a cycle from inside), converges where it is below that of the fourth.
 */
export function seenVerdict(course: DiracCourse): "converges" | "circles" | "diverges" {
  const radius = radii(course);
  const largest = (fifth: number) => {
    const ends = [fifth - 1, fifth].map((k) => Math.round((k * radius.length) / 5));
    return Math.max(...radius.slice(...ends));
  };
  const last = largest(5);
  if (!Number.isFinite(last) || last > (1 + CHANGE) * largest(2)) return "diverges";
  return last < Math.max((1 - CHANGE) * largest(4), REST * radius[0]!) ? "converges" : "circles";
}

/** The largest |θ| and |ψ| of the last fifth. */
export function extentOf({ theta, psi }: DiracCourse): { readonly theta: number; readonly psi: number } {
  const from = -Math.floor(theta.length / 5);
  const largest = (values: Float64Array) => Math.max(...values.slice(from).map(Math.abs));
  return { theta: largest(theta), psi: largest(psi) };
}
