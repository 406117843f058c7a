import type { AnyNode, FunctionExpression } from "acorn";
import { isThread } from "../lint.ts";
import type { Call, Program } from "../program.ts";
import { walk } from "../source.ts";
import { translate } from "../translate.ts";
import { unrollSingle } from "../unroll.ts";
import type { Places } from "./code.ts";
import { emitCall } from "./emit.ts";
import { type Imported, moduleBytes, signed, unsigned, type Written } from "./encode.ts";
import { kindsOf } from "./kinds.ts";
import { uniqueNames } from "./names.ts";
import { op } from "./operations.ts";

/** Where every array of a program is in memory, in bytes. */
export interface Layout {
  readonly places: ReadonlyMap<string, { readonly at: number; readonly rows: number }>;
  /** Where calls write that also read other cells of their output. */
  readonly spare: number;
  /** Simulations, filled up. */
  readonly lanes: number;
  /** All bytes. */
  readonly bytes: number;
}

/** Functions of Math that the hand-written modules have for pairs; all others are called one by one. */
export const pairFunctions = ["exp", "log", "tanh", "sin", "cos", "asin", "acos"] as const;
export const singleFunctions = [
  ...["exp", "log", "tanh", "sin", "cos", "asin", "acos", "atan", "pow"],
] as readonly string[];

const imports: readonly Imported[] = [
  ...pairFunctions.map((name) => ({ name: `${name}Pair`, parameters: ["v128"], result: "v128" }) as const),
  ...singleFunctions.map((name): Imported => {
    return { name, parameters: name === "pow" ? ["f64", "f64"] : ["f64"], result: "f64" };
  }),
];
const functions = Object.fromEntries(imports.map(({ name }, k) => [name, k]));

/** Doubles in a vector. */
export const pairLanes = 2;

const doubleBytes = 8;

/** How many pairs of simulations are worked on together, of so many lanes. */
export function pairsOf(lanes: number): number {
  return lanes >= 8 ? 4 : lanes >= 4 ? 2 : 1;
}

/** The module whose function `run(steps)` makes steps of a program that is laid out so. */
export function programBytes(program: Program, layout: Layout): Uint8Array {
  const written: Written[] = [];
  const known = new Map<Call, readonly number[]>();
  const order: number[] = [];
  for (const call of program.calls) {
    let numbers = known.get(call);
    if (numbers === undefined) {
      const { code, copies } = callCode(call, program, layout);
      numbers = [...unsigned(imports.length + written.length), ...copies];
      written.push(code);
      known.set(call, numbers);
    }
    order.push(op.call, ...numbers);
  }
  const steps = 0;
  const run: Written = {
    parameters: ["i32"],
    locals: [],
    code: [
      ...[op.loop, op.empty, ...order],
      ...[op.localGet, steps, op.i32Const, 1, op.i32Sub, op.localTee, steps, op.brIf, 0, op.end],
    ],
  };
  return moduleBytes(imports, [...written, run]);
}

/** A call's function, and what has to be copied once it is done. */
function callCode(call: Call, program: Program, { places, spare, lanes }: Layout) {
  const { tree, parameters } = translate(call, (checked) => unrollSingle(checked, call));
  const own = uniqueNames(tree);
  const tables = new Set(parameters.filter((_, k) => call.reads[k]! in program.tables));
  const arrays = { call, tables };
  const { at: output } = places.get(call.output)!;
  const stride = lanes * doubleBytes;
  const apart = readsAround(own, parameters, call);
  const at: Places = {
    of: (parameter) => places.get(call.reads[parameters.indexOf(parameter)]!)!,
    output: apart ? spare : output,
    stride,
    pairs: pairsOf(lanes),
    alone: program.simulations === 1,
  };
  const copy = [
    ...[op.i32Const, ...signed(output), op.i32Const, ...signed(spare)],
    ...[op.i32Const, ...signed(call.rows * stride), op.truncSat, ...unsigned(op.memoryCopy), 0, 0],
  ];
  return { code: emitCall(own, kindsOf(own, arrays), arrays, at, functions), copies: apart ? copy : [] };
}

/** Whether a call reads its output in other cells than the one that it writes. */
function readsAround(tree: FunctionExpression, parameters: readonly string[], call: Call): boolean {
  const self = new Set(parameters.filter((_, k) => call.reads[k] === call.output));
  if (self.size === 0) return false;
  const rows = new Set<string>();
  let around = false;
  walk(tree.body, (visited) => {
    const node = visited as AnyNode;
    if (node.type === "VariableDeclaration" && node.kind === "const") {
      for (const { id, init } of node.declarations) {
        if (id.type === "Identifier" && isThread(init as AnyNode, "y")) rows.add(id.name);
      }
    }
    if (node.type !== "MemberExpression" || !node.computed) return;
    const array = node.object as AnyNode;
    if (array.type !== "Identifier" || !self.has(array.name)) return;
    const index = node.property as AnyNode;
    const same = isThread(index, "y") || (index.type === "Identifier" && rows.has(index.name));
    if (!same) around = true;
  });
  return around;
}
