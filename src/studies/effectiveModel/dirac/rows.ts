import type { Table } from "../../../sim/index.ts";
import { dirac, gradientPenaltyCycle, largestStableStep } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, four, short } from "../../comparisons/comparison.ts";
import { type Found, meanInterval } from "../damping/critical.ts";
import { rowsOf } from "../damping/tables.ts";
import { published, schemes } from "./games.ts";

/** What the study measured. */
export interface DiracTables {
  readonly runs: Table;
  readonly courses: Table;
  readonly field: Table;
  readonly noise: Table;
  readonly cycleSteps: Table;
  readonly innerCircle: Table;
  readonly consensus: Table;
  readonly multipliers: Table;
  readonly multiplierLines: Table;
  readonly limits: Table;
}

/** The names of NSGAN without a penalty. */
const unpenalizedNonSaturating = "NSGAN";

interface Run extends Row {
  readonly game: string;
  readonly scheme: string;
  readonly forecast: string;
  readonly seen: string;
  readonly decayRate: number;
  readonly theoryRate: number;
  readonly fieldDistance: number;
}

/** The closing table. */
export function diracComparisons(tables: DiracTables, step: number, spread: number): Comparison[] {
  const runs = rowsOf<Run>(tables.runs);
  return [
    fieldRow(runs),
    ...games(runs).map((game) => verdictRow(game, runs)),
    innerCircleRow(tables.innerCircle),
    ...schemes.map(({ name }) => rateRow(name, runs)),
    noiseRow(tables.noise, spread),
    ...cycleRows(tables.cycleSteps),
    consensusRow(tables.consensus),
    ...multiplierRows(tables.multipliers),
    ...limitRows(tables.limits, step),
  ];
}

function games(runs: readonly Run[]): string[] {
  return [...new Set(runs.map(({ game }) => game))];
}

/** The simulator against theory's field, simultaneous steps, from the published start. */
function fieldRow(runs: readonly Run[]): Comparison {
  // Theory's instance noise is a mean over all noise, the program's one over some draws.
  const exact = runs.filter(({ game, fieldDistance }) => !game.includes("noise") && fieldDistance >= 0);
  const worst = Math.max(...exact.map(({ fieldDistance }) => fieldDistance));
  return {
    claim: `the simulated games are the published fields (${exact.length} of 9, noise apart)`,
    theory: "the same course, simultaneous steps",
    measured: "losses, penalties and steppers of the simulator",
    difference: `at most ${worst.toExponential(1)}`,
    passes: exact.length === 8 && worst <= 1e-9,
  };
}

const classic = ["simultaneous", "alternating 1:1", "alternating 1:5"];

/**
 * What theory says of a course from far away: the linear verdict, but for NSGAN without a penalty, whose field is
 * stable to higher order (see `innerCircleRows`).
 */
function verdictOf({ game, scheme, forecast }: Run): string {
  if (game !== unpenalizedNonSaturating) return forecast;
  return scheme === "simultaneous" ? "circles" : "converges";
}

function verdictRow(game: string, runs: readonly Run[]): Comparison {
  const own = runs.filter((run) => run.game === game && classic.includes(run.scheme));
  const list = (verdict: (run: Run) => string) =>
    own.map((run) => `${run.scheme} ${verdict(run)}`).join(", ");
  const agreed = own.filter((run) => verdictOf(run) === run.seen).length;
  const beyond =
    game === unpenalizedNonSaturating ? " (third order; the linear part alone diverges or circles)" : "";
  return {
    claim: `${game}, from (1, 1)`,
    theory: `${list(verdictOf)}${beyond}`,
    measured: list(({ seen }) => seen),
    difference: `${own.length - agreed} of ${own.length} differ`,
    passes: own.length > 0 && agreed === own.length,
  };
}

/** Decay rates beside the equilibrium. */
function rateRow(scheme: string, runs: readonly Run[]): Comparison {
  const own = runs.filter(
    (run) => run.scheme === scheme && !run.game.includes("noise") && Number.isFinite(run.theoryRate),
  );
  const worst = Math.max(...own.map(({ decayRate, theoryRate }) => Math.abs(decayRate - theoryRate)));
  return {
    claim: `decay rate per step beside the equilibrium, ${scheme}`,
    theory: "−log of the spectral radius",
    measured: `fitted to the courses of ${own.length} games`,
    difference: `at most ${worst.toExponential(1)}`,
    passes: own.length > 0 && worst <= 1e-6,
  };
}

/** Instance noise acts as R1 of strength s²/2, to leading order exactly at ψ = 0. */
function noiseRow(noise: Table, spread: number): Comparison {
  const found = meanInterval(Array.from(noise.columns.strength as Float64Array));
  const theory = spread ** 2 / 2;
  return {
    claim: `instance noise of ${spread} damps as R1 of s²/2`,
    theory: short(theory),
    measured: `${interval(found)} over ${noise.length} draws of the noise`,
    difference: `${short(100 * (found.value / theory - 1))} %`,
    passes: found.low <= theory && theory <= found.high,
  };
}

interface CycleStep extends Row {
  readonly game: string;
  readonly step: number;
  readonly extentTheta: number;
  readonly extentPsi: number;
}

/** The cycles of clipping and WGAN-GP in the limit of small steps. */
function cycleRows(table: Table): Comparison[] {
  const rows = rowsOf<CycleStep>(table);
  const unit = { stepDiscriminator: 1, stepGenerator: 1 };
  const wanted = gradientPenaltyCycle(published.gradientPenalty, unit);
  const row = (game: string, name: string, theta: number, psi: number): Comparison => {
    const own = rows.filter((one) => one.game === game);
    const last = own.at(-1)!;
    const worst = Math.max(Math.abs(last.extentTheta / theta - 1), Math.abs(last.extentPsi / psi - 1));
    const first = own[0]!;
    return {
      claim: `${game}: ${name}`,
      theory: `|θ| ≤ ${four(theta)}, |ψ| ≤ ${four(psi)} for small steps`,
      measured:
        `${four(last.extentTheta)}, ${four(last.extentPsi)} at h = ${short(last.step)} ` +
        `(${four(first.extentTheta)}, ${four(first.extentPsi)} at ${short(first.step)})`,
      difference: `at most ${short(100 * worst)} %`,
      passes: worst <= 0.01,
    };
  };
  return [
    row("WGAN, clipped", "the circle that the bound touches", published.clip, published.clip),
    row("WGAN-GP", "the cycle rg coth(πα/2ω)", wanted.extent, wanted.slope),
  ];
}

/** The mean radius of NSGAN's circle. */
function innerCircleRow(table: Table): Comparison {
  const rows = rowsOf<Row & { step: number; radius: number; theory: number }>(table);
  const off = rows.map(({ radius, theory }) => Math.abs(radius / theory - 1));
  return {
    claim: "NSGAN, simultaneous: comes to a circle of radius √(2h)",
    theory: rows.map(({ theory }) => four(theory)).join(", "),
    measured: rows.map(({ radius, step }) => `${four(radius)} at h = ${short(step)}`).join(", "),
    difference: `${off.map((one) => short(100 * one)).join(", ")} %`,
    passes: off.at(-1)! <= 0.01 && off.every((one, k) => k === 0 || one < off[k - 1]!),
  };
}

/** The published code's consensus field beside the gradient that it should be. */
function consensusRow(table: Table): Comparison {
  const rows = rowsOf<Row & { game: string; theta: number; psi: number; step: number }>(table);
  const right = rows.filter(({ game }) => game === "correct");
  const code = rows.filter(({ game }) => game === "published");
  const distances = right.map((one, k) => Math.hypot(one.theta - code[k]!.theta, one.psi - code[k]!.psi));
  const most = Math.max(...distances);
  const at = distances.indexOf(most);
  const late = (course: typeof rows) => Math.hypot(course.at(-1)!.theta, course.at(-1)!.psi);
  const ratio = Math.abs(Math.log(late(code) / late(right)));
  return {
    claim: "consensus: the published code's field has the same linear part",
    theory: "both converge at one rate, along different ways",
    measured: `ends ${late(right).toExponential(1)} and ${late(code).toExponential(1)} from the equilibrium`,
    difference: `${short(most)} apart at most, in step ${at}`,
    // A factor that stays: it arises where the game is not linear, and no more grows out of it.
    passes: late(right) < 1e-6 && late(code) < 1e-6 && ratio < Math.log(4) && most > 1e-3,
  };
}

function multiplierRows(table: Table): Comparison[] {
  const rows = rowsOf<Row & { scheme: string; strength: number; error: number; theoryModulus: number }>(
    table,
  );
  const names = [...new Set(rows.map(({ scheme }) => scheme))];
  return names.map((name) => {
    const own = rows.filter(({ scheme }) => scheme === name);
    const worst = Math.max(...own.map(({ error }) => error));
    const what = name === "consensus" ? "GAN with consensus" : `GAN with R1, ${name}`;
    return {
      claim: `multipliers, ${what}`,
      theory: "closed form",
      measured: `numerical Jacobian of the whole step, ${own.length} strengths`,
      difference: `at most ${worst.toExponential(1)}`,
      passes: worst <= 1e-6,
    };
  });
}

/** Critical strengths and largest stable steps, from numerical Jacobians. */
function limitRows(table: Table, step: number): Comparison[] {
  const rows = rowsOf<Row & { limit: string; setting: string; strength: number } & Found>(table);
  const sizes = { stepDiscriminator: step, stepGenerator: step };
  return rows.map(({ limit, setting, strength, value }) => {
    const expected =
      limit === "critical"
        ? dirac.criticalPenalty(
            "minimax",
            sizes,
            setting.startsWith("alternating") ? "alternating" : "simultaneous",
          )!
        : largestStableStep(
            dirac.r1("minimax", strength).linear!,
            { stepDiscriminator: 1, stepGenerator: 1 },
            { kind: "simultaneous" },
          );
    const off = Math.abs(value / expected - 1);
    return {
      claim:
        limit === "critical"
          ? `critical strength of R1, ${setting} steps of ${step}`
          : `largest stable step, simultaneous, R1 = ${strength}`,
      theory: four(expected),
      measured: `${four(value)} from numerical Jacobians`,
      difference: `${off.toExponential(1)}, relative`,
      passes: off <= 1e-6,
    };
  });
}

function interval({ value, low, high }: Found): string {
  return `${four(value)} [${four(low)}, ${four(high)}]`;
}
