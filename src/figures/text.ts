const ALLOWED = /&lt;(\/?(?:i|b|sub|sup)|br)&gt;/g;

/**
 * Text from outside as plotly.js draws it: `<i>`, `<b>`, `<sub>`, `<sup>`, `<br>` keep their meaning, all
 * else stands as it was written.
 */
export function plain(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(ALLOWED, "<$1>");
}

/**
 * A symbol as it is printed: `η_g/η_d` becomes italic η with upright indices. Variables are single
 * letters (italic; upright for capital Greek, and before a digit, as in the name R1); an index is a run of letters and digits after `_` or a
 * group in braces; `^` likewise raises. Words stay as they are, the article and the s of a genitive too.
 */
export function symbolText(text: string): string {
  return plain(text).replace(
    /<[^>]*>|&[a-z]+;|([_^])(?:\{([^}]*)\}|([\p{L}\p{N}*]+))|\p{L}+/gu,
    (
      whole: string,
      mark: string | undefined,
      group: string | undefined,
      run: string | undefined,
      at: number,
      all: string,
    ) => {
      if (mark !== undefined) {
        const tag = mark === "_" ? "sub" : "sup";
        const index = (group ?? run)!;
        // A counting index is a variable too; d and g, for discriminator and generator, are not.
        return `<${tag}>${/^[ijkmn]$/.test(index) ? `<i>${index}</i>` : index}</${tag}>`;
      }
      const inName = /\d/.test(all[at + whole.length] ?? "");
      const genitive = /['’]/.test(all[at - 1] ?? "");
      const variable =
        /^[a-zA-Zα-ωϑϕϵ]$/u.test(whole) &&
        !inName &&
        !genitive &&
        !(whole === "a" && /(^| )a [a-z]/.test(text));
      return variable ? `<i>${whole}</i>` : whole;
    },
  );
}

/** A label and its symbol as the title of an axis: `weight decay λ`. */
export function titleText(label: string, symbol: string): string {
  if (label === "" || label === symbol) return symbolText(symbol);
  return symbol === "" ? plain(label) : `${plain(label)} ${symbolText(symbol)}`;
}

/** A number in a caption or a tile: `0.01`, `2.5`, `3.1×10⁻⁵`; texts pass, non-finite numbers are `–`. */
export function valueText(value: number | string, digits = 3): string {
  if (typeof value === "string") return plain(value);
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const short = Number(value.toPrecision(digits));
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e") as [string, string];
  if (size >= 1e-2 && size < 1e4) return minus(String(short));
  // A value that a few more digits state exactly, such as 0.001, reads better plain.
  if (size >= 1e-3 && size < 1e4 && String(value).length <= 6) return minus(String(value));
  const factor = Number(mantissa);
  const head = factor === 1 ? "" : factor === -1 ? "−" : `${minus(String(factor))}×`;
  return `${head}10<sup>${minus(String(Number(exponent)))}</sup>`;
}

function minus(text: string): string {
  return text.replace("-", "−");
}

// Widths of characters in units of the font's size, measured in Open Sans and rounded up by class.
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ .,:;'ijlI()[\]-]/, 0.3],
  [/[ftr/J²]/, 0.39],
  [/[mMW]/, 0.93],
  [/[wωODQGUHN%]/, 0.76],
];

/** The width in pixels that a text takes in the figures' font: tags take none, indices are small. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  let scale = 1;
  for (const part of text.match(/<[^>]*>|&[a-z]+;|./gu) ?? []) {
    if (part.startsWith("<") && part.length > 1) {
      if (/su[bp]>$/.test(part)) scale = part.startsWith("</") ? 1 : 0.7;
      if (/b>$/.test(part) && part.length < 5) scale = part.startsWith("</") ? 1 : 1.08;
    } else width += (WIDTHS.find(([class_]) => class_.test(part))?.[1] ?? 0.59) * scale;
  }
  return width * size;
}

/** Pieces of text, joined by `joint`, broken into lines no wider than `width` pixels. */
export function lines(pieces: readonly string[], joint: string, width: number, size: number): string[] {
  const made: string[] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    if (last === undefined || textWidth(last + joint + piece, size) > width) made.push(piece);
    else made[made.length - 1] = last + joint + piece;
  }
  return made;
}
