import * as library from "gpu.js";
import type { Backend } from "./backend.ts";
import {
  adapterName,
  enterGpu,
  type GpuAdapter,
  type GpuBuffer,
  type GpuDevice,
  leaveGpu,
} from "./gpuAdapter.ts";
import { DeviceExecution } from "./gpuHost.ts";
import { type Dispatch, GpuBuffers, submitPass } from "./gpuPasses.ts";
import { compileShader, type Shader, type Size } from "./gpuShader.ts";
import type { Call, Program } from "./program.ts";

/** What gpu.js holds of WebGPU: one device for all; it is asked for with the default limits on bindings. */
interface Context {
  readonly adapter: GpuAdapter;
  readonly device: GpuDevice;
  readonly isLost: boolean;
}

const { WebGPUContext } = library as unknown as { WebGPUContext: { acquire(): Promise<Context> } };

/** Eight storage buffers can be bound by default, and one is the output. */
const mostReads = 7;
/** More groups than this along one axis cannot be dispatched on every device. */
const mostGroups = 65_535;
/** Steps submitted at a time: enough that submitting costs nothing, few enough that no watchdog wakes. */
const submittedSteps = 32;
/** So many submissions may wait for the device. */
const waitingSubmissions = 8;

/**
 * Opens WebGPU, single precision: gpu.js translates the calls to compute shaders, which run here one after
 * the other over buffers that stay on the device.
 * @throws Error in one line that says why there is none.
 */
export async function openWebgpu(): Promise<Backend> {
  const gpu = await enterGpu();
  try {
    const adapter = await gpu.requestAdapter();
    if (adapter === null) throw new Error("backend webgpu: there is no graphics adapter");
    return { kind: "webgpu", precision: "single", lanes: 16_384, device: adapterName(adapter), load };
  } finally {
    leaveGpu(gpu);
  }
}

async function load(program: Program): Promise<WebgpuExecution> {
  const gpu = await enterGpu();
  let context: Context | undefined;
  const leave = () => {
    if (leaveGpu(gpu)) context?.device.destroy();
  };
  try {
    context = await WebGPUContext.acquire();
    return await WebgpuExecution.open(program, context, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

/** Where the arrays are before a step. */
type Places = ReadonlyMap<string, GpuBuffer>;

class WebgpuExecution extends DeviceExecution {
  private readonly context: Context;
  private readonly leave: () => void;
  private readonly buffers: GpuBuffers;
  /** Before the steps with even and with odd numbers: after two steps all arrays are where they were. */
  private places: readonly [Places, Places] = [new Map(), new Map()];
  private steps: readonly [readonly Dispatch[], readonly Dispatch[]] = [[], []];
  private parity: 0 | 1 = 0;

  protected readonly usual: readonly string[];

  private constructor(program: Program, context: Context, leave: () => void) {
    super("webgpu", program, mostReads);
    this.usual = Object.keys(program.state);
    this.context = context;
    this.leave = leave;
    this.buffers = new GpuBuffers(context.device);
  }

  /** Compiles the calls and puts the arrays on the device. */
  static async open(program: Program, context: Context, leave: () => void): Promise<WebgpuExecution> {
    const execution = new WebgpuExecution(program, context, leave);
    try {
      await execution.prepare();
    } catch (error) {
      execution.buffers.destroy();
      throw error;
    }
    return execution;
  }

  private async prepare(): Promise<void> {
    const { calls, simulations, tables } = this.program;
    const { current, other } = await this.checked("out-of-memory", () => this.makeArrays());
    const sizeOf = (name: string): Size => {
      const length = current.get(name)!.size / Float32Array.BYTES_PER_ELEMENT;
      return name in tables ? [length, 1] : [simulations, length / simulations];
    };
    const gpu = new library.GPU({ mode: "webgpu" });
    const shaders = await Promise.all(
      calls.map((call) => compileShader(gpu, this.context.device, call, simulations, call.reads.map(sizeOf))),
    );
    await gpu.destroy();
    await this.checked("validation", () => {
      const step = () => calls.map((call, k) => this.dispatch(call, shaders[k]!, sizeOf, current, other));
      const even = new Map(current);
      const first = step();
      this.places = [even, new Map(current)];
      this.steps = [first, step()];
    });
  }

  /** Every array on the device; `other` is the second one of those that a call both reads and writes. */
  private makeArrays(): { current: Map<string, GpuBuffer>; other: Map<string, GpuBuffer> } {
    const current = new Map<string, GpuBuffer>();
    const other = new Map<string, GpuBuffer>();
    for (const [name, values] of this.start) {
      const buffer = this.buffers.storage(name, values.length);
      this.context.device.queue.writeBuffer(buffer, 0, values);
      current.set(name, buffer);
    }
    for (const { output, rows, reads } of this.program.calls) {
      const buffer = () => this.buffers.storage(output, rows * this.program.simulations);
      if (!current.has(output)) current.set(output, buffer());
      if (reads.includes(output) && !other.has(output)) other.set(output, buffer());
    }
    return { current, other };
  }

  /** A call on the arrays where they are now; one that reads what it writes moves that to its other place. */
  private dispatch(
    call: Call,
    { pipeline, layout, group }: Shader,
    sizeOf: (name: string) => Size,
    current: Map<string, GpuBuffer>,
    other: Map<string, GpuBuffer>,
  ): Dispatch {
    const { simulations } = this.program;
    const { name, output, rows, reads } = call;
    const groups = [Math.ceil(simulations / group[0]), Math.ceil(rows / group[1])] as const;
    if (Math.max(...groups) > mostGroups) throw new Error(`backend webgpu: call ${name} has too many rows`);
    const inputs = reads.map((read) => current.get(read)!);
    if (reads.includes(output)) {
      const before = current.get(output)!;
      current.set(output, other.get(output)!);
      other.set(output, before);
    }
    const shapes = [[simulations, rows, 1, 0]];
    for (const [width, height] of reads.map(sizeOf)) shapes.push([width, height, 1, width * height]);
    const buffers = [this.buffers.uniform(Uint32Array.from(shapes.flat())), ...inputs, current.get(output)!];
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    return { pipeline, bindings: this.context.device.createBindGroup({ layout, entries }), groups };
  }

  /** WebGPU reports mistakes and lack of memory to whoever asks, and goes on with zeros. */
  private async checked<Result>(filter: "validation" | "out-of-memory", work: () => Result): Promise<Result> {
    const { device } = this.context;
    device.pushErrorScope(filter);
    let failure: ReturnType<GpuDevice["popErrorScope"]>;
    let result: Result;
    try {
      result = work();
    } finally {
      failure = device.popErrorScope();
    }
    const found = await failure;
    if (this.context.isLost) throw new Error("backend webgpu: the device was lost");
    if (found !== null) throw new Error(`backend webgpu: ${found.message || filter}`);
    return result;
  }

  protected async run(steps: number, wanted: readonly string[]): Promise<readonly Float32Array[]> {
    const submissions: Promise<void>[] = [];
    for (let left = steps; left > 0; left -= submittedSteps) {
      const dispatches = Array.from({ length: Math.min(left, submittedSteps) }, () => {
        const step = this.steps[this.parity];
        this.parity = this.parity === 0 ? 1 : 0;
        return step;
      });
      const submission = this.checked("validation", () => submitPass(this.context.device, dispatches.flat()));
      // Whoever waits for it hears of an error; until then it must not count as unhandled.
      submission.catch(() => undefined);
      submissions.push(submission);
      if (submissions.length >= waitingSubmissions) await submissions.shift();
    }
    await Promise.all(submissions);
    const places = this.places[this.parity];
    const brought = await this.buffers.read(wanted.map((name) => this.place(places, name)));
    if (wanted.length === 0) await this.context.device.queue.onSubmittedWorkDone();
    if (this.context.isLost) throw new Error("backend webgpu: the device was lost");
    return brought;
  }

  private place(places: Places, name: string): GpuBuffer {
    const buffer = places.get(name);
    if (buffer === undefined) throw new Error(`backend webgpu: no array ${name} in the program`);
    return buffer;
  }

  /** Nothing comes from a device without waiting for it. */
  protected late(): undefined {
    return undefined;
  }

  protected upload(name: string, values: Float32Array): void {
    this.context.device.queue.writeBuffer(this.place(this.places[this.parity], name), 0, values);
  }

  async close(): Promise<void> {
    this.buffers.destroy();
    this.leave();
  }
}
