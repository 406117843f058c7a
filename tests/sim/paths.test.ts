import { describe, expect, test } from "vitest";
import { pathText } from "../../src/options/index.ts";
import { getPath, parsePath, putPath, setPath } from "../../src/sim/index.ts";
import { complaint } from "./documents.ts";

const document = {
  seed: 1,
  penalties: [{ kind: "weightDecay", strength: 0.1 }],
  list: [
    [1, 2],
    [3, 4],
  ],
};

describe("paths", () => {
  test.each([
    ["seed", ["seed"]],
    ["penalties[0].strength", ["penalties", 0, "strength"]],
    ["list[1][0]", ["list", 1, 0]],
    ['a["b c"][2]["\\"]"]', ["a", "b c", 2, '"]']],
  ])("%s is read key by key, and written back by pathText", (path, keys) => {
    expect(parsePath(path)).toEqual(keys);
    expect(pathText(keys)).toBe(path);
  });

  test.each(["", ".a", "a.", "a..b", "a[", "a[]", "a[-1]", "a[01]", "a[0]b", "a b", "[x]", 'a["b]', "a.0"])(
    "%j is no path",
    (path) => expect(complaint(() => parsePath(path))).toMatch(/is not a path like|is empty/),
  );

  test("no path reaches an object's own machinery", () => {
    for (const path of ["__proto__.polluted", "constructor.prototype.x", 'a["__proto__"]']) {
      expect(complaint(() => putPath({ a: {} }, path, 1))).toMatch(/is no name/);
    }
    expect(complaint(() => getPath({}, "toString"))).toMatch(/^toString: does not exist/);
  });
});

describe("reading and putting", () => {
  test("what was put is read back, and the original stays as it was", () => {
    const before = structuredClone(document);
    const after = putPath(document, "penalties[0].strength", 7) as typeof document;
    expect(getPath(after, "penalties[0].strength")).toBe(7);
    expect(document).toEqual(before);
    expect(after.list).toBe(document.list);
  });

  test("the last key may be new, and a list may grow by one", () => {
    expect(putPath(document, "backend", "cpu")).toEqual({ ...document, backend: "cpu" });
    expect(getPath(putPath(document, "penalties[1]", 5), "penalties[1]")).toBe(5);
  });

  test("sections that a file may leave out are made", () => {
    expect(putPath({}, "outcome.share", 0.5)).toEqual({ outcome: { share: 0.5 } });
    expect(putPath({}, "record.field.resolution", 9)).toEqual({ record: { field: { resolution: 9 } } });
  });

  test.each([
    ["penaltys[0].strength", 'penaltys: does not exist; did you mean "penalties"?'],
    ["penalties[1].strength", "penalties[1]: does not exist; penalties goes from [0] to [0]"],
    ["penalties[2]", "penalties[2]: does not exist; penalties goes from [0] to [0]"],
    ["penalties.strength", "penalties.strength: penalties is a list; write penalties[0]"],
    ["seed.x", "seed.x: does not exist; seed is 1"],
    ["penalties[0][1]", "penalties[0][1]: penalties[0] is no list; it has kind, strength"],
    ["qqqqqqqq.x", "qqqqqqqq: does not exist; the document has seed, penalties, list"],
  ])("%s leads into nothing", (path, message) => {
    expect(complaint(() => putPath(document, path, 1))).toBe(message);
  });
});

describe("assignments", () => {
  test.each([
    ["seed=2", 2],
    ["seed = 2", 2],
    ["seed=auto", "auto"],
    ['seed="2"', "2"],
    ["seed=[1,2]", [1, 2]],
    ['seed={"a":null}', { a: null }],
    ["seed=true", true],
    ["seed=a=b", "a=b"],
    ["seed=", ""],
    ["seed=NaN", "NaN"],
  ])("%s", (assignment, value) => {
    expect(getPath(setPath(document, assignment), "seed")).toEqual(value);
  });

  test("what begins like JSON but is none is refused, not taken as a text", () => {
    expect(complaint(() => setPath(document, 'seed={"a":1'))).toMatch(/^seed, line 1, column 7: /);
    expect(complaint(() => setPath(document, "seed"))).toMatch(/^--set: must be PATH=VALUE/);
  });
});
