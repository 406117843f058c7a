import type { Spectrum } from "../kernel.ts";

/**
 * The spectral density of the Matérn kernel of half-integer smoothness ν in d dimensions, with σ the width:
 * Ŝ(k) = (2πσ²/ν)^{d/2} Γ(ν + d/2)/Γ(ν) (1 + σ²k²/2ν)^{−ν−d/2}.
 * (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, eq. 4.15.)
 */
export function maternSpectrum(dimension: number, width: number, smoothness: number): Spectrum {
  const power = smoothness + dimension / 2;
  const gammas = gammaOfHalf(2 * smoothness + dimension) / gammaOfHalf(2 * smoothness);
  const peak = ((2 * Math.PI * width * width) / smoothness) ** (dimension / 2) * gammas;
  return (k) => peak * (1 + (width * k * (width * k)) / (2 * smoothness)) ** -power;
}

/** Γ(m/2) for whole m ≥ 1. */
function gammaOfHalf(m: number): number {
  let product = m % 2 === 0 ? 1 : Math.sqrt(Math.PI);
  for (let x = m % 2 === 0 ? 1 : 0.5; x < m / 2; x++) product *= x;
  return product;
}
