import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textTable } from "../../src/cli/textTable.ts";

describe("a text table", () => {
  it("lines its columns up under the head", () => {
    const text = textTable(["claim", "value"], ["a heading", ["short", "1"], ["much longer", "22"]], 80);
    expect(text).toBe(
      ["claim        value", "───────────  ─────", "a heading", "short        1", "much longer  22", ""].join(
        "\n",
      ),
    );
  });

  it("has a first column that holds its longest heading on one line", () => {
    const rows = ["a heading of several words", ["outcome", "covered"]];
    for (const width of [200, 10]) {
      const [head, rule, heading, row] = textTable(["claim", "value"], rows, width).split("\n");
      expect(heading).toBe("a heading of several words");
      expect(rule).toBe(`${"─".repeat(heading!.length)}  ${"─".repeat(7)}`);
      expect(head!.indexOf("value")).toBe(heading!.length + 2);
      expect(row!.indexOf("covered")).toBe(heading!.length + 2);
    }
  });

  it("breaks long cells at spaces to fit the width, and loses no word", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const cell = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 30, max: 120 }), (cells, width) => {
        const text = textTable(["a", "b", "c"], cells, width);
        // Three words of eight letters and two gaps always fit 30 columns.
        for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
        const words = (one: string) => one.split(/\s+/).filter(Boolean).sort();
        const body = text.split("\n").slice(2).join(" ");
        expect(words(body)).toEqual(words(cells.flat().join(" ")));
      }),
      { seed: 20220829, numRuns: 80 },
    );
  });
});
