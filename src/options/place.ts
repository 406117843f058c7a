/** Words that name no place of a document: in JavaScript they reach an object's own machinery. */
export const forbiddenKeys: readonly string[] = ["__proto__", "constructor", "prototype"];

const plainKey = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;
const longestKey = 60;

/** A text from the input, safe to print: quoted, control characters escaped, long ones cut. */
export function quoted(text: string): string {
  const cut = text.length > longestKey ? `${text.slice(0, longestKey)}…` : text;
  // JSON leaves these as they are: DEL, the C1 controls, line separators and text-direction marks.
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A place given as keys and indexes, written as in `--set`: `["a", 0, "b"]` is `a[0].b`. A key that is no
 * plain word stands in brackets and quotes, as in `a["b c"]`.
 */
export function pathText(keys: readonly PropertyKey[]): string {
  let text = "";
  for (const key of keys) {
    if (typeof key === "number") text += `[${key}]`;
    else if (plainKey.test(String(key)) && String(key).length <= longestKey) {
      text += text === "" ? String(key) : `.${String(key)}`;
    } else text += `[${quoted(String(key))}]`;
  }
  return text;
}

/** What a value is, in a few words for an error message. */
export function named(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
  if (typeof value === "function") return "a function";
  return typeof value === "string" ? quoted(value) : String(value);
}
