import type { Call, Cell, Rows } from "../engine/index.ts";
import { watchCalls } from "./moveCalls.ts";

/**
 * What a window and the outcome rules need to know of particles that were moved to `position` [rows] in whatever way:
 * their velocity is the way that they went since `before`.
 */
export function courseCalls(rows: number): Call[] {
  const common = { rows, constants: {}, helpers: {} };
  return [
    { name: "wayGone", output: "velocity", body: wayGone, reads: ["position", "before"], ...common },
    ...watchCalls(rows, "velocity"),
    { name: "keepPlace", output: "before", body: keepPlace, reads: ["position"], ...common },
  ];
}

function wayGone(this: Cell, position: Rows, before: Rows): number {
  const s = this.thread.x;
  return position[this.thread.y]![s]! - before[this.thread.y]![s]!;
}

function keepPlace(this: Cell, position: Rows): number {
  return position[this.thread.y]![this.thread.x]!;
}
