import { forbiddenKeys, InputError, quoted } from "../options/index.ts";

/** No document that makes sense is nested deeper than this. */
export const deepestNesting = 60;

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const wordPattern = /[+-]?[A-Za-z_][A-Za-z0-9_]*/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads a JSON document. Unlike `JSON.parse` it names line and column of a mistake, and refuses what would
 * silently become something else: a key that stands twice, a number beyond the range of doubles.
 *
 * @param name what the document is called in messages, usually its path.
 * @throws InputError at `NAME, line 3, column 7`.
 */
export function parseDocument(text: string, name: string): unknown {
  return new Reader(text, name).document();
}

class Reader {
  readonly #text: string;
  readonly #name: string;
  #at = 0;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
  }

  document(): unknown {
    if (this.#text.startsWith("\ufeff")) this.#at = 1;
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#fail("the document ends here, so nothing may follow", this.#at);
    return value;
  }

  #fail(problem: string, at: number): never {
    const before = this.#text.slice(0, at).split("\n");
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
    throw new InputError(this.#name === "" ? place : `${this.#name}, ${place}`, problem);
  }

  #space(): void {
    while (" \t\n\r".includes(this.#text[this.#at] ?? "x")) this.#at += 1;
    if (this.#text.startsWith("//", this.#at) || this.#text.startsWith("/*", this.#at)) {
      this.#fail('JSON has no comments; a "description" can say it', this.#at);
    }
  }

  #found(): string {
    const mark = this.#text[this.#at];
    return mark === undefined ? "the end of the document" : quoted(mark);
  }

  #value(depth: number): unknown {
    this.#space();
    if (depth > deepestNesting) this.#fail(`is nested deeper than ${deepestNesting}`, this.#at);
    const mark = this.#text[this.#at];
    if (mark === "{") return this.#object(depth);
    if (mark === "[") return this.#list(depth);
    if (mark === '"') return this.#string();
    if (mark === "'") this.#fail('a text stands in double quotes, "…"', this.#at);
    return this.#numberOrWord();
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#at += 1;
    this.#space();
    if (this.#take("}")) return object;
    for (;;) {
      this.#space();
      const start = this.#at;
      if (this.#text[start] !== '"') this.#fail(this.#keyProblem(), start);
      const key = this.#string();
      if (forbiddenKeys.includes(key)) this.#fail(`${quoted(key)} cannot be a key`, start);
      if (Object.hasOwn(object, key)) this.#fail(`the key ${quoted(key)} stands here a second time`, start);
      this.#space();
      if (!this.#take(":")) this.#fail(`expected ":" after the key, not ${this.#found()}`, this.#at);
      object[key] = this.#value(depth + 1);
      this.#space();
      if (this.#take("}")) return object;
      if (!this.#take(",")) this.#fail(`expected "," or "}", not ${this.#found()}`, this.#at);
    }
  }

  #keyProblem(): string {
    if (this.#text[this.#at] === "}") return 'there is a "," too many before "}"';
    return `expected a key in double quotes, not ${this.#found()}`;
  }

  #list(depth: number): unknown[] {
    const list: unknown[] = [];
    this.#at += 1;
    this.#space();
    if (this.#take("]")) return list;
    for (;;) {
      this.#space();
      if (this.#text[this.#at] === "]") this.#fail('there is a "," too many before "]"', this.#at);
      list.push(this.#value(depth + 1));
      this.#space();
      if (this.#take("]")) return list;
      if (!this.#take(",")) this.#fail(`expected "," or "]", not ${this.#found()}`, this.#at);
    }
  }

  #take(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #string(): string {
    const start = this.#at;
    let text = "";
    this.#at += 1;
    for (;;) {
      const mark = this.#text[this.#at];
      if (mark === undefined || mark === "\n") this.#fail("this text has no closing quote", start);
      if (mark === '"') break;
      if (mark < " ") this.#fail(`a text cannot hold the control character ${quoted(mark)}`, this.#at);
      text += mark === "\\" ? this.#escape() : mark;
      this.#at += 1;
    }
    this.#at += 1;
    return text;
  }

  #escape(): string {
    this.#at += 1;
    const mark = this.#text[this.#at] ?? "";
    if (Object.hasOwn(escapes, mark)) return escapes[mark]!;
    const digits = /^u([0-9a-fA-F]{4})/.exec(this.#text.slice(this.#at, this.#at + 5))?.[1];
    if (digits === undefined)
      this.#fail(`${quoted(`\\${mark}`)} is no escape; a backslash is written twice`, this.#at - 1);
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #numberOrWord(): unknown {
    const start = this.#at;
    const number = this.#match(numberPattern);
    if (number !== undefined && !/[\w.+-]/.test(this.#text[this.#at] ?? "")) {
      const value = Number(number);
      if (!Number.isFinite(value)) this.#fail(`${quoted(number)} is beyond the largest number`, start);
      return value;
    }
    if (number !== undefined) this.#fail("this is no number; write it like -1, 0.5 or 1e-3", start);
    const word = this.#match(wordPattern);
    if (word === "true") return true;
    if (word === "false") return false;
    if (word === "null") return null;
    if (word === undefined) this.#fail(`expected a value, not ${this.#found()}`, start);
    if (/^[+-]?(nan|inf)/i.test(word)) this.#fail(`${quoted(word)} is not a finite number`, start);
    this.#fail(`${quoted(word)} is no value; a text stands in double quotes`, start);
  }

  #match(pattern: RegExp): string | undefined {
    // A pattern of its own: a shared one would carry its position from document to document.
    const own = new RegExp(pattern.source, pattern.flags);
    own.lastIndex = this.#at;
    const found = own.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
