import { openBackend } from "../../engine/index.ts";
import { InputError } from "../../options/index.ts";
import { resolveScan, type Table } from "../../sim/index.ts";
import type { Executor } from "../executors/executor.ts";
import { readCells, runScan } from "../scan.ts";
import type { StudySpec } from "./document.ts";
import type { StudyManifest } from "./manifest.ts";
import type { StudyStore } from "./store.ts";
import type { Study, StudyResult, StudyTools } from "./study.ts";

/** How a study is run. */
export interface StudyRunOptions {
  readonly executor: Executor;
  readonly store: StudyStore;
  readonly package: { readonly name: string; readonly version: string };
  /** Reads the files that scans name. */
  readonly read: Parameters<typeof resolveScan>[1];
  readonly onProgress?: (share: number, note: string) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds of a steady clock; `performance.now` unless given. */
  readonly now?: () => number;
}

/** The names of sub-folders and tables: words that are safe on every file system. */
const plainName = /^[a-z][A-Za-z0-9-]*$/;

function assertName(name: string, what: string): void {
  if (plainName.test(name) && name.length <= 80 && name !== "kept") return;
  throw new Error(`"${name}" cannot be the name of a ${what}: letters, digits and - after a small letter`);
}

/** The progress of a study: what it says itself, and within a scan the share of it that is done. */
class Course {
  #share = 0;
  #note = "";
  readonly #tell: (share: number, note: string) => void;

  constructor(tell: (share: number, note: string) => void) {
    this.#tell = tell;
  }

  to(share: number, note = this.#note): void {
    this.#share = Math.min(1, Math.max(share, 0));
    this.#note = note;
    this.#tell(this.#share, note);
  }

  /** Says how far a scan is that ends at the share `until`. */
  within(name: string, done: number, until: number): void {
    const share = this.#share + done * (until - this.#share);
    this.#tell(share, this.#note === "" ? name : `${this.#note}: ${name}`);
  }

  get share(): number {
    return this.#share;
  }
}

function toolsFor(spec: StudySpec, options: StudyRunOptions, backends: Set<string>): StudyTools {
  const { executor, store, signal, read } = options;
  const course = new Course(options.onProgress ?? (() => undefined));
  const hearing = signal === undefined ? {} : { signal };
  return {
    seed: spec.seed,
    scale: spec.scale,
    backend: spec.backend,
    read,
    ...hearing,
    onProgress: (share, note) => course.to(share, note),
    open(kind) {
      backends.add(kind);
      return openBackend(kind);
    },
    async scan(name, document, until = course.share) {
      assertName(name, "scan");
      const own = document as { readonly backend?: unknown; readonly sim?: { readonly backend?: unknown } };
      const asked = own.backend ?? own.sim?.backend ?? "auto";
      const backend = spec.backend === "auto" ? asked : spec.backend;
      const scan = named(name, () => resolveScan({ seed: spec.seed, ...document, backend }, read));
      const scanStore = await store.scan(name, scan);
      const { manifest } = await runScan(scan, {
        executor,
        store: scanStore,
        package: options.package,
        onProgress: ({ done, total }) => course.within(name, done / total, until),
        ...hearing,
      });
      backends.add(manifest.backend);
      course.to(until);
      return readCells(scanStore);
    },
    async kept(name, inputs, compute) {
      assertName(name, "kept table");
      signal?.throwIfAborted();
      const key = JSON.stringify({ version: options.package.version, inputs });
      const found = await store.kept(name);
      if (found?.inputs === key) return found.table;
      const table = await compute();
      signal?.throwIfAborted();
      await store.writeKept(name, { inputs: key, table });
      return table;
    },
  };
}

/** Does something with a scan; what is wrong with it is told with its name. */
function named<Result>(name: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof InputError ? new InputError(`scan ${name}`, error.message) : error;
  }
}

async function write(result: StudyResult, store: StudyStore): Promise<void> {
  for (const [name, table] of Object.entries(result.tables)) {
    assertName(name, "table");
    await store.writeTable(name, table as Table);
  }
  const { comparisons, figures } = result;
  await store.writeSummary({ tables: Object.keys(result.tables), comparisons, figures });
}

/**
 * Runs a study: what is missing of its scans and kept tables, and its analysis. Killed at any moment and
 * called again it goes on with what is there.
 * @throws InputError for a scan that cannot be built.
 */
export async function runStudy(
  spec: StudySpec,
  study: Study,
  options: StudyRunOptions,
): Promise<{ readonly manifest: StudyManifest; readonly result: StudyResult }> {
  const { store, signal } = options;
  const now = options.now ?? (() => performance.now());
  const started = now();
  signal?.throwIfAborted();
  const found = await store.manifest();
  const backends = new Set<string>();
  const manifest = (status: StudyManifest["status"]): StudyManifest => ({
    kind: "study",
    package: options.package,
    study: spec,
    seed: spec.seed,
    scale: spec.scale,
    // What was kept has been computed before, where that manifest says.
    backend: backends.size > 0 ? [...backends].join(", ") : (found?.backend ?? "cpu"),
    status,
    // Drawing conclusions once more from a study that was done does not make it longer.
    wallTime: (found?.wallTime ?? 0) + (found?.status === "done" ? 0 : (now() - started) / 1000),
  });
  await store.writeManifest(manifest("running"));
  try {
    const result = await study.run(spec.options, toolsFor(spec, options, backends));
    signal?.throwIfAborted();
    await write(result, store);
    const done = manifest("done");
    await store.writeManifest(done);
    return { manifest: done, result };
  } catch (error) {
    await store.writeManifest(manifest("running")).catch(() => undefined);
    throw error;
  }
}
