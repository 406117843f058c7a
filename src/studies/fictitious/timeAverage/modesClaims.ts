import { fitLine } from "../../../numerics/statistics.ts";
import { distinctIn, numbersIn, type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { exponentText, lawOf } from "./averages.ts";
import type { Findings } from "./findings.ts";
import type { TimeAverageOptions } from "./options.ts";

/** What the particle before a kernel discriminator says. */
export function modesClaims(
  options: TimeAverageOptions,
  { courses, memories, shares }: Pick<Findings, "courses" | "memories" | "shares">,
): Comparison[] {
  const plain = where(courses, { player: "plain" });
  const [first, last] = [options.queues[0]!, options.queues.at(-1)!];
  const queued = (queue: number) => where(courses, { player: "fictitious", queue });
  return [
    ...(first === 1 ? [presentClaim(queued(1), options)] : []),
    ...(first === 1 ? [standsClaim(queued(1))] : []),
    slopesClaim(shares),
    lengthClaim(where(memories, { memory: "generators" })),
    plainRateClaim(plain),
    lastIterateClaim([...plain, ...queued(last)]),
    nearerClaim(plain, options),
    sameClaim(memories, options),
    bothSidesClaim(memories),
  ];
}

/** The response to one particle sends it to the other mode, whatever that weighs. */
function presentClaim(rows: readonly Row[], { mass }: TimeAverageOptions): Comparison {
  const wrong = rows.at(-1)!.misplaced as number;
  const theory = Math.abs(0.5 - mass);
  return {
    claim: "kernel discriminator, best response to the present: both modes in turn, mass at the wrong one",
    theory: `|½ − p| = ${short(theory)}`,
    measured: short(wrong),
    difference: short(Math.abs(wrong - theory)),
    passes: Math.abs(wrong - theory) <= 0.01,
  };
}

function standsClaim(rows: readonly Row[]): Comparison {
  const law = lawOf(rows, "T", "average");
  return {
    claim: "its time average comes no nearer to the data: exponent of MMD against T",
    theory: "0",
    measured: exponentText(law),
    difference: `MMD ${short(rows.at(-1)!.average as number)} at the end`,
    passes: law !== undefined && Math.abs(law.exponent) <= 0.05,
  };
}

/** Slopes of the time at a mode against its mass: 0 for equal times, 1 for the data. */
function slopesClaim(shares: readonly Row[]): Comparison {
  const lengths = distinctIn<number>(shares, "length");
  const slopes = lengths.map((length) => {
    const own = where(shares, { length });
    return fitLine(numbersIn(own, "mass"), numbersIn(own, "share")).slope;
  });
  return {
    claim: "time at a mode against its mass, slope: from equal times towards the data's as the queue grows",
    theory: "0 at Q = 1, towards 1",
    measured: lengths.map((length, k) => `${short(slopes[k]!)} at Q = ${length}`).join(", "),
    difference: `${short(1 - slopes.at(-1)!)} left`,
    passes:
      slopes.every((slope, k) => k === 0 || slope > slopes[k - 1]!) &&
      Math.abs(slopes[0]!) < 0.01 &&
      slopes.at(-1)! > 0.5,
  };
}

function lengthClaim(rows: readonly Row[]): Comparison {
  const long = rows.filter(({ length }) => (length as number) > 1);
  const law = lawOf(long, "length", "average");
  return {
    claim: "best response to the last Q generators: exponent of the average's MMD against Q",
    theory: "below 0",
    measured: exponentText(law),
    difference: `${short(rows[0]!.average as number)} at Q = ${rows[0]!.length}, ${short(rows.at(-1)!.average as number)} at ${rows.at(-1)!.length}`,
    passes: law !== undefined && law.interval.high < 0,
  };
}

/** MMD = ‖f‖/(η_d T): −1 where f stays bounded, −½ where it grows as √T. */
function plainRateClaim(rows: readonly Row[]): Comparison {
  const law = lawOf(rows, "T", "average");
  return {
    claim: "plain steps, λ = 0: exponent of the average's MMD against T",
    theory: "−1 where f stays bounded, −½ where ‖f‖ grows as √T",
    measured: exponentText(law),
    difference: law === undefined ? "none" : `‖f‖ grows as T^${(law.exponent + 1).toFixed(2)}`,
    passes: law !== undefined && law.interval.low <= -0.5 && law.interval.high >= -1 && law.interval.high < 0,
  };
}

function lastIterateClaim(rows: readonly Row[]): Comparison {
  const least = Math.min(...numbersIn(rows, "last"));
  const best = Math.min(...numbersIn(rows, "average"));
  return {
    claim: "the last iterate keeps cycling: its least MMD over T, and the least of the averages",
    theory: "a distance that does not fall",
    measured: `${short(least)} and ${short(best)}`,
    difference: `${short(least / best)} times`,
    passes: least > 3 * best,
  };
}

/** No single particle is nearer to two points than √(p(1 − p)) times their distance. */
function nearerClaim(rows: readonly Row[], { mass, separation }: TimeAverageOptions): Comparison {
  const bound = Math.sqrt(mass * (1 - mass)) * separation;
  const { transport, transportLow, transportHigh } = rows.at(-1)! as Record<string, number>;
  return {
    claim: "plain steps, λ = 0: W₂ of the time average, below that of any single particle",
    theory: `below ${short(bound)}`,
    measured: `${short(transport!)} [${short(transportLow!)}, ${short(transportHigh!)}]`,
    difference: short(transport! - bound),
    passes: transportHigh! < bound,
  };
}

/** A best response with weights ρ^age is plain ascent with η_d λ = 1 − ρ, once the start is forgotten. */
function sameClaim(memories: readonly Row[], { steps }: TimeAverageOptions): Comparison {
  const decaying = where(memories, { memory: "generators, decaying weights" });
  const plain = where(memories, { memory: "weight decay of plain steps" });
  const pairs = decaying.flatMap((row) => {
    const [other] = where(plain, { length: row.length! });
    return other === undefined ? [] : [[row.average as number, other.average as number] as const];
  });
  const worst = Math.max(...pairs.map(([one, other]) => Math.abs(one / other - 1)));
  return {
    claim: "decaying weights on the generators are weight decay: MMD of both averages",
    theory: "equal, but for the start",
    measured: pairs.map(([one, other]) => `${short(one)} and ${short(other)}`).join(", "),
    difference: `at most ${short(100 * worst)} %`,
    // The first few lengths of the memory out of T steps are different.
    passes: pairs.length > 0 && worst <= (4 * Math.max(...numbersIn(decaying, "length"))) / steps,
  };
}

/** The generator's queue is a delay, and no response: it makes the cycle worse. */
function bothSidesClaim(memories: readonly Row[]): Comparison {
  const both = where(memories, { memory: "generators and discriminators" });
  const ratios = both.flatMap((row) => {
    const [one] = where(memories, { memory: "generators", length: row.length! });
    return one === undefined ? [] : [(row.average as number) / (one.average as number)];
  });
  return {
    claim: "a queue of discriminators too, of the same length: MMD of the average over that without",
    theory: "above 1, for delay drives a cycle (bilinear game)",
    measured: both.map(({ length }, k) => `${short(ratios[k]!)} at Q = ${length}`).join(", "),
    difference: `${short(Math.min(...ratios))} to ${short(Math.max(...ratios))} times`,
    passes: ratios.length > 0 && ratios.every((ratio) => ratio > 1),
  };
}
