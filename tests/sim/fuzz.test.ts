import { describe, expect, test } from "vitest";
import { type RandomStream, randomStream } from "../../src/numerics/random.ts";
import { InputError } from "../../src/options/index.ts";
import {
  buildSim,
  cellChoices,
  isScan,
  parseDocument,
  putChoices,
  putPath,
  resolveScan,
  resolveSim,
  type SimSpec,
  setPath,
} from "../../src/sim/index.ts";
import { jsonText } from "../../src/sim/stores/index.ts";
import { leastDocument, noFiles, scanDocument, simDocument } from "./documents.ts";
import { damage, mutate, pick } from "./mutations.ts";

/** What loading ended in: an InputError as it should be, or a simulation that was built. */
interface Tally {
  refused: number;
  built: number;
}

const control = /\p{Cc}/u;

/** A document as a manifest gives it back; JSON.stringify would lose the sign of −0. */
const written = (document: unknown) => parseDocument(jsonText(document), "manifest.json");

/** Loads a document as the command line does and holds it to the loader's promise. */
function load(document: unknown, how: string, tally: Tally): void {
  try {
    if (isScan(document)) {
      const scan = resolveScan(document, noFiles);
      const first = cellChoices(
        scan.axes,
        scan.axes.map(() => 0),
      );
      expect(resolveScan(written(scan), noFiles)).toEqual(scan);
      buildSim(putChoices(scan.sim, scan.axes, first) as SimSpec, 0);
    } else {
      const sim = resolveSim(document, noFiles);
      expect(resolveSim(written(sim), noFiles)).toEqual(sim);
      buildSim(sim, 1);
    }
    tally.built += 1;
  } catch (error) {
    judge(error, how);
    tally.refused += 1;
  }
}

function judge(error: unknown, how: string): void {
  if (!(error instanceof InputError)) throw new Error(`${how} ended in ${(error as Error).stack}`);
  expect(error.path, how).not.toBe("");
  expect(error.problem, how).not.toBe("");
  expect(error.message, how).not.toMatch(control);
  expect(error.message, how).not.toMatch(/\bat .*\.ts:|undefined|\[object/);
  expect(error.message.length, how).toBeLessThan(1000);
}

// A scan that is right builds dozens of cells, so scans are rarer than sims.
const documents = [
  simDocument,
  leastDocument,
  simDocument,
  leastDocument,
  simDocument,
  scanDocument,
  () => ({ sim: simDocument(), axes: scanDocument().axes.slice(3) }),
];

function variant(stream: RandomStream): unknown {
  const document: Record<string, unknown> = pick(stream, documents)();
  const targets: readonly unknown[] = [
    { kind: "grid", side: 3, spacing: 2, spread: 0.1, samples: 20 },
    { kind: "twoModes", separation: 3, spread: 0.2, samples: 6 },
    {
      kind: "gaussian",
      mean: [0, 1],
      covariance: [
        [1, 0.5],
        [0.5, 1],
      ],
      samples: 12,
    },
    { kind: "file", path: "x.csv" },
  ];
  if (!isScan(document) && stream.integer(4) === 0) document.target = pick(stream, targets);
  return document;
}

describe("whatever is wrong with a file, it is told as wrong input with its place", () => {
  test("one to three broken places of a document", () => {
    const tally = { refused: 0, built: 0 };
    for (let run = 0; run < 3000; run++) {
      const stream = randomStream(11, run);
      const document = variant(stream);
      const how = Array.from({ length: 1 + stream.integer(3) }, () => mutate(document, stream)).join(", ");
      load(document, `mutation ${run} (${how})`, tally);
    }
    // Most mutations break something; many do not, and those must build.
    expect(tally.refused).toBeGreaterThan(2000);
    expect(tally.built).toBeGreaterThan(100);
  });

  test("damaged text", () => {
    const tally = { refused: 0, built: 0 };
    for (let run = 0; run < 2200; run++) {
      const stream = randomStream(12, run);
      const text = damage(JSON.stringify(pick(stream, documents)(), null, stream.integer(3)), stream);
      let document: unknown;
      try {
        document = parseDocument(text, "f.json");
      } catch (error) {
        judge(error, `text ${run}`);
        expect((error as InputError).path).toMatch(/^f\.json, line \d+, column \d+$/);
        // Our reader is stricter than JSON.parse in what it says it is, and in nothing else.
        const why = (error as InputError).problem;
        if (!/second time|beyond the largest|cannot be a key/.test(why))
          expect(() => JSON.parse(text)).toThrow();
        tally.refused += 1;
        continue;
      }
      expect(document).toEqual(JSON.parse(text));
      load(document, `text ${run}`, tally);
    }
    expect(tally.refused).toBeGreaterThan(1200);
    expect(tally.built).toBeGreaterThan(50);
  });

  test("assignments of the command line", () => {
    const tally = { refused: 0, built: 0 };
    const paths = [
      "penalties[0].strength",
      "generator.start",
      "dynamics.steps",
      "target.points[1]",
      "record.observables[0]",
      "outcome.reach",
      "axes[0].values",
      "sim.loss",
    ];
    const values = [
      "1",
      "-1",
      "0.5",
      "NaN",
      "1e999",
      "[1,2]",
      '{"kind":"gaussian","spread":1}',
      "{",
      '"',
      "[",
      "auto",
      "",
      "coverage",
    ];
    for (let run = 0; run < 1000; run++) {
      const stream = randomStream(13, run);
      const path = stream.integer(3) === 0 ? damage(pick(stream, paths), stream) : pick(stream, paths);
      const assignment = `${path}=${pick(stream, values)}`;
      try {
        load(setPath(pick(stream, documents)(), assignment), assignment, tally);
      } catch (error) {
        judge(error, assignment);
        tally.refused += 1;
      }
    }
    expect(tally.refused).toBeGreaterThan(400);
    expect(tally.built).toBeGreaterThan(20);
  });
});

describe("mutations that mean something else, but nothing wrong, build", () => {
  const harmless: readonly [string, unknown][] = [
    ["penalties", []],
    ["penalties[0].strength", 0],
    ["penalties[0].strength", 1e-300],
    ["seed", 0],
    ["seed", 2 ** 53 - 1],
    ["dynamics.kind", "simultaneous"],
    ["dynamics.steps", 2 ** 31 - 1],
    ["record.observables", []],
    ["record.every", 1],
    [
      "target.points",
      [
        [1e6, 0],
        [-1e6, 0],
      ],
    ],
    ["generator.start", { kind: "sphere", radius: 0 }],
    ["discriminator.kernel", { kind: "laplacian", width: 1e-6 }],
    ["description", "\u0000 in a description harms nobody"],
  ];
  test.each(harmless)("%s = %j", (path, value) => {
    const { figures: _f, record, ...rest } = simDocument();
    const { field: _, ...kept } = record;
    const document = putPath({ ...rest, record: kept }, path, value) as Record<string, unknown>;
    const long = path === "dynamics.steps" ? putPath(document, "record.every", 0) : document;
    expect(buildSim(resolveSim(long, noFiles), 0).setting.masses.length).toBe(3);
  });
});
