import type { z } from "zod";
import type { Backend, BackendKind } from "../../engine/index.ts";
import { check, options } from "../../options/index.ts";
import type { BackendChoice, Table, TextReader } from "../../sim/index.ts";
import type { Comparison } from "../comparisons/comparison.ts";
import type { FigureSpec } from "./figureSpec.ts";

/** What a study computes with. */
export interface StudyTools {
  readonly seed: number;
  /** How much larger than by default the study is to be; 1 is minutes on two cores. */
  readonly scale: number;
  readonly backend: BackendChoice;
  readonly signal?: AbortSignal;
  /** Reads files that the study's options name, from beside the study's file. */
  readonly read: TextReader;
  /** Opens a backend for work that is no scan; the manifest tells what was opened. */
  open(kind: BackendKind): Promise<Backend>;
  /** Says which share of the study is done, 0 to 1, and in a few words what comes next. */
  onProgress(share: number, note?: string): void;
  /**
   * Runs a scan into the sub-folder of its name, or what is missing of it, and returns its cells: a row a
   * cell and replica.
   *
   * @param document a scan file's content, its sim inside; without `seed` the study's, and the study's
   *   `backend` unless that is `auto` and the document names one.
   * @param until the share of the study that is done with this scan; the progress moves there with it.
   */
  scan(name: string, document: object, until?: number): Promise<Table>;
  /**
   * A table that is computed once: a killed study finds it again in its folder. For work that is no scan.
   *
   * @param inputs JSON of everything that the table depends on besides the program's version.
   */
  kept(name: string, inputs: unknown, compute: () => Promise<Table> | Table): Promise<Table>;
}

/** What a study came to: figures draw nothing but its tables. */
export interface StudyResult {
  /** By the stem of the Parquet file; at least one column each. */
  readonly tables: Readonly<Record<string, Table>>;
  /** Rows of the closing table. */
  readonly comparisons: readonly Comparison[];
  readonly figures: readonly FigureSpec[];
}

/**
 * The contract of the studies: several scans and analyses that answer one question. Laws:
 * 1. The result is a function of options, seed, scale, backend and version: no clock, no other randomness.
 * 2. Whatever takes long goes through `scan` or `kept`, so that a killed study repeats none of it; the
 *    analysis of their tables is done again each time.
 * 3. Names of scans and kept tables do not depend on what else ran before.
 */
export interface Study {
  readonly kind: string;
  /** Schemas of its options, each with a default and a description. */
  readonly shape: z.ZodRawShape;
  /** Finds what is wrong with options that fit the schemas. @throws InputError at the place in the options. */
  check(options: StudyOptions): void;
  run(options: StudyOptions, tools: StudyTools): Promise<StudyResult>;
}

export type StudyOptions = Readonly<Record<string, unknown>>;

/** A study as it is written: its options have the types of its shape. */
export interface StudyDefinition<Shape extends z.ZodRawShape> {
  readonly kind: string;
  readonly shape: Shape;
  check?(options: z.output<z.ZodObject<Shape, z.core.$strict>>): void;
  run(options: z.output<z.ZodObject<Shape, z.core.$strict>>, tools: StudyTools): Promise<StudyResult>;
}

/** Makes a study of its definition: its options are checked whenever it is given some. */
export function defineStudy<Shape extends z.ZodRawShape>(definition: StudyDefinition<Shape>): Study {
  const schema = options(definition.shape);
  const checked = (given: StudyOptions) =>
    check(schema, given) as z.output<z.ZodObject<Shape, z.core.$strict>>;
  return {
    kind: definition.kind,
    shape: definition.shape,
    check: (given) => definition.check?.(checked(given)),
    run: (given, tools) => definition.run(checked(given), tools),
  };
}
