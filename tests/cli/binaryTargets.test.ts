import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadDocument } from "../../src/cli/documents.ts";

const folder = mkdtempSync(join(tmpdir(), "ganphase-npy-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A .npy file, format 1.0, of float64 rows. */
function npy(rows: readonly (readonly number[])[]): Uint8Array {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows.length}, ${rows[0]!.length}), }`;
  const padded = `${header.padEnd(64 * Math.ceil((header.length + 11) / 64) - 11)}\n`;
  const head = Buffer.from(`\x93NUMPY\x01\x00..${padded}`, "latin1");
  head.writeUInt16LE(padded.length, 8);
  return Buffer.concat([head, Buffer.from(Float64Array.from(rows.flat()).buffer)]);
}

const sim = {
  target: { kind: "file", path: "target.npy" },
  generator: { kind: "particles", start: { kind: "points", points: [[0, 1]] } },
  discriminator: { kind: "linear" },
  loss: { kind: "ipm" },
  dynamics: { kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.1, steps: 1 },
};

test("a sim file's target is read from a .npy file beside it", () => {
  writeFileSync(
    join(folder, "target.npy"),
    npy([
      [1, 2],
      [3, 4.5],
    ]),
  );
  const file = join(folder, "sim.json");
  writeFileSync(file, JSON.stringify(sim));
  expect(loadDocument(file, { set: [] })).toMatchObject({
    kind: "run",
    spec: {
      origin: { target: "target.npy" },
      target: {
        kind: "points",
        points: [
          [1, 2],
          [3, 4.5],
        ],
      },
    },
  });
});

test("a missing .npy file is told with its name", () => {
  const file = join(folder, "missing.json");
  writeFileSync(file, JSON.stringify({ ...sim, target: { kind: "file", path: "other.npy" } }));
  expect(() => loadDocument(file, { set: [] })).toThrow(/other\.npy/);
});
