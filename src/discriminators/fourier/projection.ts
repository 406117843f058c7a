import type { Kernel } from "../../kernels/index.ts";
import type { Member } from "../form.ts";
import type { Box } from "./box.ts";

/**
 * 2Ŝ(κ)/V of every mode, the coefficients of the periodic kernel K(r) = const + Σ_κ c_κ cos κ·r over a half
 * lattice, V the product of the periods.
 */
export function strengthsOf(kernel: Kernel, periods: readonly number[], modes: Int32Array): Float64Array {
  const dimension = periods.length;
  const volume = periods.reduce((product, period) => product * period, 1);
  const spectra = kernel.terms.map(({ weight, parameters, spectrum }) => {
    const density = spectrum!(dimension, ...parameters);
    return (k: number) => weight * density(k);
  });
  return Float64Array.from({ length: modes.length / dimension }, (_, mode) => {
    let square = 0;
    periods.forEach((period, k) => {
      square += ((2 * Math.PI * modes[mode * dimension + k]!) / period) ** 2;
    });
    const k = Math.sqrt(square);
    return (2 / volume) * spectra.reduce((sum, spectrum) => sum + spectrum(k), 0);
  });
}

/** Strengths of simulations side by side, computed once for those that share kernel and periods. */
export class Strengths {
  private readonly known = new Map<string, Float64Array>();
  private readonly modes: Int32Array;

  constructor(modes: Int32Array) {
    this.modes = modes;
  }

  of(kernel: Kernel, periods: readonly number[]): Float64Array {
    const terms = kernel.terms.map(({ shape, weight, parameters }) => [shape, weight, ...parameters]);
    const key = JSON.stringify([terms, periods]);
    const strengths = this.known.get(key) ?? strengthsOf(kernel, periods, this.modes);
    this.known.set(key, strengths);
    return strengths;
  }
}

/**
 * What the true points add to the coefficients a step and unit η_d, [2*modes]:
 * c_κ Σ_i truePull_i cos κ·(x_i − centre), then the same with sin.
 */
export function trueProjection(
  member: Member,
  { centre, periods, reach }: Box,
  modes: Int32Array,
  strengths: Float64Array,
): Float64Array {
  const { points, masses, dimension } = member.target;
  const count = strengths.length;
  const result = new Float64Array(2 * count);
  const ladder = 1 + Math.max(...reach);
  const cosines = new Float64Array(dimension * ladder);
  const sines = new Float64Array(dimension * ladder);
  for (let i = 0; i < masses.length; i++) {
    for (let row = 0; row < cosines.length; row++) {
      const k = Math.floor(row / ladder);
      const turns = (row - k * ladder) * ((points[i * dimension + k]! - centre[k]!) / periods[k]!);
      const angle = 2 * Math.PI * (turns - Math.floor(turns + 0.5));
      cosines[row] = Math.cos(angle);
      sines[row] = Math.sin(angle);
    }
    for (let mode = 0; mode < count; mode++) {
      let re = 1;
      let im = 0;
      for (let k = 0; k < dimension; k++) {
        const number = modes[mode * dimension + k]!;
        const c = cosines[k * ladder + Math.abs(number)]!;
        const s = Math.sign(number) * sines[k * ladder + Math.abs(number)]!;
        const next = re * c - im * s;
        im = im * c + re * s;
        re = next;
      }
      const pull = member.truePull[i]! * strengths[mode]!;
      result[mode]! += pull * re;
      result[count + mode]! += pull * im;
    }
  }
  return result;
}
