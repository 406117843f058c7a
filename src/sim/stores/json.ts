import { readFile } from "node:fs/promises";
import { parseDocument } from "../document.ts";
import { writeWhole } from "./atomic.ts";

/**
 * Writes a value as JSON, whole or not at all. Lists of numbers and texts stand on one line. Numbers that
 * JSON does not have are written as the texts "NaN", "Infinity" and "-Infinity".
 */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeWhole(path, `${jsonText(value)}\n`);
}

/** @throws InputError naming line and column when it is no JSON; an Error of Node when it cannot be read. */
export async function readJson(path: string): Promise<unknown> {
  return parseDocument(await readFile(path, "utf8"), path);
}

/** A value as indented JSON with lists of numbers and texts on one line. */
export function jsonText(value: unknown, indent = ""): string {
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (Object.is(value, -0)) return "-0";
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const inner = `${indent}  `;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const list = Array.from(value as ArrayLike<unknown>);
    const items = list.map((item) => jsonText(item, inner));
    const flat = list.every((item) => item === null || typeof item !== "object");
    return flat ? `[${items.join(", ")}]` : `[\n${inner}${items.join(`,\n${inner}`)}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item, inner)}`);
  return `{\n${inner}${lines.join(`,\n${inner}`)}\n${indent}}`;
}
