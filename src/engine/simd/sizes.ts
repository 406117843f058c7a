import type { AnyNode } from "acorn";
import { isConstant, isThread } from "../lint.ts";
import type { Call } from "../program.ts";
import { constantOf } from "../translate.ts";

/** The largest size of a whole number of 32 bits. */
export const mostIndex = 2 ** 31 - 1;

/**
 * How large a whole number that all simulations share can become, whatever its sign: what may not fit 32 bits is
 * computed in double precision.
 * @param sizes the same of the locals that are such numbers
 */
export function sizeOf(node: AnyNode, sizes: ReadonlyMap<string, number>, call: Call): number {
  const of = (inner: unknown) => sizeOf(inner as AnyNode, sizes, call);
  if (isConstant(node)) return Math.abs(constantOf(call, node));
  if (isThread(node, "y")) return call.rows;
  switch (node.type) {
    case "Literal":
      return Math.abs(node.value as number);
    case "Identifier":
      return sizes.get(node.name) ?? 0;
    case "UnaryExpression":
      return of(node.argument);
    case "BinaryExpression":
      if (node.operator === "*") return of(node.left) * of(node.right);
      return node.operator === "/" ? of(node.left) : of(node.left) + of(node.right);
    case "ConditionalExpression":
      return Math.max(of(node.consequent), of(node.alternate));
    case "CallExpression":
      return node.arguments.length === 0 ? 0 : of(node.arguments[0]);
    default:
      return 0;
  }
}
