import { type Row, rowsIn } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { doublings, type TimeAverageOptions } from "./options.ts";

/** Modes on the ring. */
export const MODES = 4;

/** One particle before a network, four modes on a ring; `dynamics` is without its steps. */
export function networkSim({ networkSteps }: TimeAverageOptions, queue: number) {
  return {
    target: { kind: "ring", modes: MODES, radius: 1 },
    generator: { kind: "particles", count: 1, start: { kind: "gaussian", spread: 0.2 } },
    discriminator: { kind: "network", hidden: [32], activation: "tanh" },
    loss: { kind: "nonSaturating" },
    penalties: [{ kind: "weightDecay", strength: 0.003 }],
    dynamics: {
      kind: "fictitious",
      stepDiscriminator: 0.1,
      stepGenerator: 0.1,
      queue,
      discriminatorQueue: 1,
      every: 10,
      steps: networkSteps,
    },
    record: {
      every: 4,
      observables: [
        "wasserstein2",
        { kind: "timeAverage", of: "wasserstein2", most: 256 },
        // So wide that each particle counts at the mode that is nearest to it.
        { kind: "timeAverage", of: { kind: "modeMass", radius: 1e3 }, most: 1 << 20 },
      ],
    },
  };
}

/** The game of a network over queues and T. */
export async function networkRows(
  options: TimeAverageOptions,
  tools: StudyTools,
  until: number,
): Promise<Row[]> {
  const document = {
    sim: networkSim(options, options.networkQueues[0]!),
    axes: [
      { path: "dynamics.queue", name: "queue", values: options.networkQueues },
      { path: "dynamics.steps", name: "T", values: doublings(options.networkSteps, 6) },
    ],
    replicas: Math.max(2, Math.round(options.networkSeeds * tools.scale)),
  };
  return rowsIn(await tools.scan("network", document, until));
}
