import type { Helper } from "../engine/index.ts";
import type { Kernel } from "../kernels/index.ts";

/**
 * The text of a kernel for step programs: a helper `slope(r2, shape, s)` that sums the kernel's terms with
 * weights and parameters read from the rows of `shape`, and the numbers for those rows.
 */
export function kernelHelpers(kernel: Kernel): Readonly<Record<string, Helper>> {
  const helpers: Record<string, Helper> = {};
  let row = 0;
  const sum = kernel.terms.map((term) => {
    const name = `${term.shape}Slope`;
    helpers[name] = term.slope;
    const weight = `shape[${row++}][s]`;
    const parameters = term.parameters.map(() => `, shape[${row++}][s]`).join("");
    return `${weight} * ${name}(r2${parameters})`;
  });
  helpers.slope = `function slope(r2, shape, s) { return ${sum.join(" + ")}; }`;
  return helpers;
}

/** The rows of `shape` for one kernel: weight and parameters of each term. */
export function kernelShape(kernel: Kernel): number[] {
  return kernel.terms.flatMap((term) => [term.weight, ...term.parameters]);
}
