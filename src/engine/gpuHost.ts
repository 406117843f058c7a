import type { Execution } from "./backend.ts";
import { Memory } from "./memory.ts";
import type { Call, Program } from "./program.ts";

/**
 * The host's side of an execution whose arrays live on a graphics card from the first step to the last.
 * gpu.js itself cannot keep them there: its pipelines return plain arrays and take nothing else without
 * falling back to their slow executor. So kernels are run one by one (`webgl`) or as compute passes recorded
 * here (`webgpu`), and only what is wanted comes back.
 */
export abstract class DeviceExecution implements Execution {
  protected readonly program: Program;
  private readonly kind: string;
  /** Copies of arrays as they are now; none of those that have changed since they were last brought. */
  private readonly copies = new Map<string, Float32Array>();
  private readonly written: ReadonlySet<string>;

  /** @throws Error for a program that does not fit together, or a call that reads too many arrays. */
  constructor(kind: string, program: Program, mostReads: number) {
    this.kind = kind;
    this.program = program;
    this.written = new Set(program.calls.map((call) => call.output));
    for (const call of program.calls) refuseManyReads(kind, call, mostReads);
    // Checked as on every backend; these arrays are also what is uploaded.
    const memory = new Memory(program, (length) => new Float32Array(length));
    for (const group of [program.state, program.parameters, program.tables]) {
      for (const name of Object.keys(group)) this.copies.set(name, memory.array(name));
    }
  }

  /** Runs steps and brings the named arrays, [rows, S] each. */
  protected abstract run(steps: number, wanted: readonly string[]): Promise<readonly Float32Array[]>;
  /** Puts an array on the device. */
  protected abstract upload(name: string, values: Float32Array): void;
  abstract close(): Promise<void>;

  /** The first values of all arrays, to be uploaded. */
  protected get start(): ReadonlyMap<string, Float32Array> {
    return this.copies;
  }

  /** What is brought when nothing is said. */
  protected abstract readonly usual: readonly string[];
  /** An array that was not wanted before, where it can still be brought without waiting. */
  protected abstract late(name: string): Float32Array | undefined;

  async advance(steps: number, wanted: readonly string[] = this.usual): Promise<void> {
    if (steps > 0) for (const name of this.written) this.copies.delete(name);
    const missing = wanted.filter((name) => !this.copies.has(name));
    const brought = await this.run(steps, missing);
    missing.forEach((name, k) => {
      this.copies.set(name, brought[k]!);
    });
  }

  read(name: string): Float64Array {
    const copy = this.copies.get(name) ?? this.late(name);
    if (copy !== undefined) {
      this.copies.set(name, copy);
      return Float64Array.from(copy);
    }
    const why = this.written.has(name) ? `${name} was not wanted` : `no array ${name} in the program`;
    throw new Error(`backend ${this.kind}: ${why}`);
  }

  write(name: string, values: Float64Array): void {
    const copy = Float32Array.from(values);
    this.copies.set(name, copy);
    this.upload(name, copy);
  }
}

function refuseManyReads(kind: string, { name, reads }: Call, most: number): void {
  if (reads.length <= most) return;
  throw new Error(
    `backend ${kind}: call ${name} reads ${reads.length} arrays, and ${most} can be bound at a time`,
  );
}
