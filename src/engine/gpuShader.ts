import { type GPU, Input } from "gpu.js";
import { gpuMath } from "./fastMath.ts";
import type { GpuDevice } from "./gpuAdapter.ts";
import { kernelText } from "./gpuText.ts";
import type { Call } from "./program.ts";

/** A call as a compute shader with its bindings: 0 sizes, 1 … the arrays read, then the output. */
export interface Shader {
  readonly pipeline: object;
  readonly layout: object;
  /** Invocations of a work group along the simulations and along the rows. */
  readonly group: readonly [number, number];
}

/** Width and height of an array: [lanes, rows], or [length, 1] for a table. */
export type Size = readonly [number, number];

const groupText = "@workgroup_size(8, 8, 1)";
/** More groups than this along one axis cannot be dispatched on every device. */
const mostGroups = 65_535;
const computeStage = 4;

/** Work groups of neighbouring simulations: with few rows gpu.js's own shape of 8 × 8 would stand half idle. */
function groupFor(rows: number): [number, number] {
  return rows <= mostGroups ? [64, 1] : [8, 8];
}

/**
 * Has gpu.js translate a call to WGSL, and compiles that.
 * @throws Error naming the call, with the compiler's message.
 */
export async function compileShader(
  gpu: GPU,
  device: GpuDevice,
  call: Call,
  lanes: number,
  sizes: readonly Size[],
): Promise<Shader> {
  const group = groupFor(call.rows);
  const code = wgslOf(gpu, call, lanes, sizes).replace(groupText, `@workgroup_size(${group.join(", ")}, 1)`);
  device.pushErrorScope("validation");
  const types = ["uniform", ...sizes.map(() => "read-only-storage"), "storage"];
  const layout = device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility: computeStage, buffer: { type } })),
  });
  const pipeline = device.createComputePipeline({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code }), entryPoint: "main" },
  });
  const failure = await device.popErrorScope();
  if (failure !== null) throw new Error(`backend webgpu: call ${call.name}: ${failure.message}`);
  return { pipeline, layout, group };
}

/** The parts of a gpu.js kernel that make its text; it runs nothing here. */
interface Translating {
  readonly compiledSource?: unknown;
  _buildAsync(): Promise<void>;
  build(...inputs: unknown[]): Promise<void>;
}

function wgslOf(gpu: GPU, call: Call, lanes: number, sizes: readonly Size[]): string {
  const { source, settings } = kernelText(call, lanes, gpuMath);
  const { kernel } = gpu.createKernel(source as never, settings as never) as unknown as {
    kernel: Translating;
  };
  // The translation is done at once; what gpu.js would compile from it asynchronously is compiled here.
  kernel._buildAsync = () => Promise.resolve();
  kernel.build(
    ...sizes.map(
      (size) => new Input(new Float32Array(size[0] * size[1]) as unknown as number[], size as never),
    ),
  );
  const text = kernel.compiledSource;
  if (typeof text !== "string" || !text.includes(groupText)) {
    throw new Error(`backend webgpu: gpu.js gave no shader for call ${call.name}`);
  }
  return text;
}
