/** A browser that can be started: its binary and what its environment needs on top of ours. */
export interface Browser {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where it was found, in words: "GANPHASE_CHROMIUM", "installed" or "@sparticuz/chromium". */
  readonly source: string;
}
