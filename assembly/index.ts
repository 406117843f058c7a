/**
 * Steps written by hand for SIMD units, compiled by `assembly/build.mjs` to one WebAssembly module. Each does the
 * work of the calls of a step program that a form lists as its substitute; `NAMEScratch` tells how many bytes of
 * working memory NAME needs, from the numbers that it is called with.
 */
export { fourier, fourierScratch } from "./fourier";
export { pairs, pairsScratch } from "./pairs";
export { history, historyScratch } from "./history";
export { taylor, taylorScratch } from "./taylor";
export { taylorSingle, taylorSingleScratch } from "./taylorSingle";
export { acos, asin, cos, exp, log, sin, tanh } from "./math";
