import { describe, expect, it } from "vitest";
import { InputError } from "../../src/options/index.ts";
import {
  axisValues,
  cellColumns,
  cellPosition,
  cellSpec,
  cellsOf,
  cellValues,
} from "../../src/studies/index.ts";
import { scanOf, simDocument } from "./fixtures.ts";

describe("cells of a scan", () => {
  it("are the product of the axes, the last axis running fastest", () => {
    const scan = scanOf();
    expect(cellsOf(scan)).toBe(12);
    expect(Array.from({ length: 6 }, (_, cell) => cellPosition(scan, cell))).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 0],
      [1, 1],
    ]);
    expect(cellPosition(scan, 11)).toEqual([2, 3]);
  });

  it("are one without axes", () => {
    expect(cellsOf(scanOf({ axes: [] }))).toBe(1);
  });

  it("hold the axes' values in their fields and everything else as it was", () => {
    const scan = scanOf();
    const spec = cellSpec(scan, 7);
    expect(spec.penalties[0]!.strength).toBeCloseTo(0.1, 15);
    expect(spec.dynamics.stepGenerator).toBe(0.4);
    expect({ ...spec, penalties: 0, dynamics: 0 }).toEqual({ ...scan.sim, penalties: 0, dynamics: 0 });
    expect(scan.sim.dynamics.stepGenerator).toBe(0.1);
  });

  it("have the scan's seed, the same in all", () => {
    const scan = scanOf({ seed: 7 });
    expect([0, 5, 11].map((cell) => cellSpec(scan, cell).seed)).toEqual([7, 7, 7]);
  });

  it("meet both ends of a range exactly and are evenly spaced on its scale", () => {
    const range = { path: "penalties[0].strength", from: 0.003, to: 7, count: 5 };
    const [linear] = scanOf({ axes: [range] }).axes;
    const [log] = scanOf({ axes: [{ ...range, scale: "log" }] }).axes;
    const even = axisValues(linear!) as number[];
    const ratio = axisValues(log!) as number[];
    for (const values of [even, ratio]) expect([values[0], values[4]]).toEqual([0.003, 7]);
    for (let k = 1; k < 5; k++) {
      // 1e-12: rounding of a few operations on numbers of order one.
      expect(even[k]! - even[k - 1]!).toBeCloseTo((7 - 0.003) / 4, 12);
      expect(ratio[k]! / ratio[k - 1]!).toBeCloseTo((7 / 0.003) ** 0.25, 12);
    }
  });

  it("that are not there are refused", () => {
    for (const cell of [-1, 12, 0.5]) expect(() => cellSpec(scanOf(), cell)).toThrow(InputError);
  });
});

describe("expression axes", () => {
  const ratio = { path: "dynamics.stepDiscriminator", name: "slow", expression: "stepGenerator / 2" };

  it("add no cells and are computed from the other axes", () => {
    const scan = scanOf({
      axes: [{ path: "dynamics.stepGenerator", values: [0.2, 0.4] }, ratio],
    });
    expect(cellsOf(scan)).toBe(2);
    expect([0, 1].map((cell) => cellSpec(scan, cell).dynamics.stepDiscriminator)).toEqual([0.1, 0.2]);
    expect([0, 1].map((cell) => cellColumns(scan, cell))).toEqual([
      { stepGenerator: 0.2, slow: 0.1 },
      { stepGenerator: 0.4, slow: 0.2 },
    ]);
  });

  it("are computed after all value axes, wherever they stand, and may use earlier expressions", () => {
    const scan = scanOf({
      axes: [
        ratio,
        { path: "penalties[0].strength", expression: "slow ^ 2" },
        { path: "dynamics.stepGenerator", values: [0.2, 0.4] },
      ],
    });
    const values = cellValues(scan, 1);
    expect(values.get("slow")).toBe(0.2);
    // 1e-15: one rounding of a square.
    expect(values.get("strength") as number).toBeCloseTo(0.04, 15);
  });
});

describe("columns of a cell", () => {
  it("give an axis of several fields a text and a number for each field", () => {
    const path = ["dynamics.stepDiscriminator", "dynamics.stepGenerator"];
    const scan = scanOf({
      axes: [
        {
          path,
          name: "steps",
          values: [
            [1, 0.1],
            [0.1, 0.2],
          ],
        },
      ],
    });
    expect(cellColumns(scan, 1)).toEqual({ steps: "[0.1,0.2]", [path[0]!]: 0.1, [path[1]!]: 0.2 });
    expect(cellSpec(scan, 1).dynamics).toMatchObject({ stepDiscriminator: 0.1, stepGenerator: 0.2 });
  });

  it("keep texts as they are, write other values as JSON, and have one type in all cells", () => {
    const kernels = [
      { kind: "gaussian", width: 1 },
      { kind: "laplacian", width: 2 },
    ];
    const scan = scanOf({
      axes: [
        { path: "discriminator.kernel", values: kernels },
        { path: "discriminator.form", name: "memory", values: ["history", "auto"] },
      ],
    });
    expect(cellColumns(scan, 2)).toEqual({ kernel: JSON.stringify(kernels[1]), memory: "history" });
  });

  it("do not depend on what the sim says outside of the axes", () => {
    const other = { ...simDocument, dynamics: { ...simDocument.dynamics, steps: 7 } };
    expect(cellColumns(scanOf({}, other), 5)).toEqual(cellColumns(scanOf(), 5));
  });
});
