import type { AnyNode } from "acorn";
import { isConstant } from "../lint.ts";
import { constantOf } from "../translate.ts";
import { Code, pairBytes } from "./code.ts";
import { double, signed, unsigned } from "./encode.ts";
import { type Kind, kindOf, mathConstant } from "./kinds.ts";
import { op } from "./operations.ts";

/** Puts what is read from arrays on the stack. */
export abstract class Reads extends Code {
  /** Whether what is computed may be thrown away, so that an index may be beyond its array. */
  private maybe = false;

  protected refuse(what: string): never {
    throw new Error(`kernel body "${this.arrays.call.name}": ${what}`);
  }

  /** Puts the value of an expression for one pair of simulations on the stack, as the kind that is wanted. */
  protected abstract value(node: AnyNode, want: Kind, pair: number): void;

  protected kind(node: AnyNode): Kind {
    return kindOf(node, this.kinds, this.arrays);
  }

  /** The number that an expression is whatever the cell, if it is one. */
  protected constant(node: AnyNode): number | undefined {
    if (isConstant(node)) return constantOf(this.arrays.call, node);
    return node.type === "Literal" ? (node.value as number) : mathConstant(node);
  }

  /** Writes what JavaScript would not have computed at all where its value is not used. */
  protected either(write: () => void): void {
    const outside = this.maybe;
    this.maybe = true;
    write();
    this.maybe = outside;
  }

  protected read(node: Extract<AnyNode, { type: "MemberExpression" }>, pair: number): void {
    const outer = node.object as AnyNode;
    if (outer.type === "Identifier") {
      this.readTable(outer.name, node.property as AnyNode, pair);
      return;
    }
    if (outer.type !== "MemberExpression") throw new Error("no such read");
    if (this.kind(node.property as AnyNode) !== "lane" && !this.places.alone) {
      this.refuse("reads another simulation than its own");
    }
    const { at, rows } = this.places.of((outer.object as AnyNode & { name: string }).name);
    const index = outer.property as AnyNode;
    const base = at + pair * pairBytes;
    const { stride } = this.places;
    if (this.kind(index) === "lanes") {
      const lanes = [base, base + pairBytes / 2];
      this.gather(index, pair, rows, stride, lanes);
      return;
    }
    const constant = this.constant(index);
    this.get(this.lane);
    if (constant === undefined) {
      this.rowAt(index, pair, rows);
      this.put(op.i32Const, ...signed(stride), op.i32Mul, op.i32Add);
    }
    const fixed = Math.max(0, Math.min(constant ?? 0, rows - 1));
    this.simd(op.v128Load, 3, ...unsigned(base + fixed * stride));
  }

  /** Puts a row that all simulations share on the stack, one that there is where the value may not be wanted. */
  private rowAt(index: AnyNode, pair: number, rows: number): void {
    if (!this.maybe) {
      this.value(index, "index", pair);
      return;
    }
    this.value(index, "number", pair);
    this.within(rows);
  }

  /** From a number to the whole number from 0 to rows − 1 that is nearest below, 0 for what is no number. */
  private within(rows: number): void {
    const last = Math.max(0, rows - 1);
    this.put(op.f64Const, ...double(0), op.f64Max, op.f64Const, ...double(last), op.f64Min);
    this.put(op.truncSat, ...unsigned(op.i32TruncSatF64));
  }

  private readTable(name: string, index: AnyNode, pair: number): void {
    const { at, rows } = this.places.of(name);
    const bytes = pairBytes / 2;
    if (this.kind(index) === "lanes") {
      this.gather(index, pair, rows, bytes, [at, at], false);
      return;
    }
    this.rowAt(index, pair, rows);
    this.put(op.i32Const, ...signed(bytes), op.i32Mul, op.f64Load, 3, ...unsigned(at));
  }

  /** Both halves from rows of their own; an index that is no number, or beyond the array, reads its ends. */
  private gather(
    index: AnyNode,
    pair: number,
    rows: number,
    stride: number,
    bases: readonly number[],
    lanes = true,
  ): void {
    const held = this.local("v128");
    this.value(index, "lanes", pair);
    this.set(held);
    bases.forEach((base, side) => {
      this.get(held);
      this.simd(op.f64x2ExtractLane, side);
      this.within(rows);
      this.put(op.i32Const, ...signed(stride), op.i32Mul);
      if (lanes) this.put(op.localGet, this.lane, op.i32Add);
      this.put(op.f64Load, 3, ...unsigned(base));
      if (side === 0) this.simd(op.f64x2Splat);
      else this.simd(op.f64x2ReplaceLane, 1);
    });
  }
}
