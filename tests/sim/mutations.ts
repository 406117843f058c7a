import type { RandomStream } from "../../src/numerics/random.ts";

type Holder = Record<PropertyKey, unknown>;

/** One of a list. */
export function pick<Item>(stream: RandomStream, list: readonly Item[]): Item {
  return list[stream.integer(list.length)]!;
}

const junk: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => "",
  () => "NaN",
  () => "1e-3",
  () => "auto",
  () => "\u0000\u001b[31m\u202e\ud800",
  () => "x".repeat(5000),
  () => [],
  () => ({}),
  () => [[]],
  () => [[1, 2], 3],
  () => ({ kind: "gaussian", width: 1 }),
  () => ({ kind: 7 }),
  () => ({ kind: "constructor" }),
  () => [{ kind: "__proto__" }],
  () => 0,
  () => -0,
  () => -1,
  () => 0.5,
  () => 1e-320,
  () => 1e15,
  () => 2 ** 53,
  () => 1e308,
  () => -1e308,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => undefined,
  () => () => 1,
  () => 10n,
  () => new Date(0),
  () => new Map([["kind", "ipm"]]),
  () => deep(200),
];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let k = 0; k < levels; k++) value = k % 2 === 0 ? [value] : { kind: value };
  return value;
}

/** Every place of a document: the object or list that holds it, and its key. */
function places(document: unknown): { holder: Holder; key: PropertyKey }[] {
  const found: { holder: Holder; key: PropertyKey }[] = [];
  const walk = (value: unknown) => {
    if (value === null || typeof value !== "object") return;
    for (const key of Object.keys(value)) {
      found.push({ holder: value as Holder, key });
      walk((value as Holder)[key]);
    }
  };
  walk(document);
  return found;
}

function misspelt(name: string, stream: RandomStream): string {
  const at = stream.integer(name.length + 1);
  switch (stream.integer(4)) {
    case 0:
      return name.slice(0, at) + name.slice(at + 1);
    case 1:
      return `${name.slice(0, at)}e${name.slice(at)}`;
    case 2:
      return name.toUpperCase();
    default:
      return pick(stream, [
        "__proto__",
        "constructor",
        "toString",
        "",
        "a b",
        "\u001b[0m",
        "kind",
        "length",
        `${name}s`,
      ]);
  }
}

function define(holder: Holder, key: PropertyKey, value: unknown): void {
  if (Array.isArray(holder) && key === "length") return;
  // Assigning to __proto__ would set the prototype in place of making a key.
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A copy of a part; what is no plain object or list is the same in it. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const copy = {};
  for (const [key, one] of Object.entries(value)) define(copy, key, copied(one));
  return copy;
}

/** Breaks (or merely changes) one place of a document, in place; says how. */
export function mutate(document: unknown, stream: RandomStream): string {
  const all = places(document);
  if (all.length === 0) return "nothing";
  const { holder, key } = pick(stream, all);
  const value = holder[key];
  switch (stream.integer(8)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return `delete ${String(key)}`;
    case 1: {
      const name = misspelt(String(key), stream);
      if (!Array.isArray(holder)) delete holder[key];
      define(holder, name, value);
      return `rename ${String(key)} to ${name}`;
    }
    case 2:
      define(holder, misspelt(String(key), stream), pick(stream, junk)());
      return "extra key";
    case 3:
      if (typeof value === "number") {
        holder[key] = pick(stream, [
          -value,
          value * 1e9,
          value + 0.5,
          value / 3,
          0,
          value * 1e300,
          Math.round(value),
        ]);
      } else if (typeof value === "string") holder[key] = misspelt(value, stream);
      else if (Array.isArray(value)) value.push(copied(value[0]));
      else define(holder, key, [value]);
      return `change ${String(key)}`;
    case 4:
      define(holder, key, copied(pick(stream, all).holder));
      return `another part at ${String(key)}`;
    default:
      define(holder, key, pick(stream, junk)());
      return `junk at ${String(key)}`;
  }
}

/** Damages the text of a document: cuts it, doubles a part, exchanges or inserts characters. */
export function damage(text: string, stream: RandomStream): string {
  const at = stream.integer(text.length);
  const end = at + stream.integer(8);
  switch (stream.integer(6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, end) + text.slice(at);
    case 3:
      return (
        text.slice(0, at) +
        pick(stream, ["NaN", "1e999", "-Infinity", "0x10", "'", "//", "\u0000", "[[", "}{"]) +
        text.slice(end)
      );
    case 4:
      return text.slice(0, at) + String.fromCharCode(stream.integer(0x10000)) + text.slice(at + 1);
    default:
      return text.replaceAll(
        pick(stream, [",", ":", '"', "{", "]", "1", "0."]),
        pick(stream, ["", ",", "[", "9e9", " "]),
      );
  }
}
