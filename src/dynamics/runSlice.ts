import type { Form } from "../discriminators/index.ts";
import type { Execution } from "../engine/index.ts";
import { assemble, memberOf } from "./assemble.ts";
import { narrow } from "./narrow.ts";
import { Judge, windowLength } from "./outcome.ts";
import { Recording } from "./recording.ts";
import type { SimulateOptions, Simulation, Trajectory } from "./simulation.ts";

/** A simulation that has to be run in another form. */
export interface Departure {
  readonly departedAt: number;
}

/** The batch is made smaller once at most this share of it is still running. */
const shrinkAt = 0.5;

/**
 * The only loop over time: runs simulations that share a program from step 0 to T, saves states, judges
 * outcomes window by window, and lets finished simulations leave.
 */
export async function runSlice(
  form: Form,
  simulations: readonly Simulation[],
  options: SimulateOptions,
): Promise<(Trajectory | Departure)[]> {
  const { steps, every, backend, signal, onProgress } = options;
  const assembled = assemble(form, simulations, steps);
  let program = assembled.program;
  let execution: Execution = await backend.load(program);
  const window = windowLength(steps);
  const lanes = simulations.map((simulation, index) => ({
    index,
    judge: new Judge(simulation.game, options.rules),
    recording: new Recording(simulation.game.start),
    running: true,
  }));
  let active = lanes;
  const results = new Array<Trajectory | Departure>(simulations.length);
  let departures = 0;
  try {
    for (let step = 0; step < steps; ) {
      signal?.throwIfAborted();
      const stop = nextStop(step, steps, window, every);
      await execution.advance(stop - step);
      step = stop;
      const state = new Snapshot(execution, active.length);
      if (step === steps || (every > 0 && step % every === 0)) {
        active.forEach((lane, s) => {
          if (lane.running) lane.recording.save(step, state.of("position", s), state.of("gradient", s));
        });
      }
      if (step !== steps && step % window !== 0) continue;
      active.forEach((lane, s) => {
        if (!lane.running) return;
        const departedAt = assembled.departed === undefined ? -1 : state.of(assembled.departed, s)[0]!;
        if (departedAt >= 0) {
          lane.running = false;
          results[lane.index] = { departedAt };
          departures++;
          return;
        }
        const position = state.of("position", s);
        const verdict = lane.judge.see({
          step,
          position,
          low: state.of("low", s),
          high: state.of("high", s),
          turns: state.of("turns", s),
        });
        const ended = verdict === "diverged" || (verdict === "settled" && options.stop === "settled");
        if (!ended && step < steps) return;
        lane.running = false;
        lane.recording.save(step, position, state.of("gradient", s));
        const report = form.report(memberOf(simulations[lane.index]!, steps));
        results[lane.index] = { ...lane.recording.saved(), outcome: lane.judge.outcome(), form: report };
      });
      const running = active.flatMap((lane, s) => (lane.running ? [s] : []));
      onProgress?.(1 - (running.length * (1 - step / steps) + departures) / lanes.length);
      if (running.length === 0) break;
      if (running.length <= shrinkAt * active.length) {
        program = narrow(program, execution, running);
        await execution.close();
        execution = await backend.load(program);
        active = running.map((s) => active[s]!);
      }
      resetWindow(execution);
      await eventLoopTurn();
    }
  } finally {
    await execution.close();
  }
  return results;
}

/** The next step at which something is saved or judged. */
function nextStop(step: number, steps: number, window: number, every: number): number {
  const judged = (Math.floor(step / window) + 1) * window;
  const saved = every > 0 ? (Math.floor(step / every) + 1) * every : steps;
  return Math.min(judged, saved, steps);
}

function resetWindow(execution: Execution): void {
  const position = execution.read("position");
  execution.write("low", position);
  execution.write("high", position);
}

/** Lets timers, messages and interrupts through between two windows. */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** State arrays as they are now, each read from the backend at most once. */
class Snapshot {
  private readonly arrays = new Map<string, Float64Array>();
  private readonly execution: Execution;
  private readonly count: number;

  constructor(execution: Execution, count: number) {
    this.execution = execution;
    this.count = count;
  }

  /** The rows of one simulation. */
  of(name: string, simulation: number): Float64Array {
    let all = this.arrays.get(name);
    if (all === undefined) {
      all = this.execution.read(name);
      this.arrays.set(name, all);
    }
    const rows = all.length / this.count;
    const own = new Float64Array(rows);
    for (let row = 0; row < rows; row++) own[row] = all[row * this.count + simulation]!;
    return own;
  }
}
