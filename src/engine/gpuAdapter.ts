/** The part of WebGPU that is used here; the types of browsers are not among those of the library. */
export interface GpuDevice {
  readonly queue: GpuQueue;
  readonly limits: Readonly<Record<string, number>>;
  createBuffer(settings: { size: number; usage: number }): GpuBuffer;
  createShaderModule(settings: { code: string }): object;
  createBindGroupLayout(settings: object): object;
  createPipelineLayout(settings: object): object;
  createComputePipeline(settings: object): object;
  createBindGroup(settings: object): object;
  createCommandEncoder(): GpuEncoder;
  pushErrorScope(filter: string): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
  destroy(): void;
}

interface GpuQueue {
  writeBuffer(buffer: GpuBuffer, offset: number, values: Float32Array | Uint32Array): void;
  submit(commands: readonly object[]): void;
  onSubmittedWorkDone(): Promise<undefined>;
}

export interface GpuBuffer {
  readonly size: number;
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

interface GpuEncoder {
  beginComputePass(): {
    setPipeline(pipeline: object): void;
    setBindGroup(index: number, group: object): void;
    dispatchWorkgroups(x: number, y: number): void;
    end(): void;
  };
  copyBufferToBuffer(from: GpuBuffer, start: number, to: GpuBuffer, end: number, size: number): void;
  finish(): object;
}

/** A graphics adapter, as `navigator.gpu` hands it out. */
export interface GpuAdapter {
  readonly info?: Readonly<Record<string, string | boolean>>;
}

interface Gpu {
  requestAdapter(): Promise<GpuAdapter | null>;
}

interface Surroundings {
  navigator?: { gpu?: Gpu };
  process?: { versions?: { node?: string } };
}

const surroundings = globalThis as Surroundings;

/** How many executions need the `navigator.gpu` that was put there for Node. */
const users = new WeakMap<Gpu, number>();

/**
 * Makes sure that there is a `navigator.gpu`, where gpu.js looks for it. Browsers have one; in Node it comes
 * from the package `webgpu`, and is taken away again by `leaveGpu`, since Node does not end while it is there.
 * @throws Error saying why there is none.
 */
export async function enterGpu(): Promise<Gpu> {
  const present = surroundings.navigator?.gpu ?? (await installedGpu());
  if (users.has(present)) users.set(present, users.get(present)! + 1);
  return present;
}

/** Ends one use; true when it was the last of one that Node keeps running for. */
export function leaveGpu(gpu: Gpu): boolean {
  const left = (users.get(gpu) ?? 0) - 1;
  if (!users.has(gpu)) return false;
  users.set(gpu, left);
  if (left > 0) return false;
  if (surroundings.navigator?.gpu === gpu) place(undefined);
  return true;
}

/** The package is named by a variable, so that bundlers for browsers do not try to take it in. */
const packageName: string = "webgpu";

async function installedGpu(): Promise<Gpu> {
  if (surroundings.process?.versions?.node === undefined) {
    throw new Error("backend webgpu: this browser has no WebGPU (or the page is not served securely)");
  }
  let gpu: Gpu;
  try {
    const found = (await import(packageName)) as { create(options: string[]): Gpu; globals: object };
    gpu = found.create([]);
    for (const [name, value] of Object.entries(found.globals)) {
      if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true });
    }
  } catch (error) {
    const cause = (error as Error).message.split("\n")[0]!.trim();
    throw new Error(`backend webgpu: the package webgpu does not load here: ${cause}`);
  }
  // Another execution may have been faster while this one waited for the package.
  const first = surroundings.navigator?.gpu;
  if (first !== undefined) return first;
  users.set(gpu, 0);
  place(gpu);
  return gpu;
}

/** Node 20 has no `navigator`; that of later ones cannot be replaced, but takes another property. */
function place(gpu: Gpu | undefined): void {
  if (surroundings.navigator === undefined) {
    Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true, writable: true });
  }
  Object.defineProperty(surroundings.navigator, "gpu", { value: gpu, configurable: true, writable: true });
}

/** The name of an adapter, in words. */
export function adapterName({ info = {} }: GpuAdapter): string {
  const words = [info.description, info.vendor, info.architecture, info.device]
    .map((word) => String(word ?? "").trim())
    .filter((word) => word !== "");
  return [...new Set(words)].join(", ") || "an adapter without a name";
}
