import type { AnyNode } from "acorn";
import { isThread } from "../lint.ts";
import { double, signed, unsigned } from "./encode.ts";
import { isTruth, type Kind, mathName, wider } from "./kinds.ts";
import { op } from "./operations.ts";
import { Reads } from "./reads.ts";

/** Puts the values of a body's expressions on the stack. */
export class Expressions extends Reads {
  /** Puts the value of an expression for one pair of simulations on the stack, as the kind that is wanted. */
  protected value(node: AnyNode, want: Kind, pair: number): void {
    const kind = this.kind(node);
    if (kind === "lane") this.refuse("the number of the simulation is for reading arrays alone");
    const constant = this.constant(node);
    if (constant !== undefined) {
      if (want === "index") {
        this.put(op.i32Const, ...signed(constant));
        return;
      }
      this.put(op.f64Const, ...double(constant));
      if (want === "lanes") this.simd(op.f64x2Splat);
      return;
    }
    const own = kind === "index" && want !== "index" ? "index" : kind;
    this.raw(node, own, pair);
    this.convert(own, want);
  }

  /** Puts an expression's value on the stack, as its own kind. */
  private raw(node: AnyNode, kind: Kind, pair: number): void {
    if (isThread(node, "y")) {
      this.get(this.row);
      return;
    }
    switch (node.type) {
      case "Identifier": {
        const locals = this.localsOf(node.name);
        this.get(locals[locals.length > 1 ? pair : 0]!);
        return;
      }
      case "UnaryExpression":
        this.unary(node, kind, pair);
        return;
      case "BinaryExpression":
      case "LogicalExpression":
        this.operation(node.operator, node.left as AnyNode, node.right, kind, pair);
        return;
      case "ConditionalExpression":
        this.conditional(node, kind, pair);
        return;
      case "CallExpression":
        this.function(node, kind, pair);
        return;
      case "MemberExpression":
        this.read(node, pair);
        return;
      default:
        throw new Error(
          `kernel body "${this.arrays.call.name}": ${node.type} is outside of the common subset`,
        );
    }
  }

  private unary(node: Extract<AnyNode, { type: "UnaryExpression" }>, kind: Kind, pair: number): void {
    if (node.operator === "!") {
      this.value(node.argument, kind, pair);
      if (kind === "mask") this.simd(op.v128Not);
      else this.put(op.i32Eqz);
    } else if (kind === "index") {
      this.put(op.i32Const, 0);
      this.value(node.argument, kind, pair);
      this.put(op.i32Sub);
    } else {
      this.value(node.argument, kind, pair);
      if (node.operator !== "-") return;
      if (kind === "lanes") this.simd(op.f64x2Neg);
      else this.put(op.f64Neg);
    }
  }

  private operation(operator: string, left: AnyNode, right: AnyNode, kind: Kind, pair: number): void {
    const [one, other] = [this.kind(left), this.kind(right)];
    const logical = operator === "&&" || operator === "||";
    // Comparisons are made in the kind that holds both sides, sums in the kind of the result.
    const inner = logical || !isTruth(kind) ? kind : wider(one, other);
    this.value(left, inner, pair);
    if (logical) this.either(() => this.value(right, inner, pair));
    else this.value(right, inner, pair);
    const table =
      inner === "lanes" || inner === "mask" ? op.ofLanes : inner === "number" ? op.ofNumbers : op.ofIndexes;
    const code = (table as Readonly<Record<string, number>>)[operator];
    if (code === undefined) {
      throw new Error(
        `kernel body "${this.arrays.call.name}": the operator ${operator} is outside of the common subset`,
      );
    }
    if (inner === "lanes" || inner === "mask") this.simd(code);
    else this.put(code);
  }

  private conditional(
    node: Extract<AnyNode, { type: "ConditionalExpression" }>,
    kind: Kind,
    pair: number,
  ): void {
    if (this.kind(node.test) === "mask") {
      this.either(() => {
        this.value(node.consequent, kind, pair);
        this.value(node.alternate, kind, pair);
      });
      this.value(node.test, "mask", pair);
      this.simd(op.bitselect);
      return;
    }
    this.value(node.test, "truth", pair);
    const types = {
      index: op.typeI32,
      truth: op.typeI32,
      number: op.typeF64,
      lanes: op.typeV128,
      mask: op.typeV128,
    };
    this.put(op.if, types[kind as keyof typeof types]);
    this.value(node.consequent, kind, pair);
    this.put(op.else);
    this.value(node.alternate, kind, pair);
    this.put(op.end);
  }

  private function(node: Extract<AnyNode, { type: "CallExpression" }>, kind: Kind, pair: number): void {
    const name = mathName(node);
    const given = node.arguments as AnyNode[];
    if (kind === "index") {
      // The floor of a ratio of whole numbers.
      this.value(given[0]!, "number", pair);
      this.put(op.f64Floor, op.truncSat, ...unsigned(op.i32TruncSatF64));
      return;
    }
    const lanes = kind === "lanes";
    const native = (lanes ? op.mathOfLanes : op.mathOfNumbers) as Readonly<Record<string, number>>;
    if (native[name] !== undefined) {
      const many = name === "min" || name === "max";
      given.forEach((argument, k) => {
        this.value(argument, kind, pair);
        if (many && k === 0) return;
        if (lanes) this.simd(native[name]!);
        else this.put(native[name]!);
      });
    } else if (lanes && this.functions[`${name}Pair`] !== undefined) {
      this.value(given[0]!, "lanes", pair);
      this.put(op.call, ...unsigned(this.functions[`${name}Pair`]!));
    } else if (!lanes) {
      for (const argument of given) this.value(argument, "number", pair);
      this.put(op.call, ...unsigned(this.functions[name]!));
    } else this.half(name, given, pair);
  }

  /** A function of JavaScript for one half of a pair after the other. */
  private half(name: string, given: readonly AnyNode[], pair: number): void {
    const held = given.map((argument) => {
      const local = this.local("v128");
      this.value(argument, "lanes", pair);
      this.set(local);
      return local;
    });
    for (const side of [0, 1]) {
      for (const local of held) {
        this.get(local);
        this.simd(op.f64x2ExtractLane, side);
      }
      this.put(op.call, ...unsigned(this.functions[name]!));
      if (side === 0) this.simd(op.f64x2Splat);
      else this.simd(op.f64x2ReplaceLane, 1);
    }
  }
}
