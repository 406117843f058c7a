import { localSpectrum } from "./localMap.ts";
import { excess, type Neighbourhood, type Stability } from "./neighbourhood.ts";

/** n particles of equal mass q among isolated true points of masses p_i. */
export interface AssignmentProblem extends Omit<Neighbourhood, "pointMass"> {
  /** p_i, one a true point. `particles` counts all of them, n. */
  readonly pointMasses: readonly number[];
}

/**
 * One way to share the particles out: a fixed point of the Isolated Points Model. Particles that are in no
 * neighbourhood are lost: f is flat there, and nothing calls them back (they repel each other, if close).
 */
export interface Assignment {
  /** m_i, how many particles sit on true point i; Σ m_i ≤ n. */
  readonly occupation: readonly number[];
  /** n − Σ m_i. */
  readonly lost: number;
  /** The worst of the neighbourhoods, by the exact local map; lost particles are not judged. */
  readonly stability: Stability;
  /** Σ |p_i − m_i q|, the mass that is not where it should be. */
  readonly mismatch: number;
  /** True when no assignment of the problem has a smaller mismatch. */
  readonly best: boolean;
  /** How many occupation vectors this one stands for: 1, or with `kinds` its permutations of equal points. */
  readonly multiplicity: number;
}

/** The neighbourhood of true point `point` when it holds `held` particles. */
export function neighbourhoodOf(problem: AssignmentProblem, point: number, held: number): Neighbourhood {
  const { pointMasses, ...rest } = problem;
  return { ...rest, pointMass: pointMasses[point]!, particles: held };
}

/**
 * Stability of one neighbourhood. Where no fixed discriminator exists (λ = 0, Δ ≠ 0) it is unstable: f grows
 * without bound, and with it the force that expels (Δ < 0) or overshoots (Δ > 0).
 */
export function neighbourhoodStability(n: Neighbourhood): Stability {
  return localSpectrum(n)?.stability ?? "unstable";
}

const BADNESS: readonly Stability[] = ["stable", "marginal", "unstable"];

function worst(values: readonly Stability[]): Stability {
  return BADNESS[Math.max(0, ...values.map((value) => BADNESS.indexOf(value)))]!;
}

/**
 * Every assignment, each judged. With `kinds: true` one for each class under permutations of true points of
 * equal mass (occupations falling within each class), with its multiplicity. Their number without `kinds` is
 * `assignmentCount`: enumerate small problems only.
 */
export function assignments(problem: AssignmentProblem, settings: { kinds?: boolean } = {}): Assignment[] {
  const kinds = settings.kinds === true;
  const points = problem.pointMasses.length;
  // Neighbourhoods are independent: judge each (point, occupation) once.
  const judged = problem.pointMasses.map((_, point) =>
    Array.from({ length: problem.particles + 1 }, (_, held) => {
      const n = neighbourhoodOf(problem, point, held);
      return { stability: neighbourhoodStability(n), mismatch: Math.abs(excess(n)) };
    }),
  );
  const twin = problem.pointMasses.map((mass, i) => problem.pointMasses.slice(0, i).lastIndexOf(mass));
  const found: Omit<Assignment, "best">[] = [];
  const occupation: number[] = [];
  const fill = (left: number): void => {
    const point = occupation.length;
    if (point === points) {
      const local = occupation.map((held, i) => judged[i]![held]!);
      found.push({
        occupation: [...occupation],
        lost: left,
        stability: worst(local.map(({ stability }) => stability)),
        mismatch: local.reduce((sum, { mismatch }) => sum + mismatch, 0),
        multiplicity: kinds ? permutations(occupation, problem.pointMasses) : 1,
      });
      return;
    }
    const before = twin[point]!;
    const most = kinds && before >= 0 ? Math.min(left, occupation[before]!) : left;
    for (let held = most; held >= 0; held--) {
      occupation.push(held);
      fill(left - held);
      occupation.pop();
    }
  };
  fill(problem.particles);
  const least = Math.min(...found.map(({ mismatch }) => mismatch));
  // Sums of the same masses in different orders differ by rounding.
  return found.map((one) => ({ ...one, best: one.mismatch <= least + 1e-12 }));
}

/** The number of distinct occupation vectors that permuting points of equal mass makes of one. */
function permutations(occupation: readonly number[], masses: readonly number[]): number {
  const groups = new Map<number, number[]>();
  masses.forEach((mass, i) => {
    groups.set(mass, [...(groups.get(mass) ?? []), occupation[i]!]);
  });
  let product = 1;
  for (const members of groups.values()) {
    let left = members.length;
    for (const held of new Set(members)) {
      const equal = members.filter((value) => value === held).length;
      product *= binomial(left, equal);
      left -= equal;
    }
  }
  return product;
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return Math.round(value);
}

/** C(n + N, N): how many occupation vectors n particles and N true points have. */
export function assignmentCount(problem: Pick<AssignmentProblem, "pointMasses" | "particles">): number {
  return binomial(problem.particles + problem.pointMasses.length, problem.pointMasses.length);
}

/** Counts of occupation vectors, permutations included. */
export interface AssignmentCensus {
  readonly stable: number;
  readonly marginal: number;
  readonly unstable: number;
  /** Stable ones of which the mismatch is not the smallest possible: approximate mode collapse. */
  readonly badStable: number;
  /** Not unstable and not best: what a run may end in, marginal neighbourhoods (r ≥ 2, Δ = 0) included. */
  readonly badLasting: number;
}

/** Counts a list from `assignments`. */
export function census(list: readonly Assignment[]): AssignmentCensus {
  const total = (accept: (one: Assignment) => boolean) =>
    list.reduce((sum, one) => sum + (accept(one) ? one.multiplicity : 0), 0);
  return {
    stable: total((one) => one.stability === "stable"),
    marginal: total((one) => one.stability === "marginal"),
    unstable: total((one) => one.stability === "unstable"),
    badStable: total((one) => one.stability === "stable" && !one.best),
    badLasting: total((one) => one.stability !== "unstable" && !one.best),
  };
}
