import type { Helper } from "../engine/index.ts";
import { type AnyKernel, isRadial, type Kernel, type TangentKernel } from "../kernels/index.ts";

/** The text of a kernel for step programs that ask for pairs of points, whatever the kernel depends on. */
export interface PairText {
  /** Equal texts for equal keys; numbers are in the rows of `shape`. */
  readonly key: string;
  /**
   * `pairValue(r2, area, xx, xy, yy, shape, s)` is K(x, y); `pairSlope` and `pairStretch` take the same, and
   * ∇_x K(x, y) = pairSlope·(x − y) + pairStretch·x. Here r2 = ‖x − y‖², and area =
   * ‖x‖²‖y‖² − (x·y)²; both lose their digits unless summed from differences.
   */
  readonly helpers: Readonly<Record<string, Helper>>;
  /** To be among the constants of a call that uses them. */
  readonly constants: Readonly<Record<string, number>>;
  /** False where pairStretch is 0, so that it need not be asked for. */
  readonly stretches: boolean;
}

export function pairText(kernel: AnyKernel): PairText {
  return isRadial(kernel) ? radialText(kernel) : tangentText(kernel);
}

/** The numbers in the rows of `shape`, for points in R^d. */
export function pairNumbers(kernel: AnyKernel, dimension: number): number[] {
  if (isRadial(kernel)) return kernel.terms.flatMap((term) => [term.weight, ...term.parameters]);
  return [...kernel.parameters(dimension)];
}

const given = "r2, area, xx, xy, yy, shape, s";

function radialText(kernel: Kernel): PairText {
  const helpers: Record<string, Helper> = {};
  let row = 0;
  const sums = { Value: [] as string[], Slope: [] as string[] };
  for (const term of kernel.terms) {
    const weight = `shape[${row++}][s]`;
    const parameters = term.parameters.map(() => `, shape[${row++}][s]`).join("");
    helpers[`${term.shape}Value`] = term.value;
    helpers[`${term.shape}Slope`] = term.slope;
    for (const part of ["Value", "Slope"] as const) {
      sums[part].push(`${weight} * ${term.shape}${part}(r2${parameters})`);
    }
  }
  helpers.pairValue = `function pairValue(${given}) { return ${sums.Value.join(" + ")}; }`;
  helpers.pairSlope = `function pairSlope(${given}) { return ${sums.Slope.join(" + ")}; }`;
  helpers.pairStretch = `function pairStretch(${given}) { return 0; }`;
  const key = kernel.terms.map((term) => `${term.shape}${term.parameters.length}`).join("+");
  return { key, helpers, constants: {}, stretches: false };
}

function tangentText(kernel: TangentKernel): PairText {
  const { shape, layers } = kernel;
  const numbers = kernel
    .parameters(1)
    .map((_, row) => `, shape[${row}][s]`)
    .join("");
  const returns = (name: string, text: string) => `function ${name}(${given}) { return ${text}; }`;
  const products = "r2, area, xx, xy, yy";
  return {
    key: `${shape}${layers}`,
    helpers: {
      [`${shape}Value`]: kernel.value,
      [`${shape}Change`]: kernel.change,
      pairValue: returns("pairValue", `${shape}Value(${products}${numbers})`),
      pairSlope: returns("pairSlope", `-${shape}Change(${products}, 0, 1${numbers})`),
      pairStretch: returns("pairStretch", `${shape}Change(${products}, 2, 1${numbers})`),
    },
    constants: { LAYERS: layers },
    stretches: true,
  };
}
