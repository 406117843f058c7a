import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/**
 * The source text of the installed plotly.js bundle, to be inlined into a figure's page.
 *
 * The package is looked up from this module's place at run time, so it is found from the sources, from the
 * bundle in `dist/`, and below the `node_modules` of whoever installed the package.
 */
export function plotlySource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"), "utf8");
}
