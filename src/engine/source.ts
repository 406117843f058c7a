import type { AnyNode, FunctionExpression, Node } from "acorn";
import { parseExpressionAt } from "acorn";
import type { Helper } from "./program.ts";

/**
 * The syntax tree of a function given as itself or as text.
 *
 * Bodies are real functions whose source is read back with `toString()`; bundles are therefore written
 * without minified syntax or `keepNames`, and a test proves that each body still parses in the bundle.
 * @throws Error when the text is not a `function (…) { … }`, or uses a name that ends in _ or _1, which
 * the engine keeps for the locals that it adds.
 */
export function parseFunction(source: Helper | ((...inputs: never[]) => number)): FunctionExpression {
  const text = typeof source === "string" ? source : source.toString();
  const tree = parseExpressionAt(text, 0, { ecmaVersion: 2022 });
  if (tree.type !== "FunctionExpression")
    throw new Error(`a kernel body must be a plain function: ${text.slice(0, 60)}`);
  walk(tree, (visited) => {
    const node = visited as AnyNode;
    if (node.type === "Identifier" && /_\d*$/.test(node.name)) {
      throw new Error(`a kernel body must not use the name ${node.name}: names ending in _ are the engine's`);
    }
  });
  return tree as FunctionExpression;
}

/** A deep copy of a tree in which `change` may replace any node (children are visited first). */
export function rewrite<Tree extends Node>(tree: Tree, change: (node: Node) => Node): Tree {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) {
    if (Array.isArray(value)) copy[key] = value.map((item) => (isNode(item) ? rewrite(item, change) : item));
    else copy[key] = isNode(value) ? rewrite(value, change) : value;
  }
  return change(copy as unknown as Node) as Tree;
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walk(tree: Node, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  visit(tree, parent);
  for (const value of Object.values(tree)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit, tree);
    } else if (isNode(value)) walk(value, visit, tree);
  }
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === "object" && typeof (value as Node).type === "string";
}

/** The identifiers in a tree that name a property (`x` in `a.x`), which are no variables. */
export function propertyNames(tree: Node): ReadonlySet<Node> {
  const properties = new Set<Node>();
  walk(tree, (visited) => {
    const node = visited as AnyNode;
    if (node.type === "MemberExpression" && !node.computed) properties.add(node.property);
  });
  return properties;
}

/** The names of all locals that a function declares, in whatever block. */
export function localNames(tree: FunctionExpression): string[] {
  const names = new Set<string>();
  walk(tree.body, (visited) => {
    const node = visited as AnyNode;
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier") names.add(node.id.name);
  });
  return [...names];
}

/** The names of a function's parameters, in order. */
export function parameterNames(tree: FunctionExpression): string[] {
  return tree.params.map((parameter) => {
    if (parameter.type !== "Identifier") throw new Error("a kernel body takes plain parameters only");
    return parameter.name;
  });
}
