import type { Cell, Rows } from "../engine/index.ts";

/** The number of the step that is being done, in either order of the players: a body of a step program. */
export function tick(this: Cell, clock: Rows): number {
  return clock[0]![this.thread.x]! + 1;
}
