import { z } from "zod";
import { count, define, type Family, InputError, type Spec } from "../options/index.ts";
import type { Observable, Setting, State } from "./observable.ts";

/** Every so many states, equally far apart in the list, the last one among them: at most `most`. */
function thinned(states: readonly State[], most: number): readonly State[] {
  const stride = Math.ceil(states.length / most);
  return states.filter((_, k) => (states.length - 1 - k) % stride === 0);
}

/** The mixture of some states, all alike in weight: one state with all their particles, and the masses of these. */
export function mixtureOf(
  states: readonly State[],
  masses: Float64Array,
): { readonly state: State; readonly masses: Float64Array } {
  const joined = (values: (state: State) => Float64Array) => {
    const [size] = [values(states[0]!).length];
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

/** "wasserstein2" → "averageWasserstein2". */
function averaged(column: string): string {
  return `average${column[0]!.toUpperCase()}${column.slice(1)}`;
}

/**
 * The kind `timeAverage` over a family of simple observables: any of them, measured on the average over time of what was
 * generated. That is the mixture of the saved states so far, the particles of all of them with their masses divided by
 * the number of states, which is what an average of generators generates. A column `mean0` becomes `averageMean0`.
 *
 * It costs as much as `of` on as many particles as there are in all of the states, at every saved step. Distances of
 * pairs (`energyDistance`, `mmd`) cost the square of that, transport (`wasserstein2`) more; `most` bounds the states.
 * Every state counts alike, so states should be saved equally far apart.
 */
export const timeAverageOf = (simple: Family<Observable>) =>
  define(
    "timeAverage",
    {
      of: z
        .union([z.enum(simple.kinds.map((one) => one.kind)), simple.spec])
        .default("energyDistance")
        .describe("the observable to be measured on the mixture: its name, or its name and options"),
      from: z
        .number()
        .min(0)
        .max(0.99)
        .default(0)
        .describe("share of the course so far that is left out at its start"),
      last: count().optional().describe("how many saved states count at most, the newest; all when left out"),
      most: count()
        .default(1024)
        .describe("how many of them are looked at; of more, every second, third, … is"),
    },
    ({ of, from, last = Number.POSITIVE_INFINITY, most }): Observable => {
      const inner = simple.build((typeof of === "string" ? { kind: of } : of) as Spec);
      refuseCourses(inner);
      return {
        kind: "timeAverage",
        wantsCourse: true,
        columns: (setting) => inner.columns(setting).map(averaged),
        measure(state, setting, course = [state]) {
          const first = Math.max(Math.floor(from * course.length), course.length - last);
          const { state: mixture, masses } = mixtureOf(thinned(course.slice(first), most), setting.masses);
          const mixed: Setting = { ...setting, masses };
          return inner.measure(mixture, mixed);
        },
      };
    },
  );

/** @throws InputError for what is no function of particles and their masses alone */
function refuseCourses({ kind, atEnd, follows, readsGenerator }: Observable): void {
  if (atEnd !== true && follows === undefined && readsGenerator !== true) return;
  const why = atEnd === true ? "is measured on a course already" : "needs one state of the players";
  throw new InputError("of", `${kind} ${why}, so that it has no value for a mixture of states`);
}
