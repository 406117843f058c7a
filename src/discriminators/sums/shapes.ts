import type { Kernel } from "../../kernels/index.ts";

/** The shapes of terms that the hand-written modules know, by the codes in `assembly/radial.ts`. */
export const shapeCodes: Readonly<Record<string, number>> = {
  gaussian: 1,
  laplacian: 2,
  maternOneHalf: 2,
  rationalQuadratic: 3,
  maternThreeHalves: 4,
  maternFiveHalves: 5,
  maternSevenHalves: 6,
};

/** Codes have three bits each in a number that stays exact. */
const mostTerms = 17;

/** The codes of all terms in one number, three bits each; undefined where the modules do not know a shape. */
export function codesOf(kernel: Kernel): number | undefined {
  if (kernel.terms.length > mostTerms) return undefined;
  let codes = 0;
  for (const term of kernel.terms.toReversed()) {
    const code = shapeCodes[term.shape];
    if (code === undefined) return undefined;
    codes = codes * 8 + code;
  }
  return codes;
}
