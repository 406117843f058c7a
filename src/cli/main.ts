#!/usr/bin/env node
import { Interrupted } from "./command.ts";
import { program } from "./program.ts";
import { processTerminal } from "./terminal.ts";
import { packageVersion } from "./version.ts";

const abortion = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // Who asks twice does not want to wait for the end of a write.
    if (abortion.signal.aborted) process.exit(130);
    abortion.abort(new Interrupted());
  });
}

process.exitCode = await program(process.argv.slice(2), {
  terminal: processTerminal(),
  signal: abortion.signal,
  version: packageVersion(),
  debug: (process.env.GANPHASE_DEBUG ?? "") !== "",
});
