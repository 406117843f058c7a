import type { Comparison } from "../../comparisons/comparison.ts";
import { bilinearClaims } from "./bilinearClaims.ts";
import type { Findings } from "./findings.ts";
import { modesClaims } from "./modesClaims.ts";
import { networkClaims } from "./networkClaims.ts";
import type { TimeAverageOptions } from "./options.ts";

/** The closing table. */
export function timeAverageClaims(options: TimeAverageOptions, found: Findings): Comparison[] {
  return [
    ...bilinearClaims(options, found),
    ...modesClaims(options, found),
    ...networkClaims(options, found),
  ];
}
