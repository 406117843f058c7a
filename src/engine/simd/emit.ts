import type { AnyNode, FunctionExpression, Statement } from "acorn";
import { type Functions, type Places, pairBytes } from "./code.ts";
import { signed, unsigned, type Written } from "./encode.ts";
import { Expressions } from "./expressions.ts";
import { type Arrays, type Kinds, nameOf } from "./kinds.ts";
import { op } from "./operations.ts";

/** Writes the function of a call: for every row, for all simulations, the body. */
export function emitCall(
  tree: FunctionExpression,
  kinds: Kinds,
  arrays: Arrays,
  places: Places,
  functions: Functions,
): Written {
  return new Emitter(kinds, arrays, places, functions).call(tree);
}

class Emitter extends Expressions {
  /** Masks of the conditions that the code at hand is under, a local a pair; none outside of any. */
  private mask: readonly number[] | undefined;

  call(tree: FunctionExpression): Written {
    const { stride, output, pairs } = this.places;
    const { rows } = this.arrays.call;
    if (rows === 0) return { parameters: [], locals: [], code: [] };
    this.put(op.i32Const, 0, op.localSet, this.row);
    this.put(op.loop, op.empty, op.i32Const, 0, op.localSet, this.lane, op.loop, op.empty);
    const statements = [...tree.body.body];
    const last = statements.pop();
    if (last?.type !== "ReturnStatement") throw new Error("a body ends with its return");
    for (const statement of statements) this.statement(statement);
    for (let pair = 0; pair < pairs; pair++) {
      this.put(op.localGet, this.row);
      this.put(op.i32Const, ...signed(stride), op.i32Mul, op.localGet, this.lane, op.i32Add);
      this.value(last.argument!, "lanes", pair);
      this.simd(op.v128Store, 3, ...unsigned(output + pair * pairBytes));
    }
    this.put(
      op.localGet,
      this.lane,
      op.i32Const,
      ...signed(pairs * pairBytes),
      op.i32Add,
      op.localTee,
      this.lane,
    );
    this.put(op.i32Const, ...signed(stride), op.i32LtS, op.brIf, 0, op.end);
    this.put(op.localGet, this.row, op.i32Const, 1, op.i32Add, op.localTee, this.row);
    this.put(op.i32Const, ...signed(rows), op.i32LtS, op.brIf, 0, op.end);
    return { parameters: [], locals: this.locals, code: this.code };
  }

  private statement(node: Statement): void {
    if (node.type === "BlockStatement") {
      for (const inner of node.body) this.statement(inner);
    } else if (node.type === "VariableDeclaration") {
      for (const { id, init } of node.declarations) {
        if (this.kinds.get(nameOf(id)) !== "lane") this.assign(nameOf(id), init!, undefined);
      }
    } else if (node.type === "ForStatement") this.loop(node);
    else if (node.type === "IfStatement") this.branch(node);
    else if (node.type === "ExpressionStatement") this.expression(node.expression as AnyNode);
    else
      throw new Error(`kernel body "${this.arrays.call.name}": ${node.type} is outside of the common subset`);
  }

  private expression(node: AnyNode): void {
    const one: AnyNode = { type: "Literal", start: -1, end: -1, value: 1, raw: "1" };
    if (node.type === "UpdateExpression") {
      const operator = node.operator === "++" ? "+" : "-";
      this.assign(nameOf(node.argument as never), this.binary(operator, node.argument, one), this.mask);
    } else if (node.type === "AssignmentExpression") {
      const operator = node.operator.slice(0, -1);
      const left = node.left as AnyNode;
      const right = operator === "" ? node.right : this.binary(operator, left, node.right);
      this.assign(nameOf(left as never), right, this.mask);
    } else throw new Error(`kernel body "${this.arrays.call.name}": ${node.type} does nothing`);
  }

  private binary(operator: string, left: AnyNode, right: AnyNode): AnyNode {
    return { type: "BinaryExpression", start: -1, end: -1, operator, left, right } as AnyNode;
  }

  /** Sets a variable; under a mask, in the simulations that it lets through. */
  private assign(name: string, value: AnyNode, mask: readonly number[] | undefined): void {
    const kind = this.kinds.get(name)!;
    this.localsOf(name).forEach((local, pair) => {
      this.value(value, kind, pair);
      if (mask !== undefined && (kind === "lanes" || kind === "mask")) {
        this.get(local);
        this.get(mask[pair]!);
        this.simd(op.bitselect);
      }
      this.set(local);
    });
  }

  private loop(node: Extract<Statement, { type: "ForStatement" }>): void {
    const { init, test } = node;
    if (init?.type !== "VariableDeclaration" || test?.type !== "BinaryExpression")
      throw new Error("no such loop");
    const [counter] = this.localsOf(nameOf(init.declarations[0]!.id));
    const rounds = this.constant(test.right)!;
    if (!(rounds > 0)) return;
    this.put(op.i32Const, 0);
    this.set(counter!);
    this.put(op.loop, op.empty);
    this.statement(node.body);
    this.get(counter!);
    this.put(op.i32Const, 1, op.i32Add, op.localTee, ...unsigned(counter!));
    this.put(op.i32Const, ...signed(Math.ceil(rounds)), op.i32LtS, op.brIf, 0, op.end);
  }

  private branch(node: Extract<Statement, { type: "IfStatement" }>): void {
    if (this.kind(node.test) === "mask") {
      this.masked(node);
      return;
    }
    this.value(node.test, "truth", 0);
    this.put(op.if, op.empty);
    this.statement(node.consequent);
    if (node.alternate) {
      this.put(op.else);
      this.statement(node.alternate);
    }
    this.put(op.end);
  }

  /** Both branches for all simulations, each assigning only where its condition holds; skipped where it holds nowhere. */
  private masked(node: Extract<Statement, { type: "IfStatement" }>): void {
    const outer = this.mask;
    const under = (negated: boolean, body: Statement) => {
      const masks = Array.from({ length: this.places.pairs }, () => this.local("v128"));
      masks.forEach((local, pair) => {
        this.value(node.test, "mask", pair);
        if (negated) this.simd(op.v128Not);
        if (outer !== undefined) {
          this.get(outer[pair]!);
          this.simd(op.v128And);
        }
        this.set(local);
      });
      return { masks, body };
    };
    // Both masks before either body: a body may change what the condition reads.
    const sides = [under(false, node.consequent), ...(node.alternate ? [under(true, node.alternate)] : [])];
    for (const { masks, body } of sides) {
      masks.forEach((local, pair) => {
        this.get(local);
        if (pair > 0) this.simd(op.v128Or);
      });
      this.simd(op.anyTrue);
      this.put(op.if, op.empty);
      this.mask = masks;
      this.statement(body);
      this.mask = outer;
      this.put(op.end);
    }
  }
}
