import type { Backend, Program } from "../../src/engine/index.ts";
import { call, program, text, valuesAfter } from "./programs.ts";

/**
 * What every backend must do alike, as programs with results: run in Node against what is wanted, and in a
 * page of a browser, which sends back what it got.
 */
export interface Scenario {
  /** A claim: "runs the calls …". */
  readonly title: string;
  /** Lists of numbers that must be those wanted, exactly. */
  run(backend: Backend): Promise<readonly (readonly number[])[]>;
  readonly wanted: readonly (readonly number[])[];
}

const S = 6;
export const each = Float64Array.from({ length: S }, (_, s) => s + 1);

/** Two arrays that chase each other: both calls must see what was there before each of them. */
export const chase = program(
  [
    call("a", text("function (a, b) { const s = this.thread.x; return a[0][s] + b[0][s]; }"), ["a", "b"]),
    call("b", text("function (b, a) { const s = this.thread.x; return 2 * b[0][s] - a[0][s]; }"), ["b", "a"]),
  ],
  { simulations: S, state: { a: each, b: new Float64Array(S).fill(1) } },
);

function chased(steps: number): { a: number[]; b: number[] } {
  const a = Array.from(each);
  const b = a.map(() => 1);
  for (let step = 0; step < steps; step++) {
    for (let s = 0; s < S; s++) {
      a[s]! += b[s]!;
      b[s] = 2 * b[s]! - a[s]!;
    }
  }
  return { a, b };
}

const chaseSteps = [1, 2, 5, 8];

const inOrder: Scenario = {
  title: "runs the calls of a step in order, each on what the one before left",
  async run(backend) {
    const results: (readonly number[])[] = [];
    for (const steps of chaseSteps) {
      results.push(
        await valuesAfter(backend, steps, chase, "a"),
        await valuesAfter(backend, steps, chase, "b"),
      );
    }
    return results;
  },
  wanted: chaseSteps.flatMap((steps) => [chased(steps).a, chased(steps).b]),
};

const shift = program(
  [
    call(
      "a",
      text(
        "function (a) { const r = this.thread.y; return r > 0 ? a[r - 1][this.thread.x] : a[2][this.thread.x]; }",
      ),
      ["a"],
      { rows: 3 },
    ),
  ],
  { simulations: 2, state: { a: Float64Array.of(1, 10, 2, 20, 3, 30) } },
);

const oldValues: Scenario = {
  title: "lets a call that writes an array read its old values, in every row",
  run: async (backend) => [
    await valuesAfter(backend, 1, shift, "a"),
    await valuesAfter(backend, 3, shift, "a"),
  ],
  wanted: [
    [3, 30, 1, 10, 2, 20],
    [1, 10, 2, 20, 3, 30],
  ],
};

const lookup = program(
  [
    call(
      "a",
      text("function (t, w) { const r = this.thread.y; return t[r + 1] * w[r][this.thread.x]; }"),
      ["t", "w"],
      { rows: 2 },
    ),
  ],
  {
    simulations: 3,
    state: { a: new Float64Array(6) },
    parameters: { w: Float64Array.of(1, 2, 3, 4, 5, 6) },
    tables: { t: Float64Array.of(7, 10, 100) },
  },
);

const tables: Scenario = {
  title: "reads shared tables and parameters of each simulation",
  run: async (backend) => [await valuesAfter(backend, 1, lookup, "a")],
  wanted: [[10, 20, 30, 400, 500, 600]],
};

const rowText = `function (w) {
  const r = this.thread.y; const half = Math.floor(r / 2); const odd = r - 2 * half;
  const s = this.thread.x; let sum = half;
  for (let k = 0; k < this.constants.K; k++) { sum += odd * w[0][s]; }
  return sum;
}`;
const byRow = program([call("a", text(rowText), ["w"], { rows: 4, constants: { K: 3 } })], {
  simulations: 2,
  state: { a: new Float64Array(8) },
  parameters: { w: Float64Array.of(10, 20) },
});

const rows: Scenario = {
  title: "computes what depends on the row alone to the same values",
  run: async (backend) => [await valuesAfter(backend, 1, byRow, "a")],
  wanted: [[0, 0, 30, 60, 1, 1, 31, 61]],
};

/** Rows, and what they are divided by: quotients of equal numbers, and those just below a whole number. */
const ratioRows = 200;
const divisors = [3, 7, 11, 41, 49, 97];
const ratios = divisors.map((D) =>
  program(
    [
      call(
        "a",
        text("function () { const r = this.thread.y; return Math.floor(r / this.constants.D); }"),
        [],
        { rows: ratioRows, constants: { D } },
      ),
    ],
    { state: { a: new Float64Array(ratioRows) } },
  ),
);

const wholeRatios: Scenario = {
  title: "divides whole numbers to the whole number below",
  run: (backend) => Promise.all(ratios.map((one) => valuesAfter(backend, 1, one, "a"))),
  wanted: divisors.map((D) => Array.from({ length: ratioRows }, (_, r) => Math.floor(r / D))),
};

const counts = [1, 2, 3, 4, 5, 7, 9, 130];

function doubling(count: number): Program {
  const start = Float64Array.from({ length: 2 * count }, (_, k) => k + 1);
  const body = text("function (a, b) { return 2 * a[this.thread.y][this.thread.x] + b[0][this.thread.x]; }");
  return program([call("a", body, ["a", "b"], { rows: 2 })], {
    simulations: count,
    state: { a: start },
    parameters: { b: start.slice(0, count) },
  });
}

const anyNumber: Scenario = {
  title: "takes any number of simulations, of which none sees another",
  async run(backend) {
    const results: (readonly number[])[] = [];
    for (const count of counts) results.push(await valuesAfter(backend, 1, doubling(count), "a"));
    return results;
  },
  wanted: counts.map((count) => Array.from({ length: 2 * count }, (_, k) => 2 * (k + 1) + (k % count) + 1)),
};

const rewritten: Scenario = {
  title: "reads back what was written, and goes on from there",
  async run(backend) {
    const execution = await backend.load(chase);
    await execution.advance(3);
    execution.write("a", each);
    execution.write("b", new Float64Array(S).fill(1));
    const written = Array.from(execution.read("a"));
    await execution.advance(2);
    const after = Array.from(execution.read("a"));
    await execution.close();
    return [written, after];
  },
  wanted: [Array.from(each), chased(2).a],
};

const copies: Scenario = {
  title: "hands out copies: the program's own arrays are never written",
  async run(backend) {
    const mine = each.slice();
    const execution = await backend.load(
      program(chase.calls, { simulations: S, state: { ...chase.state, a: mine } }),
    );
    await execution.advance(2);
    execution.read("a").fill(0);
    const again = Array.from(execution.read("a"));
    await execution.close();
    return [Array.from(mine), again];
  },
  wanted: [Array.from(each), chased(2).a],
};

const someWanted: Scenario = {
  title: "brings only what is wanted, and everything when asked again",
  async run(backend) {
    const execution = await backend.load(chase);
    await execution.advance(2, ["a"]);
    const [a] = [Array.from(execution.read("a"))];
    await execution.advance(1, []);
    await execution.advance(0);
    const both = [Array.from(execution.read("a")), Array.from(execution.read("b"))];
    await execution.close();
    return [a, ...both];
  },
  wanted: [chased(2).a, chased(3).a, chased(3).b],
};

/** All of them, in the order of a reader. */
export const scenarios: readonly Scenario[] = [
  inOrder,
  oldValues,
  tables,
  rows,
  wholeRatios,
  anyNumber,
  rewritten,
  copies,
  someWanted,
];

const decay = program(
  [
    call("a", text("function (a) { const v = a[0][this.thread.x]; return 0.9 * v + 0.1 * Math.exp(-v); }"), [
      "a",
    ]),
  ],
  { simulations: S, state: { a: each } },
);

/** What 70 steps give at once and in pieces: the same bits on any one backend. */
export async function wholeAndPieces(
  backend: Backend,
): Promise<readonly [readonly number[], readonly number[]]> {
  const whole = await valuesAfter(backend, 70, decay, "a");
  const execution = await backend.load(decay);
  for (const steps of [1, 2, 32, 0, 3, 31, 1]) await execution.advance(steps);
  const pieces = Array.from(execution.read("a"));
  await execution.close();
  return [whole, pieces];
}

/** A program that no backend takes. */
export interface Refusal {
  readonly title: string;
  readonly wrong: Program;
  readonly message: RegExp;
}

const one = text("function (x) { return x[0][0]; }");
const state = { x: new Float64Array(4) };

export const refusals: readonly Refusal[] = [
  {
    title: "an array that is not made of rows",
    wrong: program([], { simulations: 3, state }),
    message: /array x: 4 values are no rows of 3/,
  },
  {
    title: "a call that reads what is not there",
    wrong: program([call("y", one, ["z"])], { simulations: 4, state }),
    message: /no array z in the program/,
  },
  {
    title: "an output of another size",
    wrong: program([call("x", one, ["x"], { rows: 2 })], { simulations: 4, state }),
    message: /call x: x has another size/,
  },
  {
    title: "a call that writes a parameter",
    wrong: program([call("x", one, ["x"])], { simulations: 4, parameters: state }),
    message: /call x: x is a parameter/,
  },
  {
    title: "a call that writes a table",
    wrong: program([call("x", one, ["x"], { rows: 1 })], { simulations: 4, tables: state }),
    message: /call x: x is a parameter/,
  },
];

const eight = "abcdefgh".split("");

/** A call that reads more arrays than WebGPU binds. */
export const eightReads = program(
  [call("sum", text(`function (${eight.join(", ")}) { return a[0][0]; }`), eight, { name: "addAll" })],
  {
    state: {
      sum: new Float64Array(1),
      ...Object.fromEntries(eight.map((name) => [name, new Float64Array(1)])),
    },
  },
);
