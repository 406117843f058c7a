import { planOf } from "../../../dynamics/index.ts";
import { particles, weights as weightsArray } from "../../../dynamics/stepper.ts";
import type { Backend } from "../../../engine/index.ts";
import { duality } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { LineOptions } from "./options.ts";
import { ALIVE, kinksOf, missRow, simulationOf, type Trained } from "./training.ts";

/** What a unit that is put back starts with, u and v: small beside those that are at work, about 0.5. */
const SMALL = 0.05;

/** A place where a unit would see more than β. */
export interface Breach {
  readonly at: number;
  readonly side: "above" | "below";
  /** h there, or h − h(−∞). */
  readonly seen: number;
}

/** Where the constraint is broken most, of each side: none where it holds to a thousandth. */
export function breaches(truth: readonly number[], outputs: ArrayLike<number>, threshold: number): Breach[] {
  const places = [...truth, ...Array.from(outputs)];
  return (["above", "below"] as const).flatMap((side) => {
    let worst: Breach = { at: 0, side, seen: 0 };
    for (const at of places) {
      const seen = duality.tailGap(truth, outputs, at)[side];
      if (Math.abs(seen) > Math.abs(worst.seen)) worst = { at, side, seen };
    }
    return Math.abs(worst.seen) > 1.001 * threshold ? [worst] : [];
  });
}

/** Weights in which units that do nothing have their kinks at the breaches, as far as there are such units. */
export function withUnitsAt(given: Float64Array, units: number, places: readonly Breach[]): Float64Array {
  const weights = given.slice();
  const idle = kinksOf(given, units).flatMap(({ strength }, j) => (Math.abs(strength) < ALIVE ? [j] : []));
  places.forEach(({ at, side, seen }, k) => {
    const j = idle[k];
    if (j === undefined) return;
    const u = side === "above" ? SMALL : -SMALL;
    weights[j] = u;
    weights[units + j] = -u * at;
    weights[2 * units + j] = Math.sign(seen) * SMALL;
  });
  return weights;
}

/**
 * Goes on from a trained pair: in each round units that died are put back where the constraint is broken most, and
 * training goes on. It is what a solver of the convex program does that adds a constraint where one is broken.
 * @returns the pair after every round
 */
export async function revived(
  options: LineOptions,
  run: Trained,
  { rounds, steps, backend }: { readonly rounds: number; readonly steps: number; readonly backend: Backend },
): Promise<Trained[]> {
  const plan = planOf(simulationOf(options, run.units, run.seed), steps);
  const { program } = plan.assemble([plan]);
  const after: Trained[] = [];
  let [outputs, weights] = [run.outputs, run.weights];
  for (let round = 0; round < rounds; round++) {
    weights = withUnitsAt(weights, run.units, breaches(run.points, outputs, options.threshold));
    const state = { ...program.state, [weightsArray]: weights, [particles]: outputs.slice() };
    const execution = await backend.load({ ...program, state });
    try {
      await execution.advance(steps);
      weights = execution.read(weightsArray).slice();
      outputs = execution.read(particles).slice().sort();
    } finally {
      await execution.close();
    }
    after.push({ ...run, outputs, weights });
  }
  return after;
}

/** How many outputs differ by more than a hundredth. */
export function clumpsOf(outputs: ArrayLike<number>): number {
  const sorted = Array.from(outputs).sort((a, b) => a - b);
  return sorted.filter((y, j) => j === 0 || y - sorted[j - 1]! > 0.01).length;
}

/** A row a round: the miss, and at the end where a descent from order to order leads that begins there. */
export async function revivalRows(options: LineOptions, run: Trained, backend: Backend): Promise<Row[]> {
  const { revivals, steps } = options;
  const course = [
    run,
    ...(await revived(options, run, { rounds: revivals, steps: Math.ceil(steps / 2), backend })),
  ];
  const game = { ...options, points: run.points };
  const best = duality.lineOptimum(game);
  const rows: Row[] = [];
  for (const [round, state] of course.entries()) {
    const own = { round, clumps: clumpsOf(state.outputs), bestClumps: clumpsOf(best.outputs) };
    rows.push({ ...missRow(options, state), ...own, descent: Number.NaN });
  }
  // Training leaves outputs on one side or the other of a point by a rounding: the tie that is feasible is taken.
  for (const tie of ["above", "below"] as const) {
    const found = await duality.descendOrders(game, duality.cellsOf(run.points, course.at(-1)!.outputs, tie));
    if (found === undefined) continue;
    rows[rows.length - 1] = { ...rows.at(-1)!, descent: found.end.value / best.value - 1 };
    break;
  }
  return rows;
}
