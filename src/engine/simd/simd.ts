import type { Execution } from "../backend.ts";
import { assertRows } from "../memory.ts";
import { padInto, unpad } from "../padding.ts";
import type { Program } from "../program.ts";
import { newInstance, newMemory, type WasmMemory, wasm } from "../wasm.ts";
import { type Layout, pairFunctions, pairLanes, pairsOf, programBytes, singleFunctions } from "./compile.ts";

const doubleBytes = 8;
const pageBytes = 65_536;

/** Where the arrays of a program go. @throws Error for a program that contradicts itself. */
export function layoutOf(program: Program): Layout {
  assertRows(program);
  const own = program.simulations;
  const group = pairLanes * pairsOf(own);
  const lanes = Math.ceil(own / group) * group;
  const places = new Map<string, { at: number; rows: number }>();
  // Address 0 stays free, so that no array begins there.
  let at = 64;
  const put = (name: string, rows: number, width: number) => {
    places.set(name, { at, rows });
    at += Math.ceil((rows * width * doubleBytes) / 64) * 64;
  };
  for (const [name, values] of Object.entries({ ...program.state, ...program.parameters })) {
    put(name, values.length / own, lanes);
  }
  for (const [name, values] of Object.entries(program.tables)) put(name, values.length, 1);
  let most = 0;
  for (const { name, output, rows } of program.calls) {
    const known = places.get(output);
    if (output in program.parameters || output in program.tables) {
      throw new Error(`call ${name}: ${output} is a parameter`);
    }
    if (known === undefined) put(output, rows, lanes);
    else if (known.rows !== rows) throw new Error(`call ${name}: ${output} has another size`);
    most = Math.max(most, rows);
  }
  for (const { name, reads } of program.calls) {
    for (const one of reads)
      if (!places.has(one)) throw new Error(`call ${name}: no array ${one} in the program`);
  }
  return { places, spare: at, lanes, bytes: at + most * lanes * doubleBytes };
}

/** Compiled modules by their bytes' source: ensembles run in many slices of the same program. */
const compiled = new Map<string, Promise<object>>();
const mostCompiled = 200;

function compiledFor(program: Program, layout: Layout): Promise<object> {
  const calls = program.calls.map((call) => [
    ...[call.name, call.rows, String(call.body), call.constants, call.reads, call.output],
    Object.entries(call.helpers).map(([name, helper]) => [name, String(helper)]),
  ]);
  const key = JSON.stringify([
    layout.lanes,
    program.simulations === 1,
    layout.spare,
    [...layout.places],
    Object.keys(program.tables),
    calls,
  ]);
  let module = compiled.get(key);
  if (module === undefined) {
    if (compiled.size >= mostCompiled) compiled.clear();
    module = wasm.compile(programBytes(program, layout));
    compiled.set(key, module);
  }
  return module;
}

/**
 * Steps of any program on SIMD units: its calls are compiled to WebAssembly that works on pairs of simulations in
 * double precision.
 */
export async function loadSimd(program: Program, memories: WasmMemory[]): Promise<Execution> {
  const layout = layoutOf(program);
  const memory = memories.pop() ?? newMemory();
  const missing = Math.ceil((layout.bytes - memory.buffer.byteLength) / pageBytes);
  if (missing > 0) grow(memory, missing, memories);
  const { exports: pairs } = await newInstance<Record<string, unknown>>();
  const env: Record<string, unknown> = { memory };
  for (const name of pairFunctions) env[`${name}Pair`] = pairs[name];
  for (const name of singleFunctions) env[name] = (Math as unknown as Record<string, unknown>)[name];
  const { exports } = await wasm.instantiate(await compiledFor(program, layout), { env });
  const { run } = exports as { run(steps: number): void };
  return new SimdExecution(program, layout, memory, run, () => memories.push(memory));
}

/** @throws Error when there is not that much memory. */
function grow(memory: WasmMemory, pages: number, memories: WasmMemory[]): void {
  try {
    memory.grow(pages);
  } catch {
    memories.push(memory);
    const text = ((memory.buffer.byteLength + pages * pageBytes) / 2 ** 30).toPrecision(3);
    throw new Error(`backend webasm: cannot take ${text} GiB of memory for a program; use fewer simulations`);
  }
}

class SimdExecution implements Execution {
  private readonly own: number;
  private readonly layout: Layout;
  private readonly memory: WasmMemory;
  private readonly run: (steps: number) => void;
  private readonly release: () => void;
  private closed = false;

  constructor(
    program: Program,
    layout: Layout,
    memory: WasmMemory,
    run: (steps: number) => void,
    release: () => void,
  ) {
    this.own = program.simulations;
    this.layout = layout;
    this.memory = memory;
    this.run = run;
    this.release = release;
    // A memory that was used before holds the numbers of another program.
    new Float64Array(memory.buffer, 0, Math.floor(layout.bytes / doubleBytes)).fill(0);
    for (const [name, values] of Object.entries({ ...program.state, ...program.parameters }))
      this.write(name, values);
    for (const [name, values] of Object.entries(program.tables)) {
      new Float64Array(memory.buffer, layout.places.get(name)!.at, values.length).set(values);
    }
  }

  private view(name: string): Float64Array {
    const place = this.layout.places.get(name);
    if (place === undefined) throw new Error(`no array ${name} in the program`);
    return new Float64Array(this.memory.buffer, place.at, place.rows * this.layout.lanes);
  }

  async advance(steps: number): Promise<void> {
    if (steps > 0) this.run(steps);
  }

  read(name: string): Float64Array {
    return unpad(this.view(name), this.own, this.layout.lanes);
  }

  write(name: string, values: Float64Array): void {
    padInto(this.view(name), values, this.own, this.layout.lanes);
  }

  async close(): Promise<void> {
    // Once: the memory may be another program's by now.
    if (!this.closed) this.release();
    this.closed = true;
  }
}
