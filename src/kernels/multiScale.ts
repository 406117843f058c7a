import { z } from "zod";
import { define, type Family, InputError, positive } from "../options/index.ts";
import type { Kernel } from "./kernel.ts";

/**
 * The kind `multiScale` over a family of simple kernels: K = Σ_m w_m K_m with weights w_m > 0.
 * In TypeScript `kernels` are specs (`{ kind: "gaussian", width: 1 }`), as in a sim file.
 */
export const multiScaleOf = (simple: Family<Kernel>) =>
  define(
    "multiScale",
    {
      kernels: z.array(simple.spec).min(1).describe("the K_m that are summed"),
      weights: z.array(positive()).optional().describe("w_m in K = Σ w_m K_m; all 1 when left out"),
    },
    ({ kernels, weights = kernels.map(() => 1) }): Kernel => {
      if (weights.length !== kernels.length) {
        throw new InputError(
          "weights",
          `must list ${kernels.length} numbers, one a kernel, not ${weights.length}`,
        );
      }
      const parts = kernels.map((spec) => simple.build(spec));
      let curvature: number | undefined = 0;
      parts.forEach((part, m) => {
        if (part.curvature === undefined) curvature = undefined;
        else if (curvature !== undefined) curvature += weights[m]! * part.curvature;
      });
      return {
        kind: "multiScale",
        terms: parts.flatMap((part, m) =>
          part.terms.map((term) => ({ ...term, weight: term.weight * weights[m]! })),
        ),
        width: Math.max(...parts.map((part) => part.width)),
        curvature,
        gaussian: parts.every((part) => part.gaussian),
      };
    },
  );
