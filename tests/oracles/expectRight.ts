import { expect } from "vitest";
import { tolerances } from "../tolerances.ts";
import type { ForceCase, ForceReport } from "./forces.ts";

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** A run is right where its form says so, and was in the precision that was meant. */
export function expectRight(
  { kernel }: ForceCase,
  { forces, bounds, gaps, alike }: ForceReport,
  precision: "double" | "single",
): void {
  const { force: most, positions } = tolerances[precision];
  expect(forces.length).toBeGreaterThan(0);
  forces.forEach((force, k) => {
    expect(force).toBeLessThan(bounds[k]! + most);
  });
  expect(alike).toBe(true);
  // The kink of the Laplacian turns roundings into kicks: its paths part, its forces do not.
  if (kernel === "laplacian") return;
  expect(Math.max(...gaps)).toBeLessThan(positions);
  expect(median(gaps)).toBeLessThan(positions / 30);
}
