import type { AnyNode, FunctionExpression } from "acorn";
import { localNames, parameterNames, propertyNames, walk } from "./source.ts";

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
  "asin",
  "acos",
  "atan",
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

const allowedOperators = new Set([
  ..."+ - * / < > <= >= === !== ! && ||".split(" "),
  ..."= += -= *= /= ++ --".split(" "),
]);

type Refuse = (what: string) => never;

/**
 * Checks that a body keeps to the subset of the language that all backends translate alike: scalar
 * locals, loops from 0 to a constant, conditionals, `Math`, reads `array[row][simulation]`, and one
 * `return` at the end. Nothing from outside can be used but the helpers, which are spliced in before.
 * @throws Error that names the call and the construct.
 */
export function lintBody(tree: FunctionExpression, call: string): void {
  const refuse = (what: string): never => {
    throw new Error(`kernel body "${call}": ${what}`);
  };
  const returns: AnyNode[] = [];
  walk(tree, (visited, parent) => {
    const node = visited as AnyNode;
    if (!allowed.has(node.type)) refuse(`${node.type} is outside of the common subset`);
    if ("operator" in node && !allowedOperators.has(node.operator)) {
      refuse(`the operator ${node.operator} is outside of the common subset`);
    }
    if (node.type === "Literal" && typeof node.value !== "number") refuse(`${node.raw} is no number`);
    if (node.type === "ReturnStatement") returns.push(node);
    if (node.type === "ForStatement") lintLoop(node, refuse);
    if (node.type === "VariableDeclarator" && (node.init === null || node.init === undefined)) {
      refuse("a local needs a value from the start");
    }
    if (node.type === "CallExpression") lintCall(node.callee as AnyNode, refuse);
    if (node.type === "UpdateExpression" || node.type === "AssignmentExpression") {
      const alone = parent?.type === "ExpressionStatement" || parent?.type === "ForStatement";
      if (!alone) refuse("a local is changed by a statement of its own");
    }
    if (node.type === "ThisExpression") lintThis(parent as AnyNode, refuse);
  });
  lintNames(tree, refuse);
  const last = tree.body.body.at(-1);
  if (returns.length !== 1 || last?.type !== "ReturnStatement")
    refuse("needs exactly one return, at the end");
}

/** Reads only what the body is given or has declared, and assigns only to the latter. */
function lintNames(tree: FunctionExpression, refuse: Refuse): void {
  const given = new Set(parameterNames(tree));
  const locals = new Set(localNames(tree));
  const properties = propertyNames(tree);
  walk(tree.body, (visited) => {
    const node = visited as AnyNode;
    if (node.type === "AssignmentExpression" || node.type === "UpdateExpression") {
      const target = (node.type === "AssignmentExpression" ? node.left : node.argument) as AnyNode;
      if (target.type !== "Identifier" || !locals.has(target.name)) refuse("only locals can be assigned");
    }
    if (node.type !== "Identifier" || properties.has(node) || node.name === "Math") return;
    if (!given.has(node.name) && !locals.has(node.name)) refuse(`uses ${node.name} from outside`);
  });
}

/** `this` is for the cell and the constants of the call. */
function lintThis(parent: AnyNode, refuse: Refuse): void {
  const name =
    parent.type === "MemberExpression" && !parent.computed && parent.property.type === "Identifier"
      ? parent.property.name
      : "";
  if (name !== "thread" && name !== "constants") refuse("this has nothing but thread and constants");
}

function lintCall(callee: AnyNode, refuse: Refuse): void {
  if (callee.type === "MemberExpression" && isName(callee.object as AnyNode, "Math")) {
    const name = (callee.property as { name?: string }).name ?? "";
    if (!mathFunctions.has(name)) refuse(`Math.${name} is not on every backend`);
    return;
  }
  const name = callee.type === "Identifier" ? callee.name : callee.type;
  refuse(`calls ${name}, which is not among its helpers`);
}

function lintLoop(node: Extract<AnyNode, { type: "ForStatement" }>, refuse: Refuse): void {
  const init = node.init;
  const start = init?.type === "VariableDeclaration" ? init.declarations[0]?.init : undefined;
  if (start?.type !== "Literal" || start.value !== 0) refuse("a loop must start from the literal 0");
  const test = node.test;
  const bound =
    test?.type === "BinaryExpression" && test.operator === "<" ? (test.right as AnyNode) : undefined;
  if (bound === undefined || !(bound.type === "Literal" || isConstant(bound))) {
    refuse("a loop must run while its counter is < a constant");
  }
  const counter = init?.type === "VariableDeclaration" ? init.declarations[0]?.id : undefined;
  const name = counter?.type === "Identifier" ? counter.name : "";
  const { update } = node;
  const counted = test?.type === "BinaryExpression" && isName(test.left as AnyNode, name);
  if (!counted || update?.type !== "UpdateExpression" || update.operator !== "++") {
    refuse("a loop must count up by one");
  } else if (!isName(update.argument as AnyNode, name)) {
    refuse("a loop must count up by one");
  }
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
