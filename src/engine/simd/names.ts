import type { AnyNode, Expression, FunctionExpression, Node, Statement } from "acorn";
import { rewrite } from "../source.ts";

/** The same body with every local declared once under a name of its own, whatever blocks they were in. */
export function uniqueNames(tree: FunctionExpression): FunctionExpression {
  let count = 0;
  type Scope = Map<string, string>;
  const declare = (scope: Scope, name: string): string => {
    const own = `${name}$${count++}`;
    scope.set(name, own);
    return own;
  };
  const renamed = <Tree extends Node>(node: Tree, scope: Scope): Tree =>
    rewrite(node, (visited) => {
      const inner = visited as AnyNode;
      if (inner.type === "Identifier" && scope.has(inner.name))
        return { ...inner, name: scope.get(inner.name)! };
      // Names of properties are no variables.
      if (inner.type !== "MemberExpression" || inner.computed) return inner;
      return { ...inner, property: bare(inner.property as AnyNode) } as Node;
    });
  const bare = (property: AnyNode): AnyNode =>
    property.type === "Identifier" ? { ...property, name: property.name.replace(/\$\d+$/, "") } : property;
  const list = (statements: readonly Statement[], outer: Scope): Statement[] => {
    const scope = new Map(outer);
    return statements.map((statement) => one(statement, scope));
  };
  const one = (node: Statement, scope: Scope): Statement => {
    switch (node.type) {
      case "BlockStatement":
        return { ...node, body: list(node.body, scope) };
      case "VariableDeclaration":
        return {
          ...node,
          declarations: node.declarations.map((declarator) => {
            const init = renamed(declarator.init as Expression, scope);
            const id = declarator.id as AnyNode & { name: string };
            return { ...declarator, init, id: { ...id, name: declare(scope, id.name) } };
          }),
        } as Statement;
      case "ForStatement": {
        const inner = new Map(scope);
        const init = one(node.init as Statement, inner) as never;
        const [test, update] = [renamed(node.test!, inner), renamed(node.update!, inner)];
        return { ...node, init, test, update, body: one(node.body, inner) };
      }
      case "IfStatement":
        return {
          ...node,
          test: renamed(node.test, scope),
          consequent: list([node.consequent], scope)[0]!,
          alternate: node.alternate ? list([node.alternate], scope)[0]! : null,
        };
      default:
        return renamed(node, scope);
    }
  };
  return { ...tree, body: { ...tree.body, body: list(tree.body.body, new Map()) } };
}
