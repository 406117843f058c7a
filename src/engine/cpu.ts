import type { AnyNode, Expression, Node, Statement } from "acorn";
import { generate } from "astring";
import type { Backend, Execution } from "./backend.ts";
import { isConstant, isThread } from "./lint.ts";
import { Memory } from "./memory.ts";
import type { Call, Program } from "./program.ts";
import { rewrite, walk } from "./source.ts";
import { constantOf, translate } from "./translate.ts";
import { unrollSingle } from "./unroll.ts";

/**
 * The reference backend: the same texts as plain JavaScript in double precision. Every other backend and
 * every hand-written module is tested against it.
 */
export const cpu: Backend = {
  kind: "cpu",
  precision: "double",
  // Few enough that the arrays of a step stay in the first-level cache.
  lanes: 32,
  async load(program) {
    return new CpuExecution(program);
  },
};

type Run = (out: Float64Array, lanes: number, ...reads: Float64Array[]) => void;

class CpuExecution implements Execution {
  private readonly memory: Memory<Float64Array>;
  private readonly runs: readonly { call: Call; run: Run }[];

  constructor(program: Program) {
    this.memory = new Memory(program, (length) => new Float64Array(length));
    this.runs = program.calls.map((call) => ({ call, run: compile(call, this.memory) }));
  }

  async advance(steps: number): Promise<void> {
    const { lanes } = this.memory;
    for (let step = 0; step < steps; step++) {
      for (const { call, run } of this.runs) {
        const reads = call.reads.map((name) => this.memory.array(name));
        run(this.memory.spare(call.output), lanes, ...reads);
        this.memory.swap(call.output);
      }
    }
  }

  read(name: string): Float64Array {
    return this.memory.array(name).slice();
  }

  write(name: string, values: Float64Array): void {
    this.memory.array(name).set(values);
  }

  async close(): Promise<void> {}
}

/** Compiled calls by all that they are compiled from; an ensemble is run in many slices of the same program. */
const compiled = new Map<string, Run>();
const mostCompiled = 1000;

function compile(call: Call, memory: Memory<Float64Array>): Run {
  const helpers = Object.entries(call.helpers).map(([name, helper]) => [name, String(helper)]);
  const tables = [...tableParameters(call, call.reads, memory.tables)];
  const key = JSON.stringify([
    call.name,
    call.rows,
    String(call.body),
    call.constants,
    helpers,
    call.reads,
    tables,
  ]);
  const run = compiled.get(key) ?? compileText(call, memory);
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(key, run);
  return run;
}

/** Compiles a call to a loop over rows and simulations; its own names end in _, which no body uses. */
function compileText(call: Call, memory: Memory<Float64Array>): Run {
  const { tree, parameters } = translate(call, (checked) => unrollSingle(checked, call));
  const flat = rewrite(tree, (visited) => lower(visited as AnyNode, call, new Set(parameters)));
  const statements = [...flat.body.body] as Statement[];
  const { outside, inside } = hoist(
    statements,
    new Set(parameters),
    tableParameters(call, parameters, memory.tables),
  );
  const text = [
    `for (let row_ = 0; row_ < ${call.rows}; row_++) {`,
    ...outside.map((statement) => generate(statement)),
    "for (let lane_ = 0; lane_ < lanes_; lane_++) {",
    ...inside.map((statement) =>
      generate(statement).replace(/^return ([\s\S]*);$/, "out_[row_ * lanes_ + lane_] = $1;"),
    ),
    "}}",
  ].join("\n");
  // Named, so that a profile shows the calls of the model.
  const named = `return function ${call.name}(out_, lanes_, ${parameters.join(", ")}) {\n${text}\n}`;
  return new Function(named)() as Run;
}

/** The body's parameters that stand for shared tables. */
function tableParameters(
  call: Call,
  parameters: readonly string[],
  tables: ReadonlySet<string>,
): Set<string> {
  return new Set(parameters.filter((_, k) => tables.has(call.reads[k]!)));
}

/** Replaces thread, constants and two-index reads by what they are in flat memory. */
function lower(node: AnyNode, call: Call, arrays: ReadonlySet<string>): Node {
  if (isConstant(node)) return literal(constantOf(call, node));
  if (isThread(node, "x")) return name("lane_");
  if (isThread(node, "y")) return name("row_");
  if (node.type !== "MemberExpression" || !node.computed) return node;
  const row = node.object as AnyNode;
  if (row.type !== "MemberExpression" || !row.computed || row.object.type !== "Identifier") return node;
  const array = row.object.name;
  if (!arrays.has(array)) return node;
  const index = binary(
    "+",
    binary("*", row.property as Expression, name("lanes_")),
    node.property as Expression,
  );
  return { ...node, object: row.object, property: index } as Node;
}

/**
 * Splits the locals that depend on the row alone from the rest, to be computed once a row: constants among
 * the leading statements that read no array but shared tables, and nothing that varies with the simulation.
 */
function hoist(statements: readonly Statement[], arrays: ReadonlySet<string>, tables: ReadonlySet<string>) {
  const varying = new Set(["lane_", ...arrays].filter((array) => !tables.has(array)));
  const outside: Statement[] = [];
  const inside: Statement[] = [];
  for (const statement of statements) {
    const fixed =
      statement.type === "VariableDeclaration" && statement.kind === "const" && !uses(statement, varying);
    if (fixed) {
      outside.push(statement);
      continue;
    }
    inside.push(statement);
    for (const local of locals(statement)) varying.add(local);
  }
  return { outside, inside };
}

function uses(tree: Node, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(tree, (node) => {
    const inner = node as AnyNode;
    if (inner.type === "Identifier" && names.has(inner.name)) found = true;
  });
  return found;
}

/** The names that a statement declares for those after it, or assigns. */
function locals(statement: Statement): string[] {
  const found: string[] = [];
  walk(statement, (node) => {
    const inner = node as AnyNode;
    if (inner.type === "VariableDeclarator" && inner.id.type === "Identifier") found.push(inner.id.name);
    if (inner.type === "AssignmentExpression" && inner.left.type === "Identifier")
      found.push(inner.left.name);
  });
  return found;
}

function name(text: string): Expression {
  return { type: "Identifier", start: -1, end: -1, name: text };
}

function literal(value: number): Expression {
  return { type: "Literal", start: -1, end: -1, value, raw: String(value) };
}

function binary(operator: "+" | "*", left: Expression, right: Expression): Expression {
  return { type: "BinaryExpression", start: -1, end: -1, operator, left, right };
}
