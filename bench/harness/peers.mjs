// Peers: programs in C++ and Python that do the same work, each a process that the harness asks to run.
// The protocol is told in peers/cpp/peer.h.
import { execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readNumbers } from "./files.mjs";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../peers/", import.meta.url));

/** Something that a contender needs is not there: it is left out, with this one line. */
export class Absent extends Error {}

export const COMPILER = ["g++", "-O3", "-march=native", "-ffast-math", "-pthread"];

const compiled = new Map();

/** Compiles a C++ peer into the folder, once. */
function compile(folder, name) {
  if (!compiled.has(name)) {
    const program = `${folder.path}/${name}`;
    const [compiler, ...flags] = COMPILER;
    const work = execute(compiler, [...flags, `${root}cpp/${name}.cpp`, "-o", program]).then(
      () => program,
      (error) => {
        if (error.code === "ENOENT") throw new Absent(`${compiler} is not installed`);
        throw new Error(`${name}.cpp does not compile: ${error.stderr}`);
      },
    );
    compiled.set(name, work);
  }
  return compiled.get(name);
}

const pythons = new Map();

/** The first Python that imports the packages: Debian's, then the one on the path. */
export function pythonWith(packages) {
  const key = packages.join(", ");
  if (!pythons.has(key)) pythons.set(key, search(packages, key));
  return pythons.get(key);
}

async function search(packages, key) {
  for (const python of ["/usr/bin/python3", "python3"]) {
    try {
      await execute(python, ["-c", `import ${key}`]);
      return python;
    } catch {
      // The next one, or none.
    }
  }
  throw new Absent(`no Python here imports ${packages.at(-1)}`);
}

function words(options) {
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** A C++ peer, compiled and set up. */
export async function openCpp(folder, name, options) {
  return Peer.start(folder, await compile(folder, name), words(options), {});
}

/** A Python peer, set up and warmed up. `blas` is how many threads matrix products of NumPy may use. */
export async function openPython(folder, name, packages, options, blas = 1) {
  const python = await pythonWith(packages);
  return Peer.start(folder, python, [`${root}python/${name}.py`, ...words(options)], {
    OPENBLAS_NUM_THREADS: String(blas),
    // Threads that wait must not spin: on a machine that does other things too they starve those at work.
    OMP_WAIT_POLICY: "PASSIVE",
    PYTHONDONTWRITEBYTECODE: "1",
  });
}

/** A running peer. */
class Peer {
  static async start(folder, program, options, environment) {
    const child = spawn(program, options, {
      env: { ...process.env, ...environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const peer = new Peer(folder, child);
    const { version, note } = await peer.#answer();
    peer.version = version;
    peer.note = note ?? undefined;
    return peer;
  }

  #folder;
  #child;
  #waiting;
  #errors = "";

  constructor(folder, child) {
    this.#folder = folder;
    this.#child = child;
    child.stderr.on("data", (text) => {
      this.#errors += text;
    });
    child.stdin.on("error", () => undefined);
    createInterface({ input: child.stdout }).on("line", (line) => this.#waiting?.resolve(JSON.parse(line)));
    const lost = (reason) => {
      const last = this.#errors.trim().split("\n").at(-1);
      this.#waiting?.reject(new Error(`a peer ended (${reason}): ${last}`));
    };
    child.on("error", (error) => lost(error.message));
    child.on("close", (code) => lost(code));
  }

  #answer() {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #ask(line) {
    const answer = this.#answer();
    this.#child.stdin.write(`${line}\n`);
    return answer;
  }

  /** Does the work once; returns its seconds, measured inside the peer. */
  async run() {
    return (await this.#ask("run")).seconds;
  }

  /** What the last run left. */
  async result() {
    const path = this.#folder.fresh(".f64");
    await this.#ask(`write ${path}`);
    return readNumbers(path);
  }

  /** Largest memory so far, its own processes included, in bytes; undefined where the system does not say. */
  memory() {
    return peakMemory(this.#child.pid);
  }

  async close() {
    this.#waiting = undefined;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin.end();
    await closed;
  }
}

async function peakMemory(pid) {
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
    const own = 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)[1]);
    const theirs = await Promise.all(children.trim().split(/\s+/).filter(Boolean).map(peakMemory));
    return theirs.reduce((sum, bytes) => sum + (bytes ?? 0), own);
  } catch {
    return undefined;
  }
}
