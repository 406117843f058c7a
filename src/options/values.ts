import { z } from "zod";

/** A finite number. */
export const finite = () => z.number();

/** A finite number above zero. */
export const positive = () => z.number().positive();

/** A finite number, zero or above. */
export const nonNegative = () => z.number().nonnegative();

/** A number from 0 to 1, both included. */
export const fraction = () => z.number().min(0).max(1);

/** No list in memory is longer than this; a count beyond it is a slip of the pen. */
const mostThings = 100_000_000;

/** A whole number of things, from `least` to `most`. */
export const count = (least = 1, most = mostThings) => z.int().min(least).max(most);

/** A list of finite numbers, at least one. */
export const vector = () => z.array(z.number()).min(1);

/** A list of equally long lists of finite numbers: points in R^d, or the rows of a matrix. */
export const points = () =>
  z
    .array(vector())
    .min(1)
    .check((context) => {
      const rows = context.value;
      const dimension = rows[0]?.length;
      const odd = rows.findIndex((row) => row.length !== dimension);
      if (odd >= 0) {
        context.issues.push({
          code: "custom",
          path: [odd],
          message: `has ${rows[odd]!.length} coordinates, but point 0 has ${dimension}`,
          input: rows[odd],
        });
      }
    });
