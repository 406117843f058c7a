import type { Command } from "../command.ts";
import { bench } from "./bench.ts";
import { check } from "./check.ts";
import { plot } from "./plot.ts";
import { reproduce } from "./reproduce.ts";
import { run } from "./run.ts";
import { scan } from "./scan.ts";

/** The commands, in the order of the help text. */
export const COMMANDS: readonly Command[] = [run, scan, plot, reproduce, check, bench];
