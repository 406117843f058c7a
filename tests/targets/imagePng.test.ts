import { describe, expect, it, test } from "vitest";
import { averaged, squareOf } from "../../src/targets/imageAverage.ts";
import { decodePng, inChannels } from "../../src/targets/imagePng.ts";
import { textOfValues, valuesOfText } from "../../src/targets/imageText.ts";
import { greyPng, packed, png, withChunk } from "./pngFiles.ts";

const decoded = (bytes: Uint8Array) =>
  decodePng(bytes, (problem) => {
    throw new Error(problem);
  });

/** A ramp over so many values, 5 × 3 pixels. */
const ramp = (most: number) => Array.from({ length: 15 }, (_, k) => Math.round((k * most) / 14));

describe("the pixels of a PNG file", () => {
  test.each([1, 2, 4, 8, 16] as const)("are grey of %i bits from 0 to 1", (depth) => {
    const values = ramp(2 ** depth - 1);
    const data =
      depth === 16
        ? Uint16Array.from(values)
        : depth === 8
          ? Uint8Array.from(values)
          : packed(values, 5, depth);
    const image = decoded(png({ width: 5, height: 3, data, channels: 1, depth }));
    expect(image).toMatchObject({ width: 5, height: 3, channels: 1 });
    expect([...image.values]).toEqual(values.map((value) => value / (2 ** depth - 1)));
  });

  test.each([8, 16] as const)("are the same interlaced, %i bits", (depth) => {
    const values = Array.from({ length: 11 * 9 * 3 }, (_, k) => (k * 7919) % 2 ** depth);
    const data = depth === 16 ? Uint16Array.from(values) : Uint8Array.from(values);
    const image = { width: 11, height: 9, data, channels: 3, depth };
    const plain = decoded(png(image));
    expect(plain.channels).toBe(3);
    expect([...plain.values]).toEqual(values.map((value) => value / (2 ** depth - 1)));
    expect([...decoded(png(image, "Adam7")).values]).toEqual([...plain.values]);
  });

  it("lie on a white page where they are transparent", () => {
    const grey = decoded(
      png({ width: 2, height: 1, data: Uint8Array.of(51, 255, 51, 0), channels: 2, depth: 8 }),
    );
    expect([...grey.values]).toEqual([0.2, 1]);
    const data = Uint16Array.of(0, 65535, 0, 13107, 7, 8, 9, 0);
    const color = decoded(png({ width: 2, height: 1, data, channels: 4, depth: 16 }));
    expect(color.channels).toBe(3);
    [0.8, 1, 0.8, 1, 1, 1].forEach((value, k) => {
      expect(color.values[k]).toBeCloseTo(value, 14);
    });
  });

  it("are white where they have the one value that means transparent", () => {
    const file = withChunk(
      greyPng(3, 1, (_, column) => 10 * column),
      "tRNS",
      [0, 10],
    );
    expect([...decoded(file).values]).toEqual([0, 1, 20 / 255]);
  });

  test.each([1, 2, 4, 8] as const)("are those of a palette with indexes of %i bits", (depth) => {
    const palette = [
      [0, 51, 102],
      [255, 0, 204],
    ];
    const indexes = [0, 1, 1, 0, 1, 0];
    const data = depth === 8 ? Uint8Array.from(indexes) : packed(indexes, 3, depth);
    const image = decoded(png({ width: 3, height: 2, data, channels: 1, depth, palette }));
    expect([...image.values]).toEqual(
      indexes.flatMap((index) => palette[index]!.map((value) => value / 255)),
    );
  });

  it("are those of a palette with opacities", () => {
    const palette = [
      [0, 0, 0, 0],
      [51, 51, 51, 255],
    ];
    const image = decoded(
      png({ width: 2, height: 1, data: Uint8Array.of(0, 1), channels: 1, depth: 8, palette }),
    );
    expect([...image.values]).toEqual([1, 1, 1, 0.2, 0.2, 0.2]);
  });

  const file = greyPng(16, 16, (row, column) => row * 16 + column);
  const changed = (at: number, value: number) => file.map((byte, k) => (k === at ? value : byte));
  test.each([
    ["no PNG at all", new TextEncoder().encode("GIF89a and more than eight bytes"), /is no PNG file/],
    ["an empty file", new Uint8Array(0), /is no PNG file/],
    ["a file that ends in its header", file.slice(0, 20), /ends within its header/],
    ["a file that ends in its pixels", file.slice(0, 60), /cannot be read as PNG/],
    ["a wrong check sum", changed(50, file[50]! ^ 1), /cannot be read as PNG \(.*CRC/],
    ["a huge picture in few bytes", changed(16, 0x40), /at most 67108864 are read/],
    [
      "interlaced with 1 bit",
      png({ width: 8, height: 8, data: new Uint8Array(8), channels: 1, depth: 1 }).map((byte, k) =>
        k === 28 ? 1 : byte,
      ),
      /interlaced with 1 bits a pixel/,
    ],
  ])("are not made up from %s", (_, bytes, problem) => {
    expect(() => decoded(bytes)).toThrow(problem);
  });
});

describe("the channels", () => {
  it("turn colour into brightness, and grey into colour", () => {
    const values = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 0.3, 0.3, 0.3);
    const color = { width: 4, height: 1, channels: 3, values } as const;
    const grey = inChannels(color, 1);
    [0.299, 0.587, 0.114, 0.3].forEach((value, k) => {
      expect(grey.values[k]).toBeCloseTo(value, 14);
    });
    expect([...inChannels(grey, 3).values.slice(0, 3)]).toEqual([0.299, 0.299, 0.299]);
  });
});

describe("averaging", () => {
  const image = (width: number, height: number) => ({
    width,
    height,
    channels: 1 as const,
    values: Float64Array.from({ length: width * height }, (_, k) => ((k * 37) % 101) / 100),
  });
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it("takes the plain mean of whole pixels", () => {
    const given = image(4, 4);
    const v = given.values;
    const expected = [0, 2, 8, 10].map((k) => (v[k]! + v[k + 1]! + v[k + 4]! + v[k + 5]!) / 4);
    averaged(given, 2, 2).values.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k]!, 14);
    });
  });

  it("keeps the mean where pixels are divided, and a constant picture as it is", () => {
    for (const [width, height] of [
      [3, 2],
      [5, 4],
      [6, 1],
    ] as const) {
      expect(mean(averaged(image(7, 9), width, height).values)).toBeCloseTo(mean(image(7, 9).values), 13);
      const flat = averaged({ ...image(7, 9), values: new Float64Array(63).fill(0.3) }, width, height);
      expect(Math.max(...flat.values.map((value) => Math.abs(value - 0.3)))).toBeLessThan(1e-15);
    }
  });

  it("takes the square in the middle", () => {
    const { width, height, values } = squareOf(image(5, 2));
    expect([width, height]).toEqual([2, 2]);
    const v = image(5, 2).values;
    expect([...values]).toEqual([v[1], v[2], v[6], v[7]]);
  });
});

describe("numbers as text", () => {
  it("come back: those of 8 bits exactly, others to half a step of 16 bits", () => {
    const eight = Float64Array.from({ length: 256 }, (_, k) => k / 255);
    expect(valuesOfText(textOfValues(eight))).toEqual(eight);
    const many = Float64Array.from({ length: 40_000 }, (_, k) => ((k * 0.618) % 1) as number);
    const back = valuesOfText(textOfValues(many))!;
    expect(back.length).toBe(many.length);
    expect(Math.max(...back.map((value, k) => Math.abs(value - many[k]!)))).toBeLessThanOrEqual(0.5 / 65535);
  });

  it("are not made up from other texts", () => {
    expect(valuesOfText("not base64!")).toBeUndefined();
    expect(valuesOfText("QQ==")).toBeUndefined();
  });
});
