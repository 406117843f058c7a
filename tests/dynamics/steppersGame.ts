import type { Play, Player, Stand, Stepper } from "../../src/dynamics/stepper.ts";
import { type Backend, type Body, type Call, openBackend, type Program } from "../../src/engine/index.ts";
import { paced } from "../../src/engine/paced.ts";
import type { Cell, Rows } from "../engine/programs.ts";

/**
 * A small game in closed form, w and y in R², f(t) = −ln(1 + e^(−t)), y× = (y₁, −y₀):
 *
 *   L_D = S f(w·y) + κ w·y× − (a/2)|w|²,   L_G = −S f(w·y) − κ w·y× − (c/2)|y|².
 *
 * S = a = c = 0 is bilinear, S = 0 quadratic with rotation, S = 1 the Dirac-GAN with a twist.
 */
export interface ClosedGame {
  readonly bend: number;
  readonly twist: number;
  readonly decayDiscriminator: number;
  readonly decayGenerator: number;
  readonly start: State;
}

/** w, then y. */
export type State = readonly number[];

export const games = {
  bilinear: {
    bend: 0,
    twist: 1,
    decayDiscriminator: 0,
    decayGenerator: 0,
    start: [0.3, -0.2, 1, 0.5],
  },
  "quadratic with rotation": {
    bend: 0,
    twist: 1.3,
    decayDiscriminator: 0.4,
    decayGenerator: 0.1,
    start: [-0.7, 0.2, 0.4, 0.9],
  },
  "Dirac-GAN with a twist": {
    bend: 1,
    twist: 0.4,
    decayDiscriminator: 0.2,
    decayGenerator: 0.05,
    start: [0.5, 0.9, -1.1, 0.6],
  },
} satisfies Record<string, ClosedGame>;

const sign = { discriminator: 1, generator: -1 } as const;

function closedInterest(objective: Player, player: Player, at: Stand) {
  const direction = `closed${objective}${player}${at.tag}`;
  const constants = {
    SIGN: sign[objective],
    TURN: sign[player],
    OWN: objective === player ? 1 : 0,
    DECAY: player === "discriminator" ? 2 : 3,
  };
  const reads =
    player === "discriminator"
      ? [at.discriminator, at.generator, "game"]
      : [at.generator, at.discriminator, "game"];
  const call: Call = {
    name: direction,
    output: direction,
    rows: 2,
    body: interestOf as Body,
    reads,
    constants,
    helpers: {},
  };
  return { calls: [call], direction };
}

function interestOf(this: Cell, own: Rows, other: Rows, game: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const t = own[0]![s]! * other[0]![s]! + own[1]![s]! * other[1]![s]!;
  const pull = (game[0]![s]! / (1 + Math.exp(t))) * other[row]![s]!;
  const turn = game[1]![s]! * (row < 0.5 ? other[1]![s]! : -other[0]![s]!);
  const decay = this.constants.OWN! * game[this.constants.DECAY!]![s]! * own[row]![s]!;
  return this.constants.SIGN! * (pull + this.constants.TURN! * turn) - decay;
}

function clipped(this: Cell, at: Rows): number {
  const value = at[this.thread.y]![this.thread.x]!;
  return Math.max(-this.constants.CLIP!, Math.min(this.constants.CLIP!, value));
}

/** The play of these games; `clip` bounds |w_k|. */
export function closedPlay(clip?: number): Play {
  return {
    rows: { discriminator: 2, generator: 2 },
    field(at) {
      const [w, y] = [
        closedInterest("discriminator", "discriminator", at),
        closedInterest("generator", "generator", at),
      ];
      return { calls: [...w.calls, ...y.calls], discriminator: w.direction, generator: y.direction };
    },
    ascent: (player, at) => closedInterest(player, player, at),
    interest: closedInterest,
    bound: (array) =>
      clip === undefined
        ? []
        : [
            {
              name: `clip${array}`,
              output: array,
              rows: 2,
              body: clipped as Body,
              reads: [array],
              constants: { CLIP: clip },
              helpers: {},
            },
          ],
  };
}

/** One simulation of such a game. */
export interface Lane {
  readonly game: ClosedGame;
  readonly stepper: Stepper;
}

/** The step program of lanes whose steppers have one key. */
export function closedProgram(lanes: readonly Lane[], clip?: number): Program {
  const play = closedPlay(clip);
  const S = lanes.length;
  const rowsOf = (values: (lane: Lane) => readonly number[]) => {
    const columns = lanes.map(values);
    return Float64Array.from(columns[0]!.flatMap((_, row) => columns.map((column) => column[row]!)));
  };
  const { stepper } = lanes[0]!;
  const memory = Object.entries(stepper.memory(play));
  return {
    simulations: S,
    state: {
      weights: rowsOf(({ game }) => game.start.slice(0, 2)),
      particles: rowsOf(({ game }) => game.start.slice(2)),
      ...Object.fromEntries(memory.map(([name, rows]) => [name, new Float64Array(rows * S)])),
    },
    parameters: {
      game: rowsOf(({ game }) => [game.bend, game.twist, game.decayDiscriminator, game.decayGenerator]),
      pace: rowsOf((lane) => lane.stepper.pace),
    },
    tables: {},
    calls: stepper.sequence(play),
  };
}

/** How closed games are run. */
export interface RunOptions {
  readonly backend?: Backend;
  readonly clip?: number;
  /** Lengths of the chunks, repeated; all steps at once when left out. */
  readonly chunks?: readonly number[];
}

/** The state of each lane after `steps` steps. */
export async function runClosed(
  lanes: readonly Lane[],
  steps: number,
  { backend, clip, chunks = [steps] }: RunOptions = {},
): Promise<State[]> {
  const program = closedProgram(lanes, clip);
  const loaded = await (backend ?? (await openBackend("cpu"))).load(program);
  const how = lanes[0]!.stepper.paced;
  const execution = how === undefined ? loaded : paced(loaded, how, steps);
  try {
    for (let step = 0, k = 0; step < steps; k++) {
      const chunk = Math.min(chunks[k % chunks.length]!, steps - step);
      await execution.advance(chunk, ["weights", "particles"]);
      step += chunk;
    }
    const all = [...execution.read("weights"), ...execution.read("particles")];
    return lanes.map((_, s) => [0, 1, 2, 3].map((row) => all[row * lanes.length + s]!));
  } finally {
    await execution.close();
  }
}
