import { type Follow, followedNumbers, type Plan, refuseLongSums, savedStates } from "../dynamics/index.ts";
import { buildObservable, type Observable, type Setting } from "../observables/index.ts";
import { InputError, quoted } from "../options/index.ts";
import { at } from "./at.ts";
import { mostBytes } from "./limits.ts";
import type { SimSpec } from "./spec.ts";

/** Columns of the tables that no observable may take. */
const takenColumns: readonly string[] = ["simulation", "step", "cell", "replica", "outcome", "outcomeStep"];

/**
 * The observables of a sim. @throws InputError at one that does not go with the game, or with another one.
 */
export function observablesOf(spec: SimSpec, setting: Setting, plan: Plan): Observable[] {
  const owners = new Map<string, string>(takenColumns.map((name) => [name, "every table"]));
  return spec.record.observables.map((one, k) => {
    const place = `record.observables[${k}]`;
    const observable = at(place, () => {
      const built = buildObservable(one);
      built.check?.(setting);
      return built;
    });
    for (const column of observable.columns(setting)) {
      const owner = owners.get(column);
      if (owner !== undefined)
        throw new InputError(place, `has the column ${quoted(column)}, as ${owner} has`);
      owners.set(column, place);
    }
    if (observable.follows !== undefined) checkFollowed(observable.follows, plan, spec, place);
    if (observable.readsGenerator === true) checkGenerator(setting, spec, place);
    return observable;
  });
}

/** @throws InputError where what is followed of the discriminator is not there, or too much. */
function checkFollowed(follow: Follow, plan: Plan, spec: SimSpec, place: string): void {
  const course = { steps: spec.dynamics.steps, every: spec.record.every };
  if (follow === "parameters") refuseUnlearned(plan, place);
  else at(place, () => refuseLongSums(plan, course));
  const kept =
    plan.ask === undefined ? "the whole path of the particles" : "the discriminator at every saved state";
  refuseKept(place, kept, followedNumbers(plan, course));
}

/** @throws InputError for a generator without parameters, or for more of them than can be kept. */
function checkGenerator({ motion }: Setting, { dynamics, record }: SimSpec, place: string): void {
  if (motion?.pullBack === undefined) {
    throw new InputError(place, "needs a generator with parameters: linear or network");
  }
  const saved = savedStates({ steps: dynamics.steps, every: record.every });
  refuseKept(place, "the generator at every saved state", saved * motion.parameters.length);
}

function refuseKept(place: string, what: string, doubles: number): void {
  const bytes = 8 * doubles;
  if (bytes <= mostBytes) return;
  const [asked, most] = [bytes, mostBytes].map((size) => (size / 2 ** 30).toPrecision(3));
  throw new InputError(place, `needs ${what}, ${asked} GiB, more than ${Number(most)} GiB; save less often`);
}

/** @throws InputError for a discriminator without parameters that learn step by step. */
function refuseUnlearned({ ask, simulation }: Plan, place: string): void {
  const { discriminator } = simulation.game;
  if (ask !== undefined && !("responds" in discriminator)) return;
  const hint = "kernel" in discriminator && !("responds" in discriminator) ? '; use form "inducing"' : "";
  throw new InputError(place, `needs a discriminator with parameters that learn step by step${hint}`);
}
