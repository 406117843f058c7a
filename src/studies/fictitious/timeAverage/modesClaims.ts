import { fitLine } from "../../../numerics/statistics.ts";
import { distinctIn, numbersIn, type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import type { Findings } from "./findings.ts";
import { exponentText, type Laws, two } from "./laws.ts";
import type { TimeAverageOptions } from "./options.ts";
import { expelledClaim, plainClaims } from "./plainClaims.ts";

/** What the particle before a kernel discriminator says. */
export function modesClaims(
  options: TimeAverageOptions,
  {
    courses,
    memories,
    shares,
    laws,
    cells,
  }: Pick<Findings, "courses" | "memories" | "shares" | "laws" | "cells">,
): Comparison[] {
  const plain = { player: "plain" };
  const present = where(courses, { player: "fictitious", queue: 1 });
  return [
    ...(present.length > 0 ? [presentClaim(present, options), standsClaim(present, laws)] : []),
    slopesClaim(shares),
    lengthClaim(where(memories, { memory: "generators" }), laws),
    bendClaim(laws),
    ...plainClaims(options, where(cells.courses, plain), where(courses, plain), laws),
    sameClaim(memories, options),
    bothSidesClaim(memories),
    expelledClaim(memories),
  ];
}

/** The first steps, at a mode or on the way, are this much of the shortest time at most. */
const WRONG = 0.01;

/** The response to one particle sends it to the other mode, whatever that weighs. */
function presentClaim(rows: readonly Row[], { mass }: TimeAverageOptions): Comparison {
  const wrong = rows.at(-1)!.misplaced as number;
  const theory = Math.abs(0.5 - mass);
  return {
    claim: "kernel discriminator, best response to the present: both modes in turn, mass at the wrong one",
    theory: `|½ − p| = ${short(theory)} (to ${WRONG})`,
    measured: short(wrong),
    difference: short(Math.abs(wrong - theory)),
    passes: Math.abs(wrong - theory) <= WRONG,
  };
}

/** What an average that does not move may seem to do over some T. */
const STILL = 0.05;

function standsClaim(rows: readonly Row[], { present }: Laws): Comparison {
  return {
    claim: "its time average comes no nearer to the data: exponent of MMD against T",
    theory: `0 (to ${STILL})`,
    measured: exponentText(present),
    difference: `MMD ${short(rows.at(-1)!.average as number)} at the end`,
    passes: Math.abs(present.exponent) <= STILL,
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
    theory: "0 at Q = 1 (to 0.01), rising with Q, above ½ at the last",
    measured: lengths.map((length, k) => `${short(slopes[k]!)} at Q = ${length}`).join(", "),
    difference: `${short(1 - slopes.at(-1)!)} left`,
    passes:
      slopes.every((slope, k) => k === 0 || slope > slopes[k - 1]!) &&
      Math.abs(slopes[0]!) < 0.01 &&
      slopes.at(-1)! > 0.5,
  };
}

function lengthClaim(rows: readonly Row[], { queue }: Laws): Comparison {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  return {
    claim: `best response to the last Q generators: exponent of the average's MMD against Q, ${queue.from} to ${queue.to}`,
    theory: "below 0 (its interval)",
    measured: exponentText(queue),
    difference: `${short(first.average as number)} at Q = ${first.length}, ${short(last.average as number)} at ${last.length}`,
    passes: queue.interval.high < 0,
  };
}

/** A power law has one exponent; this curve bends. */
function bendClaim({ shortQueues, longQueues }: Laws): Comparison {
  return {
    claim: "that is no power law: exponents of the shorter and the longer queues",
    theory: "none known; steeper for longer queues (intervals apart)",
    measured: [shortQueues, longQueues]
      .map((law) => `${exponentText(law)} for Q = ${law.from} to ${law.to}`)
      .join(", "),
    difference: two(longQueues.exponent - shortQueues.exponent),
    passes: longQueues.interval.high < shortQueues.interval.low,
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
  // The first few lengths of the memory out of T steps are different.
  const rule = (4 * Math.max(...numbersIn(decaying, "length"))) / steps;
  return {
    claim: "decaying weights on the generators are weight decay: MMD of both averages",
    theory: `equal, but for the start (to 4 lengths of T, ${short(100 * rule)} %)`,
    measured: pairs.map(([one, other]) => `${short(one)} and ${short(other)}`).join(", "),
    difference: `at most ${short(100 * worst)} %`,
    passes: pairs.length > 0 && worst <= rule,
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
