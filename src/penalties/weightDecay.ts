import { z } from "zod";
import { define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/** The kind `weightDecay` of sim files. */
export const weightDecayPenalty = define(
  "weightDecay",
  {
    strength: nonNegative().describe("λ in (λ/2)‖f‖²"),
    biases: z
      .boolean()
      .default(true)
      .describe("whether the biases of a network decay too; other discriminators have none"),
  },
  ({ strength, biases }): Penalty => ({
    kind: "weightDecay",
    strength,
    decay: strength,
    ...(biases ? {} : { sparesBiases: true }),
  }),
);

/** Weight decay (λ/2)‖f‖²_H on the discriminator with λ = `strength` ≥ 0; `biases: false` spares a network's biases. */
export function weightDecay(strength: number, options: { readonly biases?: boolean } = {}): Penalty {
  return weightDecayPenalty({ strength, ...options });
}
