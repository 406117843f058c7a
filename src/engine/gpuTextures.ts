import { GPU, Input } from "gpu.js";
import type { Backend } from "./backend.ts";
import { gpuMath } from "./fastMath.ts";
import { DeviceExecution } from "./gpuHost.ts";
import { kernelText } from "./gpuText.ts";
import type { Call, Program } from "./program.ts";

/** An array on the card. */
interface Texture {
  toArray(): Float32Array[];
  delete(): void;
}

/** A gpu.js kernel that writes a texture of its own, the same one at every run. */
type Writer = ((...reads: unknown[]) => Texture) & {
  setOutput(size: readonly number[]): void;
  readonly kernel: {
    readonly constructor: { readonly mode: string };
    readonly context: Context;
    /** What the kernel writes; gpu.js binds another one when told that it was switched. */
    texture?: Texture;
    _textureSwitched: boolean;
  };
};

interface Context {
  readonly MAX_TEXTURE_SIZE: number;
  getExtension(name: string): { readonly UNMASKED_RENDERER_WEBGL: number } | null;
  getParameter(name: number): unknown;
  isContextLost(): boolean;
}

/** So many textures can be bound everywhere. */
const mostReads = 16;

/**
 * Opens WebGL2, single precision: gpu.js kernels from textures to textures.
 * @throws Error in one line that says why there is none.
 */
export async function openWebgl(): Promise<Backend> {
  if (!("document" in globalThis) && !("OffscreenCanvas" in globalThis)) {
    throw new Error("backend webgl: needs a browser; Node has no WebGL2");
  }
  if (!GPU.isWebGL2Supported) throw new Error("backend webgl: this browser has no WebGL2");
  const device = await rendererName();
  return {
    kind: "webgl",
    precision: "single",
    lanes: 4096,
    device,
    async load(program) {
      return new WebglExecution(program);
    },
  };
}

/** The name of what draws, from a first small kernel. @throws Error when that does not run. */
async function rendererName(): Promise<string> {
  const gpu = new GPU({ mode: "webgl2" });
  const kernel = gpu.createKernel("function () { return 1; }" as never, { output: [1] }) as unknown as Writer;
  kernel();
  const { context } = kernel.kernel;
  if (kernel.kernel.constructor.mode !== "gpu")
    throw new Error("backend webgl: gpu.js cannot use this browser's WebGL2");
  const extension = context.getExtension("WEBGL_debug_renderer_info");
  const name = extension === null ? "" : String(context.getParameter(extension.UNMASKED_RENDERER_WEBGL));
  await gpu.destroy();
  return name || "a renderer without a name";
}

/** A call with the kernel that runs it. */
interface Written {
  readonly call: Call;
  readonly writer: Writer;
  /** Where it reads what it writes: the texture that it does not write next. */
  spare: Texture | undefined;
}

class WebglExecution extends DeviceExecution {
  private readonly gpu = new GPU({ mode: "webgl2" });
  private readonly calls: readonly Written[];
  /** What holds an array now. */
  private readonly textures = new Map<string, Texture>();
  /** Those that were uploaded, which no kernel owns. */
  private readonly uploaded = new Map<string, Texture>();
  private readonly blanks: Texture[] = [];
  private readonly rowUploader = this.uploader("[this.thread.y][this.thread.x]");
  private readonly tableUploader = this.uploader("[this.thread.x]");

  /** One array, and a small one, since bringing it is how the card is waited for; the others can come later. */
  protected readonly usual: readonly string[];

  constructor(program: Program) {
    super("webgl", program, mostReads);
    const { state, calls } = program;
    const changing = Object.keys(state).filter((name) => calls.some(({ output }) => output === name));
    this.usual = changing.sort((a, b) => state[a]!.length - state[b]!.length).slice(0, 1);
    for (const [name, values] of this.start) this.upload(name, values);
    for (const { output, rows } of program.calls) {
      if (this.textures.has(output)) continue;
      this.upload(output, new Float32Array(rows * program.simulations));
    }
    this.calls = program.calls.map((call) => ({ call, writer: this.writer(call), spare: undefined }));
  }

  private writer(call: Call): Writer {
    const { source, settings } = kernelText(call, this.program.simulations, gpuMath);
    return this.make(source, { ...settings, immutable: false });
  }

  private make(source: string, settings: object): Writer {
    const all = { ...settings, pipeline: true, precision: "single", tactic: "precision" };
    return this.gpu.createKernel(source as never, all as never) as unknown as Writer;
  }

  protected upload(name: string, values: Float32Array): void {
    const table = name in this.program.tables;
    const { simulations } = this.program;
    const size = table ? [values.length] : [simulations, values.length / simulations];
    this.uploaded.get(name)?.delete();
    const uploader = table ? this.tableUploader : this.rowUploader;
    uploader.setOutput(size);
    const texture = uploader(new Input(values as unknown as number[], size as never));
    this.uploaded.set(name, texture);
    this.textures.set(name, texture);
  }

  /** Copies an array of any size to a texture of its own. */
  private uploader(index: string): Writer {
    return this.make(`function (values) { return values${index}; }`, {
      immutable: true,
      dynamicOutput: true,
      dynamicArguments: true,
    });
  }

  protected async run(steps: number, wanted: readonly string[]): Promise<readonly Float32Array[]> {
    for (let step = 0; step < steps; step++) for (const written of this.calls) this.call(written);
    const brought = wanted.map((name) => this.bring(name));
    const lost = this.calls[0]?.writer.kernel.context.isContextLost() ?? false;
    if (lost) throw new Error("backend webgl: the graphics context was lost");
    return brought;
  }

  private call(written: Written): void {
    const { call, writer, spare } = written;
    const { kernel } = writer;
    const own = kernel.texture;
    if (own !== undefined && own === this.textures.get(call.output) && call.reads.includes(call.output)) {
      // gpu.js has a kernel write one texture for ever, and none can be read and written at once. It is given
      // the other one of two in turns, which costs nothing; a second kernel would have to be compiled.
      kernel.texture = spare ?? this.blank(call);
      kernel._textureSwitched = true;
      written.spare = own;
    }
    const texture = writer(...call.reads.map((name) => this.textures.get(name)!));
    // gpu.js replaces a kernel that cannot run there by one in plain JavaScript, and only warns.
    const { mode } = writer.kernel.constructor;
    if (mode !== "gpu") throw new Error(`backend webgl: gpu.js ran call ${call.name} on ${mode} instead`);
    this.textures.set(call.output, texture);
  }

  /** Another texture of the size of a call's output. */
  private blank({ rows }: Call): Texture {
    const { simulations } = this.program;
    this.rowUploader.setOutput([simulations, rows]);
    const texture = this.rowUploader(
      new Input(new Float32Array(rows * simulations) as unknown as number[], [simulations, rows] as never),
    );
    this.blanks.push(texture);
    return texture;
  }

  protected late(name: string): Float32Array | undefined {
    return this.textures.has(name) ? this.bring(name) : undefined;
  }

  private bring(name: string): Float32Array {
    const texture = this.textures.get(name);
    if (texture === undefined) throw new Error(`backend webgl: no array ${name} in the program`);
    const { simulations } = this.program;
    const rows = texture.toArray();
    const values = new Float32Array(rows.length * simulations);
    rows.forEach((row, k) => {
      values.set(row, k * simulations);
    });
    return values;
  }

  async close(): Promise<void> {
    for (const texture of [...this.uploaded.values(), ...this.blanks]) texture.delete();
    await this.gpu.destroy();
  }
}
