import type { GpuBuffer, GpuDevice } from "./gpuAdapter.ts";

const [mapRead, copySource, copyTarget, uniform, storage] = [0x1, 0x4, 0x8, 0x40, 0x80];
const mapModeRead = 1;
const bytes = 4;

/** Makes buffers on a device and reads them back. */
export class GpuBuffers {
  private readonly device: GpuDevice;
  private readonly made: GpuBuffer[] = [];

  constructor(device: GpuDevice) {
    this.device = device;
  }

  /** A buffer of single-precision numbers, zero at first. @throws Error when it is larger than the device allows. */
  storage(name: string, length: number): GpuBuffer {
    const { maxStorageBufferBindingSize = 0, maxBufferSize = 0 } = this.device.limits;
    const most = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    if (length * bytes > most) {
      throw new Error(
        `backend webgpu: array ${name} has ${length * bytes} bytes, and this device allows ${most}`,
      );
    }
    return this.make(length * bytes, storage | copySource | copyTarget);
  }

  uniform(values: Uint32Array): GpuBuffer {
    const buffer = this.make(values.byteLength, uniform | copyTarget);
    this.device.queue.writeBuffer(buffer, 0, values);
    return buffer;
  }

  private make(size: number, usage: number): GpuBuffer {
    const buffer = this.device.createBuffer({ size, usage });
    this.made.push(buffer);
    return buffer;
  }

  /** Copies of buffers, after all that was submitted before; one way to the device and back for all. */
  async read(buffers: readonly GpuBuffer[]): Promise<Float32Array[]> {
    if (buffers.length === 0) return [];
    const total = buffers.reduce((sum, { size }) => sum + size, 0);
    const staging = this.device.createBuffer({ size: total, usage: mapRead | copyTarget });
    try {
      const encoder = this.device.createCommandEncoder();
      let offset = 0;
      for (const buffer of buffers) {
        encoder.copyBufferToBuffer(buffer, 0, staging, offset, buffer.size);
        offset += buffer.size;
      }
      this.device.queue.submit([encoder.finish()]);
      await staging.mapAsync(mapModeRead);
      const all = new Float32Array(staging.getMappedRange());
      let start = 0;
      return buffers.map(({ size }) => {
        start += size / bytes;
        return all.slice(start - size / bytes, start);
      });
    } finally {
      staging.destroy();
    }
  }

  destroy(): void {
    for (const buffer of this.made) buffer.destroy();
  }
}

/** One dispatch of a compute shader. */
export interface Dispatch {
  readonly pipeline: object;
  readonly bindings: object;
  readonly groups: readonly [number, number];
}

/** Submits a list of dispatches as one compute pass; each sees what the ones before it wrote. */
export function submitPass(device: GpuDevice, dispatches: readonly Dispatch[]): void {
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  for (const { pipeline, bindings, groups } of dispatches) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    pass.dispatchWorkgroups(groups[0], groups[1]);
  }
  pass.end();
  device.queue.submit([encoder.finish()]);
}
