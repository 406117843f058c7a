import { describe, expect, test } from "vitest";
import { z } from "zod";
import { steppers } from "../../src/dynamics/index.ts";
import { generators } from "../../src/generators/index.ts";
import { kernels } from "../../src/kernels/index.ts";
import { losses } from "../../src/losses/index.ts";
import { observables } from "../../src/observables/index.ts";
import { penalties } from "../../src/penalties/index.ts";
import { resolveScan, resolveSim, scanSchema, simSchema } from "../../src/sim/index.ts";
import { targets } from "../../src/targets/index.ts";
import { leastDocument, noFiles, scanDocument, simDocument } from "./documents.ts";

type Schema = Parameters<typeof z.fromJSONSchema>[0];

/** True when a JSON Schema reader that knows nothing of ganphase takes the document. */
function admits(schema: unknown, document: unknown): boolean {
  return z.fromJSONSchema(schema as Schema).safeParse(document).success;
}

/** All values of `const` and `enum` in a schema: the kinds that editors offer. */
function offered(schema: unknown): Set<unknown> {
  const found = new Set<unknown>();
  const walk = (value: unknown) => {
    if (value === null || typeof value !== "object") return;
    for (const [key, one] of Object.entries(value)) {
      if (key === "const") found.add(one);
      if (key === "enum") for (const item of one as unknown[]) found.add(item);
      walk(one);
    }
  };
  walk(schema);
  return found;
}

describe("the JSON Schemas", () => {
  const [sim, scan] = [simSchema(), scanSchema()];

  test("are of draft 2020-12, with an address, a title and a description", () => {
    for (const schema of [sim, scan]) {
      expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
      expect(schema.$id).toMatch(/^https:\/\/.+\.schema\.json$/);
      expect(schema.title).toMatch(/^ganphase (sim|scan) file$/);
      expect(schema.description).toMatch(/\.$/);
    }
  });

  test("offer every kind of every register", () => {
    const registers = [targets, generators, kernels, losses, penalties, steppers, observables];
    for (const schema of [sim, scan]) {
      const kinds = offered(schema);
      for (const { kind } of registers.flatMap((one) => [...one.kinds])) expect(kinds).toContain(kind);
    }
  });

  test("describe every field of a sim and of a scan", () => {
    for (const schema of [sim, scan]) {
      for (const [name, field] of Object.entries(schema.properties as Record<string, object>)) {
        expect(field, name).toHaveProperty("description");
      }
    }
  });

  test("take what the loader takes, written out or resolved", () => {
    expect(admits(sim, simDocument())).toBe(true);
    expect(admits(sim, leastDocument())).toBe(true);
    expect(admits(sim, resolveSim(simDocument(), noFiles))).toBe(true);
    expect(admits(scan, scanDocument())).toBe(true);
    expect(admits(scan, { ...scanDocument(), sim: "other.json" })).toBe(true);
    expect(admits(scan, resolveScan(scanDocument(), noFiles))).toBe(true);
  });

  test("refuse misspelt options, unknown kinds and wrong types", () => {
    expect(admits(sim, { ...simDocument(), sede: 1 })).toBe(false);
    expect(admits(sim, { ...simDocument(), loss: { kind: "imp" } })).toBe(false);
    expect(admits(sim, { ...simDocument(), penalties: [{ kind: "weightDecay", strength: "1" }] })).toBe(
      false,
    );
    expect(admits(sim, { ...simDocument(), dynamics: { ...simDocument().dynamics, steps: 0 } })).toBe(false);
    expect(admits(scan, { ...scanDocument(), axes: [{ form: 1 }] })).toBe(false);
    expect(admits(scan, { axes: [] })).toBe(false);
  });
});
