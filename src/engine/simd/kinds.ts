import type { AnyNode, FunctionExpression, Pattern, Statement } from "acorn";
import { isConstant, isThread } from "../lint.ts";
import type { Call } from "../program.ts";
import { constantOf } from "../translate.ts";
import { mostIndex, sizeOf } from "./sizes.ts";

/**
 * What a value of a body is: a whole number (`index`), a number (`number`) or a truth (`truth`) that all simulations
 * share; a number or truth a simulation (`lanes`, `mask`); or the number of the simulation itself (`lane`).
 */
export type Kind = "index" | "number" | "truth" | "lanes" | "mask" | "lane";

/** Kinds of the locals by name; every name is declared once. */
export interface Kinds {
  get(name: string): Kind | undefined;
  /** How large those that are whole numbers can become. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** The arrays of a body, by the names of its parameters. */
export interface Arrays {
  readonly call: Call;
  readonly tables: ReadonlySet<string>;
}

/** Finds the kinds of all locals: they begin as narrow as they can be, and widen until nothing changes. */
export function kindsOf(tree: FunctionExpression, arrays: Arrays): Kinds {
  const sizes = new Map<string, number>();
  const kinds = Object.assign(new Map<string, Kind>(), { sizes });
  let changed = true;
  const widen = (name: string, kind: Kind) => {
    const before = kinds.get(name);
    const after = before === undefined ? kind : wider(before, kind);
    if (after !== before) changed = true;
    kinds.set(name, after);
  };
  const visit = (statement: Statement, masked: boolean): void => {
    // What is declared under a condition is new there; what is changed keeps its old value where it does not hold.
    const partly = masked && statement.type === "ExpressionStatement";
    for (const { name, kind, size } of assigned(statement, kinds, arrays)) {
      widen(name, partly ? wider(kind, isTruth(kind) ? "mask" : "lanes") : kind);
      sizes.set(name, size);
    }
    if (statement.type === "BlockStatement") for (const inner of statement.body) visit(inner, masked);
    if (statement.type === "ForStatement") visit(statement.body, masked);
    if (statement.type === "IfStatement") {
      const inside = masked || kindOf(statement.test, kinds, arrays) === "mask";
      visit(statement.consequent, inside);
      if (statement.alternate) visit(statement.alternate, inside);
    }
  };
  while (changed) {
    changed = false;
    for (const statement of tree.body.body) visit(statement, false);
  }
  return kinds;
}

/** A name that is given a value, with the value's kind and, of a whole number, how large it can be. */
interface Given {
  readonly name: string;
  readonly kind: Kind;
  readonly size: number;
}

/** Names that a statement itself gives values to. */
function assigned(statement: Statement, kinds: Kinds, arrays: Arrays): Given[] {
  const size = (node: unknown) => sizeOf(node as AnyNode, kinds.sizes, arrays.call);
  if (statement.type === "ForStatement") {
    const { init, test } = statement;
    if (init?.type !== "VariableDeclaration" || test?.type !== "BinaryExpression") return [];
    return init.declarations.map(({ id }) => ({ name: nameOf(id), kind: "index", size: size(test.right) }));
  }
  if (statement.type === "VariableDeclaration") {
    return statement.declarations.map(({ id, init }) => {
      const kind = kindOf(init!, kinds, arrays);
      // What is added up may outgrow whole numbers of 32 bits.
      const held = statement.kind === "let" && kind === "index" ? "number" : kind;
      return { name: nameOf(id), kind: held, size: size(init) };
    });
  }
  if (statement.type !== "ExpressionStatement") return [];
  const { expression } = statement;
  if (expression.type === "AssignmentExpression") {
    const name = nameOf(expression.left as Pattern);
    const right = kindOf(expression.right, kinds, arrays);
    return [{ name, kind: right === "index" ? "number" : right, size: 0 }];
  }
  if (expression.type !== "UpdateExpression") return [];
  return [{ name: nameOf(expression.argument as Pattern), kind: "number", size: 0 }];
}

export function nameOf(pattern: Pattern): string {
  if (pattern.type !== "Identifier") throw new Error("a body has plain locals only");
  return pattern.name;
}

export function isTruth(kind: Kind): boolean {
  return kind === "truth" || kind === "mask";
}

const ranks: Readonly<Record<Kind, number>> = { index: 0, number: 1, lanes: 2, truth: 0, mask: 2, lane: 3 };

/** The narrower kind that holds both. */
export function wider(one: Kind, other: Kind): Kind {
  return ranks[one] >= ranks[other] ? one : other;
}

function ofNumber(value: number): Kind {
  return Number.isInteger(value) && Math.abs(value) <= mostIndex && !Object.is(value, -0)
    ? "index"
    : "number";
}

const comparisons = new Set(["<", ">", "<=", ">=", "===", "!=="]);

/** The kind of an expression. */
export function kindOf(node: AnyNode, kinds: Kinds, arrays: Arrays): Kind {
  const of = (inner: AnyNode) => kindOf(inner, kinds, arrays);
  if (isConstant(node)) return ofNumber(constantOf(arrays.call, node));
  if (mathConstant(node) !== undefined) return "number";
  if (isThread(node, "x")) return "lane";
  if (isThread(node, "y")) return "index";
  switch (node.type) {
    case "Literal":
      return ofNumber(node.value as number);
    case "Identifier":
      return kinds.get(node.name) ?? "index";
    case "UnaryExpression":
      return of(node.argument);
    case "LogicalExpression":
      return wider(of(node.left), of(node.right));
    case "BinaryExpression": {
      const [left, right] = [of(node.left as AnyNode), of(node.right)];
      if (isTruth(left) || isTruth(right)) {
        throw new Error(`kernel body "${arrays.call.name}": ${node.operator} is for numbers, not for truths`);
      }
      const both = wider(left, right);
      if (comparisons.has(node.operator)) return both === "lanes" ? "mask" : "truth";
      if (both !== "index") return both;
      const fits = node.operator !== "/" && sizeOf(node, kinds.sizes, arrays.call) <= mostIndex;
      return fits ? "index" : "number";
    }
    case "ConditionalExpression": {
      const both = wider(of(node.consequent), of(node.alternate));
      if (of(node.test) !== "mask") return both;
      return isTruth(both) ? "mask" : "lanes";
    }
    case "CallExpression":
      return kindOfCall(node, of);
    case "MemberExpression":
      return kindOfRead(node, arrays, of);
    default:
      throw new Error(`kernel body "${arrays.call.name}": ${node.type} is outside of the common subset`);
  }
}

function kindOfCall(node: Extract<AnyNode, { type: "CallExpression" }>, of: (node: AnyNode) => Kind): Kind {
  const all = node.arguments.map((argument) => of(argument as AnyNode)).reduce(wider, "index");
  if (all === "lanes") return "lanes";
  const [first] = node.arguments as AnyNode[];
  const divided = first?.type === "BinaryExpression" && first.operator === "/";
  const whole = divided && of(first.left as AnyNode) === "index" && of(first.right) === "index";
  return mathName(node) === "floor" && whole ? "index" : "number";
}

/** The value of `Math.PI` and the like. */
export function mathConstant(node: AnyNode): number | undefined {
  if (node.type !== "MemberExpression" || node.computed) return undefined;
  const [object, property] = [node.object as AnyNode, node.property as AnyNode];
  if (object.type !== "Identifier" || object.name !== "Math" || property.type !== "Identifier")
    return undefined;
  const value = (Math as unknown as Record<string, unknown>)[property.name];
  return typeof value === "number" ? value : undefined;
}

/** The name of the function of `Math` that a node calls. */
export function mathName({ callee }: Extract<AnyNode, { type: "CallExpression" }>): string {
  const property = callee.type === "MemberExpression" ? (callee.property as AnyNode) : undefined;
  return property?.type === "Identifier" ? property.name : "";
}

function kindOfRead(
  node: Extract<AnyNode, { type: "MemberExpression" }>,
  arrays: Arrays,
  of: (node: AnyNode) => Kind,
): Kind {
  const array = node.object as AnyNode;
  if (array.type === "Identifier" && arrays.tables.has(array.name)) {
    return of(node.property as AnyNode) === "lanes" ? "lanes" : "number";
  }
  return "lanes";
}
