import { type CompareFunction, numbersOf, scanOf, short } from "./comparison.ts";

/** Closer to its true point than this many widths, a settled particle rests on it. */
const onPoint = 0.05;

/**
 * By so much an oscillation has to shrink before the outcome rules see it at rest: a thousandth of the start
 * within a window (`stillness`), ten times less for both sides of the swing and for what the settling
 * discriminator stirs up first. A rate |ρ − 1| below log(factor)/T is more than T steps can decide.
 */
const factor = 1e4;

/**
 * Compares each cell with the exact local map: particles settle on their points iff every spectral radius
 * ρ is below 1. Cells in which |ρ − 1| is too small for the length of the run are counted apart.
 */
export const localMap: CompareFunction = (measured) => {
  const { cells, manifest } = scanOf(measured, "localMap");
  const radius = numbersOf(cells, "theoryRadius", "localMap");
  const distance = numbersOf(cells, "distance", "localMap");
  const outcome = cells.columns.outcome as readonly string[];
  const { steps } = manifest.scan.sim.dynamics;
  const band = Math.log(factor) / steps;
  let agree = 0;
  let disagree = 0;
  let open = 0;
  radius.forEach((rho, row) => {
    const settled = /covered|collapsed/.test(outcome[row]!) && distance[row]! <= onPoint;
    if (Number.isNaN(rho) || Math.abs(rho - 1) <= band) open++;
    else if (settled === rho < 1) agree++;
    else disagree++;
  });
  return [
    {
      claim: "settles on its points iff the exact local map contracts",
      theory: "spectral radius < 1",
      measured: `${agree} of ${agree + disagree} cells agree`,
      difference: `${disagree} disagree; ${open} undecidable in ${steps} steps (|ρ−1| ≤ ${short(band)})`,
      passes: disagree === 0 && agree > 0,
    },
  ];
};
