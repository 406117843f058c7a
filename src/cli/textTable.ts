/** A row of cells under the head, or a heading in the first column. */
export type TextRow = readonly string[] | string;

const GAP = "  ";

/**
 * Lays rows out in columns that fit a width; longer cells are broken at spaces, headings never. A width that
 * not even the longest words fit is exceeded.
 */
export function textTable(head: readonly string[], rows: readonly TextRow[], width: number): string {
  const widths = columnWidths(head, rows, width - GAP.length * (head.length - 1));
  const rule = widths.map((one) => "─".repeat(one)).join(GAP);
  const lines = [...lineUp(head, widths), rule];
  for (const row of rows) {
    if (typeof row === "string") lines.push(row);
    else lines.push(...lineUp(row, widths));
  }
  return `${lines.join("\n")}\n`;
}

/** Takes from the widest columns until all fit, but never so much that a word or a heading is cut. */
function columnWidths(head: readonly string[], rows: readonly TextRow[], room: number): number[] {
  const cells = [head, ...rows.filter((row) => typeof row !== "string")];
  const heading = Math.max(0, ...rows.map((row) => (typeof row === "string" ? row.length : 0)));
  const of = (measure: (cell: string) => number) =>
    head.map((_, c) => Math.max(c === 0 ? heading : 0, ...cells.map((row) => measure(row[c] ?? ""))));
  const least = of((cell) => Math.max(...cell.split(" ").map((word) => word.length)));
  const widths = of((cell) => cell.length);
  for (let excess = sum(widths) - room; excess > 0; excess--) {
    const slack = widths.map((one, c) => (one > least[c]! ? one : 0));
    const widest = Math.max(...slack);
    if (widest === 0) break;
    widths[slack.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function lineUp(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, c) => wrapped(row[c] ?? "", width));
  return Array.from({ length: Math.max(...cells.map((cell) => cell.length)) }, (_, k) =>
    cells
      .map((cell, c) => (cell[k] ?? "").padEnd(widths[c]!))
      .join(GAP)
      .trimEnd(),
  );
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= width || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
