import type { z } from "zod";
import { InputError } from "./error.ts";
import { nearestName } from "./nearest.ts";
import { named, pathText, quoted } from "./place.ts";

type Issue = z.core.$ZodIssue;

/** "did you mean …" for a misspelt name, or the list of the names that there are. */
export function suggestion(name: string, candidates: readonly string[]): string {
  const nearest = nearestName(name, candidates);
  const all = `one of ${candidates.join(", ")}`;
  return nearest === undefined ? `it must be ${all}` : `did you mean ${quoted(nearest)}? (${all})`;
}

/**
 * The issue that is the cause of the others: a misspelt key makes the right one "missing" beside it. Of
 * several upper limits that a number breaks, the least is the one that holds.
 */
export function causeOf(issues: readonly Issue[]): Issue {
  const first = issues.find((issue) => issue.code === "unrecognized_keys") ?? issues[0]!;
  if (first.code !== "too_big") return first;
  const limits = issues.filter(
    (issue) => issue.code === "too_big" && issue.path.join() === first.path.join(),
  );
  return limits.reduce((least, issue) => (limitOf(issue) < limitOf(least) ? issue : least), first);
}

function limitOf(issue: Issue): number {
  return issue.code === "too_big" ? Number(issue.maximum) : Number.POSITIVE_INFINITY;
}

/** What an issue of the schema library says, in our words and with its place in `input`. */
export function problemOf(issue: Issue, input: unknown): InputError {
  const path = pathText(issue.path);
  const value = valueAt(input, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return unknownOption(issue);
    case "invalid_union":
      return issue.discriminator === undefined
        ? noBranch(issue, input)
        : new InputError(path, unknownKind(issue, value));
    case "invalid_type":
      if (value === undefined)
        return new InputError(path, `is missing; it must be ${article(issue.expected)}`);
      return new InputError(path, `must be ${article(issue.expected)}, not ${named(value)}`);
    case "invalid_value":
      return new InputError(path, wrongValue(issue.values, value));
    case "too_small":
      return new InputError(path, tooSmall(issue, value));
    case "too_big":
      return new InputError(path, tooBig(issue, value));
    default:
      return new InputError(path, issue.message);
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value;
}

function unknownOption(issue: Issue & { code: "unrecognized_keys" }): InputError {
  const key = issue.keys[0]!;
  const known = (issue as { known?: readonly string[] }).known ?? [];
  const text = known.length > 0 ? suggestion(key, known) : "it must be left out, there are none here";
  return new InputError(pathText([...issue.path, key]), `unknown option; ${text}`);
}

function unknownKind(issue: Issue & { code: "invalid_union" }, value: unknown): string {
  const kinds = ((issue as { options?: readonly unknown[] }).options ?? []).map(String);
  if (value === undefined) return `is missing; it must be one of ${kinds.join(", ")}`;
  if (typeof value !== "string") return `must be one of ${kinds.join(", ")}, not ${named(value)}`;
  return `unknown ${issue.discriminator} ${named(value)}; ${suggestion(value, kinds)}`;
}

function wrongValue(values: readonly unknown[], value: unknown): string {
  const names = values.map(String);
  if (value === undefined) return `is missing; it must be one of ${names.join(", ")}`;
  const text = typeof value === "string" ? suggestion(value, names) : `it must be one of ${names.join(", ")}`;
  return `unknown value ${named(value)}; ${text}`;
}

/** No branch of a union fits: the branch that got furthest into the input says best what was meant. */
function noBranch(issue: Issue & { code: "invalid_union" }, input: unknown): InputError {
  const causes = issue.errors.filter((errors) => errors.length > 0).map((errors) => causeOf(errors));
  const value = valueAt(input, issue.path);
  const depth = (cause: Issue) => cause.path.length + (cause.code === "unrecognized_keys" ? 1 : 0);
  const sameType = (cause: Issue) =>
    cause.code === "invalid_value" && cause.values.some((one) => typeof one === typeof value) ? 0.5 : 0;
  const rank = (cause: Issue) => depth(cause) + sameType(cause);
  const best = causes.reduce<Issue | undefined>(
    (first, cause) => (first === undefined || rank(cause) > rank(first) ? cause : first),
    undefined,
  );
  if (best === undefined) return new InputError(pathText(issue.path), issue.message);
  if (rank(best) === 0 && causes.length > 1 && causes.every((cause) => rank(cause) === 0)) {
    const ways = causes.map(expectation).filter((way) => way !== undefined);
    if (ways.length > 1) {
      return new InputError(pathText(issue.path), `must be ${ways.join(" or ")}, not ${named(value)}`);
    }
  }
  return problemOf({ ...best, path: [...issue.path, ...best.path] } as Issue, input);
}

function expectation(cause: Issue): string | undefined {
  if (cause.code === "invalid_type") return article(cause.expected);
  if (cause.code === "invalid_value") return `one of ${cause.values.join(", ")}`;
  return undefined;
}

function tooSmall(issue: Issue & { code: "too_small" }, value: unknown): string {
  if (Array.isArray(value)) return `must list at least ${issue.minimum}, not ${value.length}`;
  if (typeof value === "string") return "must not be empty";
  return `must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}, not ${named(value)}`;
}

function tooBig(issue: Issue & { code: "too_big" }, value: unknown): string {
  if (Array.isArray(value)) return `must list at most ${issue.maximum}, not ${value.length}`;
  if (typeof value === "string") return `must have at most ${issue.maximum} characters, not ${value.length}`;
  return `must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}, not ${named(value)}`;
}

function article(expected: string): string {
  const words: Record<string, string> = {
    int: "a whole number",
    number: "a finite number",
    string: "a text",
    boolean: "true or false",
    array: "a list",
    tuple: "a list",
    object: "an object",
    record: "an object",
  };
  return Object.hasOwn(words, expected) ? words[expected]! : `of type ${expected}`;
}
