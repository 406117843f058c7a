import { type CompareFunction, numbersOf, scanOf, short } from "./comparison.ts";

/** Closer to its true point than this many widths, a settled particle rests on it. */
const onPoint = 0.05;

/**
 * A cell that needs to shrink, or grow, by this factor before the outcome rules tell: a rate |ρ − 1| below
 * log(decades)/T is more than a run of T steps can decide.
 */
const decades = 1e3;

/**
 * Compares each cell with the exact local map: particles settle on their points iff every spectral radius
 * ρ is below 1. Cells in which |ρ − 1| is too small for the length of the run are counted apart.
 */
export const localMap: CompareFunction = (measured) => {
  const { cells, manifest } = scanOf(measured, "localMap");
  const radius = numbersOf(cells, "theoryRadius", "localMap");
  const motion = numbersOf(cells, "motion", "localMap");
  const distance = numbersOf(cells, "distance", "localMap");
  const outcome = cells.columns.outcome as readonly string[];
  const { steps } = manifest.scan.sim.dynamics;
  const { stillness } = manifest.scan.sim.outcome;
  const band = Math.log(decades) / steps;
  let agree = 0;
  let disagree = 0;
  let open = 0;
  radius.forEach((rho, row) => {
    const settled = outcome[row] !== "diverged" && motion[row]! <= stillness && distance[row]! <= onPoint;
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
      passes: disagree === 0,
    },
  ];
};
