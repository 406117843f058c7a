// What a person reads: tables in text.

/** A number with three digits, in plain notation where that is readable. */
export function short(value) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 100 && size < 1e6) return String(Math.round(value));
  if (size >= 1e-2 && size < 100) return value.toPrecision(3);
  return value.toExponential(1);
}

/** Seconds with a unit. */
export function duration(seconds) {
  if (seconds >= 7200) return `${(seconds / 3600).toPrecision(3)} h`;
  if (seconds >= 120) return `${(seconds / 60).toPrecision(3)} min`;
  if (seconds >= 1) return `${seconds.toPrecision(3)} s`;
  if (seconds >= 1e-3) return `${(seconds * 1e3).toPrecision(3)} ms`;
  if (seconds >= 1e-6) return `${(seconds * 1e6).toPrecision(3)} µs`;
  return `${(seconds * 1e9).toPrecision(3)} ns`;
}

/** Rows of texts as columns; the first is aligned to the left. */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, c) => Math.max(...all.map((row) => [...row[c]].length)));
  const line = (row) =>
    row
      .map((cell, c) => {
        const space = " ".repeat(widths[c] - [...cell].length);
        return c === 0 ? cell + space : space + cell;
      })
      .join("   ")
      .trimEnd();
  return all.map(line).join("\n");
}

/** The table of one contest. */
export function contestText({ contenders, ratios, checks, leftOut }) {
  const rows = contenders.map(({ name, seconds, repeats, share }) => {
    const found = ratios.find((one) => one.name === name);
    return [
      name,
      duration(seconds.median),
      `${duration(seconds.low)} – ${duration(seconds.high)}`,
      String(repeats),
      found === undefined ? "" : short(found.median),
      found === undefined ? "" : `${short(found.low)} – ${short(found.high)}`,
      share < 1 ? `scaled from ${short(100 * share)} % of the work` : "",
    ];
  });
  const lines = [table(["", "median", "least – largest", "runs", "× ours", "least – largest", ""], rows)];
  for (const { name, says, note, version } of contenders) {
    lines.push(`  ${name}: ${[says, note, version].filter(Boolean).join("; ")}.`);
  }
  for (const { name, why } of leftOut) lines.push(`  left out: ${name}: ${why}.`);
  for (const check of checks) {
    const verdict = check.agree ? "agrees" : "DISAGREES";
    lines.push(
      `  ${check.name} ${verdict} with ${check.with}: ${check.what}, largest difference ${short(check.largest)} of ${check.compared} (at most ${short(check.tolerance)}).`,
    );
  }
  return lines.join("\n");
}

/** The table of a sweep: a column a contender. */
export function sweepText({ axis, unit, points, checks = [], leftOut = [] }) {
  const names = [...new Set(points.flatMap(({ contenders }) => contenders.map(({ name }) => name)))];
  const rows = points.map(({ at, contenders, units }) => [
    String(at),
    ...names.map((name) => {
      const found = contenders.find((one) => one.name === name);
      return found === undefined ? "" : duration(found.seconds.median / units);
    }),
  ]);
  const lines = [`${unit}:`, table([axis, ...names], rows)];
  const wrong = checks.filter(({ agree }) => !agree);
  lines.push(`  ${checks.length - wrong.length} of ${checks.length} comparisons of results agree.`);
  for (const { name, at, largest } of wrong) lines.push(`  DISAGREES: ${name} at ${at}: ${short(largest)}.`);
  for (const { name, why } of leftOut) lines.push(`  left out: ${name}: ${why}.`);
  return lines.join("\n");
}
