import { type Execution, eventLoopTurn, type Program } from "../engine/index.ts";
import { loaded } from "./loaded.ts";
import { narrow } from "./narrow.ts";
import { Judge, nextWindowEnd, type Window } from "./outcome.ts";
import type { Assembled, Plan } from "./plan.ts";
import { Recording } from "./recording.ts";
import type { SimulateOptions, Trajectory } from "./simulation.ts";
import { Snapshot } from "./snapshot.ts";

/** A simulation that has to be run in another form. */
export interface Departure {
  readonly departedAt: number;
}

/** The batch is made smaller once at most this share of it is still running. */
const shrinkAt = 0.5;

/** After at most so many steps timers, messages and interrupts get their turn. */
const longestChunk = 256;

/**
 * The only loop over time: runs simulations that share a program from step 0 to T, saves states, judges
 * outcomes window by window, and lets finished simulations leave.
 */
export async function runSlice(
  plans: readonly Plan[],
  options: SimulateOptions,
): Promise<(Trajectory | Departure)[]> {
  const { steps, every } = options;
  const slice = await Slice.open(plans, options);
  try {
    for (let step = 0; step < steps && slice.running > 0; ) {
      options.signal?.throwIfAborted();
      const judged = nextWindowEnd(step, steps);
      const stop = nextStop(step, judged, every);
      const saved = stop === steps || (every > 0 && stop % every === 0);
      await slice.advance(stop - step, saved, stop === judged);
      step = stop;
      if (saved) slice.save(step);
      if (step === judged) {
        slice.judge(step);
        options.onProgress?.(slice.share(step));
        await slice.renew();
      }
      await eventLoopTurn();
    }
  } finally {
    await slice.close();
  }
  return slice.results;
}

/** The next step at which something is saved or judged, or the chunk is long enough. */
function nextStop(step: number, judged: number, every: number): number {
  const saved = every > 0 ? (Math.floor(step / every) + 1) * every : judged;
  return Math.min(judged, saved, step + longestChunk);
}

/** One simulation of a slice. */
interface Lane {
  readonly index: number;
  readonly plan: Plan;
  readonly judge: Judge;
  readonly recording: Recording;
  running: boolean;
}

/** The simulations of a slice in execution. */
class Slice {
  readonly results: (Trajectory | Departure)[];
  private departures = 0;
  private readonly options: SimulateOptions;
  private readonly assembled: Assembled;
  private readonly count: number;
  private lanes: Lane[];
  private program: Program;
  private execution: Execution;

  static async open(plans: readonly Plan[], options: SimulateOptions): Promise<Slice> {
    const assembled = plans[0]!.assemble(plans);
    return new Slice(plans, options, assembled, await loadedFor(options, assembled.program, assembled));
  }

  private constructor(
    plans: readonly Plan[],
    options: SimulateOptions,
    assembled: Assembled,
    execution: Execution,
  ) {
    this.options = options;
    this.assembled = assembled;
    this.program = assembled.program;
    this.execution = execution;
    this.count = plans.length;
    this.results = new Array<Trajectory | Departure>(plans.length);
    this.lanes = plans.map((plan, index) => ({
      index,
      plan,
      judge: new Judge(plan.simulation.game, options.rules),
      recording: new Recording(plan.simulation.game.start),
      running: true,
    }));
  }

  get running(): number {
    let running = 0;
    for (const lane of this.lanes) if (lane.running) running++;
    return running;
  }

  /** The share that is done; what has to be run again elsewhere is not counted as done. */
  share(step: number): number {
    return 1 - (this.running * (1 - step / this.options.steps) + this.departures) / this.count;
  }

  /** Runs steps, after which the state is saved, or a window judged: what is read then is all that is fetched. */
  advance(steps: number, saved: boolean, judged: boolean): Promise<void> {
    const { departed } = this.assembled;
    const followed = judged ? ["low", "high", "turns", ...(departed === undefined ? [] : [departed])] : [];
    const kept = saved || judged ? ["position", "gradient", ...(this.options.keep ?? [])] : [];
    return this.execution.advance(steps, [...kept, ...followed]);
  }

  save(step: number): void {
    const state = new Snapshot(this.execution, this.lanes.length);
    this.lanes.forEach(({ running, recording }, s) => {
      if (running) this.keep(recording, step, state, s);
    });
  }

  private keep(recording: Recording, step: number, state: Snapshot, s: number): void {
    const others = (this.options.keep ?? []).map((name) => [name, state.of(name, s)] as const);
    recording.save(step, state.of("position", s), state.of("gradient", s), Object.fromEntries(others));
  }

  /** Judges the window that ends here; simulations that are over get their result. */
  judge(step: number): void {
    const state = new Snapshot(this.execution, this.lanes.length);
    const { departed } = this.assembled;
    const departures = departed === undefined ? undefined : state.array(departed);
    const [position, low, high] = [state.array("position"), state.array("low"), state.array("high")];
    const window: Window = { count: state.count, position, low, high, turns: state.array("turns") };
    this.lanes.forEach((lane, s) => {
      if (!lane.running) return;
      const departedAt = departures?.[s] ?? -1;
      const escaped = departedAt >= 0 && lane.plan.endsOutside;
      if (departedAt >= 0 && !escaped) {
        this.departures++;
        this.end(lane, { departedAt });
        return;
      }
      const verdict = escaped ? lane.judge.seeLeave(departedAt, window, s) : lane.judge.see(step, window, s);
      if (verdict === "running" && step < this.options.steps) return;
      this.keep(lane.recording, step, state, s);
      const form = lane.plan.report;
      this.end(lane, { ...lane.recording.saved(), outcome: lane.judge.outcome(), form });
    });
  }

  private end(lane: Lane, result: Trajectory | Departure): void {
    lane.running = false;
    this.results[lane.index] = result;
  }

  /** Begins a new window, without the simulations that are over once they are many. */
  async renew(): Promise<void> {
    const { running } = this;
    if (running === 0) return;
    if (running <= shrinkAt * this.lanes.length) {
      const keep = this.lanes.flatMap((lane, s) => (lane.running ? [s] : []));
      // All of the state moves on.
      await this.execution.advance(0);
      this.program = narrow(this.program, this.execution, keep);
      await this.execution.close();
      this.execution = await loadedFor(this.options, this.program, this.assembled);
      this.lanes = keep.map((s) => this.lanes[s]!);
    }
    const position = this.execution.read("position");
    this.execution.write("low", position);
    this.execution.write("high", position);
  }

  close(): Promise<void> {
    return this.execution.close();
  }
}

function loadedFor({ backend, steps, signal }: SimulateOptions, program: Program, assembled: Assembled) {
  return loaded(program, assembled.paced, backend, steps, signal);
}
