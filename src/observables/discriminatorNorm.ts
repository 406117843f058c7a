import { define } from "../options/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * ‖w‖, the Euclidean norm of the discriminator's parameters; for a kernel discriminator in inducing features that is
 * ‖f‖ in the kernel's function space. A kernel discriminator in another form has none, nor has one that responds.
 */
export const discriminatorNorm = define(
  "discriminatorNorm",
  {},
  (): Observable =>
    finiteOnly({
      kind: "discriminatorNorm",
      follows: "parameters",
      columns: () => ["discriminatorNorm"],
      measure({ discriminator }) {
        const parameters = discriminator?.parameters;
        if (parameters === undefined) return [Number.NaN];
        return [Math.sqrt(parameters.reduce((sum, value) => sum + value * value, 0))];
      },
    }),
);
