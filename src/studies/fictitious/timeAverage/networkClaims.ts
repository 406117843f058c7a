import { numbersIn, type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import type { Findings } from "./findings.ts";
import { exponentText, type Laws } from "./laws.ts";
import type { TimeAverageOptions } from "./options.ts";

/** What the particle before a network says. */
export function networkClaims(
  { networkQueues }: TimeAverageOptions,
  { network, laws }: Pick<Findings, "network" | "laws">,
): Comparison[] {
  const [first, last] = [networkQueues[0]!, networkQueues.at(-1)!].map((queue) =>
    where(network, { queue }),
  ) as [Row[], Row[]];
  return [
    nearerClaim(first, networkQueues[0]!),
    massClaim(first, networkQueues[0]!, laws),
    queueClaim(first, last, networkQueues),
  ];
}

const interval = (row: Row, name: string) =>
  `${short(row[name] as number)} [${short(row[`${name}Low`] as number)}, ${short(row[`${name}High`] as number)}]`;

/** The target's standard deviation is the least W₂ of a single particle: the radius, 1. */
function nearerClaim(rows: readonly Row[], queue: number): Comparison {
  const end = rows.at(-1)!;
  const least = Math.min(...numbersIn(rows, "last"));
  return {
    claim: `network, Q = ${queue}: W₂ of the time average, below that of any single particle`,
    theory: "below 1, the best one's (its interval)",
    measured: `${interval(end, "average")}; medians of last iterates at ${short(least)} or above`,
    difference: short((end.average as number) - 1),
    passes: (end.averageHigh as number) < 1,
  };
}

function massClaim(rows: readonly Row[], queue: number, { network }: Laws): Comparison {
  return {
    claim: `network, Q = ${queue}: exponent of the mass at the wrong modes against T`,
    theory: "below 0 (its interval)",
    measured: exponentText(network),
    difference: `${short(rows.at(-1)!.misplaced as number)} of the mass at the end`,
    passes: network.interval.high < 0,
  };
}

/** What the paper finds for networks that respond to the mixture. */
function queueClaim(first: readonly Row[], last: readonly Row[], queues: readonly number[]): Comparison {
  const [one, other] = [first.at(-1)!, last.at(-1)!];
  return {
    claim: `network: with a queue of ${queues.at(-1)} the time average is nearer to the data than with ${queues[0]}`,
    theory: "nearer (paper, for players that respond to the mixture; intervals apart)",
    measured: `W₂ ${interval(one, "average")} and ${interval(other, "average")}`,
    difference: short((other.average as number) - (one.average as number)),
    passes: (other.averageHigh as number) < (one.averageLow as number),
  };
}
