// Where and with what a run of the benchmarks took place.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, freemem, loadavg, release, totalmem, type } from "node:os";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** The widest vector instructions that the processor says it has; undefined where the system does not say. */
function vectors() {
  try {
    const flags = readFileSync("/proc/cpuinfo", "utf8");
    return ["avx512f", "avx2", "avx", "sse2", "asimd"].find((flag) => flags.includes(flag));
  } catch {
    return undefined;
  }
}

function commit() {
  try {
    const git = (...words) =>
      execFileSync("git", words, {
        cwd: new URL(".", import.meta.url),
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
    const changed = git("status", "--porcelain").trim() === "" ? "" : ", with changes";
    return git("rev-parse", "--short", "HEAD").trim() + changed;
  } catch {
    return undefined;
  }
}

/** Date, machine and versions. `load` is how many others were at work when the run began. */
export function hostInfo() {
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    vectors: vectors(),
    memory: totalmem(),
    free: freemem(),
    load: loadavg()[0],
    system: `${type()} ${release()}`,
    node: process.versions.node,
    ganphase: version,
    commit: commit(),
  };
}
