import type { AnyNode, FunctionExpression } from "acorn";
import { inlineHelpers } from "./inline.ts";
import { lintBody } from "./lint.ts";
import type { Call, Helper } from "./program.ts";
import { parameterNames, parseFunction } from "./source.ts";

/** A call's body with its helpers spliced in, checked, as a tree. */
export interface TranslatedBody {
  readonly tree: FunctionExpression;
  /** The body's parameter names, in the order of `call.reads`. */
  readonly parameters: readonly string[];
}

/**
 * Reads, splices and checks the body of a call.
 * @param extra helpers of the backend (polynomials in place of `Math` functions)
 * @throws Error naming the call when the body is outside of the common subset or does not fit its reads.
 */
export function translate(
  call: Call,
  prepare: (tree: FunctionExpression) => FunctionExpression = same,
  extra: Readonly<Record<string, Helper>> = {},
): TranslatedBody {
  const parsed = parseFunction(call.body);
  const parameters = parameterNames(parsed);
  if (parameters.length !== call.reads.length) {
    throw new Error(
      `kernel body "${call.name}": takes ${parameters.length} arrays, but reads ${call.reads.length}`,
    );
  }
  let tree = inlineHelpers(parsed, call.helpers, call.name);
  lintBody(tree, call.name);
  tree = inlineHelpers(prepare(tree), extra, call.name, "__");
  return { tree, parameters };
}

function same(tree: FunctionExpression): FunctionExpression {
  return tree;
}

/** The constant behind `this.constants.NAME`. @throws Error when the call does not give it. */
export function constantOf(call: Call, node: AnyNode): number {
  const name =
    node.type === "MemberExpression" && node.property.type === "Identifier" ? node.property.name : "";
  const value = call.constants[name];
  if (value === undefined) throw new Error(`kernel body "${call.name}": constant ${name} is not given`);
  return value;
}
