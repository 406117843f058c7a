import type { OutcomeRules } from "../dynamics/index.ts";
import type { BackendKind } from "../engine/index.ts";
import type { Spec } from "../options/index.ts";

/** Which backend a file asks for; `auto` leaves the choice to a short measurement. */
export type BackendChoice = "auto" | BackendKind;

/** What a file says about itself; nothing of it changes a result. */
export interface About {
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  /** The paper, with figure or equation. */
  readonly source?: string;
  /** Names of the comparisons with theory to be made. */
  readonly compare?: readonly string[];
}

/** Where values were read from that the resolved document holds itself. */
export interface Origin {
  /** The file that the target's points were read from. */
  readonly target?: string;
}

/** The discriminator on a grid. */
export interface FieldSpec {
  /** Write it every so many steps, a multiple of the record's `every`. */
  readonly every: number;
  /** Grid points along each dimension. */
  readonly resolution: number;
  /** `[least, greatest]` along each dimension; without it the box of target and start, with a margin. */
  readonly extent?: readonly (readonly [number, number])[];
}

/** What is kept of a run. */
export interface RecordSpec {
  /** Save every so many steps, and at step 0 and at the end; 0 saves start and end only. */
  readonly every: number;
  readonly observables: readonly Spec[];
  readonly field?: FieldSpec;
}

export type SimFigure = "trajectories" | "timeSeries" | "field";
export type ScanFigure = "phaseDiagram" | "scanCurve" | "scanPanels";
export type ReducedModel = "linear" | "quadratic" | "timeAveraged" | "secondMoment";

/** A figure to draw by default, with the drawing's options. */
export type FigureSpec<Kind extends string> = { readonly kind: Kind } & Readonly<Record<string, unknown>>;

/**
 * A resolved sim file: plain JSON with every default filled in and every file read in, so that it can be
 * run anywhere. Resolving it again gives it back unchanged.
 */
export interface SimSpec extends About {
  readonly origin?: Origin;
  readonly target: Spec;
  readonly generator: Spec;
  readonly discriminator: Spec;
  readonly loss: Spec;
  readonly penalties: readonly Spec[];
  readonly dynamics: Spec & { readonly steps: number };
  readonly outcome: OutcomeRules;
  readonly record: RecordSpec;
  readonly backend: BackendChoice;
  readonly seed: number;
  readonly figures?: readonly FigureSpec<SimFigure>[];
  readonly reducedModels?: readonly ReducedModel[];
}

/** One axis of a scan. Exactly one of `from`/`to`/`count`, `values` and `expression` says where it goes. */
export interface AxisSpec {
  /**
   * The field of the sim that it moves, as in `--set`; a list moves several together. Left out, the axis is
   * a variable for the expressions of other axes alone.
   */
  readonly path?: string | readonly string[];
  /** Its column and its variable in expressions; resolved documents always have it. */
  readonly name?: string;
  /** For figures, such as `λ`. */
  readonly symbol?: string;
  readonly label?: string;
  readonly scale?: "linear" | "log";
  readonly from?: number;
  readonly to?: number;
  readonly count?: number;
  readonly values?: readonly unknown[];
  /** What figures write for each of the `values` where they are lists or objects. */
  readonly labels?: readonly string[];
  readonly expression?: string;
}

/** A resolved scan file: the sim of which it changes fields, and the axes along which it does. */
export interface ScanSpec extends About {
  readonly sim: SimSpec;
  readonly axes: readonly AxisSpec[];
  /** Runs of each cell with different random draws. */
  readonly replicas: number;
  readonly backend: BackendChoice;
  readonly seed: number;
  readonly figures?: readonly FigureSpec<ScanFigure>[];
}

/**
 * Gives the text of a file named in a document; one that reads from a disk can also give a file's bytes and the names in
 * a folder. @throws InputError when there is none.
 */
export interface TextReader {
  (path: string): string;
  readonly bytes?: (path: string) => Uint8Array;
  /** The names in a folder, in any order; undefined for a path that is a file. */
  readonly names?: (path: string) => readonly string[] | undefined;
}
