import { describe, expect, it } from "vitest";
import { meter } from "../../src/cli/progress.ts";
import { durationText, type Terminal } from "../../src/cli/terminal.ts";

/** A terminal that keeps what it is told, and a clock that is set by hand. */
function listener(interactive: boolean, columns = 80) {
  const told: string[] = [];
  const clock = { time: 0 };
  const terminal: Terminal = {
    out: () => undefined,
    err: (text) => void told.push(text),
    interactive,
    columns,
  };
  return { told, clock, terminal, now: () => clock.time };
}

/** Takes the line away from the cursor on. */
const CLEAR = "\x1b[K";

const half = { done: 32.5, total: 64, rate: 4, secondsLeft: 8 };

describe("progress", () => {
  it("on a screen is one line that is written over, with bar, rate and time left", () => {
    const { told, clock, terminal, now } = listener(true);
    const bar = meter(terminal, "scan", "cells", now);
    bar.update(half);
    clock.time = 500;
    bar.update({ ...half, done: 48, secondsLeft: 4 });
    expect(told).toHaveLength(2);
    expect(told[0]!.endsWith(CLEAR)).toBe(true);
    expect(told[0]).toMatch(/^\rscan █+░+ {2}50% 32\/64 cells {2}4\.0\/s {2}8\.0 s left/);
    expect(told.join("")).not.toContain("\n");
    bar.end();
    expect(told.at(-1)).toBe(`\r${CLEAR}`);
  });

  it("never fills a line of the screen, however narrow", () => {
    for (const columns of [20, 40, 60, 80, 200]) {
      const { told, terminal, now } = listener(true, columns);
      meter(terminal, "a long label", "cells", now).update(half);
      expect(told[0]!.replace(/^\r/, "").replace(CLEAR, "").length).toBeLessThan(columns);
    }
  });

  it("elsewhere is a plain line at most every five seconds, and none of short work", () => {
    const { told, clock, terminal, now } = listener(false);
    const lines = meter(terminal, "scan", "cells", now);
    for (clock.time = 0; clock.time <= 12_000; clock.time += 100) lines.update(half);
    expect(told).toEqual(Array(2).fill("scan: 50%  32/64 cells  4.0/s  8.0 s left\n"));
    lines.end();
    expect(told).toHaveLength(2);
  });

  it("takes its bar away before a line is said", () => {
    const { told, terminal, now } = listener(true);
    const bar = meter(terminal, "scan", "cells", now);
    bar.update(half);
    bar.say("a line");
    expect(told.slice(1)).toEqual([`\r${CLEAR}`, "a line\n"]);
  });

  it("says nothing of a rate that is not known yet", () => {
    const { told, terminal, now } = listener(true);
    meter(terminal, "scan", "cells", now).update({
      done: 0,
      total: 9,
      rate: Number.NaN,
      secondsLeft: Number.NaN,
    });
    expect(told[0]!.endsWith(` 0% 0/9 cells${CLEAR}`)).toBe(true);
  });
});

describe("durations", () => {
  it("are told in the two units that matter, rounded without a seam", () => {
    const told = [0.04, 9.94, 9.96, 59.4, 59.6, 200, 3599.6, 7500].map(durationText);
    expect(told).toEqual([
      "0.0 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min 0 s",
      "3 min 20 s",
      "1 h 00 min",
      "2 h 05 min",
    ]);
  });
});
