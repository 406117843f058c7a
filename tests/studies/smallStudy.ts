import { z } from "zod";
import { InputError } from "../../src/options/index.ts";
import { defineStudy, type StudyTools } from "../../src/studies/study/index.ts";
import { simDocument } from "./fixtures.ts";

const path = "penalties[0].strength";

/** Two scans of few cells and a kept table: all that the machinery of studies has to carry. */
export function smallStudy(between: () => void = () => undefined, computed: () => void = () => undefined) {
  return defineStudy({
    kind: "small",
    shape: {
      strengths: z
        .array(z.number().positive())
        .min(2)
        .default([0.1, 0.2, 0.4])
        .describe("λ of the first scan"),
      count: z.int().min(2).default(4).describe("cells of the second scan at scale 1"),
    },
    check({ strengths }) {
      if (strengths[0] === strengths[1]) throw new InputError("strengths[1]", "must differ from the first");
    },
    async run({ strengths, count }, tools: StudyTools) {
      tools.onProgress(0, "few strengths");
      const sim = simDocument;
      const first = await tools.scan("first", { sim, axes: [{ path, values: strengths }], replicas: 2 }, 0.4);
      between();
      const axis = { path, from: 0.1, to: 1, count: Math.round(count * tools.scale) };
      const second = await tools.scan("second", { sim, axes: [axis] }, 0.9);
      const kept = await tools.kept("line", { count }, () => {
        computed();
        return { length: 2, columns: { x: Float64Array.of(0.1, 1), y: Float64Array.of(0, 0.01) } };
      });
      const { columns } = first;
      const passes = second.length === Math.round(count * tools.scale);
      return {
        tables: {
          errors: {
            length: first.length,
            columns: { strength: columns.strength!, error: columns.wasserstein2! },
          },
          line: kept,
        },
        comparisons: [{ claim: "cells", theory: "4", measured: `${second.length}`, difference: "0", passes }],
        figures: [
          {
            kind: "curves" as const,
            name: "error",
            title: "Error after 60 steps",
            panels: [
              {
                x: { label: "weight decay", symbol: "λ" },
                y: { label: "squared distance", symbol: "W_2^2" },
                series: [
                  {
                    table: "errors",
                    x: "strength",
                    y: "error",
                    marks: "points" as const,
                    label: "simulation",
                  },
                  { table: "line", x: "x", y: "y", theory: true, label: "a line" },
                ],
              },
            ],
          },
        ],
      };
    },
  });
}
