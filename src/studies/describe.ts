import type { FormReport } from "../discriminators/index.ts";
import { planOf } from "../dynamics/index.ts";
import { axisLength, axisName, type BuiltSim, buildSim, type ScanSpec, type SimSpec } from "../sim/index.ts";
import { cellsOf } from "./axes.ts";
import { unitsOf } from "./batches.ts";
import { cellSpec } from "./cells.ts";

/** How large a simulation is, before it is run. */
export interface SimSize {
  /** d. */
  readonly dimension: number;
  /** N true points, n particles. */
  readonly points: number;
  readonly particles: number;
  /** T. */
  readonly steps: number;
  /** The form in which the discriminator starts; a particle that leaves its region changes it. */
  readonly form: FormReport;
}

function sizeOf({ simulation, setting, steps }: BuiltSim): SimSize {
  return {
    dimension: setting.dimension,
    points: setting.target.masses.length,
    particles: setting.masses.length,
    steps,
    form: planOf(simulation, steps).report,
  };
}

/** How large a sim is. @throws InputError when it cannot be built. */
export function simSize(sim: SimSpec): SimSize {
  return sizeOf(buildSim(sim, 0));
}

/** How large a scan is, and its first cell. */
export interface ScanSize {
  readonly cells: number;
  readonly replicas: number;
  /** Cells times replicas. */
  readonly simulations: number;
  /** Number of values by axis, expressions left out. */
  readonly axes: Readonly<Record<string, number>>;
  readonly firstCell: SimSize;
}

/** How large a scan is. @throws InputError when its first cell cannot be built. */
export function scanSize(scan: ScanSpec): ScanSize {
  const spanning = scan.axes.filter((axis) => axis.expression === undefined);
  return {
    cells: cellsOf(scan),
    replicas: scan.replicas,
    simulations: unitsOf(scan),
    axes: Object.fromEntries(spanning.map((axis) => [axisName(axis), axisLength(axis)])),
    firstCell: simSize(cellSpec(scan, 0)),
  };
}
