import { z } from "zod";
import { count, define, type Family, InputError, inside, type Spec } from "../options/index.ts";
import { finiteOnly, type Observable, type Setting, type State } from "./observable.ts";

/** So many particles, those of all states together, are looked at where `most` is left out. */
const MOST_PARTICLES = 1024;

/** Fewer states than this are no average over time: `most` has to be said. */
const LEAST_STATES = 8;

/** Which states of a course are looked at: every so many from `start` to the last one. */
interface Part {
  readonly start: number;
  readonly stride: number;
}

/** At most `most` states from `first` on, equally far apart in the list, the last one among them. */
function partOf(length: number, first: number, most: number): Part {
  const stride = Math.max(1, Math.ceil((length - first) / most));
  return { start: first + ((length - 1 - first) % stride), stride };
}

/** The mixture of some states, all alike in weight: one state with all their particles, and the masses of these. */
export function mixtureOf(
  states: readonly State[],
  masses: Float64Array,
): { readonly state: State; readonly masses: Float64Array } {
  const joined = (values: (state: State) => Float64Array) => {
    const size = values(states[0]!).length;
    const all = new Float64Array(size * states.length);
    states.forEach((state, k) => {
      all.set(values(state), k * size);
    });
    return all;
  };
  return {
    state: {
      step: states.at(-1)!.step,
      positions: joined(({ positions }) => positions),
      gradient: joined(({ gradient }) => gradient),
    },
    masses: Float64Array.from(
      { length: masses.length * states.length },
      (_, k) => masses[k % masses.length]! / states.length,
    ),
  };
}

/** An observable of the mixture of a part of a course. */
type OfMixture = (course: readonly State[], part: Part, setting: Setting) => number[];

/** Measured on all the particles. */
function ofJoined(inner: Observable): OfMixture {
  return (course, { start, stride }, setting) => {
    const states = course.filter((_, k) => k >= start && (k - start) % stride === 0);
    const { state, masses } = mixtureOf(states, setting.masses);
    return inner.measure(state, { ...setting, masses });
  };
}

/** What was measured of a course. */
interface Known {
  readonly setting: Setting;
  readonly states: State[];
  readonly values: number[][];
}

/** The mean over the states. Each is measured once and remembered: what is left to do at every save are sums. */
function ofEach(inner: Observable): OfMixture {
  // By the course's first state, so that it is forgotten with the course.
  const courses = new WeakMap<State, Known>();
  return (course, { start, stride }, setting) => {
    const found = courses.get(course[0]!);
    const known = found?.setting === setting ? found : { setting, states: [], values: [] };
    courses.set(course[0]!, known);
    const sums = new Float64Array(inner.columns(setting).length);
    let count = 0;
    for (let k = start; k < course.length; k += stride) {
      count++;
      if (known.states[k] !== course[k]) {
        known.states[k] = course[k]!;
        known.values[k] = inner.measure(course[k]!, setting);
      }
      for (let column = 0; column < sums.length; column++) sums[column]! += known.values[k]![column]!;
    }
    return Array.from(sums, (sum) => sum / count);
  };
}

const choices = <Of extends z.ZodType>(of: Of) => ({
  of,
  from: z
    .number()
    .min(0)
    .max(0.99)
    .default(0)
    .describe("share of the course so far that is left out at its start"),
  last: count().optional().describe("how many saved states count at most, the newest; all when left out"),
  most: count()
    .optional()
    .describe(
      "how many of them are looked at; of more, every second, third, … is. When left out: all of them for " +
        `observables that are linear in the distribution (mean, modeMass), for others as many as have ${MOST_PARTICLES} particles together; must be given ` +
        `where these are fewer than ${LEAST_STATES} states`,
    ),
  name: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a letter or _ followed by letters, digits and _")
    .default("average")
    .describe("what its columns begin with: `late` makes `lateMean0`; for more than one average of the same"),
});

/**
 * The kind `timeAverage` over a family of simple observables: any of them, measured on the average over time of what
 * was generated. That is the mixture of the saved states so far, the particles of all of them with their masses divided
 * by the number of states, which is what an average of generators generates. `mean0` becomes `averageMean0`.
 *
 * `mean` and `modeMass` are linear in the distribution: each state is measured once. Any other costs at every saved step
 * as much as on as many particles as there are in all of the states that are looked at: the square of their number for
 * distances of pairs (`energyDistance`, `mmd`), more for transport (`wasserstein2`). Left alone that would be n² T³ for
 * n particles and T states, so that 1024 particles are looked at, unless `most` says how many states.
 * Every state counts alike, so states should be saved equally far apart.
 */
export const timeAverageOf = (simple: Family<Observable>) =>
  define(
    "timeAverage",
    choices(
      z
        .union([z.enum(simple.kinds.map((one) => one.kind)), simple.spec])
        .default("mean")
        .describe(
          "the observable to be measured on the mixture: its name, or its name and options; unless it is linear it costs " +
            "at every saved step what it costs on the particles of all states that are looked at",
        ),
    ),
    ({ of, from, last = Number.POSITIVE_INFINITY, most, name }): Observable => {
      const inner = inside("of", () => simple.build((typeof of === "string" ? { kind: of } : of) as Spec));
      refuseCourses(inner);
      const linear = inner.linear === true;
      const measure = (linear ? ofEach : ofJoined)(inner);
      const usual = ({ masses }: Setting) =>
        linear ? Number.POSITIVE_INFINITY : Math.floor(MOST_PARTICLES / masses.length);
      return finiteOnly({
        kind: "timeAverage",
        wantsCourse: true,
        check(setting) {
          inside("of", () => inner.check?.(setting));
          if (most === undefined && usual(setting) < LEAST_STATES) refuseUnbounded(inner, setting);
        },
        columns: (setting) =>
          inner.columns(setting).map((column) => `${name}${column[0]!.toUpperCase()}${column.slice(1)}`),
        measure(state, setting, course = [state]) {
          const first = Math.max(Math.floor(from * course.length), course.length - last);
          const part = partOf(course.length, first, most ?? Math.max(LEAST_STATES, usual(setting)));
          return measure(course, part, setting);
        },
      });
    },
  );

/** @throws InputError for what is no function of particles and their masses alone */
function refuseCourses({ kind, atEnd, follows, readsGenerator }: Observable): void {
  if (atEnd !== true && follows === undefined && readsGenerator !== true) return;
  const why = atEnd === true ? "is measured on a course already" : "needs one state of the players";
  throw new InputError("of", `${kind} ${why}, so that it has no value for a mixture of states`);
}

/** @throws InputError where only few states have as many particles as are looked at otherwise */
function refuseUnbounded({ kind }: Observable, { masses: { length } }: Setting): never {
  throw new InputError(
    "most",
    `must say for ${length} particles how many saved states ${kind} is measured on together, at every saved step: ` +
      `${LEAST_STATES} of them already have ${LEAST_STATES * length} particles, more than ${MOST_PARTICLES}`,
  );
}
