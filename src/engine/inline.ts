import type { AnyNode, CallExpression, Expression, ForStatement, FunctionExpression, Statement } from "acorn";
import type { Helper } from "./program.ts";
import { localNames, parameterNames, parseFunction, propertyNames, rewrite, walk } from "./source.ts";

/**
 * Splices helper functions into a body: a call `f(a, b)` becomes the statements of `f` in front of the
 * statement that calls it. Helpers stay scalar functions that are called once a lane in the compiled
 * backends; spliced in, they are vectorised with the rest (four times faster there).
 *
 * A helper may call other helpers. An argument that is a bare name is handed through, so that whole
 * arrays can be passed.
 * @param mark begins the endings of the names that it makes; a second pass over a body needs another one
 * @throws Error for recursion, for calls in loop heads, and for a helper that has no single final return,
 * assigns to a parameter or uses anything but its parameters, its locals, `Math` and other helpers.
 */
export function inlineHelpers(
  body: FunctionExpression,
  helpers: Readonly<Record<string, Helper>>,
  call: string,
  mark = "_",
): FunctionExpression {
  const splicer = new Splicer(helpers, call, mark);
  return { ...body, body: { ...body.body, body: splicer.statements(body.body.body) } };
}

class Splicer {
  private count = 0;
  private readonly active: string[] = [];
  private readonly helpers: Readonly<Record<string, Helper>>;
  private readonly call: string;

  private readonly mark: string;

  constructor(helpers: Readonly<Record<string, Helper>>, call: string, mark: string) {
    this.helpers = helpers;
    this.call = call;
    this.mark = mark;
  }

  statements(list: readonly AnyNode[]): Statement[] {
    return list.flatMap((statement) => this.statement(statement));
  }

  private statement(node: AnyNode): Statement[] {
    switch (node.type) {
      case "EmptyStatement":
        // Tools that transform a module leave lone semicolons behind.
        return [];
      case "BlockStatement":
        return [{ ...node, body: this.statements(node.body) }];
      case "ForStatement":
        return [this.loop(node)];
      case "IfStatement": {
        const before: Statement[] = [];
        const test = this.expression(node.test, before);
        const consequent = block(this.statement(node.consequent));
        const alternate = node.alternate ? block(this.statement(node.alternate)) : null;
        return [...before, { ...node, test, consequent, alternate }];
      }
      case "VariableDeclaration":
        // One declarator at a time: a later one may use an earlier one in a spliced call.
        return node.declarations.flatMap((declarator) => {
          const before: Statement[] = [];
          const init = declarator.init ? this.expression(declarator.init, before) : null;
          return [...before, { ...node, declarations: [{ ...declarator, init }] } as Statement];
        });
      case "ExpressionStatement": {
        const before: Statement[] = [];
        const expression = this.expression(node.expression, before);
        return [...before, { ...node, expression }];
      }
      case "ReturnStatement": {
        const before: Statement[] = [];
        const argument = node.argument ? this.expression(node.argument, before) : null;
        return [...before, { ...node, argument }];
      }
      default:
        throw new Error(`kernel body "${this.call}": ${node.type} is outside of the common subset`);
    }
  }

  private loop(node: ForStatement): ForStatement {
    for (const part of [node.init, node.test, node.update]) {
      if (part) walk(part, (inner) => this.refuseCall(inner as AnyNode));
    }
    return { ...node, body: block(this.statement(node.body)) };
  }

  private refuseCall(node: AnyNode): void {
    if (this.helperName(node) !== undefined) {
      throw new Error(`kernel body "${this.call}": a helper is called in the head of a loop`);
    }
  }

  private helperName(node: AnyNode): string | undefined {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
    return Object.hasOwn(this.helpers, node.callee.name) ? node.callee.name : undefined;
  }

  /** Replaces the helper calls in an expression by locals whose statements are pushed to `before`. */
  private expression(tree: Expression, before: Statement[]): Expression {
    return rewrite(tree, (visited) => {
      const name = this.helperName(visited as AnyNode);
      return name === undefined ? visited : this.splice(name, visited as CallExpression, before);
    });
  }

  /** A bare argument stands for the caller's own variable, and free names would find the caller's locals. */
  private refuseReachingOut(name: string, helper: FunctionExpression, parameters: ReadonlySet<string>): void {
    const own = new Set([...parameters, ...Object.keys(this.helpers), "Math", ...localNames(helper)]);
    const properties = propertyNames(helper.body);
    walk(helper.body, (visited) => {
      const node = visited as AnyNode;
      if (node.type === "Identifier" && !properties.has(node) && !own.has(node.name)) {
        throw new Error(`kernel body "${this.call}": helper ${name} uses ${node.name} from outside`);
      }
      if (node.type !== "AssignmentExpression" && node.type !== "UpdateExpression") return;
      const target = (node.type === "AssignmentExpression" ? node.left : node.argument) as AnyNode;
      if (target.type === "Identifier" && parameters.has(target.name)) {
        throw new Error(`kernel body "${this.call}": helper ${name} assigns to its parameter ${target.name}`);
      }
    });
  }

  private splice(name: string, call: CallExpression, before: Statement[]): Expression {
    if (this.active.includes(name))
      throw new Error(`kernel body "${this.call}": helper ${name} calls itself`);
    const helper = parseFunction(this.helpers[name]!);
    const suffix = `${this.mark}${++this.count}`;
    const renamed = new Map<string, Expression>();
    const parameters = parameterNames(helper);
    this.refuseReachingOut(name, helper, new Set(parameters));
    parameters.forEach((parameter, k) => {
      const argument = call.arguments[k] as Expression | undefined;
      if (argument === undefined)
        throw new Error(`kernel body "${this.call}": ${name} is called without ${parameter}`);
      if (argument.type === "Identifier") {
        renamed.set(parameter, argument);
        return;
      }
      before.push(declare(parameter + suffix, argument));
      renamed.set(parameter, identifier(parameter + suffix));
    });
    for (const local of localNames(helper)) renamed.set(local, identifier(local + suffix));
    const own = renameIn(helper.body.body, renamed);
    const last = own.pop();
    if (last?.type !== "ReturnStatement" || !last.argument) {
      throw new Error(`kernel body "${this.call}": helper ${name} needs one return, at its end`);
    }
    this.active.push(name);
    before.push(...this.statements(own));
    const value = this.expression(last.argument, before);
    this.active.pop();
    before.push(declare(`${name}${suffix}`, value));
    return identifier(`${name}${suffix}`);
  }
}

/** Renames identifiers, but not the names of properties. */
function renameIn(list: readonly Statement[], renamed: ReadonlyMap<string, Expression>): Statement[] {
  return list.map((statement) => {
    const kept = new Set([...propertyNames(statement)].map((node) => node.start));
    return rewrite(statement, (visited) => {
      const node = visited as AnyNode;
      if (node.type !== "Identifier" || kept.has(node.start)) return node;
      return renamed.get(node.name) ?? node;
    });
  });
}

function block(list: Statement[]): Statement {
  if (list.length === 1 && list[0]!.type === "BlockStatement") return list[0]!;
  return { type: "BlockStatement", start: 0, end: 0, body: list };
}

function identifier(name: string): Expression {
  return { type: "Identifier", start: -1, end: -1, name };
}

function declare(name: string, init: Expression): Statement {
  return {
    type: "VariableDeclaration",
    start: -1,
    end: -1,
    kind: "const",
    declarations: [{ type: "VariableDeclarator", start: -1, end: -1, id: identifier(name), init }],
  } as Statement;
}
