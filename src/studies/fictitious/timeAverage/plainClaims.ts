import { wilsonInterval } from "../../../numerics/statistics.ts";
import { distinctIn, numbersIn, type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { herdingBound, leastParticleMmd, leastParticleTransport } from "./floors.ts";
import { exponentText, type Laws, two } from "./laws.ts";
import { remembering } from "./modes.ts";
import type { TimeAverageOptions } from "./options.ts";

/** What plain steps without weight decay say: `cells` are rows of single starts, `rows` their medians. */
export function plainClaims(
  options: TimeAverageOptions,
  cells: readonly Row[],
  rows: readonly Row[],
  laws: Laws,
): Comparison[] {
  return [
    sumClaim(cells),
    rateClaim(laws),
    normClaim(laws),
    herdingClaim(cells, options),
    floorClaim(rows, cells, options),
    transportClaim(rows, options),
  ];
}

/**
 * f_T = η_d Σ_{t<T} (K p − K y_t), and the average of T + 1 states has y_T too: (T + 1) MMD and ‖f_T‖/η_d are apart by
 * the MMD of y_T at most, by the triangle inequality.
 */
function sumClaim(cells: readonly Row[]): Comparison {
  const off = cells.map((row) => {
    const { T, mmd, averageMmd, discriminatorNorm } = row as Record<string, number>;
    const sum = discriminatorNorm! / remembering.stepDiscriminator;
    return { T: T!, by: Math.abs((T! + 1) * Math.sqrt(averageMmd!) - sum), bound: Math.sqrt(mmd!), sum };
  });
  const worst = Math.max(...off.map(({ by, bound }) => by / bound));
  const [first, last] = [Math.min(...off.map(({ T }) => T)), Math.max(...off.map(({ T }) => T))];
  const percent = (at: number) =>
    `${short(100 * Math.max(...off.filter(({ T }) => T === at).map(({ by, sum }) => by / sum)))} % at T = ${at}`;
  return {
    claim: "plain steps, λ = 0: ‖f_T‖/η_d, measured, against (T + 1) MMD of the average",
    theory: "apart by the last iterate's MMD at most",
    measured: `${cells.length} runs, apart by up to ${percent(first)}, ${percent(last)}`,
    difference: `at most ${short(worst)} of what is allowed`,
    passes: cells.length > 0 && worst <= 1,
  };
}

/** The last state counts in the average and not in f, which tilts both fits by this at most. */
const TILT = 0.05;

function rateClaim({ plain, plainLate, norm }: Laws): Comparison {
  return {
    claim: `its average converges: exponent of MMD against T, ${plain.from} to ${plain.to}`,
    theory: `below 0, and that of ‖f‖ less 1 (to ${TILT})`,
    measured: `${exponentText(plain)}, from ${plainLate.from} on ${exponentText(plainLate)}`,
    difference: `${two(plain.exponent - (norm.exponent - 1))} from that of ‖f‖ less 1`,
    passes: plain.interval.high < 0 && Math.abs(plain.exponent - (norm.exponent - 1)) <= TILT,
  };
}

function normClaim({ norm, normLate }: Laws): Comparison {
  return {
    claim: "‖f‖ itself: exponent against T, no larger than for a particle that jumps to the maximum of f",
    theory: "½ at most for that one (interval reaches ½); nothing known for ten steps",
    measured: `${exponentText(norm)}, from ${normLate.from} on ${exponentText(normLate)}`,
    difference: `${two(normLate.exponent - 0.5)} from ½ in the end`,
    passes: normLate.interval.low <= 0.5,
  };
}

function herdingClaim(cells: readonly Row[], options: TimeAverageOptions): Comparison {
  const shares = cells.map(
    ({ T, discriminatorNorm }) =>
      (discriminatorNorm as number) / herdingBound(options, remembering.stepDiscriminator, T as number),
  );
  const atEnd = cells.flatMap(({ T }, k) => (T === options.steps ? [shares[k]!] : []));
  const most = Math.max(...shares);
  return {
    claim: "‖f‖ against the bound of a particle that jumps to the maximum of f; this one makes ten steps",
    theory: "below η_d R √T, R the MMD of a particle far away",
    measured: `${short(Math.min(...shares))} to ${short(most)} of it, ${cells.length} runs`,
    difference: `${short(Math.max(...atEnd))} of it at T = ${options.steps}`,
    passes: cells.length > 0 && most <= 1,
  };
}

const interval = (row: Row, name: string) =>
  `${short(row[name] as number)} [${short(row[`${name}Low`] as number)}, ${short(row[`${name}High`] as number)}]`;

/** The last iterate is a single particle: that it stays above the least is sure, by how much is seen. */
function floorClaim(rows: readonly Row[], cells: readonly Row[], options: TimeAverageOptions): Comparison {
  const least = leastParticleMmd(options);
  const end = rows.at(-1)!;
  const last = numbersIn(cells, "mmd").map(Math.sqrt);
  return {
    claim: `plain steps, λ = 0: MMD of the time average at T = ${options.steps}, below that of any single particle`,
    theory: `below ${short(least)}, the best one's (its interval)`,
    measured: `${interval(end, "average")}; last iterates ${short(Math.min(...last))} to ${short(Math.max(...last))}`,
    difference: `${short(least / (end.average as number))} times below`,
    passes: (end.averageHigh as number) < least,
  };
}

function transportClaim(rows: readonly Row[], options: TimeAverageOptions): Comparison {
  const least = leastParticleTransport(options);
  const end = rows.at(-1)!;
  return {
    claim: "the same in W₂",
    theory: `below ${short(least)}, the best one's (its interval)`,
    measured: interval(end, "transport"),
    difference: short((end.transport as number) - least),
    passes: (end.transportHigh as number) < least,
  };
}

/** Starts that ended beyond the kernel's reach, by the way of remembering and the length. */
export function expelledClaim(rows: readonly Row[]): Comparison {
  const both = where(rows, { memory: "generators and discriminators" });
  const other = rows.filter(({ memory }) => memory !== "generators and discriminators");
  const count = (own: readonly Row[], column: string) =>
    numbersIn(own, column).reduce((sum, one) => sum + one, 0);
  const share = (own: readonly Row[]) => wilsonInterval(count(own, "expelled"), count(own, "starts"));
  const lost = (own: readonly Row[]) =>
    own
      .filter(({ expelled }) => (expelled as number) > 0)
      .map(({ expelled, starts, length }) => `${expelled} of ${starts} at length ${length}`);
  const elsewhere = distinctIn<string>(other, "memory").flatMap((memory) =>
    lost(where(other, { memory })).map((text) => `${text} (${memory})`),
  );
  return {
    claim: "starts that end about three widths or more from both modes",
    theory: "more often with queues on both sides (95 % Wilson intervals apart)",
    measured: `both sides: ${lost(both).join(", ") || "none"}; else: ${elsewhere.join(", ") || "none"}`,
    difference: [both, other].map((own) => `${count(own, "expelled")} of ${count(own, "starts")}`).join(", "),
    passes: share(both).low > share(other).high,
  };
}
