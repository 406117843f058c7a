import { InputError } from "../options/index.ts";

/** Does something for the part of the sim at `path`, to which errors are told to belong. */
export function at<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof InputError) throw path === "" ? error : error.within(path);
    // What the estimate of memory could not foresee.
    if (error instanceof RangeError) {
      throw new InputError(path === "" ? "generator" : path, `cannot be made: ${error.message}`);
    }
    throw error;
  }
}
