import type { Body, Call } from "../../engine/index.ts";
import { standardNormals } from "../../numerics/normalVectors.ts";
import type { Felt, Lesson, Model, ModelSetting, Place } from "../model.ts";
import {
  height,
  learnAlong,
  learnFrom,
  length,
  project,
  steepness,
  sumOfHeights,
  sumOfSlopes,
} from "./bodies.ts";
import type { Profile } from "./profile.ts";

/** How many units there are, and where they start. */
export interface UnitsShape {
  readonly units: number;
  /** Standard deviation of each coordinate of u at step 0. */
  readonly spread: number;
}

/**
 * f(x) = Σ_j s_j ‖u_j‖² φ(û_j·x) with û = u/‖u‖ and s_j = 1, −1, 1, …; parameters u, row-major [m*d].
 *
 * With t_rj = û_j·z_r and n = ‖u‖: ∂f/∂x = Σ s n φ'(t) u, and ∂/∂u of n² φ(t) is 2φ u + φ' (n x − t u).
 */
export function unitsModel(profile: Profile, { units, spread }: UnitsShape, setting: ModelSetting): Model {
  const { dimension } = setting.target;
  const { kind, scale, shift, gain } = profile;
  const constants = {
    D: dimension,
    UNITS: units,
    SCALE: scale,
    SHIFT: shift,
    GAIN: gain,
    // What is taken off so that φ(0) = 0.
    REST: profile.value(shift),
  };
  return {
    key: `units ${kind} ${units} ${dimension} ${scale} ${shift} ${gain}`,
    parameters: units * dimension,
    start: standardNormals(units, dimension, setting.stream).map((value) => spread * value),
    own: {},
    tables: {},
    report: { form: "model", bound: 0, length: units * dimension },
    prepare: (at) => prepare(at, profile, constants),
    feel: (at) => feel(at, constants),
    learn: (at) => [learn(at, profile, constants)],
  };
}

type Constants = Readonly<Record<"D" | "UNITS", number>> & Readonly<Record<string, number>>;

/** Names of the arrays in between: ‖u_j‖ [m], and t, φ(t), φ'(t) at all samples, [R*m]. */
function arraysAt({ tag }: Place) {
  return {
    norm: `unitsNorm${tag}`,
    projection: `unitsProjection${tag}`,
    height: `unitsHeight${tag}`,
    steepness: `unitsSteepness${tag}`,
  };
}

function prepare(at: Place, { value, slope }: Profile, constants: Constants): Call[] {
  const arrays = arraysAt(at);
  const call = (
    output: string,
    rows: number,
    body: unknown,
    reads: string[],
    helpers: Call["helpers"] = {},
  ): Call => ({ name: output, output, rows, body: body as Body, reads, constants, helpers });
  const rows = at.count * constants.UNITS;
  return [
    call(arrays.norm, constants.UNITS, length, [at.parameters]),
    call(arrays.projection, rows, project, [at.parameters, at.samples, arrays.norm]),
    call(arrays.height, rows, height, [arrays.projection], { value }),
    call(arrays.steepness, rows, steepness, [arrays.projection], { slope }),
  ];
}

function feel(at: Place & Felt, constants: Constants): Call[] {
  const { norm, height: heights, steepness: slopes } = arraysAt(at);
  const common = { constants, helpers: {} };
  const calls: Call[] = [];
  if (at.value !== undefined) {
    calls.push({
      name: `unitsFeel${at.tag}`,
      output: at.value,
      rows: at.count,
      body: sumOfHeights as Body,
      reads: [norm, heights],
      ...common,
    });
  }
  if (at.slope !== undefined) {
    calls.push({
      name: `unitsFeelSlope${at.tag}`,
      output: at.slope,
      rows: at.count * constants.D,
      body: sumOfSlopes as Body,
      reads: [at.parameters, norm, slopes],
      ...common,
    });
  }
  return calls;
}

function learn(at: Place & Lesson, { value, slope, curvature }: Profile, constants: Constants): Call {
  const { norm, projection, height: heights, steepness: slopes } = arraysAt(at);
  const common = {
    name: `unitsLearn${at.tag}`,
    output: at.direction,
    rows: constants.UNITS * constants.D,
    constants: { ...constants, R: at.count },
  };
  if (at.dipole === undefined) {
    const reads = [at.parameters, at.samples, at.pull, norm, projection, heights, slopes];
    return { ...common, body: learnFrom as Body, reads, helpers: {} };
  }
  // A call reads seven arrays at most: heights and slopes are found again.
  const reads = [at.parameters, at.samples, at.pull, at.dipole, norm, projection];
  return { ...common, body: learnAlong as Body, reads, helpers: { value, slope, curvature } };
}
