import { simulateEnsemble } from "../../../dynamics/index.ts";
import { transport } from "../../../numerics/transport.ts";
import { type BuiltSim, buildSim } from "../../../sim/index.ts";
import { lipschitz } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { type LossName, losses, lossNames, type Sizes, specOf, stride } from "./cases.ts";

/** How many states of a course are compared with the exact optimum. */
const looks = 12;

interface Cloud {
  readonly positions: Float64Array;
  readonly masses: Float64Array;
}

/** ‖y_j − x_i‖, [n*N], and the plan of least distance. */
function planOf({ positions, masses }: Cloud, { points, masses: wanted, dimension }: BuiltTarget) {
  const N = wanted.length;
  const apart = Float64Array.from({ length: masses.length * N }, (_, e) => {
    const [j, i] = [Math.floor(e / N), e % N];
    let square = 0;
    for (let k = 0; k < dimension; k++) {
      square += (positions[j * dimension + k]! - points[i * dimension + k]!) ** 2;
    }
    return Math.sqrt(square);
  });
  return { apart, N, ...transport(masses, wanted, apart) };
}

type BuiltTarget = BuiltSim["simulation"]["game"]["drawn"];

/**
 * The distance after `steps` steps of particles that go straight to where the optimal plan of the start sends them, a stride
 * a step, and stay: Σ π_ij max(d_ij − t·stride, 0).
 */
export function straightDistance(start: Cloud, target: BuiltTarget, steps: readonly number[]): number[] {
  const { plan, apart, N } = planOf(start, target);
  return steps.map((step) =>
    plan.reduce(
      (sum, { source, sink, mass }) => sum + mass * Math.max(apart[source * N + sink]! - stride * step, 0),
      0,
    ),
  );
}

/** One course of each loss under each held bound: f at some of its steps beside the exact optimum there. */
export async function courseRows(sizes: Sizes, tools: StudyTools): Promise<Row[]> {
  const backend = await tools.open(tools.backend === "auto" ? "webasm" : tools.backend);
  const rows: Row[] = [];
  for (const loss of lossNames) {
    for (const constant of sizes.constants) {
      const built = buildSim(specOf(loss, "held", sizes, { seed: tools.seed, constant }), 0);
      const { drawn, generator, start } = built.simulation.game;
      const [run] = await simulateEnsemble([built.simulation], {
        steps: built.steps,
        every: 1,
        backend,
        rules: built.rules,
        keep: ["weights"],
        ...(tools.signal === undefined ? {} : { signal: tools.signal }),
      });
      const { masses } = generator;
      const steps = run!.steps.filter((step) => step % Math.ceil(built.steps / looks) === 0);
      const straight = straightDistance({ positions: start, masses }, drawn, steps);
      for (const [k, step] of steps.entries()) {
        const { cost: distance } = planOf({ positions: run!.positions[step]!, masses }, drawn);
        rows.push({ loss, constant, step, distance, straight: straight[k]! });
        if (step === 0) continue;
        // f was trained and its slope taken before the particles moved.
        const reached = {
          drawn,
          masses,
          positions: run!.positions[step - 1]!,
          gradient: run!.gradients[step]!,
          heights: run!.kept!.weights![step - 1]!,
        };
        rows.push({ ...rows.pop()!, ...(await besideOptimum(loss, constant, reached)) });
      }
    }
  }
  return rows;
}

/** Particles, and the discriminator that was trained on them. */
export interface Reached extends Cloud {
  readonly drawn: BuiltTarget;
  /** u, [N]. */
  readonly heights: Float64Array;
  /** ∇f at the particles, [n*d]. */
  readonly gradient: Float64Array;
}

/** max_i (u_i − k‖z − x_i‖) at places [·*d]. */
function valuesAt(
  heights: Float64Array,
  constant: number,
  { points, dimension }: BuiltTarget,
  at: Float64Array,
) {
  return Float64Array.from({ length: at.length / dimension }, (_, r) => {
    const z = at.subarray(r * dimension, (r + 1) * dimension);
    const cone = (u: number, i: number) =>
      u - constant * Math.hypot(...Array.from(z, (x, k) => x - points[i * dimension + k]!));
    return heights.reduce((most, u, i) => Math.max(most, cone(u, i)), Number.NEGATIVE_INFINITY);
  });
}

/**
 * The mass of the particles whose highest cone, which is the one that ∇f follows, is that of a true point that binds them in the
 * exact optimum. Heights of 0 make it the nearest true point.
 */
export function coneShare(
  { drawn, positions, masses }: Omit<Reached, "heights" | "gradient">,
  constant: number,
  heights: ArrayLike<number>,
  { pairs, sites }: Pick<lipschitz.LipschitzOptimum, "pairs" | "sites">,
): number {
  const { points, dimension: d } = drawn;
  const binding = new Set(pairs.map(({ generated, true: end }) => `${generated} ${end}`));
  return masses.reduce((sum, mass, j) => {
    let [most, highest] = [Number.NEGATIVE_INFINITY, -1];
    for (let i = 0; i < heights.length; i++) {
      let square = 0;
      for (let k = 0; k < d; k++) square += (positions[j * d + k]! - points[i * d + k]!) ** 2;
      const value = heights[i]! - constant * Math.sqrt(square);
      if (value > most) [most, highest] = [value, i];
    }
    return sum + (binding.has(`${sites.ofGenerated[j]} ${sites.ofTrue[highest]}`) ? mass : 0);
  }, 0);
}

/**
 * What f costs, the least that any k-Lipschitz f costs there, and a bound below that; the mass of the particles that a true
 * point binds in the exact optimum, and of those whose highest cone, or whose nearest true point, is one that does.
 */
export async function besideOptimum(loss: LossName, constant: number, reached: Reached): Promise<Row> {
  const { drawn, positions, masses, heights } = reached;
  const objective = lipschitz.objectiveOf(losses[loss].objective);
  const samples = {
    dimension: drawn.dimension,
    truePoints: drawn.points,
    trueMasses: drawn.masses,
    generatedPoints: positions,
    generatedMasses: masses,
  };
  const optimum = await lipschitz.lipschitzOptimum(samples, objective, { constant });
  const onTrue = valuesAt(heights, constant, drawn, drawn.points);
  const onParticles = valuesAt(heights, constant, drawn, positions);
  const cost =
    drawn.masses.reduce((sum, mass, i) => sum + mass * objective.true(onTrue[i]!), 0) +
    masses.reduce((sum, mass, j) => sum + mass * objective.generated(onParticles[j]!), 0);
  const found = new Set(optimum.pairs.map(({ generated }) => generated));
  const bound = masses.reduce(
    (sum, mass, j) => sum + (found.has(optimum.sites.ofGenerated[j]!) ? mass : 0),
    0,
  );
  const zero = new Float64Array(heights.length);
  return {
    cost,
    exact: optimum.cost,
    below: optimum.lowerBound,
    bound,
    steepest: coneShare(reached, constant, heights, optimum),
    nearest: coneShare(reached, constant, zero, optimum),
  };
}

/** Over some particles: the mean cosine of ∇f with the way to a true point that binds, and their mass. */
interface BindingAlignment {
  /** NaN where there is none. */
  readonly cosine: number;
  readonly mass: number;
}

/**
 * The cosine of ∇f with the way to the true point that binds a particle in the exact optimum: the one of several that ∇f
 * points to most. `single` takes only particles that one true point binds, with no choice among several.
 */
export function bindingAlignment(
  { drawn, positions, masses, gradient }: Omit<Reached, "heights">,
  { pairs, sites }: Pick<lipschitz.LipschitzOptimum, "pairs" | "sites">,
  which: "all" | "single" = "all",
): BindingAlignment {
  const d = drawn.dimension;
  let [sum, mass] = [0, 0];
  masses.forEach((own, j) => {
    const slope = gradient.subarray(j * d, (j + 1) * d);
    const found = pairs
      .filter(({ generated }) => generated === sites.ofGenerated[j])
      .map((pair) => {
        const way = Array.from(slope, (_g, k) => sites.points[pair.true * d + k]! - positions[j * d + k]!);
        const product = way.reduce((total, step, k) => total + step * slope[k]!, 0);
        return product / Math.hypot(...way) / Math.hypot(...slope);
      });
    const known = found.filter(Number.isFinite);
    if (known.length === 0 || (which === "single" && found.length > 1)) return;
    sum += own * Math.max(...known);
    mass += own;
  });
  return { cosine: sum / mass, mass };
}
