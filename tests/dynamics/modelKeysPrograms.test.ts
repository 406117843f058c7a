import { describe, expect, it } from "vitest";
import { planOf } from "../../src/dynamics/index.ts";
import type { Program } from "../../src/engine/index.ts";
import { InputError } from "../../src/options/index.ts";
import { crossings } from "./crossings.ts";
import { everyGame, type Parts, simulationOf } from "./modelGames.ts";

/** The same thing with one leaf changed: a number made larger, a switch turned. */
function variants(value: unknown): unknown[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [Number.isInteger(value) ? value + 1 : value * 1.25];
  if (Array.isArray(value)) {
    return value.flatMap((one, at) =>
      variants(one).map((changed) => value.map((old, k) => (k === at ? changed : old))),
    );
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    variants(one).map((changed) => ({ ...value, [name]: changed })),
  );
}

/** All that simulations of one program share, as text: calls with their constants, tables, and sizes of arrays. */
function sharedOf({ calls, tables, state, parameters }: Program): string {
  const sizes = (arrays: Program["state"]) =>
    Object.entries(arrays).map(([name, { length }]) => [name, length]);
  const texts = calls.map(({ body, helpers, ...call }) => [
    call,
    String(body),
    Object.entries(helpers).map(([name, helper]) => [name, String(helper)]),
  ]);
  const shared = Object.entries(tables).map(([name, values]) => [name, ...values]);
  return JSON.stringify([texts, shared, sizes(state), sizes(parameters)]);
}

/** The key of a game and what it stands for; undefined where its parts do not go together. */
function keyed(parts: Parts, seed: number): readonly [key: string, shared: string] | undefined {
  try {
    const plan = planOf(simulationOf(parts, seed), 10);
    return [plan.key, sharedOf(plan.assemble([plan]).program)];
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

describe("games with equal keys share calls and tables", () => {
  const known = new Map<string, string>();
  let met = 0;
  for (const [name, parts] of Object.entries({ ...everyGame, ...crossings })) {
    it(`${name}, and with each of its options changed`, () => {
      for (const [k, changed] of [parts, ...(variants(parts) as Parts[])].entries()) {
        const found = keyed(changed, k + 1);
        if (found === undefined) continue;
        const [key, shared] = found;
        const earlier = known.get(key);
        if (earlier !== undefined) {
          met++;
          // The texts are long: what differs is told by the message of the part that changed.
          expect(earlier === shared, JSON.stringify(changed)).toBe(true);
        }
        known.set(key, shared);
      }
    });
  }

  it("many of them have", () => {
    expect(met).toBeGreaterThan(50);
  });
});
