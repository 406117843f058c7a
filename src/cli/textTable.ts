/** Lays rows out in columns that fit a width; long cells are broken at spaces. The first row is the head. */
export function textTable(rows: readonly (readonly string[])[], width: number): string {
  const columns = rows[0]!.length;
  const natural = Array.from({ length: columns }, (_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  const widths = fitted(natural, width - 2 * (columns - 1));
  const lines = rows.flatMap((row, index) => {
    const cells = row.map((cell, c) => wrapped(cell, widths[c]!));
    const height = Math.max(...cells.map((cell) => cell.length));
    const made = Array.from({ length: height }, (_, k) =>
      cells
        .map((cell, c) => (cell[k] ?? "").padEnd(widths[c]!))
        .join("  ")
        .trimEnd(),
    );
    return index === 0 ? [...made, widths.map((one) => "─".repeat(one)).join("  ")] : made;
  });
  return `${lines.join("\n")}\n`;
}

/** Takes from the widest columns until all fit, down to a width at which words can still be read. */
function fitted(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  const least = 12;
  while (widths.reduce((sum, one) => sum + one, 0) > room) {
    const widest = Math.max(...widths);
    if (widest <= least) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
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
