import { define, InputError, vector } from "../../options/index.ts";
import { type Start, vectorOf } from "./start.ts";

/**
 * Particles evenly at random in the box from `low` [d] to `high` [d].
 * @throws InputError at `low` or `high` for another dimension, at `high[i]` where it lies below `low[i]`
 */
export const uniformStart = define(
  "uniform",
  {
    low: vector().describe("least coordinates of the box, d numbers"),
    high: vector().describe("greatest coordinates of the box, d numbers"),
  },
  ({ low, high }): Start => {
    if (high.length !== low.length) {
      throw new InputError("high", `must list ${low.length} numbers like low, not ${high.length}`);
    }
    const wrong = high.findIndex((value, axis) => value < low[axis]!);
    if (wrong >= 0) {
      throw new InputError(
        `high[${wrong}]`,
        `must be at least ${low[wrong]}, the low end, not ${high[wrong]}`,
      );
    }
    return {
      kind: "uniform",
      draw(count, { dimension }, stream) {
        const from = vectorOf(low, dimension, "low");
        const to = vectorOf(high, dimension, "high");
        return Float64Array.from({ length: count * dimension }, (_, k) => {
          const axis = k % dimension;
          return from[axis]! + (to[axis]! - from[axis]!) * stream.uniform();
        });
      },
    };
  },
);
