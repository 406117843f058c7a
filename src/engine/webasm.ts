import { GPU, Input } from "gpu.js";
import type { Backend, Execution } from "./backend.ts";
import { webasmMath } from "./fastMath.ts";
import { kernelText } from "./gpuText.ts";
import { Memory } from "./memory.ts";
import { pad, padded, unpad } from "./padding.ts";
import type { Call, Program } from "./program.ts";

/**
 * gpu.js on WebAssembly with SIMD, single precision. Each chunk of steps is one compiled plan over one
 * memory; threads come from sharding the ensemble outside, so that no step waits for another shard.
 */
export const webasm: Backend = {
  kind: "webasm",
  precision: "single",
  lanes: 256,
  async load(program) {
    return new WebasmExecution(program);
  },
};

/** SIMD needs whole groups of this many simulations. */
const laneGroup = 4;
/** Longest chunk compiled as one plan; shorter rests are made of powers of two. */
const longestChunk = 32;

type Plan = ReturnType<GPU["createPipeline"]>;
type Handles = Record<string, unknown>;
type KernelCall = (...reads: unknown[]) => unknown;

class WebasmExecution implements Execution {
  private readonly gpu = new GPU({ mode: "webasm" });
  /** S before it was padded. */
  private readonly own: number;
  private readonly program: Program;
  private readonly memory: Memory<Float32Array>;
  private readonly kernels: readonly { call: Call; kernel: KernelCall }[];
  private readonly plans = new Map<number, Plan>();
  /** What a plan is called with: all state, parameters and tables. */
  private readonly inputs: readonly string[];

  constructor(program: Program) {
    this.own = program.simulations;
    this.program = padded(program, laneGroup);
    this.memory = new Memory(this.program, (length) => new Float32Array(length));
    this.inputs = [this.program.state, this.program.parameters, this.program.tables].flatMap((group) =>
      Object.keys(group),
    );
    this.kernels = this.program.calls.map((call) => ({ call, kernel: this.kernel(call) }));
  }

  private kernel(call: Call): KernelCall {
    const { source, settings } = kernelText(call, this.memory.lanes, webasmMath);
    return this.gpu.createKernel(source as never, settings as never) as unknown as KernelCall;
  }

  async advance(steps: number): Promise<void> {
    for (let left = steps; left > 0; ) {
      let chunk = longestChunk;
      while (chunk > left) chunk /= 2;
      await this.run(chunk);
      left -= chunk;
    }
  }

  private async run(chunk: number): Promise<void> {
    let plan = this.plans.get(chunk);
    const fresh = plan === undefined;
    plan ??= this.plan(chunk);
    const { lanes, tables } = this.memory;
    const inputs = this.inputs.map((name) => {
      const values = this.memory.array(name);
      const size = tables.has(name) ? [values.length] : [lanes, values.length / lanes];
      return new Input(values as unknown as number[], size as never);
    });
    const results = (await plan(...(inputs as never[]))) as unknown as Record<string, Float32Array[]>;
    if (fresh) this.assertWebasm(plan);
    this.plans.set(chunk, plan);
    for (const name of Object.keys(this.program.state)) {
      const rows = results[name];
      const values = this.memory.array(name);
      rows?.forEach((row, k) => {
        values.set(row, k * lanes);
      });
    }
  }

  /** Traces `chunk` steps into one plan. */
  private plan(chunk: number): Plan {
    const { inputs, kernels } = this;
    const written = new Set(kernels.map(({ call }) => call.output));
    const outputs = Object.keys(this.program.state).filter((name) => written.has(name));
    const trace = (...given: unknown[]) => {
      const handles: Handles = Object.fromEntries(inputs.map((name, k) => [name, given[k]]));
      for (let step = 0; step < chunk; step++) {
        for (const { call, kernel } of kernels) {
          handles[call.output] = kernel(...call.reads.map((name) => handles[name]));
        }
      }
      return Object.fromEntries(outputs.map((name) => [name, handles[name]]));
    };
    // gpu.js asks the function how many arguments the plan has.
    Object.defineProperty(trace, "length", { value: inputs.length });
    return this.gpu.createPipeline(trace as never, { threads: false } as never);
  }

  /** What was asked for is what ran: gpu.js falls back to plain JavaScript silently. */
  private assertWebasm(plan: Plan): void {
    const { backend, executorKind, fallbackReason } = plan as unknown as Record<string, string | null>;
    if (backend !== "webasm" || executorKind === "generic" || fallbackReason !== null) {
      throw new Error(`backend webasm: gpu.js ran ${backend} (${executorKind}) instead: ${fallbackReason}`);
    }
  }

  read(name: string): Float64Array {
    return unpad(this.memory.array(name), this.own, this.memory.lanes);
  }

  write(name: string, values: Float64Array): void {
    this.memory.array(name).set(pad(values, this.own, laneGroup));
  }

  async close(): Promise<void> {
    for (const plan of this.plans.values()) await plan.destroy();
    await this.gpu.destroy();
  }
}
