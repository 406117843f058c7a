import type { Backend, Execution } from "./backend.ts";
import { assertRows } from "./memory.ts";
import { padInto, unpad } from "./padding.ts";
import type { Program, Substitute } from "./program.ts";
import { newInstance, type WasmMemory } from "./wasm.ts";

/** Below this address stands what the compiler of the modules put there. */
const firstAddress = 65_536;
const pageBytes = 65_536;
const numberBytes = 8;

type StepFunction = (steps: number, lanes: number, scratch: number, ...rest: number[]) => number;

/** A module with a memory of its own. */
interface Instance {
  readonly memory: WasmMemory;
  readonly exports: Readonly<Record<string, StepFunction>>;
}

/** The substitute that stands for exactly the step of a program. */
export function substituteOf(program: Program): Substitute | undefined {
  const names = program.calls.map((call) => call.name).join(" ");
  return program.substitutes?.find((one) => one.calls.join(" ") === names);
}

/** Runs programs with the hand-written modules; memories are used again by the program that comes after. */
export class Modules {
  private readonly idle: Instance[] = [];

  async load(program: Program, substitute: Substitute): Promise<Execution> {
    const instance = this.idle.pop() ?? (await newInstance<Instance["exports"]>());
    return new ModuleExecution(program, substitute, instance, () => this.idle.push(instance));
  }
}

/** @throws Error when there is not that much memory, or a program needs more than 4 GiB. */
function grow({ memory }: Instance, pages: number): void {
  try {
    memory.grow(pages);
  } catch {
    const needed = memory.buffer.byteLength + pages * pageBytes;
    const text = (needed / 2 ** 30).toPrecision(3);
    throw new Error(`backend webasm: cannot take ${text} GiB of memory for a program; use fewer simulations`);
  }
}

function scratchBytes({ exports }: Instance, substitute: Substitute): number {
  const bytes = exports[`${substitute.function}Scratch`] as (...numbers: number[]) => number;
  // Addresses are unsigned.
  return bytes(...substitute.numbers) >>> 0;
}

class ModuleExecution implements Execution {
  private readonly substitute: Substitute;
  private readonly instance: Instance;
  private readonly release: () => void;
  private readonly own: number;
  private readonly lanes: number;
  private readonly addresses = new Map<string, { readonly at: number; readonly length: number }>();
  private readonly scratch: number;
  private closed = false;

  constructor(program: Program, substitute: Substitute, instance: Instance, release: () => void) {
    assertRows(program);
    this.substitute = substitute;
    this.instance = instance;
    this.release = release;
    this.own = program.simulations;
    this.lanes = Math.ceil(this.own / substitute.lanes) * substitute.lanes;
    const rows = Object.entries({ ...program.state, ...program.parameters });
    const tables = Object.entries(program.tables);
    const padded = (length: number) => (length / this.own) * this.lanes;
    const lengths = [
      ...rows.map(([name, { length }]) => [name, padded(length)] as const),
      ...tables.map(([name, { length }]) => [name, length] as const),
    ];
    let at = firstAddress;
    for (const [name, length] of lengths) {
      this.addresses.set(name, { at, length });
      // Vectors are loaded from multiples of 16.
      at += Math.ceil(length / 2) * 2 * numberBytes;
    }
    this.scratch = at;
    const needed = at + scratchBytes(instance, substitute);
    const missing = Math.ceil((needed - instance.memory.buffer.byteLength) / pageBytes);
    if (missing > 0) grow(instance, missing);
    for (const [name, values] of rows) this.write(name, values);
    for (const [name, values] of tables) this.view(name).set(values);
  }

  private view(name: string): Float64Array {
    const place = this.addresses.get(name);
    if (place === undefined) throw new Error(`no array ${name} in the program`);
    const { at, length } = place;
    return new Float64Array(this.instance.memory.buffer, at, length);
  }

  async advance(steps: number): Promise<void> {
    if (steps === 0) return;
    const { arrays, numbers } = this.substitute;
    const addresses = arrays.map((name) => this.addresses.get(name)!.at);
    this.instance.exports[this.substitute.function]!(
      steps,
      this.lanes,
      this.scratch,
      ...addresses,
      ...numbers,
    );
  }

  read(name: string): Float64Array {
    return unpad(this.view(name), this.own, this.lanes);
  }

  write(name: string, values: Float64Array): void {
    padInto(this.view(name), values, this.own, this.lanes);
  }

  async close(): Promise<void> {
    // Once: the instance may be another program's by now.
    if (!this.closed) this.release();
    this.closed = true;
  }
}

/** Simulations side by side: many enough to fill vectors and few enough to be judged often. */
const lanes = 256;

/**
 * The backend `webasm`, in double precision on SIMD units: a hand-written module for the steps that have one; for
 * all others the calls themselves, compiled.
 */
export function withModules(): Backend {
  const modules = new Modules();
  const memories: WasmMemory[] = [];
  return {
    kind: "webasm",
    precision: "double",
    lanes,
    async load(program) {
      const substitute = substituteOf(program);
      if (substitute !== undefined) return modules.load(program, substitute);
      return (await import("./simd/simd.ts")).loadSimd(program, memories);
    },
  };
}
