import type { Program } from "./program.ts";

/** Arrays that a backend keeps for a program: one buffer an array, a second one for those that calls write. */
export class Memory<Values extends { length: number; set(values: ArrayLike<number>): void }> {
  /** S, padded to the backend's multiple. */
  readonly lanes: number;
  /** Names of the one-dimensional shared arrays. */
  readonly tables: ReadonlySet<string>;
  private readonly arrays = new Map<string, Values>();
  private readonly spares = new Map<string, Values>();

  /** @throws Error for an array of the wrong size, an unknown name, or an output that is a parameter. */
  constructor(program: Program, create: (length: number) => Values) {
    this.lanes = program.simulations;
    this.tables = new Set(Object.keys(program.tables));
    assertRows(program);
    for (const group of [program.state, program.parameters]) {
      for (const [name, values] of Object.entries(group)) this.put(name, values, create);
    }
    for (const [name, values] of Object.entries(program.tables)) this.put(name, values, create);
    for (const call of program.calls) {
      const length = call.rows * program.simulations;
      const known = this.arrays.get(call.output);
      if (known === undefined) this.arrays.set(call.output, create(length));
      else if (known.length !== length) throw new Error(`call ${call.name}: ${call.output} has another size`);
      if (call.output in program.parameters || this.tables.has(call.output)) {
        throw new Error(`call ${call.name}: ${call.output} is a parameter`);
      }
      if (!this.spares.has(call.output)) this.spares.set(call.output, create(length));
    }
    for (const call of program.calls) for (const name of call.reads) this.array(name);
  }

  private put(name: string, values: Float64Array, create: (length: number) => Values): void {
    const copy = create(values.length);
    copy.set(values);
    this.arrays.set(name, copy);
  }

  /** The current values of an array. @throws Error for an unknown name. */
  array(name: string): Values {
    const values = this.arrays.get(name);
    if (values === undefined) throw new Error(`no array ${name} in the program`);
    return values;
  }

  /** The buffer that the next call to write `name` fills. */
  spare(name: string): Values {
    return this.spares.get(name)!;
  }

  /** Makes the filled buffer the current one. */
  swap(name: string): void {
    const current = this.arrays.get(name)!;
    this.arrays.set(name, this.spares.get(name)!);
    this.spares.set(name, current);
  }
}

/** Every state and parameter array holds whole rows. @throws Error naming the array that does not. */
export function assertRows({ simulations, state, parameters }: Program): void {
  for (const [name, { length }] of [...Object.entries(state), ...Object.entries(parameters)]) {
    if (length % simulations !== 0)
      throw new Error(`array ${name}: ${length} values are no rows of ${simulations}`);
  }
}
