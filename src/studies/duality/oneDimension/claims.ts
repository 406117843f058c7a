import { median } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";

const numbers = (rows: readonly Row[], column: string) => rows.map((row) => row[column] as number);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);

/** The solver keeps limits and conditions to 1e-10, of numbers of order n = 10. */
const SOLVER = 1e-8;

/** The convex program against the closed form, and its conditions of optimality. */
export function programClaims(
  programs: readonly Row[],
  orders: readonly Row[],
  descents: readonly Row[],
): Comparison[] {
  const conditions = ["stationarity", "feasibility", "complementarity"] as const;
  const residuals = conditions.map((name) => ({ name, worst: most(numbers(programs, name)) }));
  const apart = (column: string) =>
    most(programs.map((row) => (row[column] as number) - (row.closed as number)));
  const best = most(orders.map(({ best: found, closed }) => (found as number) - (closed as number)));
  const ends = numbers(descents, "above");
  const global = ends.filter((above) => above < 1e-6).length;
  return [
    ...residuals.map(({ name, worst }) => ({
      claim: `conditions of optimality of the convex program: ${name}`,
      theory: "0",
      measured: `${programs.length} programs, β over two decades`,
      difference: `${worst.toExponential(1)} at most`,
      passes: programs.length > 0 && worst < SOLVER,
    })),
    {
      claim: "value of the program in the order of the closed form",
      theory: "r E clip(x)²",
      measured: "HiGHS",
      difference: `${apart("program").toExponential(1)} at most`,
      passes: apart("program") < SOLVER,
    },
    {
      claim: "what the closed form's discriminator is sure of",
      theory: "the same: no order and no distribution is better",
      measured: "E f(x) − β ∫|f''|",
      difference: `${apart("proof").toExponential(1)} at most`,
      passes: apart("proof") < 1e-12,
    },
    {
      claim: "the best of all orders of outputs among the points",
      theory: "the closed form",
      measured: `${orders.map(({ feasible, orders: all }) => `${feasible} of ${all}`).join(", ")} orders feasible`,
      difference: `${best.toExponential(1)} at most`,
      passes: orders.length > 0 && best < SOLVER,
    },
    {
      claim: "descent from order to order, from outputs within β of the points",
      theory: "may end in a local optimum: not convex over all orders",
      measured: `${global} of ${ends.length} end at the optimum`,
      difference: `the worst ${short(100 * Math.max(...ends))} % above it`,
      passes: Math.min(...ends) > -1e-6,
    },
  ];
}

const percent = (value: number) => `${short(100 * value)} %`;

/** A median and the values that it stands for. */
function spread(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${percent(median(values))} (${percent(low)} to ${percent(high)})`;
}

/** What training is to reach to count as having found the optimum, as in the game of two moments. */
const CLOSE = 1e-3;

/** Training of ReLU networks against it. */
export function trainingClaims(misses: readonly Row[], units: readonly number[]): Comparison[] {
  const of = (count: number) => misses.filter((row) => row.units === count);
  const off = (rows: readonly Row[]) => numbers(rows, "objective").map(Math.abs);
  const widest = of(Math.max(...units));
  const rested = misses.filter(({ kinks }) => (kinks as number) < 0.02);
  return [
    {
      claim: `training with ${Math.max(...units)} ReLU units reaches the objective`,
      theory: `within ${CLOSE} for most seeds, were the discriminator's maximum found`,
      measured: `off by ${spread(off(widest))}, ${widest.length} seeds; constraint broken by ${spread(numbers(widest, "excess"))}`,
      difference: `${units.map((count) => `${count} units: ${spread(off(of(count)))}`).join(", ")}; ${misses.filter(({ objective }) => Math.abs(objective as number) <= CLOSE).length} of all ${misses.length} runs within ${CLOSE}`,
      passes: median(off(widest)) <= CLOSE,
    },
    {
      claim: "where it rests, the units that are left see β at their kinks",
      theory: "a local maximum of the discriminator; passes for more than half of the runs, within 2 %",
      measured: `${rested.length} of ${misses.length} runs`,
      difference: `${short(median(numbers(misses, "alive")))} units left, median`,
      passes: rested.length > misses.length / 2,
    },
  ];
}

/** A constraint broken by less counts as kept: rounds end at 0.1 %, and the generator still moves after the last one. */
const KEPT = 0.02;

/** The same with units put back where the constraint is broken. */
export function revivalClaims(rounds: readonly Row[]): Comparison[] {
  const last = Math.max(...numbers(rounds, "round"));
  const of = (round: number) => rounds.filter((row) => row.round === round);
  const excess = (round: number) => numbers(of(round), "excess");
  const kept = excess(last).filter((value) => value < KEPT);
  const descents = numbers(of(last), "descent").filter(Number.isFinite);
  const clumps = (column: string) => numbers(of(last), column).join(", ");
  return [
    {
      claim: "units put back where the constraint is broken repair the discriminator",
      theory: `constraint kept; passes where no seed breaks it by ${percent(KEPT)}`,
      measured: `${kept.length} of ${of(last).length} seeds, broken by ${excess(last).map(percent).join(", ")} after ${last} rounds`,
      difference: `${excess(0).map(percent).join(", ")} before`,
      passes: of(last).length > 0 && kept.length === of(last).length,
    },
    {
      claim: "the generator then stays in a local optimum, its outputs in clumps",
      theory: `${clumps("bestClumps")} different outputs`,
      measured: `${clumps("clumps")}`,
      difference: `objective above the optimum by ${spread(numbers(of(last), "objective"))}`,
      passes: median(numbers(of(last), "objective")) > CLOSE,
    },
    {
      claim: "descent from order to order begun there leaves it",
      theory: "reaches the optimum",
      measured: `${descents.filter((above) => Math.abs(above) < 1e-6).length} of ${descents.length} whose order is feasible`,
      difference: `${percent(most(descents))} at most`,
      passes: descents.length > 0 && most(descents) < 1e-6,
    },
  ];
}
