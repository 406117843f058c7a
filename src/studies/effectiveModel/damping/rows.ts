import type { GradientPenaltyCycle } from "../../../theory/index.ts";
import { type Comparison, four, short } from "../../comparisons/comparison.ts";
import { type Found, meanInterval } from "./critical.ts";
import type { CycleEnd } from "./cycle.ts";
import type { Trial } from "./plan.ts";

/** How far a measured critical strength may be from theory's. */
const CRITICAL = 0.02;
/** Two nearly equal rates cannot be told apart in a fit: damping ratios this close to 1 are left out of comparisons. */
const NEAR_CRITICAL = 0.05;
const RATES = 0.01;
const EIGENVALUES = 1e-6;
/**
 * How far the end under WGAN-GP may be from that of the linear flow: the game is nonlinear and the steps are finite,
 * which shows most where the cycle is about to end.
 */
const CYCLES = 0.02;

/** ξ_c of a trial, measured in three ways. */
export interface Criticals {
  readonly trial: Trial;
  readonly oscillation: Found;
  readonly time: Found;
  /** The time at its least, per unit of time or in steps. */
  readonly least: number;
  readonly multipliers: Found;
}

/** ξ_c of trials that differ in the draw of the weights alone. */
export function criticalRow(group: readonly Criticals[]): Comparison {
  const [{ trial }] = group as [Criticals];
  const ways = ["oscillation", "time", "multipliers"] as const;
  const far = (one: Criticals) => ways.map((way) => Math.abs(one[way].value / one.trial.theory - 1));
  const worst = Math.max(...group.flatMap(far));
  const percent = `at most ${short(100 * worst)} %`;
  // NaN passes nothing.
  const passes = worst <= CRITICAL;
  if (group.length === 1) {
    const { oscillation, time, multipliers } = group[0]!;
    return {
      claim: `critical damping, ${trial.name}`,
      theory: `ξ_c = ${four(trial.theory)}`,
      measured:
        `${interval(oscillation)} where ω² ends, ${interval(time)} least time, ` +
        `${four(multipliers.value)} multipliers meet`,
      difference: percent,
      passes,
    };
  }
  const ratio = (way: (typeof ways)[number]) =>
    interval(meanInterval(group.map((one) => one[way].value / one.trial.theory)));
  return {
    claim: `critical damping, ${trial.name}, ${group.length} draws`,
    theory: `ξ_c of the tangent kernel's κ, ${four(Math.min(...theories(group)))} to ${four(Math.max(...theories(group)))}`,
    measured: `ξ/ξ_c ${ratio("oscillation")} where ω² ends, ${ratio("time")} least time, ${ratio("multipliers")} multipliers meet`,
    difference: percent,
    passes,
  };
}

const theories = (group: readonly Criticals[]) => group.map(({ trial }) => trial.theory);

/** What fitted courses say against theory, all of one family. */
export function rateRow(
  family: string,
  rows: readonly {
    readonly decayRate: number;
    readonly theoryRate: number;
    readonly dampingRatio: number;
    readonly theoryRatio: number;
  }[],
): Comparison {
  const used = rows.filter(({ theoryRatio }) => Math.abs(theoryRatio - 1) > NEAR_CRITICAL);
  const rate = Math.max(...used.map((row) => Math.abs(row.decayRate / row.theoryRate - 1)));
  const ratio = Math.max(...used.map((row) => Math.abs(row.dampingRatio / row.theoryRatio - 1)));
  return {
    claim: `decay rate and damping ratio, ${family}`,
    theory: "of the linear game, below and above ξ_c",
    measured: `fitted to ${used.length} courses`,
    difference: `rate at most ${short(100 * rate)} %, ratio at most ${short(100 * ratio)} %`,
    passes: used.length > 0 && rate <= RATES && ratio <= RATES,
  };
}

/** Multipliers of the numerical Jacobian of the whole step against the closed form. */
export function multiplierRow(
  family: string,
  rows: readonly { readonly error: number; readonly state: number }[],
): Comparison {
  const worst = Math.max(...rows.map(({ error }) => error));
  const states = [...new Set(rows.map(({ state }) => state))];
  return {
    claim: `multipliers of one step, ${family}`,
    theory: "closed form of the local map",
    measured: `numerical Jacobian of ${states.join(" or ")} numbers, ${rows.length} strengths`,
    difference: `at most ${worst.toExponential(1)}`,
    passes: worst <= EIGENVALUES,
  };
}

/**
 * Where the time to settle for good is least, for which theory has a number of its own: the first overshoot e^(−πζ/√(1 −
 * ζ²)) is just the share that counts as settled at 1/√(1 + π²/ln²share), a little below critical damping.
 */
export function settlingRow(found: Found, critical: number, share: number, name: string): Comparison {
  const expected = critical / Math.sqrt(1 + (Math.PI / Math.log(share)) ** 2);
  return {
    claim: `strength that settles first to ${share}, ${name}`,
    theory: `${four(expected)}, ${short(100 * (1 - expected / critical))} % below ξ_c`,
    measured: interval(found),
    difference: `${short(100 * (found.value / expected - 1))} % (${short(100 * (found.value / critical - 1))} % of ξ_c)`,
    passes: Math.abs(found.value / expected - 1) <= CRITICAL,
  };
}

/** What of the end of a course under WGAN-GP is compared. */
type Ended = Pick<CycleEnd, "extent"> & { readonly theory: Pick<GradientPenaltyCycle, "extent"> };

/** The ends under WGAN-GP of one family, circles below r_c and places beside the point above. */
export function cycleRow(family: string, ends: readonly Ended[]): Comparison {
  const worst = Math.max(...ends.map(({ extent, theory }) => Math.abs(extent / theory.extent - 1)));
  return {
    claim: `WGAN-GP never converges, ${family}: largest distance in the end, below and above r_c = 2√(Γ₀/κ)`,
    theory: "rg coth(πα/2ω), then rg",
    measured: `courses of ${ends.length} strengths`,
    difference: `at most ${short(100 * worst)} %`,
    passes: ends.length > 0 && worst <= CYCLES,
  };
}

/** With as many digits as the interval deserves; an exact one is told as such. */
function interval({ value, low, high }: Found): string {
  const half = (high - low) / 2;
  if (!(half > 1e-4 * Math.abs(value))) return four(value);
  return `${four(value)} [${four(low)}, ${four(high)}]`;
}
