import { durationText, type Terminal } from "./terminal.ts";

/** How far a piece of work is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Units a second; NaN while nothing can be said. */
  readonly rate: number;
  readonly secondsLeft: number;
  /** What is being done at the moment, in a few words. */
  readonly note?: string;
}

/** Shows how far a piece of work is. */
export interface Meter {
  update(progress: Progress): void;
  /** Prints a line above the bar. */
  say(line: string): void;
  /** Takes the bar away. */
  end(): void;
}

const SCREEN_EVERY = 100;
const LINES_EVERY = 5000;

/** Digits enough to see it move, no more. */
function rateText(rate: number): string {
  if (rate >= 100) return rate.toFixed(0);
  return rate >= 10 ? rate.toFixed(1) : rate.toPrecision(2);
}

function numbersText(progress: Progress, unit: string): string {
  const { done, total, rate, secondsLeft, note = "" } = progress;
  const moving = rate > 0 && done < total;
  const parts = [
    // Percents stand before it already.
    ...(unit === "%" ? [] : [`${Math.floor(done)}/${total} ${unit}`]),
    ...(moving && unit !== "%" ? [`${rateText(rate)}/s`] : []),
    ...(moving ? [`${durationText(secondsLeft)} left`] : []),
    ...(note === "" ? [] : [`(${note})`]),
  ];
  return parts.join("  ");
}

function bar(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${"█".repeat(full)}${"░".repeat(width - full)}`;
}

function screenLine(label: string, progress: Progress, unit: string, columns: number): string {
  const share = progress.total > 0 ? progress.done / progress.total : 1;
  const percent = `${String(Math.floor(100 * share)).padStart(3)}%`;
  const numbers = numbersText(progress, unit);
  const room = columns - 1 - label.length - percent.length - numbers.length - 5;
  const parts = [label, ...(room >= 8 ? [bar(share, Math.min(30, room))] : []), percent, numbers];
  return parts.join(" ").slice(0, columns - 1);
}

/** Writes nothing: for `--quiet`. */
export const silent: Meter = { update: () => undefined, say: () => undefined, end: () => undefined };

/**
 * A bar that is written over on a screen; elsewhere a line at most every five seconds, which a short piece
 * of work never reaches.
 *
 * @param label what is going on, in a word or two.
 * @param unit what is counted, in the plural.
 * @param now milliseconds of a steady clock.
 */
export function meter(
  terminal: Terminal,
  label: string,
  unit: string,
  now: () => number = () => performance.now(),
): Meter {
  let shown = false;
  let told = terminal.interactive ? Number.NEGATIVE_INFINITY : now();
  const clear = () => {
    if (shown) terminal.err("\r\x1b[K");
    shown = false;
  };
  return {
    update(progress) {
      const time = now();
      if (time - told < (terminal.interactive ? SCREEN_EVERY : LINES_EVERY)) return;
      told = time;
      if (terminal.interactive) {
        terminal.err(`\r${screenLine(label, progress, unit, terminal.columns)}\x1b[K`);
        shown = true;
      } else {
        const percent = Math.floor((100 * progress.done) / Math.max(1, progress.total));
        terminal.err(`${label}: ${percent}%  ${numbersText(progress, unit)}\n`);
      }
    },
    say(line) {
      clear();
      terminal.err(`${line}\n`);
    },
    end: clear,
  };
}
