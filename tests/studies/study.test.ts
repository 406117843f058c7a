import { describe, expect, it } from "vitest";
import { InputError } from "../../src/options/index.ts";
import type { Table } from "../../src/sim/index.ts";
import { inline, type RunBatch, runBatch } from "../../src/studies/index.ts";
import {
  memoryStudyStore,
  resolveStudy,
  runStudy,
  type StudyRunOptions,
  studyConflict,
  studySchema,
} from "../../src/studies/study/index.ts";
import { smallStudy } from "./smallStudy.ts";

const document = { study: "small", backend: "cpu", seed: 3 };
const spec = (changes: object = {}) => resolveStudy({ ...document, ...changes }, [smallStudy()]);

function options(more: Partial<StudyRunOptions> = {}): StudyRunOptions {
  return {
    executor: inline(),
    store: memoryStudyStore(),
    package: { name: "ganphase", version: "1.2.3" },
    read: (path: string) => {
      throw new Error(`asked to read ${path}`);
    },
    ...more,
  };
}

function problem(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.message;
  }
  return "nothing";
}

describe("a study file", () => {
  it("is resolved to what it is resolved to again", () => {
    const resolved = spec();
    expect(resolved).toEqual({
      ...document,
      scale: 1,
      options: { strengths: [0.1, 0.2, 0.4], count: 4 },
    });
    expect(resolveStudy(resolved, [smallStudy()])).toEqual(resolved);
  });

  it.each([
    [{ study: "smal" }, /^study: unknown study "smal"; did you mean "small"\?/],
    [{ sede: 1 }, /^sede: unknown option; did you mean "seed"\?/],
    [{ options: { cuont: 4 } }, /^options\.cuont: unknown option; did you mean "count"\?/],
    [{ options: { count: 1 } }, /^options\.count: must be at least 2, not 1$/],
    [{ options: { strengths: [1, "2"] } }, /^options\.strengths\[1\]: must be a finite number, not "2"$/],
    [{ options: { strengths: [1, 1] } }, /^options\.strengths\[1\]: must differ from the first$/],
    [{ scale: 0 }, /^scale: must be more than 0, not 0$/],
    [{ options: [] }, /^options: must be an object/],
  ])("is refused at the place that is wrong: %j", (changes, message) => {
    expect(problem(() => spec(changes))).toMatch(message);
  });

  it("has a schema with a branch a study, in which an unknown option is refused", () => {
    const schema = studySchema([smallStudy()]);
    expect(schema.$id).toMatch(/study\.schema\.json$/);
    const [branch] = schema.oneOf as { properties: Record<string, { const?: string; properties: object }> }[];
    expect(branch!.properties.study!.const).toBe("small");
    expect(branch!.properties.options).toMatchObject({ additionalProperties: false });
    expect(Object.keys(branch!.properties.options!.properties)).toEqual(["strengths", "count"]);
    expect(studySchema([])).toHaveProperty("title", "ganphase study file");
  });
});

describe("a study", () => {
  it("writes its tables, its comparisons and its figures, and says what ran", async () => {
    const store = memoryStudyStore();
    const { manifest, result } = await runStudy(spec(), smallStudy(), options({ store }));
    expect(manifest).toMatchObject({ kind: "study", status: "done", seed: 3, scale: 1, backend: "cpu" });
    expect(await store.manifest()).toEqual(manifest);
    const summary = await store.summary();
    expect(summary!.tables).toEqual(["errors", "line"]);
    expect(summary!.comparisons).toEqual(result.comparisons);
    expect(summary!.comparisons[0]).toMatchObject({ measured: "4", passes: true });
    const errors = (await store.table("errors")) as Table;
    expect(Array.from(errors.columns.strength as Float64Array)).toEqual([0.1, 0.1, 0.2, 0.2, 0.4, 0.4]);
  });

  it("that was killed between two scans goes on and repeats no cell", async () => {
    const store = memoryStudyStore();
    const units: string[] = [];
    const counting: RunBatch = (job, hooks) => {
      units.push(
        ...job.units.map(({ cell, replica }) => `${job.scan.axes[0]!.count ?? 0}:${cell}.${replica}`),
      );
      return runBatch(job, hooks);
    };
    const executor = inline(counting);
    let computed = 0;
    const dying = smallStudy(() => {
      throw new Error("killed");
    });
    await expect(runStudy(spec(), dying, options({ store, executor }))).rejects.toThrow("killed");
    expect(units).toHaveLength(6);
    expect(await store.manifest()).toMatchObject({ status: "running" });
    expect(await store.summary()).toBeUndefined();
    const whole = smallStudy(undefined, () => computed++);
    await runStudy(spec(), whole, options({ store, executor }));
    expect(units).toHaveLength(6 + 4);
    expect(new Set(units).size).toBe(10);
    // Once more: the analysis is done again, nothing is computed.
    await runStudy(spec(), whole, options({ store, executor }));
    expect(units).toHaveLength(10);
    expect(computed).toBe(1);
  });

  it("that goes on with the study's kept table computes it anew for other inputs alone", async () => {
    const store = memoryStudyStore();
    let computed = 0;
    const study = smallStudy(undefined, () => computed++);
    for (const count of [4, 4, 5]) {
      const one = { ...options({ store }), package: { name: "ganphase", version: "1" } };
      const fresh =
        count === 5 ? { ...memoryStudyStore(), kept: store.kept, writeKept: store.writeKept } : store;
      await runStudy(spec({ options: { count } }), study, { ...one, store: fresh });
    }
    expect(computed).toBe(2);
  });

  it("tells its progress from 0 to 1 over its scans, never backwards", async () => {
    const told: [number, string][] = [];
    const onProgress = (share: number, note: string) => told.push([share, note]);
    await runStudy(spec(), smallStudy(), options({ onProgress }));
    const shares = told.map(([share]) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares).toContain(0.4);
    expect(shares.at(-1)).toBe(0.9);
    expect(told.map(([, note]) => note)).toContain("few strengths: second");
  });

  it("is larger at a larger scale and stops when it is told to", async () => {
    const { result } = await runStudy(spec({ scale: 2 }), smallStudy(), options());
    expect(result.comparisons[0]).toMatchObject({ measured: "8", passes: true });
    const abortion = new AbortController();
    const stopped = smallStudy(() => abortion.abort(new Error("enough")));
    const run = runStudy(spec(), stopped, options({ signal: abortion.signal }));
    await expect(run).rejects.toThrow("enough");
  });

  it("may not go on from another one or from another version's", () => {
    const found = { kind: "study", package: { name: "ganphase", version: "1" }, study: spec() } as const;
    expect(studyConflict(found, spec({ title: "another title" }), "1")).toBeUndefined();
    expect(studyConflict(found, spec({ options: { count: 5 } }), "1")).toBe(
      "options.count is 4 there and 5 here",
    );
    expect(studyConflict(found, spec(), "2")).toBe("it was made by version 1, this is 2");
    expect(studyConflict({}, spec(), "1")).toBe("it is no study");
  });
});
