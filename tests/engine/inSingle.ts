import type { AnyNode, Expression, Node } from "acorn";
import { generate } from "astring";
import { inlineHelpers } from "../../src/engine/inline.ts";
import type { Helper } from "../../src/engine/program.ts";
import { parseFunction, rewrite } from "../../src/engine/source.ts";

const arithmetic = new Set(["+", "-", "*", "/"]);

/** Math.fround around an expression. */
function rounded(node: Node): Node {
  const name = (text: string) => ({ type: "Identifier", start: -1, end: -1, name: text });
  const callee = { type: "MemberExpression", object: name("Math"), property: name("fround") };
  return {
    ...{ type: "CallExpression", start: -1, end: -1, optional: false },
    callee: { ...callee, start: -1, end: -1, computed: false, optional: false },
    arguments: [node as Expression],
  } as Node;
}

/**
 * A helper of step programs with every constant and every result rounded to single precision, as graphics cards compute;
 * functions of `Math` are right to half a unit in the last place.
 */
export function inSingle(
  helper: (...inputs: never[]) => number,
  helpers: Readonly<Record<string, Helper>> = {},
): (...inputs: number[]) => number {
  const tree = inlineHelpers(parseFunction(helper), helpers, "inSingle");
  const single = rewrite(tree, (visited) => {
    const node = visited as AnyNode;
    if (node.type === "Literal" || node.type === "CallExpression") return rounded(node);
    if (node.type === "BinaryExpression" && arithmetic.has(node.operator)) return rounded(node);
    return node;
  });
  return new Function(`return (${generate(single)})`)() as (...inputs: number[]) => number;
}
