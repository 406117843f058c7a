/** Bytes of the WebAssembly binary format, as far as step programs need it. */

/** An unsigned number, LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** A signed whole number of 32 bits, LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

/** A double, eight bytes. */
export function double(value: number): number[] {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}

export function text(name: string): number[] {
  const letters = [...new TextEncoder().encode(name)];
  return [...unsigned(letters.length), ...letters];
}

export const types = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

export type ValueType = keyof typeof types;

/** A function that is imported: a `f64` one of JavaScript, or a `v128` one of another module. */
export interface Imported {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result: ValueType;
}

/** A function of the module, its locals after its parameters. */
export interface Written {
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly code: readonly number[];
}

/**
 * A module that imports `env.memory` and functions of `env`, and exports its last function as `run`. Functions are
 * numbered with the imported ones first.
 */
export function moduleBytes(imports: readonly Imported[], functions: readonly Written[]): Uint8Array {
  const signature = (parameters: readonly ValueType[], results: readonly ValueType[]) => [
    ...[0x60, ...unsigned(parameters.length), ...parameters.map((one) => types[one])],
    ...[...unsigned(results.length), ...results.map((one) => types[one])],
  ];
  const signatures = [
    ...imports.map(({ parameters, result }) => signature(parameters, [result])),
    ...functions.map(({ parameters }) => signature(parameters, [])),
  ];
  const imported = imports.map(({ name }, k) => [...text("env"), ...text(name), 0, ...unsigned(k)]);
  const memory = [...text("env"), ...text("memory"), 2, 0, 1];
  const bodies = functions.map(({ locals, code }) => {
    const body = [...localGroups(locals), ...code, 0x0b];
    return [...unsigned(body.length), ...body];
  });
  const last = imports.length + functions.length - 1;
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, signatures),
    ...section(2, [...imported, memory]),
    ...section(
      3,
      functions.map((_, k) => unsigned(imports.length + k)),
    ),
    ...section(7, [[...text("run"), 0, ...unsigned(last)]]),
    ...section(10, bodies),
  ]);
}

function section(kind: number, items: readonly (readonly number[])[]): number[] {
  const contents = [...unsigned(items.length), ...items.flat()];
  return [kind, ...unsigned(contents.length), ...contents];
}

function localGroups(locals: readonly ValueType[]): number[] {
  return [...unsigned(locals.length), ...locals.flatMap((one) => [1, types[one]])];
}
