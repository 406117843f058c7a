import { fourier } from "../../src/discriminators/fourier/fourier.ts";
import { assemble, memberOf } from "../../src/dynamics/assemble.ts";
import type { Trajectory } from "../../src/dynamics/index.ts";
import { cpu } from "../../src/engine/cpu.ts";
import { type Memory, type Sketch, simulationOf } from "../games.ts";

/** Every state of a game in the Fourier form, and the step at which a particle left its region, −1 for never. */
export interface FourierRun {
  readonly trajectory: Trajectory;
  readonly departed: number;
}

/**
 * Runs games one by one with the program of the Fourier form, whatever becomes of them: without the rules that
 * end or hand over a run.
 */
export async function runFourier(
  sketches: readonly Sketch[],
  steps: number,
  memory: Memory = {},
): Promise<FourierRun[]> {
  return Promise.all(
    sketches.map(async (sketch) => {
      const simulation = simulationOf(sketch, { ...memory, form: "fourier" });
      const member = memberOf(simulation, steps);
      const { program, departed } = assemble(fourier, [{ simulation, member }]);
      const execution = await cpu.load(program);
      const positions = [execution.read("position")];
      const gradients = [execution.read("gradient")];
      for (let step = 0; step < steps; step++) {
        await execution.advance(1);
        positions.push(execution.read("position"));
        gradients.push(execution.read("gradient"));
      }
      const trajectory = {
        steps: Array.from({ length: steps + 1 }, (_, step) => step),
        positions,
        gradients,
        outcome: { kind: "undecided", step: steps, evidence: {} },
        form: fourier.report(member),
      } as unknown as Trajectory;
      return { trajectory, departed: execution.read(departed!)[0]! };
    }),
  );
}
