/** Where a command's words go, so that a test can listen. */
export interface Terminal {
  /** Results: what a pipe receives. */
  out(text: string): void;
  /** Everything else: what a person reads. */
  err(text: string): void;
  /** True when `err` is a screen on which a line can be written over. */
  readonly interactive: boolean;
  /** Width of the screen in characters. */
  readonly columns: number;
}

/** The terminal of this process. A reader that closes its pipe early (`| head`) ends the program quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true && process.env.TERM !== "dumb",
    columns: process.stderr.columns ?? 80,
  };
}

/** Seconds in words: `0.8 s`, `42 s`, `3 min 20 s`, `2 h 05 min`. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return "unknown";
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, "0")} min`;
}
