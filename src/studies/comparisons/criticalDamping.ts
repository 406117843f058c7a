import { fitLine } from "../../numerics/statistics.ts";
import { buildSim } from "../../sim/index.ts";
import { criticalWeightDecay, discreteCriticalWeightDecay } from "../../theory/index.ts";
import { equalMasses, neighbourhoodsOf } from "../prediction.ts";
import { type CompareFunction, type Comparison, numbersOf, scanOf, short } from "./comparison.ts";

/** Cells this close to λ_c have too few turns for a frequency. */
const clearOfCritical = 0.9;

/** How far the measured λ_c may lie from theory's. */
const tolerance = 0.01;

/**
 * Measures critical damping from a scan over the weight decay: below λ_c the fitted angular frequency obeys
 * ω² = k − (η_dλ/2)², so that a straight line through ω² against λ² has its zero at λ_c². Compared with λ_c
 * of small steps, 2q√(κη_g/η_d), and of the exact map. Also compares the decay rates cell by cell.
 */
export const criticalDamping: CompareFunction = (measured) => {
  const { cells, manifest } = scanOf(measured, "criticalDamping");
  const decay = numbersOf(cells, "strength", "criticalDamping");
  const frequency = numbersOf(cells, "angularFrequency", "criticalDamping");
  const neighbourhood = equalMasses(neighbourhoodsOf(buildSim(manifest.scan.sim, 0))[0]!)!;
  const small = criticalWeightDecay(neighbourhood);
  const exact = discreteCriticalWeightDecay(neighbourhood) ?? Number.NaN;
  const used = decay.flatMap((lambda, row) =>
    lambda < clearOfCritical * small && frequency[row]! > 0
      ? [{ x: lambda ** 2, y: frequency[row]! ** 2 }]
      : [],
  );
  const line = fitLine(
    used.map((point) => point.x),
    used.map((point) => point.y),
  );
  const found = Math.sqrt(-line.intercept / line.slope);
  const row = (claim: string, value: number): Comparison => ({
    claim,
    theory: `λ_c = ${short(value)}`,
    measured: `λ_c = ${short(found)} from ω²(λ²) of ${used.length} cells`,
    difference: `${short((100 * (found - value)) / value)} %`,
    passes: Math.abs(found - value) <= tolerance * value,
  });
  return [
    row("critical damping, small steps: λ_c = 2q√(κη_g/η_d)", small),
    row("critical damping, exact map", exact),
    rates(measured),
  ];
};

/** Share of cells around λ_c left out: two nearly equal rates cannot be told apart in a fit. */
const nearCritical = 0.05;

function rates(measured: Parameters<CompareFunction>[0]): Comparison {
  const { cells } = scanOf(measured, "criticalDamping");
  const theory = numbersOf(cells, "theoryDecayRate", "criticalDamping");
  const margin = numbersOf(cells, "theoryOscillationMargin", "criticalDamping");
  const found = numbersOf(cells, "decayRate", "criticalDamping");
  let worst = 0;
  let compared = 0;
  theory.forEach((rate, row) => {
    if (Math.abs(margin[row]!) < nearCritical * rate || Number.isNaN(found[row]!)) return;
    worst = Math.max(worst, Math.abs(found[row]! - rate) / rate);
    compared++;
  });
  return {
    claim: "decay rate, exact map",
    theory: "−log of the spectral radius",
    measured: `fitted in ${compared} cells`,
    difference: `at most ${short(100 * worst)} %`,
    passes: compared > 0 && worst <= tolerance,
  };
}
