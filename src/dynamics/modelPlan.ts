import { inducingModel, type Model, rowsOf } from "../discriminators/index.ts";
import type { Call, Cell, Program, Rows } from "../engine/index.ts";
import { inside } from "../options/index.ts";
import { biasDecay, totalDecay, totalRidge } from "../penalties/index.ts";
import { courseCalls } from "./courseCalls.ts";
import type { DrawnGame } from "./game.ts";
import type { Assembled, Plan } from "./plan.ts";
import { boundsOf } from "./play/bounds.ts";
import { gradientPenalties, penaltyNumbers } from "./play/dipoles.ts";
import type { Question } from "./play/field.ts";
import { refuseMisfits } from "./play/misfits.ts";
import { GamePlay, type Parts } from "./play/play.ts";
import { sampleArrays } from "./play/samples.ts";
import { sizesOf } from "./play/sizes.ts";
import type { Simulation } from "./simulation.ts";
import { particles, weights } from "./stepper.ts";

/** A game of any loss, penalties and dynamics, its discriminator a model with parameters. */
export class ModelPlan implements Plan {
  readonly simulation: Simulation;
  readonly key: string;
  readonly endsOutside = true;
  private readonly parts: Parts;

  /** @throws InputError where discriminator, loss, penalties and dynamics do not go together. */
  constructor(simulation: Simulation) {
    this.simulation = simulation;
    const { game } = simulation;
    refuseMisfits(game);
    const model = modelOf(game);
    const sizes = sizesOf(game, model);
    const bounds = boundsOf(game.penalties, game.discriminator);
    this.parts = {
      game,
      model,
      sizes,
      bounds,
      decays: totalDecay(game.penalties) !== 0,
      sparing: totalDecay(game.penalties) !== biasDecay(game.penalties) && (model.biases ?? []).length > 0,
      ridged: totalRidge(game.penalties) !== 0,
    };
    this.key = keyOf(simulation, this.parts);
  }

  get report() {
    return this.parts.model.report;
  }

  get rows(): number {
    const outputs = new Map(this.calls().map((call) => [call.output, call.rows]));
    const { P, G } = this.parts.sizes;
    let rows = 2 * (P + G);
    for (const own of outputs.values()) rows += own;
    return rows;
  }

  wider(): undefined {
    return undefined;
  }

  ask(weights: Float64Array | undefined, points: Float64Array): Question {
    const { model } = this.parts;
    return { model, weights: weights ?? model.start, points };
  }

  assemble(plans: readonly Plan[]): Assembled {
    const all = plans as readonly ModelPlan[];
    const play = new GamePlay(this.parts);
    const memory = this.simulation.stepper.memory(play);
    const S = all.length;
    const rowsFrom = (values: (plan: ModelPlan) => ArrayLike<number>) => rowsOf(all, values);
    const position = rowsFrom(({ parts }) => parts.game.start);
    const nothing = () => new Float64Array(position.length);
    const program: Program = {
      simulations: S,
      state: {
        [weights]: rowsFrom(({ parts }) => parts.model.start),
        [particles]: rowsFrom(({ parts }) => parts.game.motion.parameters),
        ...mapValues(memory, (rows) => new Float64Array(rows * S)),
        position,
        gradient: nothing(),
        before: position.slice(),
        low: position.slice(),
        high: position.slice(),
        direction: nothing(),
        turns: nothing(),
      },
      parameters: this.parameters(all),
      tables: { ...this.parts.model.tables, ...this.parts.game.motion.tables },
      calls: this.calls(play),
    };
    const { paced } = this.simulation.stepper;
    return {
      program,
      // The memory of an integrator that paces itself is its clock.
      dynamical: [weights, particles, ...(paced === undefined ? Object.keys(memory) : [])],
      ...(paced === undefined ? {} : { paced }),
    };
  }

  /** The constant arrays of all simulations. */
  private parameters(plans: readonly ModelPlan[]): Record<string, Float64Array> {
    const each = plans.map(({ parts, simulation }) => {
      const { game, model, sizes, bounds } = parts;
      const samples = sampleArrays(game, sizes);
      const { TRUE, GENERATED } = sizes;
      const arrays: Record<string, ArrayLike<number>> = {
        ...samples,
        particleMass: samples.sampleMass!.slice(TRUE, TRUE + GENERATED),
        lossNumbers: [0, 1, 2].map((k) => game.loss.numbers[k] ?? 0),
        pace: simulation.stepper.pace,
        decay: decayRates(parts),
        ridge: [totalRidge(game.penalties)],
        ...model.own,
        ...game.motion.own,
      };
      if (bounds.length > 0) arrays.bounds = bounds.map(({ size }) => size);
      if (gradientPenalties(game.penalties).length > 0)
        arrays.penaltyNumbers = penaltyNumbers(game.penalties);
      return arrays;
    });
    return mapValues(each[0]!, (_, name) => rowsOf(each, (arrays) => arrays[name]!));
  }

  /** The calls of a step, and what is kept of it for the outcome rules. */
  private calls(play = new GamePlay(this.parts)): Call[] {
    const { game, sizes } = this.parts;
    const rows = sizes.n * sizes.D;
    const shown = { parameters: particles, position: "position", tag: "shown" };
    return [
      ...this.simulation.stepper.sequence(play),
      ...(game.motion.generate?.(shown) ?? [copyCall(particles, "position", rows)]),
      ...courseCalls(rows),
    ];
  }
}

/** λ of all parameters alike, [1], or of each where biases decay otherwise, [P]. */
function decayRates({ game, model, sparing }: Parts): ArrayLike<number> {
  const rate = totalDecay(game.penalties);
  if (!sparing) return [rate];
  const rates = new Float64Array(model.parameters).fill(rate);
  for (const [from, to] of model.biases ?? []) rates.fill(biasDecay(game.penalties), from, to);
  return rates;
}

/** The discriminator of a game as a model; kernels are held in inducing features. */
function modelOf(game: DrawnGame): Model {
  const { discriminator, drawn, start, generator } = game;
  const setting = { target: drawn, start, count: generator.count, stream: game.streamOf("discriminator") };
  return inside("discriminator", () =>
    "ready" in discriminator ? discriminator.ready(setting) : inducingModel(discriminator, setting),
  );
}

/** All that decides which calls there are, and with which constants. */
function keyOf(
  { game, stepper }: Simulation,
  { model, sizes, bounds, decays, sparing, ridged }: Parts,
): string {
  const { loss, penalties, motion } = game;
  const stiff = penalties.flatMap(({ gradient }) =>
    gradient === undefined ? [] : [gradient.on, gradient.over ?? "mean", String(gradient.stiffness)],
  );
  // The texts themselves: an option may choose among functions.
  const pulls = [loss.truePull, loss.generatedPull, loss.generatorPull].map(String);
  return JSON.stringify([
    ["model", model.key, motion.key, loss.pairing ?? "", loss.constant, pulls],
    [stepper.kind, stepper.key, stiff, bounds.map(({ of }) => of), decays, sparing, ridged, sizes],
  ]);
}

function mapValues<From, To>(
  object: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}

function copyCall(from: string, to: string, rows: number): Call {
  return { name: "show", output: to, rows, body: copied, reads: [from], constants: {}, helpers: {} };
}

function copied(this: Cell, from: Rows): number {
  return from[this.thread.y]![this.thread.x]!;
}
