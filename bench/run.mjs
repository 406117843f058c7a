// All benchmarks in one run: node bench/run.mjs [case…] [--quick] [--json]. See README.md.
import { cloud } from "./cloud.mjs";
import { ensemble } from "./ensemble.mjs";
import { fourier } from "./fourier.mjs";
import { main } from "./harness/command.mjs";
import { length } from "./length.mjs";
import { pairs } from "./pairs.mjs";
import { twoPoint } from "./two-point.mjs";

export { allAgree, bench } from "./harness/command.mjs";

/** The cases, in the order in which they run. */
export const cases = [twoPoint, cloud, pairs, fourier, length, ensemble];

await main(import.meta.url, cases);
