import { unsigned, type ValueType } from "./encode.ts";
import type { Arrays, Kind, Kinds } from "./kinds.ts";
import { op } from "./operations.ts";

/** Where arrays are in memory. */
export interface Places {
  /** First byte of the array that the body's parameter stands for, and its rows (entries of a table). */
  of(parameter: string): { readonly at: number; readonly rows: number };
  /** First byte of the array that is written. */
  readonly output: number;
  /** Bytes of a row. */
  readonly stride: number;
  /** Pairs of simulations that are worked on together: their operations do not wait for each other. */
  readonly pairs: number;
  /** Whether there is one simulation only. */
  readonly alone: boolean;
}

/** Numbers of the imported functions by name. */
export type Functions = Readonly<Record<string, number>>;

export const pairBytes = 16;

/** The function of a call as it is written: its bytes and its locals. */
export class Code {
  protected readonly kinds: Kinds;
  protected readonly arrays: Arrays;
  protected readonly places: Places;
  protected readonly functions: Functions;
  protected readonly code: number[] = [];
  protected readonly locals: ValueType[] = [];
  private readonly variables = new Map<string, readonly number[]>();
  protected readonly row: number;
  protected readonly lane: number;
  constructor(kinds: Kinds, arrays: Arrays, places: Places, functions: Functions) {
    this.kinds = kinds;
    this.arrays = arrays;
    this.places = places;
    this.functions = functions;
    this.row = this.local("i32");
    this.lane = this.local("i32");
  }

  protected put(...bytes: number[]): void {
    for (const byte of bytes) this.code.push(byte);
  }

  protected simd(operation: number, ...rest: number[]): void {
    this.put(op.simd, ...unsigned(operation), ...rest);
  }

  protected local(type: ValueType): number {
    this.locals.push(type);
    // All numbers of locals below 128 are one byte; the others are encoded where they are used.
    return this.locals.length - 1;
  }

  /** The locals that hold a variable: one a pair where simulations differ. */
  protected localsOf(name: string): readonly number[] {
    let found = this.variables.get(name);
    if (found === undefined) {
      const kind = this.kinds.get(name)!;
      const many = kind === "lanes" || kind === "mask";
      const type = many ? "v128" : kind === "number" ? "f64" : "i32";
      found = Array.from({ length: many ? this.places.pairs : 1 }, () => this.local(type));
      this.variables.set(name, found);
    }
    return found;
  }

  protected get(local: number): void {
    this.put(op.localGet, ...unsigned(local));
  }

  protected set(local: number): void {
    this.put(op.localSet, ...unsigned(local));
  }

  protected convert(from: Kind, to: Kind): void {
    if (from === to) return;
    if (from === "index" && to === "number") {
      this.put(op.f64ConvertI32);
      return;
    }
    if (from === "number" && to === "index") {
      this.put(op.truncSat, ...unsigned(op.i32TruncSatF64));
      return;
    }
    if (to === "lanes") {
      if (from === "index") this.put(op.f64ConvertI32);
      this.simd(op.f64x2Splat);
    } else if (from === "truth" && to === "mask") {
      // 0 or 1 to no bits or all.
      this.put(op.i32Const, 0);
      this.swapSubtract();
    } else throw new Error(`kernel body "${this.arrays.call.name}": a ${from} where a ${to} is needed`);
  }

  /** From a truth on top of a 0: 0 − truth in both halves. */
  private swapSubtract(): void {
    this.put(op.i32Ne, op.i64ExtendI32U);
    this.simd(op.i64x2Splat);
    this.simd(op.i64x2Neg);
  }
}
