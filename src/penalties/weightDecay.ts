import { define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/** The kind `weightDecay` of sim files. */
export const weightDecayPenalty = define(
  "weightDecay",
  { strength: nonNegative().describe("λ in (λ/2)‖f‖²") },
  ({ strength }): Penalty => ({ kind: "weightDecay", strength, decay: strength }),
);

/** Weight decay (λ/2)‖f‖²_H on the discriminator with λ = `strength` ≥ 0. */
export function weightDecay(strength: number): Penalty {
  return weightDecayPenalty({ strength });
}
