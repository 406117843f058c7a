import { type AnyKernel, isRadial, kernelSlope, kernelValue } from "./kernel.ts";

/** What a tangent kernel takes of two points: r², area, x·x, x·y, y·y. */
type Products = [r2: number, area: number, xx: number, xy: number, yy: number];

/** Sines of an angle that are smaller are rounding in single precision: then two points count as collinear. */
const leastSine = 1e-6;

function productsOf(x: ArrayLike<number>, y: ArrayLike<number>): Products {
  let [xx, xy, yy, lean] = [0, 0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    xx += x[k]! * x[k]!;
    xy += x[k]! * y[k]!;
    yy += y[k]! * y[k]!;
    lean += x[k]! * (x[k]! - y[k]!);
  }
  const share = xx > 0 ? lean / xx : 0;
  let [r2, aside] = [0, 0];
  for (let k = 0; k < x.length; k++) {
    const u = x[k]! - y[k]!;
    r2 += u * u;
    aside += (u - share * x[k]!) ** 2;
  }
  return [r2, aside > leastSine ** 2 * r2 ? xx * aside : 0, xx, xy, yy];
}

function distanceSquared(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let r2 = 0;
  for (let k = 0; k < x.length; k++) r2 += (x[k]! - y[k]!) ** 2;
  return r2;
}

/** K(x, y) of any kernel. */
export function pairValue(kernel: AnyKernel, x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (isRadial(kernel)) return kernelValue(kernel, distanceSquared(x, y));
  const layers = { constants: { LAYERS: kernel.layers } };
  return kernel.value.call(layers, ...productsOf(x, y), ...kernel.parameters(x.length));
}

/** ∇_x K(x, y) of any kernel, [d]. */
export function pairGradient(kernel: AnyKernel, x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  let [slope, stretch] = [0, 0];
  if (isRadial(kernel)) {
    slope = kernelSlope(kernel, distanceSquared(x, y));
  } else {
    const layers = { constants: { LAYERS: kernel.layers } };
    const products = productsOf(x, y);
    const change = (dxx: number, dxy: number) =>
      kernel.change.call(layers, ...products, dxx, dxy, ...kernel.parameters(x.length));
    [slope, stretch] = [-change(0, 1), change(2, 1)];
  }
  return Float64Array.from(x, (value, k) => slope * (value - y[k]!) + stretch * value);
}
