import type { AnyNode, FunctionExpression } from "acorn";
import { walk } from "./source.ts";

/** The functions of `Math` that every backend has. */
const mathFunctions = new Set([
  "exp",
  "log",
  "sqrt",
  "pow",
  "abs",
  "floor",
  "sin",
  "cos",
  "tanh",
  "min",
  "max",
]);

const allowed = new Set([
  "FunctionExpression",
  "BlockStatement",
  "VariableDeclaration",
  "VariableDeclarator",
  "ExpressionStatement",
  "AssignmentExpression",
  "UpdateExpression",
  "ForStatement",
  "IfStatement",
  "ReturnStatement",
  "ConditionalExpression",
  "BinaryExpression",
  "LogicalExpression",
  "UnaryExpression",
  "CallExpression",
  "MemberExpression",
  "Identifier",
  "Literal",
  "ThisExpression",
]);

/**
 * Checks that a body keeps to the subset of the language that all backends translate alike: scalar
 * locals, loops from 0 to a constant, conditionals, `Math`, reads `array[row][simulation]`, and one
 * `return` at the end.
 * @throws Error that names the call and the construct.
 */
export function lintBody(tree: FunctionExpression, call: string): void {
  const refuse = (what: string): never => {
    throw new Error(`kernel body "${call}": ${what}`);
  };
  const returns: AnyNode[] = [];
  walk(tree, (visited) => {
    const node = visited as AnyNode;
    if (!allowed.has(node.type)) refuse(`${node.type} is outside of the common subset`);
    if (node.type === "ReturnStatement") returns.push(node);
    if (node.type === "ForStatement") lintLoop(node, refuse);
    if (node.type === "AssignmentExpression" && node.left.type !== "Identifier")
      refuse("only locals can be assigned");
    if (node.type === "VariableDeclarator" && (node.init === null || node.init === undefined)) {
      refuse("a local needs a value from the start");
    }
    if (node.type === "CallExpression") lintCall(node.callee as AnyNode, refuse);
  });
  const last = tree.body.body.at(-1);
  if (returns.length !== 1 || last?.type !== "ReturnStatement")
    refuse("needs exactly one return, at the end");
}

function lintCall(callee: AnyNode, refuse: (what: string) => never): void {
  if (callee.type === "MemberExpression" && isName(callee.object as AnyNode, "Math")) {
    const name = (callee.property as { name?: string }).name ?? "";
    if (!mathFunctions.has(name)) refuse(`Math.${name} is not on every backend`);
    return;
  }
  const name = callee.type === "Identifier" ? callee.name : callee.type;
  refuse(`calls ${name}, which is not among its helpers`);
}

function lintLoop(node: Extract<AnyNode, { type: "ForStatement" }>, refuse: (what: string) => never): void {
  const init = node.init;
  const start = init?.type === "VariableDeclaration" ? init.declarations[0]?.init : undefined;
  if (start?.type !== "Literal" || start.value !== 0) refuse("a loop must start from the literal 0");
  const test = node.test;
  const bound =
    test?.type === "BinaryExpression" && test.operator === "<" ? (test.right as AnyNode) : undefined;
  if (bound === undefined || !(bound.type === "Literal" || isConstant(bound))) {
    refuse("a loop must run while its counter is < a constant");
  }
  if (node.update?.type !== "UpdateExpression") refuse("a loop must count up by one");
}

/** True for `this.constants.NAME`. */
export function isConstant(node: AnyNode): boolean {
  if (node.type !== "MemberExpression" || node.computed) return false;
  const holder = node.object as AnyNode;
  return (
    holder.type === "MemberExpression" &&
    holder.object.type === "ThisExpression" &&
    isName(holder.property as AnyNode, "constants")
  );
}

/** True for `this.thread.x` (or `y`). */
export function isThread(node: AnyNode, axis: "x" | "y"): boolean {
  if (node.type !== "MemberExpression" || !isName(node.property as AnyNode, axis)) return false;
  const holder = node.object as AnyNode;
  return (
    holder.type === "MemberExpression" &&
    holder.object.type === "ThisExpression" &&
    isName(holder.property as AnyNode, "thread")
  );
}

function isName(node: AnyNode, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}
