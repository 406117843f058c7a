import type { Table } from "../../../sim/index.ts";
import { type Row, tableOf } from "../../columns.ts";
import type { Comparison } from "../../comparisons/comparison.ts";
import { families } from "./cases.ts";
import { type Course, omegaOf, SETTLED } from "./courses.ts";
import { type Found, fastest } from "./critical.ts";
import { lastOscillation, leastTime, timeOf } from "./measure.ts";
import type { Trial } from "./plan.ts";
import { type Criticals, criticalRow, cycleRow, multiplierRow, rateRow, settlingRow } from "./rows.ts";
import { rowsOf } from "./tables.ts";

/** What the study measured. */
export interface DampingTables {
  /** A row a course, see `courseRows`. */
  readonly courses: Table;
  /** A row a trial: where the numerical Jacobian's multipliers meet. */
  readonly meetings: Table;
  readonly multipliers: Table;
  readonly cycles: Table;
  /** Theory's curves. */
  readonly theory: Table;
}

interface CourseRow extends Row {
  readonly trial: string;
  readonly family: string;
  readonly scheme: string;
  readonly gain: number;
  readonly replica: number;
  readonly strength: number;
  readonly decayRate: number;
  readonly angularFrequency: number;
  readonly dampingRatio: number;
  readonly settling: number;
  readonly theoryRate: number;
  readonly theoryRatio: number;
}

/** The courses of one trial. */
function coursesOf({ name, one }: Trial, { courses }: DampingTables): readonly (Course & CourseRow)[] {
  return rowsOf<Course & CourseRow>(courses).filter(
    (row) => row.trial === name && row.replica === one.replica,
  );
}

/** The critical strengths of all trials. */
export function criticalsOf(trials: readonly Trial[], tables: DampingTables): Criticals[] {
  const meetings = rowsOf<Row & Found & { trial: string; replica: number }>(tables.meetings);
  return trials.map((trial) => {
    const courses = coursesOf(trial, tables);
    const time = leastTime(courses);
    return {
      trial,
      oscillation: lastOscillation(trial, courses),
      time,
      least: timeOf(courses.find(({ strength }) => strength === time.value)!),
      multipliers: meetings.find((row) => row.trial === trial.name && row.replica === trial.one.replica)!,
    };
  });
}

/** The same as a table: theory's strength, and the measured ones with their intervals. */
export function criticalTable(criticals: readonly Criticals[]): Table {
  return tableOf(
    criticals.map(
      ({ trial, oscillation, time, least, multipliers }): Row => ({
        trial: trial.name,
        family: trial.one.family,
        penalty: trial.one.penalty.toUpperCase(),
        scheme: trial.scheme.kind,
        label: trial.one.label,
        gain: trial.one.gain,
        replica: trial.one.replica,
        theory: trial.theory,
        endOfOscillation: oscillation.value,
        endOfOscillationLow: oscillation.low,
        endOfOscillationHigh: oscillation.high,
        leastTime: time.value,
        leastTimeLow: time.low,
        leastTimeHigh: time.high,
        multipliersMeet: multipliers.value,
        share: time.value / trial.theory,
        time: least,
        scaledTime: omegaOf(trial.one, trial.curvature, trial.scheme) * least,
      }),
    ),
  );
}

/** The closing table, from trials in groups that differ in the draw of the weights alone. */
export function comparisonsOf(
  groups: readonly (readonly Trial[])[],
  tables: DampingTables,
  criticals: readonly Criticals[],
): Comparison[] {
  const courses = rowsOf<CourseRow>(tables.courses);
  const all = groups.flat();
  const linearFlow = all.filter(({ one, scheme }) => one.family === "linear" && scheme.kind === "flow");
  const settling = linearFlow.map((trial) => {
    const own = coursesOf(trial, tables);
    const found = fastest(
      own.map(({ strength }) => strength),
      own.map((course) => course.settling),
    );
    return settlingRow(found, trial.theory, SETTLED, trial.name);
  });
  const byFamily = families.flatMap((family) => groups.filter(([trial]) => trial?.one.family === family));
  return [
    ...byFamily.map((group) => criticalRow(criticals.filter(({ trial }) => group.includes(trial)))),
    ...settling,
    ...families.map((family) =>
      rateRow(
        family,
        courses.filter((row) => row.family === family),
      ),
    ),
    ...families.map((family) => multiplierRow(family, ofFamily(tables.multipliers, family))),
    ...families.map((family) => cycleRow(family, ofFamily(tables.cycles, family).map(cycleEndOf))),
  ];
}

type MultiplierRow = Row & { readonly error: number; readonly state: number };
type CycleRow = Row & {
  readonly extent: number;
  readonly theoryExtent: number;
};

function ofFamily(table: Table, family: string): (MultiplierRow & CycleRow)[] {
  return rowsOf<MultiplierRow & CycleRow>(table).filter((row) => row.family === family);
}

function cycleEndOf({ extent, theoryExtent }: CycleRow) {
  return { extent, theory: { extent: theoryExtent } };
}
