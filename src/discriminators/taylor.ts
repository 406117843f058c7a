import type { Call, Cell, Rows, Table } from "../engine/index.ts";
import { logFactorial, multiIndexCount, multiIndices } from "../numerics/multiIndices.ts";
import type { FormReport } from "./discriminator.ts";
import { commonKey, type Form, type FormProgram, type Member, rowsOf } from "./form.ts";
import { type TaylorLayout, taylorLayout } from "./taylorBound.ts";
import { centrePoints, centreScales, centresOf, trueProjection } from "./taylorCentres.ts";

/**
 * The fixed-length form for Gaussian kernels and sums of them: about every true point that has a particle
 * near it at the start, f is held as the
 * coefficients a_α of the Taylor features φ_α(z) = e^{−z²/2σ²} z^α/(σ^|α| √α!), in which the Gaussian is
 * exactly K(x, x') = Σ_α φ_α(x − c) φ_α(x' − c). A step costs the same however long the run.
 *
 * The order |α| ≤ P follows from the stated bound on ∇K (see `taylorBound.ts`), which holds while every
 * particle is within R widths of such a point; the step at which one is not is kept in `departed`.
 */
export const taylor: Form = {
  key: (member) =>
    `taylor ${commonKey(member)} C${centresOf(member).points.length} R${regionOf(member)} e${member.discriminator.accuracy}`,
  report(member): FormReport {
    const { bound, order } = layoutOf(member);
    return { form: "taylor", bound, length: multiIndexCount(member.target.dimension, order) };
  },
  rows(member) {
    const { centres, features, ladder } = sizes(member);
    return 2 * centres * (features + member.count * ladder) + 4 * member.count;
  },
  cost(member) {
    const { points, centres, features, ladder } = sizes(member);
    const { count, target } = member;
    const perFeature = 3 * target.dimension;
    const perPoint = centres / points;
    return (
      centres * count * (ladder * 30 + features * perFeature) +
      perPoint * count * target.dimension * features * 2 * perFeature
    );
  },
  program,
};

/** Regions R to choose from, in widths of the narrowest Gaussian. */
const regions = [2, 3, 4, 5];

/** Room that is left for the particles to move before they leave the region. */
const room = 1;

/**
 * R for a simulation: from where its particles start, alone. Beyond the largest region, `undefined`: the
 * form cannot even begin.
 */
export function regionOf(member: Member): number | undefined {
  const narrowest = Math.min(...centreScales(member.discriminator.kernel).map((scale) => scale.width));
  const least = member.target.dimension === 1 ? 3 : 2;
  const needed = Math.max(least, centresOf(member).distance / narrowest + room);
  return regions.find((region) => region >= needed);
}

function layoutOf(member: Member): TaylorLayout {
  const region = regionOf(member);
  if (region === undefined) throw new Error("a particle starts outside of the region of the Taylor form");
  return taylorLayout(region, member.discriminator.accuracy);
}

function sizes(member: Member) {
  const { order } = layoutOf(member);
  const { dimension } = member.target;
  const scales = member.discriminator.kernel.terms.length;
  const points = centresOf(member).points.length;
  return {
    points,
    centres: points * scales,
    features: multiIndexCount(dimension, order),
    ladder: dimension * (order + 2),
  };
}

function program(members: readonly Member[]): FormProgram {
  const first = members[0]!;
  const { dimension } = first.target;
  const layout = layoutOf(first);
  const exponents = multiIndices(dimension, layout.order);
  const features = exponents.length / dimension;
  const scales = first.discriminator.kernel.terms.length;
  const points = centresOf(first).points.length;
  const S = members.length;
  const ladder = layout.order + 2;
  const stride = Math.ceil(Math.sqrt(ladder));
  const constants = {
    D: dimension,
    n: first.count,
    N: points,
    SCALES: scales,
    FEATURES: features,
    LADDER: ladder,
    STRIDE: stride,
    STEPS: 2 * stride,
    BITS: Math.ceil(Math.log2(stride * stride)),
    REACH2: layout.reach * layout.reach,
  };
  return {
    state: {
      coefficients: new Float64Array(points * scales * features * S),
      clock: new Float64Array(S),
      departed: new Float64Array(S).fill(-1),
    },
    parameters: {
      centres: rowsOf(members, centrePoints),
      widths: rowsOf(members, (member) =>
        centreScales(member.discriminator.kernel).map((scale) => scale.width),
      ),
      amplitudes: rowsOf(members, (member) =>
        centreScales(member.discriminator.kernel).map((scale) => Math.sqrt(scale.weight)),
      ),
      region2: rowsOf(members, (member) => {
        const narrowest = Math.min(...centreScales(member.discriminator.kernel).map((scale) => scale.width));
        return [(layout.region * narrowest) ** 2];
      }),
      projection: rowsOf(members, (member) => trueProjection(member, exponents, layout.reach)),
    },
    tables: {
      exponents: Float64Array.from(exponents),
      // z^m/√m! = (z·root)^m keeps large powers and large factorials from overflowing apart.
      roots: Float64Array.from({ length: 2 * stride }, (_, rung) => {
        const m = degreeOfStep(rung, stride);
        return m === 0 ? 1 : Math.exp(-logFactorial(m) / (2 * m));
      }),
      // h_{a+b} = h_a h_b / √(a+b choose a).
      mixing: Float64Array.from({ length: ladder }, (_, m) => {
        const b = m % stride;
        return Math.exp((logFactorial(m - b) + logFactorial(b) - logFactorial(m)) / 2);
      }),
    },
    departed: "departed",
    ...callsOf(constants),
  };
}

/** The rungs of the ladder are products of a small step, m < stride, and a large one, a multiple of it. */
function degreeOfStep(rung: number, stride: number): number {
  return rung < stride ? rung : (rung - stride) * stride;
}

type Constant = "D" | "n" | "N" | "SCALES" | "FEATURES" | "LADDER" | "STEPS";

function callsOf(constants: Readonly<Record<string, number>>) {
  const { D, n, N, SCALES, FEATURES, LADDER, STEPS } = constants as Record<Constant, number>;
  const centres = N * SCALES;
  const common = { constants, helpers: {} };
  const prepare: Call[] = [
    { name: "tick", output: "clock", rows: 1, body: tick, reads: ["clock"], ...common },
    {
      name: "envelopes",
      output: "envelope",
      rows: centres * n,
      body: envelopes,
      reads: ["position", "centres", "widths", "amplitudes"],
      ...common,
    },
    {
      name: "powers",
      output: "power",
      rows: centres * n * D * STEPS,
      body: powers,
      reads: ["position", "centres", "widths", "roots", "envelope"],
      ...common,
    },
    {
      name: "ladders",
      output: "ladder",
      rows: centres * n * D * LADDER,
      body: ladders,
      reads: ["power", "mixing"],
      ...common,
    },
  ];
  const learn: Call[] = [
    {
      name: "learnCoefficients",
      output: "coefficients",
      rows: centres * FEATURES,
      body: learnCoefficients,
      reads: ["coefficients", "projection", "rates", "generatedPull", "envelope", "ladder", "exponents"],
      ...common,
    },
  ];
  const feel: Call[] = [
    { name: "homes", output: "home", rows: n, body: homes, reads: ["position", "centres"], ...common },
    {
      name: "departures",
      output: "departed",
      rows: 1,
      body: departures,
      reads: ["departed", "clock", "position", "centres", "home", "region2"],
      ...common,
    },
    {
      name: "slopes",
      output: "slope",
      rows: centres * n * D * LADDER,
      body: slopes,
      reads: ["ladder"],
      ...common,
    },
    {
      name: "gradientOfCoefficients",
      output: "gradient",
      rows: n * D,
      body: gradientOfCoefficients,
      reads: ["coefficients", "widths", "home", "envelope", "ladder", "slope", "exponents"],
      ...common,
    },
  ];
  return { prepare, learn, feel };
}

// √w e^{−‖y_j − c‖²/2σ²}, and 0 beyond the reach.
function envelopes(this: Cell, position: Rows, centres: Rows, widths: Rows, amplitudes: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const c = Math.floor(row / this.constants.n!);
  const j = row - c * this.constants.n!;
  const i = Math.floor(c / this.constants.SCALES!);
  const a = c - i * this.constants.SCALES!;
  let r2 = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const z =
      (position[j * this.constants.D! + k]![s]! - centres[i * this.constants.D! + k]![s]!) / widths[a]![s]!;
    r2 += z * z;
  }
  return r2 < this.constants.REACH2! ? amplitudes[a]![s]! * Math.exp(-0.5 * r2) : 0;
}

// (z_k/σ)^m/√m! for the small and the large steps m of the ladder, by repeated squaring; a source beyond the
// reach is put into the centre, where its zero envelope multiplies finite numbers.
function powers(
  this: Cell,
  position: Rows,
  centres: Rows,
  widths: Rows,
  roots: Table,
  envelope: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const axis = Math.floor(row / this.constants.STEPS!);
  const rung = row - axis * this.constants.STEPS!;
  const large = (rung - this.constants.STRIDE!) * this.constants.STRIDE!;
  const m = rung < this.constants.STRIDE! ? rung : large;
  const pair = Math.floor(axis / this.constants.D!);
  const k = axis - pair * this.constants.D!;
  const c = Math.floor(pair / this.constants.n!);
  const j = pair - c * this.constants.n!;
  const i = Math.floor(c / this.constants.SCALES!);
  const a = c - i * this.constants.SCALES!;
  const z =
    (position[j * this.constants.D! + k]![s]! - centres[i * this.constants.D! + k]![s]!) / widths[a]![s]!;
  let square = envelope[pair]![s]! > 0 ? z * roots[rung]! : 0;
  let value = 1.0;
  let rest = m;
  for (let b = 0; b < this.constants.BITS!; b++) {
    const half = Math.floor(rest / 2);
    value = rest - 2 * half > 0.5 ? value * square : value;
    square = square * square;
    rest = half;
  }
  return value;
}

// Every rung (z_k/σ)^m/√m! from a small and a large step.
function ladders(this: Cell, power: Rows, mixing: Table): number {
  const row = this.thread.y;
  const axis = Math.floor(row / this.constants.LADDER!);
  const m = row - axis * this.constants.LADDER!;
  const large = Math.floor(m / this.constants.STRIDE!);
  const small = m - large * this.constants.STRIDE!;
  const base = axis * this.constants.STEPS!;
  const mix = mixing[m]!;
  const s = this.thread.x;
  return mix * power[base + small]![s]! * power[base + this.constants.STRIDE! + large]![s]!;
}

function learnCoefficients(
  this: Cell,
  coefficients: Rows,
  projection: Rows,
  rates: Rows,
  generatedPull: Rows,
  envelope: Rows,
  ladder: Rows,
  exponents: Table,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const c = Math.floor(row / this.constants.FEATURES!);
  const feature = row - c * this.constants.FEATURES!;
  let pull = projection[row]![s]!;
  for (let j = 0; j < this.constants.n!; j++) {
    const amplitude = envelope[c * this.constants.n! + j]![s]!;
    // Most particles are beyond the reach of most points.
    if (amplitude > 0) {
      let term = generatedPull[j]![s]! * amplitude;
      for (let k = 0; k < this.constants.D!; k++) {
        const rung = ((c * this.constants.n! + j) * this.constants.D! + k) * this.constants.LADDER!;
        term = term * ladder[rung + exponents[feature * this.constants.D! + k]!]![s]!;
      }
      pull += term;
    }
  }
  return rates[0]![s]! * coefficients[row]![s]! + rates[1]![s]! * pull;
}

// The number of the step that is being done, in either order of the players.
function tick(this: Cell, clock: Rows): number {
  return clock[0]![this.thread.x]! + 1;
}

// The centre nearest to a particle.
function homes(this: Cell, position: Rows, centres: Rows): number {
  const s = this.thread.x;
  const j = this.thread.y;
  let nearest = 0;
  let least = 1e30;
  for (let i = 0; i < this.constants.N!; i++) {
    let r2 = 0;
    for (let k = 0; k < this.constants.D!; k++) {
      const u = position[j * this.constants.D! + k]![s]! - centres[i * this.constants.D! + k]![s]!;
      r2 += u * u;
    }
    nearest = r2 < least ? i : nearest;
    least = r2 < least ? r2 : least;
  }
  return nearest;
}

// The comparison is turned so that a position that is not a number counts as gone.
function departures(
  this: Cell,
  departed: Rows,
  clock: Rows,
  position: Rows,
  centres: Rows,
  home: Rows,
  region2: Rows,
): number {
  const s = this.thread.x;
  let gone = 0;
  for (let j = 0; j < this.constants.n!; j++) {
    let r2 = 0;
    for (let k = 0; k < this.constants.D!; k++) {
      const u = position[j * this.constants.D! + k]![s]! - centres[home[j]![s]! * this.constants.D! + k]![s]!;
      r2 += u * u;
    }
    gone = r2 <= region2[0]![s]! ? gone : 1;
  }
  const before = departed[0]![s]!;
  return before < 0 && gone > 0.5 ? clock[0]![s]! : before;
}

// ∂φ_m/∂z = √m φ_{m−1} − √(m+1) φ_{m+1}; the topmost rung is only there to be looked down from.
function slopes(this: Cell, ladder: Rows): number {
  const row = this.thread.y;
  const m = row - Math.floor(row / this.constants.LADDER!) * this.constants.LADDER!;
  const top = m < this.constants.LADDER! - 1 ? 1 : 0;
  const down = Math.sqrt(m);
  const up = top * Math.sqrt(m + 1);
  const below = m > 0 ? row - 1 : row;
  const above = row + top;
  const s = this.thread.x;
  return down * ladder[below]![s]! - up * ladder[above]![s]!;
}

function gradientOfCoefficients(
  this: Cell,
  coefficients: Rows,
  widths: Rows,
  home: Rows,
  envelope: Rows,
  ladder: Rows,
  slope: Rows,
  exponents: Table,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const along = row - j * this.constants.D!;
  let sum = 0;
  for (let a = 0; a < this.constants.SCALES!; a++) {
    const c = home[j]![s]! * this.constants.SCALES! + a;
    const pair = c * this.constants.n! + j;
    let part = 0;
    for (let feature = 0; feature < this.constants.FEATURES!; feature++) {
      let term = coefficients[c * this.constants.FEATURES! + feature]![s]!;
      for (let k = 0; k < this.constants.D!; k++) {
        const rung =
          (pair * this.constants.D! + k) * this.constants.LADDER! +
          exponents[feature * this.constants.D! + k]!;
        term = term * (k === along ? slope[rung]![s]! : ladder[rung]![s]!);
      }
      part += term;
    }
    sum += (part * envelope[pair]![s]!) / widths[a]![s]!;
  }
  return sum;
}
