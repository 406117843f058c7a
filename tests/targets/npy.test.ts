import { describe, expect, it, test } from "vitest";
import { parseNpy } from "../../src/targets/npy.ts";
import { expectInputError } from "./inputErrorAt.ts";
import { npyFile } from "./npyFile.ts";

const numbers = [0, 1, 2, 3, 40, 255];
const asPoints = [
  [0, 1, 2],
  [3, 40, 255],
];

/** Bytes that NumPy 2.4 wrote: np.save of np.array([[1.5, -2.0]], dtype="<f4"). */
const fromNumpy =
  "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c2027736861" +
  "7065273a2028312c2032292c207d";

function refused(bytes: Uint8Array, problem: RegExp): void {
  expectInputError(() => parseNpy(bytes, "data.npy"), "path", problem);
}

describe("parseNpy", () => {
  test.each([
    ["<f4", Float32Array.from(numbers)],
    ["<f8", Float64Array.from(numbers)],
    ["<i4", Int32Array.from(numbers)],
    ["<i8", BigInt64Array.from(numbers.map(BigInt))],
    ["|u1", Uint8Array.from(numbers)],
  ])("reads %s, in every version of the format", (descr, values) => {
    for (const version of [1, 2, 3]) {
      const bytes = npyFile({ descr, shape: [2, 3], version }, values);
      expect(parseNpy(bytes, "data.npy")).toEqual({ points: asPoints });
    }
  });

  it("reads what NumPy writes", () => {
    const header = Uint8Array.from(fromNumpy.match(/../g)!, (pair) => Number.parseInt(pair, 16));
    const bytes = new Uint8Array(128 + 8).fill(0x20);
    bytes.set(header);
    bytes[127] = 0x0a;
    bytes.set([0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0], 128);
    expect(parseNpy(bytes, "data.npy")).toEqual({ points: [[1.5, -2]] });
  });

  it("takes one axis for points in 1-D, and negative numbers and fractions as they are", () => {
    const bytes = npyFile({ shape: [3] }, Float64Array.of(-1, 0.1, 1e300));
    expect(parseNpy(bytes, "data.npy")).toEqual({ points: [[-1], [0.1], [1e300]] });
  });

  it("reads a part of a longer buffer", () => {
    const file = npyFile({ shape: [1, 2] }, Float64Array.of(4, 5));
    const longer = new Uint8Array(file.length + 20);
    longer.set(file, 13);
    expect(parseNpy(longer.subarray(13, 13 + file.length), "data.npy").points).toEqual([[4, 5]]);
  });

  const good = npyFile({ shape: [2, 3] }, Float64Array.from(numbers));

  test.each([
    ["another format", new TextEncoder().encode("x,y\n1,2\n"), /data\.npy: is no \.npy file/],
    ["an empty file", new Uint8Array(), /is no \.npy file/],
    [
      "a later version",
      npyFile({ shape: [2, 3], version: 4 }, Float64Array.from(numbers)),
      /version 4; 1 to 3/,
    ],
    ["a header cut short", good.subarray(0, 40), /ends within its header/],
    ["a length cut short", good.subarray(0, 9), /ends within its header/],
    [
      "numbers cut short",
      good.subarray(0, good.length - 1),
      /has 175 bytes, but an array \[2, 3\] of <f8 makes 176/,
    ],
    [
      "Fortran order",
      npyFile({ shape: [2, 3], fortran: true }, Float64Array.from(numbers)),
      /ascontiguousarray/,
    ],
    [
      "big-endian numbers",
      npyFile({ descr: ">f8", shape: [2, 3] }, Float64Array.from(numbers)),
      /big-endian/,
    ],
    [
      "another type",
      npyFile({ descr: "<c8", shape: [2, 3] }, Float64Array.from(numbers)),
      /<c8; f4, f8, i4, i8, u1/,
    ],
    ["no axis", npyFile({ shape: [] }, Float64Array.of(1)), /has 0 axes/],
    [
      "three axes",
      npyFile({ shape: [1, 2, 3] }, Float64Array.from(numbers)),
      /has 3 axes; points are an array \[N, d\]/,
    ],
    ["no points", npyFile({ shape: [0, 3] }, new Float64Array()), /holds no points/],
    [
      "what is not finite",
      npyFile({ shape: [1, 2] }, Float64Array.of(1, Number.NaN)),
      /row 0, column 1 is NaN/,
    ],
  ])("refuses %s", (_, bytes, problem) => refused(bytes, problem));
});
