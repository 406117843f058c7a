import { define } from "../../options/index.ts";
import type { Coupling } from "./coupling.ts";

/** Γ = I: every particle follows its own force. */
export const identity = define(
  "identity",
  {},
  (): Coupling => ({
    kind: "identity",
    among: () => () => ({ kind: "free", numbers: new Float64Array(0) }),
  }),
);
