/**
 * Wrong input: a sim file, an option object or an argument that cannot be run.
 *
 * The message names the place (`target.masses[3]`) and what would be right; the command line prints it
 * alone and exits with 2.
 */
export class InputError extends Error {
  /** The place in the input, in the notation of `--set`: `target.masses[3]`; empty for the whole. */
  readonly path: string;
  /** What is wrong there and what would be right, without the place. */
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(path === "" ? problem : `${path}: ${problem}`);
    this.name = "InputError";
    this.path = path;
    this.problem = problem;
  }

  /** The same error seen from the object that holds the faulty one under `key`. */
  within(key: string): InputError {
    return new InputError(joinPath(key, this.path), this.problem);
  }
}

/** Does something for the part of the input under `key`, to which wrong input found there is told to belong. */
export function inside<Result>(key: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof InputError ? error.within(key) : error;
  }
}

/** Joins two places: `a` and `b` to `a.b`, `a` and `[0]` to `a[0]`. */
export function joinPath(outer: string, inner: string): string {
  if (outer === "") return inner;
  if (inner === "") return outer;
  return inner.startsWith("[") ? outer + inner : `${outer}.${inner}`;
}
