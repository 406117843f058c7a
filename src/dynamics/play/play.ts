import type { Model, Place } from "../../discriminators/index.ts";
import type { Call, Cell, Rows } from "../../engine/index.ts";
import { InputError } from "../../options/index.ts";
import type { Bound } from "../../penalties/index.ts";
import type { DrawnGame } from "../game.ts";
import type { Play, Player, Stand } from "../stepper.ts";
import { boundCalls } from "./bounds.ts";
import { dipoleCalls, gradientPenalties } from "./dipoles.ts";
import { type Blocks, forceCalls, ridgeCall } from "./force.ts";
import { type Objective, pullCalls } from "./pulls.ts";
import { gatherAll, gatherGenerated } from "./samples.ts";
import type { Sizes } from "./sizes.ts";

/** What a game is made of, as its play needs to know it. */
export interface Parts {
  readonly game: DrawnGame;
  readonly model: Model;
  readonly sizes: Sizes;
  readonly bounds: readonly Bound[];
  /** Whether weights decay at all. */
  readonly decays: boolean;
  /** Whether each parameter has a rate of its own at which it decays. */
  readonly sparing: boolean;
  /** Whether the generator pays for where its particles are. */
  readonly ridged: boolean;
}

interface Directed {
  readonly calls: Call[];
  readonly direction: string;
}

interface Look {
  readonly place: Place;
  readonly value: string;
  readonly slope: string;
  readonly gathered: Call[];
}

/** The moves of both players of a game as calls of a step program: see `Play`. */
export class GamePlay implements Play {
  readonly rows: Play["rows"];
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
    const { P, G } = parts.sizes;
    this.rows = { discriminator: parts.model.respond === undefined ? P : 0, generator: G };
  }

  field(at: Stand) {
    const learn = this.lesson(at, "discriminator", true);
    const push = this.thrustFrom(at, "generator", this.look(at));
    return {
      calls: [...learn.calls, ...push.calls],
      discriminator: learn.direction,
      generator: push.direction,
    };
  }

  ascent(player: Player, at: Stand) {
    return player === "discriminator" ? this.lesson(at, player) : this.thrust(at, player);
  }

  interest(objective: Player, player: Player, at: Stand) {
    if (objective === "discriminator" && player === "generator") this.refuseCross();
    if (player === "discriminator") return this.lesson(at, objective);
    const { calls, direction } = this.thrust(at, objective);
    // The gradient that is recorded is the one that the particles follow.
    return { calls: calls.filter(({ output }) => output !== "gradient"), direction };
  }

  bound(array: string): Call[] {
    return boundCalls(this.parts.bounds, this.parts.sizes.P, array);
  }

  /**
   * The direction of the discriminator's parameters.
   * @param felt whether ∇f at all samples is to be left behind, for the generator
   */
  private lesson(at: Stand, objective: Objective, felt = false): Directed {
    const { model, sizes, game, decays } = this.parts;
    const { place, value, slope, gathered } = this.look(at);
    const tag = `${at.tag}${objective === "discriminator" ? "" : "Cross"}`;
    const [pull, direction] = [`pull${tag}`, `learned${tag}`];
    const pulls = pullCalls(game.loss, sizes, objective, value, pull);
    if (model.respond !== undefined) {
      const response = model.respond({ ...place, value, pull, direction }, pulls);
      const after = felt ? [...model.prepare(place), ...this.feel(place, value, slope)] : [];
      return { calls: [...gathered, ...response, ...after], direction };
    }
    // What it costs is the discriminator's own affair.
    const own = objective === "discriminator";
    const penalized = own && gradientPenalties(game.penalties).length > 0;
    const dipole = `dipole${tag}`;
    return {
      calls: [
        ...gathered,
        ...model.prepare(place),
        ...this.feel(place, value, penalized || felt ? slope : undefined),
        ...pulls,
        ...(penalized ? dipoleCalls(game.penalties, sizes, slope, dipole) : []),
        ...model.learn({ ...place, pull, direction, ...(penalized ? { dipole } : {}) }),
        ...(own && decays ? [this.decay(at.discriminator, direction)] : []),
      ],
      direction,
    };
  }

  /** The direction of the generator's parameters. */
  private thrust(at: Stand, objective: Objective): Directed {
    const { model, game } = this.parts;
    if (game.loss.pairing === undefined) return this.thrustAlone(at, objective);
    // A relativistic loss compares the particles with the true points.
    const look = this.look(at);
    const { place, value, slope, gathered } = look;
    const push = this.thrustFrom(at, objective, look);
    return {
      ...push,
      calls: [...gathered, ...model.prepare(place), ...this.feel(place, value, slope), ...push.calls],
    };
  }

  /** The same where f is known at all samples. */
  private thrustFrom(at: Stand, objective: Objective, { value, slope }: Look): Directed {
    const { sizes, game } = this.parts;
    const lift = `lifts${at.tag}${objective}`;
    const lifted = pullCalls(game.loss, sizes, objective, value, lift);
    const from = { pull: lift, pullFrom: sizes.TRUE, slope, slopeFrom: sizes.TRUE };
    return this.follow(at, objective, lifted, from);
  }

  /** The same from f at the particles alone. */
  private thrustAlone(at: Stand, objective: Objective): Directed {
    const { model, sizes, game } = this.parts;
    const position = this.positionAt(at);
    const noisy = sizes.NOISY;
    const outputs = noisy ? `outputs${at.tag}` : position;
    const tag = `${at.tag}g`;
    const [value, slope, lift] = [`value${tag}`, `slope${tag}`, `lift${at.tag}${objective}`];
    const place = { parameters: at.discriminator, samples: outputs, count: sizes.GENERATED, tag };
    // The samples are numbered from the first particle's on.
    const alone = { ...sizes, TRUE: 0, BETWEEN: 0, R: sizes.GENERATED };
    const lifted = pullCalls(game.loss, alone, objective, value, lift, "particleMass");
    const push = this.follow(at, objective, lifted, { pull: lift, pullFrom: 0, slope, slopeFrom: 0 });
    return {
      ...push,
      calls: [
        ...this.generate(at),
        ...(noisy ? gatherGenerated(sizes, position, outputs) : []),
        ...model.prepare(place),
        ...this.feel(place, value, slope),
        ...push.calls,
      ],
    };
  }

  /** From pulls and ∇f at the particles to a direction of the generator's parameters. */
  private follow(at: Stand, objective: Objective, lifted: readonly Call[], blocks: Blocks): Directed {
    const { motion } = this.parts.game;
    const { sizes, ridged } = this.parts;
    const own = objective === "generator";
    const force = `force${at.tag}${own ? "" : "Cross"}`;
    const forces = [
      ...forceCalls(sizes, blocks, force),
      ...(own && ridged ? [ridgeCall(sizes, this.positionAt(at), force)] : []),
    ];
    if (motion.free) return { calls: [...lifted, ...forces], direction: force };
    const direction = `driven_${force}`;
    const place = { parameters: at.generator, position: this.positionAt(at), tag: at.tag };
    return { calls: [...lifted, ...forces, ...motion.follow({ ...place, force, direction })], direction };
  }

  /** Names of the arrays with all samples at a stand, and the calls that gather them. */
  private look(at: Stand): Look {
    const { sizes } = this.parts;
    const { tag, discriminator: parameters } = at;
    const place = { parameters, samples: `samples${tag}`, count: sizes.R, tag };
    const gathered = [...this.generate(at), ...gatherAll(sizes, this.positionAt(at), place.samples)];
    return { place, value: `value${tag}`, slope: `slope${tag}`, gathered };
  }

  /** f where the loss asks for it, and ∇f where named. */
  private feel(place: Place, value: string, slope: string | undefined): Call[] {
    const { model, game } = this.parts;
    const asked = { ...(game.loss.constant ? {} : { value }), ...(slope === undefined ? {} : { slope }) };
    return model.feel({ ...place, ...asked });
  }

  private generate(at: Stand): Call[] {
    const { motion } = this.parts.game;
    const position = this.positionAt(at);
    return motion.generate?.({ parameters: at.generator, position, tag: at.tag }) ?? [];
  }

  /** The array with the particles of a stand: the generator's parameters where nothing generates them. */
  private positionAt(at: Stand): string {
    return this.parts.game.motion.generate === undefined ? at.generator : `generated${at.tag}`;
  }

  private decay(parameters: string, direction: string): Call {
    return {
      name: `decay_${direction}`,
      output: direction,
      rows: this.parts.sizes.P,
      body: this.parts.sparing ? decayedEach : decayed,
      reads: [direction, parameters, "decay"],
      constants: {},
      helpers: {},
    };
  }

  /** How the discriminator's objective changes with a particle is known but for what ∇f at it costs. */
  private refuseCross(): void {
    this.parts.game.penalties.forEach(({ gradient, kind }, k) => {
      if (gradient !== undefined && gradient.on !== "true") {
        throw new InputError(
          `penalties[${k}]`,
          `${kind} does not go with dynamics that need its second derivatives`,
        );
      }
    });
  }
}

function decayed(this: Cell, direction: Rows, w: Rows, decay: Rows): number {
  const s = this.thread.x;
  return direction[this.thread.y]![s]! - decay[0]![s]! * w[this.thread.y]![s]!;
}

function decayedEach(this: Cell, direction: Rows, w: Rows, decay: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return direction[row]![s]! - decay[row]![s]! * w[row]![s]!;
}
