import { z } from "zod";
import type { Body, Call } from "../engine/index.ts";
import { define, InputError, positive } from "../options/index.ts";
import {
  distance,
  fixedSteepness,
  height,
  learnedSteepness,
  lifted,
  liftedAndSteepened,
  pupil,
  steep,
  steepened,
  steepenedByDipole,
  winner,
} from "./cones/bodies.ts";
import type { Lesson, Model, ModelDiscriminator, ModelSetting, Place } from "./model.ts";

const choices = {
  constant: positive().describe("k, the Lipschitz constant of f: how steep the cones are"),
  learned: z
    .boolean()
    .default(false)
    .describe(
      "k is a parameter that starts at `constant`; a gradientPenalty with norm 0 and over maximum costs λk²",
    ),
};

/**
 * The kind `cones` of sim files: f(z) = max_i (u_i − k‖z − x_i‖), a cone upside down over every true point, whose heights
 * u [N] are the parameters (and k after them where it is learned). Whatever u, f is k-Lipschitz: it is the least
 * k-Lipschitz function that is nowhere below the heights (McShane, Bull. Amer. Math. Soc. 40, 837 (1934)).
 *
 * It holds the best k-Lipschitz discriminator of any loss whose ℓ_true rises and ℓ_generated falls. For let g be
 * k-Lipschitz and u_i = g(x_i): then f(x_i) = u_i, since no other cone is higher there, and f ≤ g everywhere, so f costs
 * nothing on the true points and gains on the generated ones. With f = u at the true points the objective is concave in
 * u (and k) where ℓ_true and ℓ_generated are concave: a decreasing concave function of a maximum of linear ones.
 *
 * A cone may come to lie below another one even at its own apex, where no sample would teach it any more. A sample at an
 * apex therefore teaches that cone, whichever is the highest; elsewhere the highest one. Where ℓ_true still rises, every
 * cone then has to win particles to come to rest, so a state at rest has no covered cones and is the maximum of the
 * concave problem. Subgradient steps of size η_d end in a wandering of that size where a particle is torn between cones.
 *
 * Losses whose ℓ_true falls again (least squares) or is flat (hinge) have other best discriminators: theirs is not held.
 *
 * @throws InputError for a gradient penalty on cones of a fixed constant, whose slope is k everywhere, and for one at
 * the true points, where the apexes are
 */
export const cones = define(
  "cones",
  choices,
  ({ constant, learned }): ModelDiscriminator => ({
    kind: "cones",
    lipschitz: "own",
    peaks: "true",
    ready: (setting) => new Cones(setting, constant, learned),
  }),
);

/** The arrays that every call reads: who the cones are. */
const cloud = "conesPoints";
const fixed = "conesConstant";

class Cones implements Model {
  readonly key: string;
  readonly parameters: number;
  readonly start: Float64Array;
  readonly own: Model["own"];
  readonly tables = {};
  readonly report: Model["report"];
  private readonly learned: boolean;
  private readonly sizes: { readonly N: number; readonly D: number };

  constructor({ target }: ModelSetting, constant: number, learned: boolean) {
    const N = target.masses.length;
    const D = target.dimension;
    this.learned = learned;
    this.sizes = { N, D };
    this.key = `cones ${D} ${N} ${learned ? "learned" : "fixed"}`;
    this.parameters = learned ? N + 1 : N;
    this.start = new Float64Array(this.parameters);
    if (learned) this.start[N] = constant;
    this.own = { [cloud]: target.points, [fixed]: Float64Array.of(constant) };
    this.report = { form: "model", bound: 0, length: N };
  }

  prepare(at: Place): Call[] {
    const reads = [at.parameters, fixed, cloud, at.samples];
    return [this.call(at, "Winner", highestAt(at), at.count, winner as Body, reads)];
  }

  feel(at: Parameters<Model["feel"]>[0]): Call[] {
    const reads = [at.parameters, fixed, cloud, at.samples, highestAt(at)];
    const calls: Call[] = [];
    if (at.value !== undefined) {
      calls.push(this.call(at, "Height", at.value, at.count, height as Body, reads));
    }
    if (at.slope !== undefined) {
      calls.push(this.call(at, "Steep", at.slope, at.count * this.sizes.D, steep as Body, reads));
    }
    return calls;
  }

  learn(at: Place & Lesson): Call[] {
    const taught = `conesPupil${at.tag}`;
    const find = this.call(at, "Pupil", taught, at.count, pupil as Body, [highestAt(at), cloud, at.samples]);
    if (!this.learned) {
      if (at.dipole !== undefined) refuseDipoles();
      return [find, this.call(at, "Lift", at.direction, this.parameters, lifted as Body, [at.pull, taught])];
    }
    const parts = `conesParts${at.tag}`;
    const reads = [at.pull, taught, cloud, at.samples];
    const part =
      at.dipole === undefined
        ? this.call(at, "Steepen", parts, at.count, steepened as Body, reads)
        : this.call(at, "Steepen", parts, at.count, steepenedByDipole as Body, [
            ...reads,
            highestAt(at),
            at.dipole,
          ]);
    const all = [at.pull, taught, parts];
    return [
      find,
      part,
      this.call(at, "Lift", at.direction, this.parameters, liftedAndSteepened as Body, all),
    ];
  }

  private call(
    at: Place,
    name: string,
    output: string,
    rows: number,
    body: Body,
    reads: readonly string[],
  ): Call {
    const constants = { ...this.sizes, R: at.count };
    const steepness = String(this.learned ? learnedSteepness : fixedSteepness);
    const helpers = { apart: String(distance), steepness };
    return { name: `cones${name}${at.tag}`, output, rows, body, reads, constants, helpers };
  }
}

/** Which cone is highest at each sample, [R]. */
function highestAt({ tag }: Place): string {
  return `conesHighest${tag}`;
}

function refuseDipoles(): never {
  throw new InputError(
    "penalties",
    "a penalty on the gradient teaches nothing to cones, whose slope is their constant everywhere; set learned",
  );
}
