import type { AnyNode, ConditionalExpression, Expression, FunctionExpression } from "acorn";
import { isThread } from "./lint.ts";
import { rewrite, walk } from "./source.ts";

/**
 * Makes the two branches of conditionals of one type: shaders know integers (counters of loops, the cell's
 * indices), and refuse `condition ? counter : number`. ⌊i⌋ is how gpu.js is told that an
 * integer i is meant as a number.
 */
export function evenBranches(tree: FunctionExpression): FunctionExpression {
  const whole = wholeNames(tree);
  return rewrite(tree, (visited) => {
    const node = visited as AnyNode;
    if (node.type !== "ConditionalExpression") return node;
    const branches = {
      consequent: asNumber(node.consequent, whole),
      alternate: asNumber(node.alternate, whole),
    };
    return { ...node, ...branches } as ConditionalExpression;
  });
}

/** Names of the counters of loops, and of locals that are an index of the cell. */
function wholeNames(tree: FunctionExpression): ReadonlySet<string> {
  const names = new Set<string>();
  walk(tree, (visited, parent) => {
    const node = visited as AnyNode;
    if (node.type !== "VariableDeclaration") return;
    const counts = (parent as AnyNode | undefined)?.type === "ForStatement";
    for (const { id, init } of node.declarations) {
      if (id.type === "Identifier" && init && (counts || isWhole(init, names))) names.add(id.name);
    }
  });
  return names;
}

function isWhole(node: AnyNode, names: ReadonlySet<string>): boolean {
  if (node.type === "Identifier") return names.has(node.name);
  return isThread(node, "x") || isThread(node, "y");
}

function asNumber(node: Expression, names: ReadonlySet<string>): Expression {
  if (isWhole(node, names)) return floorOf(node);
  if (node.type !== "BinaryExpression" || !/^[-+*/]$/.test(node.operator)) return node;
  return {
    ...node,
    left: asNumber(node.left as Expression, names),
    right: asNumber(node.right, names),
  };
}

function floorOf(node: Expression): Expression {
  const [start, end] = [-1, -1];
  const object: Expression = { type: "Identifier", start, end, name: "Math" };
  const property: Expression = { type: "Identifier", start, end, name: "floor" };
  const callee = { type: "MemberExpression", start, end, object, property, computed: false, optional: false };
  return { type: "CallExpression", start, end, callee, arguments: [node], optional: false } as Expression;
}
