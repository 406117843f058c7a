import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument } from "../../src/sim/index.ts";
import { complaint } from "./documents.ts";

describe("what is read", () => {
  test("every JSON value is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 4 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        // Two keys that only JSON.parse takes.
        fc.pre(!/"(?:__proto__|constructor|prototype)"\s*:/.test(text));
        expect(parseDocument(text, "f")).toEqual(JSON.parse(text));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("escapes, surrogate pairs and −0 survive", () => {
    expect(parseDocument('"\\u00e9\\n\\"\\\\\\/\\ud83d\\ude00 é"', "f")).toBe('é\n"\\/😀 é');
    expect(parseDocument("-0", "f")).toBe(-0);
  });

  test("a byte order mark is no mistake", () => {
    expect(parseDocument('\ufeff{"a": 1}', "f")).toEqual({ a: 1 });
  });
});

test.each([
  ["", "f.json, line 1, column 1: expected a value, not the end of the document"],
  ['{\n  "a": 1,\n  "b" 2\n}', 'f.json, line 3, column 7: expected ":" after the key, not "2"'],
  ['{\n  "a": 1\n  "b": 2\n}', 'f.json, line 3, column 3: expected "," or "}", not "\\""'],
  ['{"a": 1,}', 'f.json, line 1, column 9: there is a "," too many before "}"'],
  ["[1,\n2,\n]", 'f.json, line 3, column 1: there is a "," too many before "]"'],
  ["{a: 1}", 'f.json, line 1, column 2: expected a key in double quotes, not "a"'],
  ["{\"a\": 'b'}", 'f.json, line 1, column 7: a text stands in double quotes, "…"'],
  ['{"a": 1} // end', 'f.json, line 1, column 10: JSON has no comments; a "description" can say it'],
  ['{"a": 1}}', "f.json, line 1, column 9: the document ends here, so nothing may follow"],
  ['{"a": NaN}', 'f.json, line 1, column 7: "NaN" is not a finite number'],
  ['{"a": -Infinity}', 'f.json, line 1, column 7: "-Infinity" is not a finite number'],
  ['{"a": 1e999}', 'f.json, line 1, column 7: "1e999" is beyond the largest number'],
  ['{"a": 01}', "f.json, line 1, column 7: this is no number; write it like -1, 0.5 or 1e-3"],
  ['{"a": 1.}', "f.json, line 1, column 7: this is no number; write it like -1, 0.5 or 1e-3"],
  ['{"a": True}', 'f.json, line 1, column 7: "True" is no value; a text stands in double quotes'],
  ['{"a": "b\n"}', "f.json, line 1, column 7: this text has no closing quote"],
  ['{"a": "b\u0007"}', 'f.json, line 1, column 9: a text cannot hold the control character "\\u0007"'],
  ['{"a": "\\d"}', 'f.json, line 1, column 8: "\\\\d" is no escape; a backslash is written twice'],
  ['{"a": 1, "b": 2, "a": 3}', 'f.json, line 1, column 18: the key "a" stands here a second time'],
  ['{"__proto__": {}}', 'f.json, line 1, column 2: "__proto__" cannot be a key'],
  ["[".repeat(1e5), "f.json, line 1, column 62: is nested deeper than 60"],
])("%j is refused with its line and column", (text, message) => {
  expect(complaint(() => parseDocument(text, "f.json"))).toBe(message);
});

test("a document without a name is told by line and column alone", () => {
  expect(complaint(() => parseDocument("{", ""))).toMatch(/^line 1, column 2: /);
});
