import Papa from "papaparse";
import { InputError } from "../options/index.ts";

/** Points [N][d] with their masses [N] where the text has a column of them. */
export interface ParsedPoints {
  readonly points: number[][];
  readonly masses?: number[];
}

const MASS_TOLERANCE = 1e-6;

interface Line {
  /** As an editor counts, from 1. */
  readonly number: number;
  readonly fields: readonly string[];
}

function numberIn(field: string): number {
  return field === "" ? Number.NaN : Number(field);
}

/** A header names its columns: none of its fields is a number, or one of them is `mass`. */
function isHeader(fields: readonly string[]): boolean {
  return fields.every((field) => Number.isNaN(numberIn(field))) || fields.some(isMass);
}

/** The name of a column of masses. */
export function isMass(name: string): boolean {
  return name.toLowerCase() === "mass";
}

function isContent(line: string): boolean {
  return line.trim() !== "" && !line.trimStart().startsWith("#");
}

/** A tab or semicolon in the first line of content separates fields; else commas do. */
function delimiterOf(text: string): string {
  const first = text.split(/\r\n?|\n/).find(isContent) ?? "";
  return ["\t", ";"].find((mark) => first.includes(mark)) ?? ",";
}

function readLines(text: string): Line[] {
  return Papa.parse<string[]>(text, { header: false, delimiter: delimiterOf(text) })
    .data.map((fields, index) => ({ number: index + 1, fields: fields.map((field) => field.trim()) }))
    .filter(({ fields }) => isContent(fields.join("")));
}

/**
 * The points in a CSV text (comma, semicolon or tab), one a line: any number of columns with or without a
 * header; a column with the header `mass` (upper or lower case) holds masses. Empty lines and lines that begin with # are skipped.
 * Masses whose sum is 1 within 1e-6 are normalised to 1.
 * @param path names the text in errors
 * @throws InputError at `path` that names line and column: a field that is not a finite number, a line with
 * another number of fields, a mass that is not positive, masses that do not sum to 1, no points
 */
export function parsePoints(text: string, path: string): ParsedPoints {
  const fail = (problem: string): never => {
    throw new InputError("path", `${path}: ${problem}`);
  };
  const lines = readLines(text);
  const first = lines[0] ?? fail("holds no points");
  const header = isHeader(first.fields);
  const names = header ? first.fields : first.fields.map((_, column) => `x${column}`);
  const massColumn = names.findIndex(isMass);
  const points: number[][] = [];
  const masses: number[] = [];
  for (const { number, fields } of header ? lines.slice(1) : lines) {
    if (fields.length !== names.length) {
      fail(`line ${number} has ${fields.length} fields, but line ${first.number} has ${names.length}`);
    }
    const point: number[] = [];
    fields.forEach((field, column) => {
      const place = `line ${number}, column ${names[column]}`;
      const value = numberIn(field);
      if (!Number.isFinite(value))
        fail(`${place}: ${field === "" ? "is empty" : `"${field}" is not a number`}`);
      if (column !== massColumn) point.push(value);
      else if (value > 0) masses.push(value);
      else fail(`${place}: a mass must be more than 0, not ${value}`);
    });
    points.push(point);
  }
  if (points.length === 0) fail("holds no points");
  if (points[0]!.length === 0) fail("holds masses, but no coordinates");
  if (massColumn < 0) return { points };
  return { points, masses: normalised(masses, fail) };
}

/**
 * Masses that are positive and sum to 1 within 1e-6, made to sum to 1.
 * @param fail is told what is wrong with other ones
 */
export function normalised(masses: readonly number[], fail: (problem: string) => never): number[] {
  const wrong = masses.findIndex((mass) => !(mass > 0));
  if (wrong >= 0) fail(`row ${wrong}: a mass must be more than 0, not ${masses[wrong]}`);
  const sum = masses.reduce((total, mass) => total + mass, 0);
  if (Math.abs(sum - 1) > MASS_TOLERANCE) fail(`the masses must sum to 1, not ${sum}`);
  return masses.map((mass) => mass / sum);
}
