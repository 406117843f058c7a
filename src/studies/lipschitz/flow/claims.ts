import type { RandomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type Bound, type LossName, lastOf, losses, type Sizes, stride, validLosses } from "./cases.ts";
import { boundLabel, meanOf, type Run, runsOf, type Which } from "./ends.ts";

/** Heights wander about a kink, and take some steps to be found: now and then the highest cone is not yet one that binds. */
const BINDS = 0.95;
/** What a mean of 8 covered modes may lose to a mode that is empty at some of the starts. */
const COVERS = 7.5;

type Means = ReturnType<typeof meanOf>;

function between({ mean, low, high }: Means): string {
  return `${short(mean)} [${short(low)}, ${short(high)}]`;
}

/** How near f is to the exact optimum along the courses. */
function optimumClaim(courses: readonly Row[]): Comparison {
  const known = courses.filter(
    (row) => losses[row.loss as LossName].valid && !Number.isNaN(row.cost as number),
  );
  const gaps = known.map((row) => ((row.cost as number) - (row.below as number)) / (row.constant as number));
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  return {
    claim: `f costs what the exact optimum does, ${known.length} states of valid losses, over k`,
    theory: "0, from above; passes below 0.01",
    measured: `excess ${short(least)} to ${short(most)}`,
    difference: short(most),
    // Heights wander by η_d p = 0.0025 k about a kink, and follow particles that move by 0.02 a step.
    passes: least > -1e-6 && most < 0.01,
  };
}

/** Under the IPM the particles go straight to their places in the optimal plan. */
function straightClaim(courses: readonly Row[]): Comparison {
  const own = courses.filter((row) => row.loss === "ipm");
  const gaps = own.map((row) => Math.abs((row.distance as number) - (row.straight as number)));
  const most = Math.max(...gaps);
  return {
    claim: "IPM: W₁ along the flow is that of straight ways along the optimal plan, every k",
    theory: "Σ π max(d − t·0.02, 0); passes within 2 steps",
    measured: `largest difference ${short(most)}`,
    difference: `${short(most / stride)} steps`,
    // A particle steps past its place by up to a step, and waits a few steps for f to be found at the start.
    passes: most < 2 * stride,
  };
}

/**
 * ∇f goes to the true point of the highest cone, whatever the heights are: by construction f rises there with slope k. What
 * the heights decide is whether this point is one that binds the particle in the exact program.
 */
function bindingClaims(courses: readonly Row[]): Comparison[] {
  return validLosses.map((loss): Comparison => {
    const known = courses.filter((row) => row.loss === loss && !Number.isNaN(row.steepest as number));
    const of = (column: string) => known.map((row) => row[column] as number);
    const found = mean(of("steepest"));
    return {
      claim: `${losses[loss].label}: share of particles that ∇f sends to a true point which binds them in the exact program, ${known.length} states`,
      theory: `1; passes when the mean is above ${BINDS}`,
      measured: `mean ${short(found)}, least of a state ${short(Math.min(...of("steepest")))}`,
      difference: `nearest true point in its place: ${short(mean(of("nearest")))}`,
      passes: found > BINDS,
    };
  });
}

/**
 * Whether anything binds the particles: always for valid objectives. The hinge lets go of a particle beyond its margin, which
 * it reaches two margins below its true point's: where k times the distance is above 2.
 */
function boundClaims(courses: readonly Row[], { constants }: Sizes): Comparison[] {
  const masses = (which: (row: Row) => boolean) =>
    courses
      .filter((row) => which(row) && !Number.isNaN(row.bound as number))
      .map((row) => row.bound as number);
  const valid = masses((row) => losses[row.loss as LossName].valid);
  const most = constants.at(-1)!;
  const broken = masses((row) => row.loss === "hinge" && row.constant === most);
  return [
    {
      claim: `valid objectives: mass of the particles that some true point binds, ${valid.length} states`,
      theory: "1; passes within 1e-9",
      measured: `least ${short(Math.min(...valid))}`,
      difference: short(1 - Math.min(...valid)),
      passes: Math.min(...valid) > 1 - 1e-9,
    },
    {
      claim: `hinge, k = ${most}: mass of the particles that some true point binds, ${broken.length} states`,
      theory: "below 1; passes when the mean is below 0.9",
      measured: `mean ${short(mean(broken))}`,
      difference: short(1 - mean(broken)),
      passes: mean(broken) < 0.9,
    },
  ];
}

/** The alignment early in the flow, with a bound and without. */
function alignmentClaims(
  runs: readonly Run[],
  { early, constants }: Sizes,
  stream: RandomStream,
): Comparison[] {
  const at = (which: Which) => meanOf(runsOf(runs, { ...which, steps: early }), "alignment", stream);
  const least = constants[0]!;
  const bounded = validLosses.map((loss): Comparison => {
    const found = at({ loss, bound: "held", constant: least });
    return {
      claim: `${losses[loss].label}: alignment with the optimal plan, k = ${least}`,
      theory: "1 for k → 0; passes above 0.99",
      measured: between(found),
      difference: short(1 - found.mean),
      passes: found.mean > 0.99,
    };
  });
  const unbounded = validLosses.map((loss): Comparison => {
    const found = at({ loss, bound: "none" });
    return {
      claim: `${losses[loss].label}: alignment without a bound`,
      theory: "nothing holds it at 1; passes when the interval is below 0.9",
      measured: between(found),
      difference: short(1 - found.mean),
      passes: found.high < 0.9,
    };
  });
  return [...bounded, ...unbounded];
}

/** Where flows of one case end. */
function endsOf(runs: readonly Run[], sizes: Sizes) {
  return (loss: string, bound: Bound, constant = Number.NaN) =>
    runs.filter(
      (run) =>
        run.loss === loss &&
        run.steps === lastOf(bound, sizes) &&
        boundLabel(run) === boundLabel({ bound, constant }),
    );
}

/** With k free the cloud covers the target. */
function freeClaims(runs: readonly Run[], sizes: Sizes, stream: RandomStream): Comparison[] {
  return validLosses.map((loss): Comparison => {
    const own = endsOf(runs, sizes)(loss, "free");
    const modes = meanOf(own, "modes", stream);
    return {
      claim: `${losses[loss].label}: k free at λ = ${sizes.strength}, modes covered of 8`,
      theory: `8; passes when the mean is above ${COVERS}`,
      measured: `${between(modes)}, W₁ ${between(meanOf(own, "distance", stream))}`,
      difference: short(8 - modes.mean),
      passes: modes.mean > COVERS,
    };
  });
}

/** The closing table. */
export function flowClaims(
  courses: readonly Row[],
  runs: readonly Run[],
  sizes: Sizes,
  stream: RandomStream,
): Comparison[] {
  return [
    optimumClaim(courses),
    straightClaim(courses),
    ...boundClaims(courses, sizes),
    ...bindingClaims(courses),
    ...alignmentClaims(runs, sizes, stream),
    ...freeClaims(runs, sizes, stream),
  ];
}
