import type { AnyNode, FunctionExpression, Statement } from "acorn";
import { isConstant } from "./lint.ts";
import type { Call } from "./program.ts";
import { rewrite } from "./source.ts";
import { constantOf } from "./translate.ts";

/**
 * Replaces loops of one round by their bodies: with one particle, one dimension, one centre most loops of a
 * model are such, and compilers see through an index only when it is a constant.
 */
export function unrollSingle(tree: FunctionExpression, call: Call): FunctionExpression {
  return rewrite(tree, (visited) => {
    const node = visited as AnyNode;
    if (node.type !== "ForStatement" || node.test?.type !== "BinaryExpression" || !node.init) return node;
    const bound = node.test.right as AnyNode;
    const rounds = isConstant(bound)
      ? constantOf(call, bound)
      : bound.type === "Literal"
        ? bound.value
        : undefined;
    if (rounds !== 1) return node;
    const counter = { ...node.init, kind: "const" } as Statement;
    const body = node.body.type === "BlockStatement" ? node.body.body : [node.body];
    return { type: "BlockStatement", start: -1, end: -1, body: [counter, ...body] } as Statement;
  });
}
