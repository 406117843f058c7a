import { expect } from "vitest";
import { InputError } from "../../src/options/index.ts";

/** Expects the action to fail with an InputError at `path` whose problem matches. */
export function expectInputError(action: () => unknown, path: string, problem: RegExp = /./): void {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(InputError);
  const { path: place, problem: text } = thrown as InputError;
  expect(place).toBe(path);
  expect(text).toMatch(problem);
}
