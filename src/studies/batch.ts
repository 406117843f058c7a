import { simulateEnsemble, type Trajectory } from "../dynamics/index.ts";
import { type Backend, type BackendKind, openBackend } from "../engine/index.ts";
import { InputError } from "../options/index.ts";
import { type BuiltSim, buildSim, type ScanSpec, type Table } from "../sim/index.ts";
import type { Unit } from "./batches.ts";
import { cellColumns, cellSpec } from "./cells.ts";
import { type Row, tableOf } from "./columns.ts";
import { followedBy, keptFor, measuredAt, needsCourse, statesOf } from "./measure.ts";
import { predict } from "./prediction.ts";

/** A batch of simulations of a scan: plain data, so that it can be sent to another thread or machine. */
export interface BatchJob {
  readonly scan: ScanSpec;
  /** The number of the batch. */
  readonly batch: number;
  readonly units: readonly Unit[];
  readonly backend: BackendKind;
}

/** What a running batch tells, and by what it is stopped. */
export interface BatchHooks {
  /** The share of the batch that is done, 0 to 1. */
  readonly onShare?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Opens backends; whoever runs many batches keeps them open, with the memory that they have taken. */
  readonly open?: (kind: BackendKind) => Promise<Backend>;
}

export type RunBatch = (job: BatchJob, hooks?: BatchHooks) => Promise<Table>;

/** One simulation of a batch, built. */
interface Member {
  readonly row: number;
  readonly built: BuiltSim;
}

/** @throws InputError that names the cell when its values cannot be run. */
function memberOf(scan: ScanSpec, unit: Unit, row: number): Member {
  try {
    return { row, built: buildSim(cellSpec(scan, unit.cell), unit.replica) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = Object.entries(cellColumns(scan, unit.cell)).map(([name, value]) => `${name} = ${value}`);
    const where = place.length === 0 ? "" : ` (in cell ${unit.cell}, where ${place.join(", ")})`;
    throw new InputError(error.path, `${error.problem}${where}`);
  }
}

/** A row tells of the end, so states between are kept only for what is measured on the whole course. */
function savedEvery({ observables, every }: BuiltSim): number {
  return observables.some(needsCourse) ? every : 0;
}

/** Members that run as one ensemble: as long, saved as often, judged by the same rules. */
function ensembles(members: readonly Member[]): Member[][] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const { steps, rules } = member.built;
    const follows = followedBy(member.built.observables);
    const kept = keptFor(member.built.observables);
    const key = JSON.stringify([steps, savedEvery(member.built), rules, follows, kept]);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()];
}

function rowOf(scan: ScanSpec, unit: Unit, { built }: Member, trajectory: Trajectory): Row {
  const last = trajectory.steps.length - 1;
  return {
    cell: unit.cell,
    replica: unit.replica,
    ...cellColumns(scan, unit.cell),
    outcome: trajectory.outcome.kind,
    outcomeStep: trajectory.outcome.step,
    lastStep: trajectory.steps[last]!,
    ...trajectory.outcome.evidence,
    ...measuredAt(built, statesOf(trajectory, built.setting), last),
    form: trajectory.form.form,
    formBound: trajectory.form.bound,
    ...predict(built),
  };
}

/**
 * Simulates the cells and replicas of a batch and tabulates how they ended: `cell`, `replica`, the axes'
 * columns, `outcome`, `outcomeStep`, `lastStep`, the outcome's evidence (`motion`, `distance`, `covered`,
 * `turns`), the observables at the end, `form`, `formBound` (bound on
 * the error of ∇f), and theory's predictions. A pure function of the job.
 *
 * @throws InputError for a cell that cannot be built.
 */
export const runBatch: RunBatch = async ({ scan, units, backend }, hooks = {}) => {
  const { onShare, signal, open = openBackend } = hooks;
  const opened = await open(backend);
  const members = units.map((unit, row) => memberOf(scan, unit, row));
  const rows: Row[] = new Array(units.length);
  let done = 0;
  for (const group of ensembles(members)) {
    const { steps, rules } = group[0]!.built;
    const trajectories = await simulateEnsemble(
      group.map((member) => member.built.simulation),
      {
        steps,
        every: savedEvery(group[0]!.built),
        ...followedBy(group[0]!.built.observables),
        keep: keptFor(group[0]!.built.observables),
        rules,
        backend: opened,
        onProgress: (share) => onShare?.((done + share * group.length) / units.length),
        ...(signal === undefined ? {} : { signal }),
      },
    );
    group.forEach((member, k) => {
      rows[member.row] = rowOf(scan, units[member.row]!, member, trajectories[k]!);
    });
    done += group.length;
  }
  return tableOf(rows, ["cell", "replica", "outcomeStep", "lastStep"]);
};
