import { type Formula, type FormulaReader, formulaReader } from "./arithmetic.ts";

/** A formula that cannot be used: `problem` says why, `name` and `known` tell a misspelt word. */
export class ExpressionError extends Error {
  /** The word that has no meaning here, where that is what is wrong. */
  readonly unknown: string | undefined;
  /** The words that would have one. */
  readonly known: readonly string[];

  constructor(message: string, unknown?: string, known: readonly string[] = []) {
    super(message);
    this.name = "ExpressionError";
    this.unknown = unknown;
    this.known = known;
  }
}

/** A formula that was read and found harmless. */
export interface Expression {
  /** The variables that it uses, each once, in order of appearance. */
  readonly variables: readonly string[];
  /**
   * Its value, which may be NaN or infinite.
   * @throws ExpressionError when a variable is missing.
   */
  evaluate(values: Readonly<Record<string, number>>): number;
}

// How many numbers each function takes, at least and at most.
const arities = new Map<string, readonly [number, number]>([
  ..."abs sqrt cbrt exp expm1 log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh floor ceil sign"
    .split(" ")
    .map((name) => [name, [1, 1]] as const),
  ...(["log", "round"] as const).map((name) => [name, [1, 2]] as const),
  ...(["pow", "atan2", "mod"] as const).map((name) => [name, [2, 2]] as const),
  ...(["min", "max", "hypot"] as const).map((name) => [name, [1, Number.POSITIVE_INFINITY]] as const),
]);

/** What a formula may call; each takes and gives real numbers. */
export const expressionFunctions: readonly string[] = [...arities.keys()].sort();

/** Constants that have their usual value unless a variable has their name. */
export const expressionConstants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  e: Math.E,
  tau: 2 * Math.PI,
};

// A formula of numbers only: no assignment, no property access, no text, no list, no units, no functions
// of its own. What is not here cannot reach anything outside of the formula.
const allowedNodes = new Set([
  "ConstantNode",
  "SymbolNode",
  "OperatorNode",
  "RelationalNode",
  "ConditionalNode",
  "ParenthesisNode",
  "FunctionNode",
]);
const allowedOperators = new Set(
  (
    "add subtract multiply divide pow mod unaryMinus unaryPlus smaller smallerEq larger largerEq equal unequal " +
    "and or not xor"
  ).split(" "),
);
const longest = 1000;
const deepest = 50;

/**
 * Reads a formula of real numbers such as `sqrt(stepGenerator / stepDiscriminator)`, with mathjs'
 * grammar (`^` is a power, `a ? b : c`, comparisons) and the functions of `expressionFunctions` alone.
 *
 * @param variables names that have a value when it is evaluated.
 * @throws ExpressionError for bad syntax, unknown names and everything that is not arithmetic.
 */
export function parseExpression(text: string, variables: readonly string[]): Expression {
  if (text.length > longest) throw new ExpressionError(`is longer than ${longest} characters`);
  const tree = parsed(text);
  const used: string[] = [];
  inspect(tree, variables, used, 0);
  const code = tree.compile();
  return {
    variables: used,
    evaluate(values) {
      const scope = new Map<string, number>(Object.entries(expressionConstants));
      for (const name of used) {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (value === undefined) throw new ExpressionError(`has no value for ${name}`);
        scope.set(name, value);
      }
      try {
        return Number(code.evaluate(scope));
      } catch (error) {
        throw new ExpressionError(`cannot be computed: ${(error as Error).message}`);
      }
    },
  };
}

// Made for the first formula: most files have none.
let reader: FormulaReader | undefined;

function parsed(text: string): Formula {
  if (text.trim() === "") throw new ExpressionError("is empty");
  if (!balanced(text)) throw new ExpressionError(`is nested deeper than ${deepest}`);
  try {
    reader ??= formulaReader();
    return reader(text);
  } catch (error) {
    throw new ExpressionError(`is not a formula: ${(error as Error).message}`);
  }
}

/** Refuses brackets so deep that reading them would exhaust the stack. */
function balanced(text: string): boolean {
  let depth = 0;
  for (const mark of text) {
    if ("([{".includes(mark)) depth += 1;
    if (")]}".includes(mark)) depth -= 1;
    if (depth > deepest) return false;
  }
  return true;
}

function inspect(node: Formula, variables: readonly string[], used: string[], depth: number): void {
  if (depth > longest) throw new ExpressionError("is nested too deeply");
  if (!allowedNodes.has(node.type)) {
    throw new ExpressionError(
      `may hold numbers, names, operators and functions only, not ${described(node)}`,
    );
  }
  if (node.type === "ConstantNode") inspectConstant((node as unknown as { value: unknown }).value);
  if (node.type === "SymbolNode") inspectName((node as unknown as { name: string }).name, variables, used);
  if (node.type === "OperatorNode") {
    const { fn, op } = node as unknown as { fn: string; op: string };
    if (!allowedOperators.has(fn)) throw new ExpressionError(`may not use the operator ${op}`);
  }
  if (node.type === "FunctionNode") inspectFunction(node as unknown as FunctionCall, variables, used, depth);
  else {
    node.forEach((child) => {
      inspect(child, variables, used, depth + 1);
    });
  }
}

type FunctionCall = { fn: { type: string; name?: string }; args: Formula[] };

function inspectFunction(
  call: FunctionCall,
  variables: readonly string[],
  used: string[],
  depth: number,
): void {
  const name = call.fn.type === "SymbolNode" ? call.fn.name : undefined;
  const arity = name === undefined ? undefined : arities.get(name);
  if (arity === undefined) {
    throw new ExpressionError(`knows no function "${name ?? "…"}"`, name, expressionFunctions);
  }
  const [least, most] = arity;
  if (call.args.length < least || call.args.length > most) {
    const wanted =
      most === least ? String(least) : most < Infinity ? `${least} to ${most}` : `${least} or more`;
    throw new ExpressionError(`gives ${name} ${call.args.length} numbers, but it takes ${wanted}`);
  }
  for (const argument of call.args) inspect(argument, variables, used, depth + 1);
}

function inspectConstant(value: unknown): void {
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (typeof value === "boolean") return;
  throw new ExpressionError("may hold finite numbers only, no texts");
}

function inspectName(name: string, variables: readonly string[], used: string[]): void {
  if (variables.includes(name)) {
    if (!used.includes(name)) used.push(name);
  } else if (!Object.hasOwn(expressionConstants, name)) {
    throw new ExpressionError(`knows no "${name}"`, name, [
      ...variables,
      ...Object.keys(expressionConstants),
    ]);
  }
}

function described(node: Formula): string {
  const words: Record<string, string> = {
    AccessorNode: "a property",
    ArrayNode: "a list",
    AssignmentNode: "an assignment",
    BlockNode: "several formulas",
    FunctionAssignmentNode: "a function of its own",
    ObjectNode: "an object",
    RangeNode: "a range",
  };
  return words[node.type] ?? node.type;
}
