import { coveredModes, modeMasses, modeRadius } from "../targets/index.ts";
import type { DrawnGame } from "./game.ts";
import { defaultRules, type OutcomeRules } from "./rules.ts";

/** How a training run ended. */
export type OutcomeKind = "covered" | "collapsed" | "oscillating" | "diverged" | "escaped" | "undecided";

/** An outcome with its evidence. */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** The first step from which on the outcome held, or the last step of the run where it never did. */
  readonly step: number;
  /** The measured numbers that the rules compared; lengths in kernel widths. */
  readonly evidence: Evidence;
}

export interface Evidence {
  /** Largest range that a coordinate of a particle ran through in the last window. */
  readonly motion: number;
  /** Largest distance of a particle from its nearest true point at the end. */
  readonly distance: number;
  /** Modes covered at the end. */
  readonly covered: number;
  /** Times that the restless coordinate turned around in the second half of the run. */
  readonly turns: number;
}

/** A run is judged in this many windows, as equal in length as whole steps allow. */
const windowsOfRun = 20;

/** The length scale of a run is no smaller than this many kernel widths, so that rest can be told from rounding. */
const leastScale = 1e-6;

/** An oscillation lasts when its motion at the end is at least this share of that in the middle of the run. */
const lastingShare = 0.5;

/** A run ends early only when it is this much stiller than `stillness` asks for, two windows in a row. */
const certainty = 1e-3;

/** The step after `step` at which a window of a run of T steps ends: windows differ by one step at most. */
export function nextWindowEnd(step: number, steps: number): number {
  const windows = Math.min(windowsOfRun, steps);
  let k = Math.floor((step * windows) / steps);
  while (Math.round((k * steps) / windows) <= step) k++;
  return Math.round((k * steps) / windows);
}

/** State arrays at the end of a window, [n*d, S] each. */
export interface Window {
  /** S. */
  readonly count: number;
  readonly position: Float64Array;
  /** Least and largest value of each coordinate within the window. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How often each coordinate has turned around since step 0. */
  readonly turns: Float64Array;
}

/**
 * Judges one simulation window by window. The rules, in order:
 *
 * 0. `escaped`: a particle left the box of a Fourier series that was asked for by name; the run ends with the
 *    window in which it did.
 * 1. `diverged`: a coordinate is not finite, or a particle is farther from every true point than `radius` plus
 *    the largest such distance at the start.
 * 2. settled, when in the last window no coordinate ran through more than `stillness` times the length scale
 *    of the run: the largest distance at the start of a particle from its nearest true point, but at most
 *    one kernel width (a particle that has crept over a tenth of its way has not settled, however wide the
 *    kernel):
 *    `escaped` if a particle is farther than `reach` from every true point; `covered` if every mode holds
 *    at least `share` of its mass; else `collapsed`.
 * 3. `oscillating`: not settled, the coordinate that moves most turned around at least twice in the second
 *    half of the run, and its motion there shrank by less than half.
 * 4. `undecided`: still on its way when the run ended, by a drift or a dying oscillation.
 */
export class Judge {
  private readonly game: DrawnGame;
  private readonly rules: OutcomeRules;
  private readonly width: number;
  /** Motion within a window up to which a coordinate is at rest, in widths. */
  private readonly rest: number;
  /** Distance from every true point beyond which a particle has gone for good, in widths. */
  private readonly limit: number;
  /** `turns` at the end of each window. */
  private readonly turns: Float64Array[] = [];
  /** Four numbers a window: its last step, the largest range of a coordinate, of which one, and the place in it. */
  private readonly seen: number[] = [];
  private last = new Float64Array();
  private divergedAt: number | undefined;
  private escapedAt: number | undefined;

  constructor(game: DrawnGame, rules: Partial<OutcomeRules> = {}) {
    this.game = game;
    this.rules = { ...defaultRules, ...rules };
    this.width = game.scale;
    const distance = this.distanceOf(game.start);
    const scale = Math.max(leastScale, Math.min(1, distance));
    this.limit = this.rules.radius + distance;
    this.rest = this.rules.stillness * scale;
  }

  /** Takes in the window of simulation `s` that ends at `step`; says whether the run goes on. */
  see(step: number, window: Window, s: number): "running" | "diverged" | "settled" {
    const { count, low, high, position } = window;
    const rows = this.game.start.length;
    if (this.last.length !== rows) this.last = new Float64Array(rows);
    let motion = 0;
    let restless = 0;
    for (let row = 0; row < rows; row++) {
      this.last[row] = position[row * count + s]!;
      const range = (high[row * count + s]! - low[row * count + s]!) / this.width;
      if (range > motion) {
        motion = range;
        restless = row;
      }
    }
    this.turns.push(window.turns);
    this.seen.push(step, motion, restless, s);
    if (!(this.distanceOf(this.last) <= this.limit)) {
      this.divergedAt = step;
      return "diverged";
    }
    const still = this.rest * certainty;
    const k = this.turns.length - 1;
    const settled = k > 0 && this.motion(k - 1) < still && motion < still;
    return settled && this.rules.stop === "settled" ? "settled" : "running";
  }

  /** Takes in the window in which, at `step`, a particle left the box of a form that holds in it alone. */
  seeLeave(step: number, window: Window, s: number): "escaped" {
    this.see(step, window, s);
    this.escapedAt = step;
    return "escaped";
  }

  /** The outcome of what was seen. */
  outcome(): Outcome {
    const end = this.turns.length - 1;
    const evidence = this.evidence();
    if (this.escapedAt !== undefined) return { kind: "escaped", step: this.escapedAt, evidence };
    if (this.divergedAt !== undefined) return { kind: "diverged", step: this.divergedAt, evidence };
    if (end < 0) return { kind: "undecided", step: 0, evidence };
    const motion = this.motion(end);
    if (motion <= this.rest) {
      return { kind: this.settledKind(evidence), step: this.settledSince(), evidence };
    }
    const lasting = evidence.turns >= 2 && motion >= lastingShare * this.motion(this.middle());
    return { kind: lasting ? "oscillating" : "undecided", step: this.step(end), evidence };
  }

  private step(k: number): number {
    return this.seen[4 * k]!;
  }

  private motion(k: number): number {
    return this.seen[4 * k + 1]!;
  }

  private settledKind(evidence: Evidence): OutcomeKind {
    if (evidence.distance > this.rules.reach) return "escaped";
    return evidence.covered === this.game.drawn.modes.masses.length ? "covered" : "collapsed";
  }

  /** The end of the first window of the last unbroken row of still ones. */
  private settledSince(): number {
    let k = this.turns.length - 1;
    while (k > 0 && this.motion(k - 1) <= this.rest) k--;
    return this.step(k);
  }

  private evidence(): Evidence {
    const end = this.turns.length - 1;
    if (end < 0) return { motion: 0, distance: 0, covered: 0, turns: 0 };
    const row = this.seen[4 * end + 2]!;
    return {
      motion: this.motion(end),
      distance: this.distanceOf(this.last),
      covered: this.covered(),
      turns: this.turnsOf(row, end) - this.turnsOf(row, this.middle()),
    };
  }

  private turnsOf(row: number, k: number): number {
    const turns = this.turns[k]!;
    const count = turns.length / this.game.start.length;
    return turns[row * count + this.seen[4 * k + 3]!]!;
  }

  /** The window in the middle of the run. */
  private middle(): number {
    return Math.floor((this.turns.length - 1) / 2);
  }

  private covered(): number {
    const { drawn, generator } = this.game;
    const radius = modeRadius(drawn.modes, this.width);
    const held = modeMasses(this.last, generator.masses, drawn.modes, radius);
    return coveredModes(held, drawn.modes, this.rules.share);
  }

  /** Largest distance of a particle from its nearest true point, in widths; NaN if a coordinate is. */
  private distanceOf(position: Float64Array): number {
    const { points, dimension } = this.game.drawn;
    let farthest = 0;
    for (let j = 0; j < position.length; j += dimension) {
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < points.length; i += dimension) {
        let r2 = 0;
        for (let k = 0; k < dimension; k++) r2 += (position[j + k]! - points[i + k]!) ** 2;
        if (!(r2 >= least)) least = r2;
      }
      if (!(Math.sqrt(least) <= farthest)) farthest = Math.sqrt(least);
      if (Number.isNaN(farthest)) return Number.NaN;
    }
    return farthest / this.width;
  }
}
