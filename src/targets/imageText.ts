/** Brightness is kept in so many steps: 8-bit values are multiples of 257 of them, and exact. */
const STEPS = 65535;

/** Bytes that are turned into text at once: a multiple of 3, so that pieces can be joined. */
const PIECE = 3 * 8192;

/** Numbers from 0 to 1 as text, 16 bits each in base64, most significant byte first: 8/3 characters a number. */
export function textOfValues(values: ArrayLike<number>): string {
  const bytes = new Uint8Array(2 * values.length);
  for (let k = 0; k < values.length; k++) {
    const whole = Math.round(Math.min(1, Math.max(0, values[k]!)) * STEPS);
    bytes[2 * k] = whole >> 8;
    bytes[2 * k + 1] = whole & 255;
  }
  let text = "";
  for (let from = 0; from < bytes.length; from += PIECE) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + PIECE)));
  }
  return text;
}

/** The numbers that `textOfValues` wrote, to half a step; undefined for a text that is no such thing. */
export function valuesOfText(text: string): Float64Array | undefined {
  let bytes: string;
  try {
    bytes = atob(text);
  } catch {
    return undefined;
  }
  if (bytes.length % 2 !== 0) return undefined;
  return Float64Array.from(
    { length: bytes.length / 2 },
    (_, k) => (bytes.charCodeAt(2 * k) * 256 + bytes.charCodeAt(2 * k + 1)) / STEPS,
  );
}
