/**
 * A pass over the layers as data: calls of a step program, in the shape that the engine takes (`engine/program.ts`).
 * They are written here, where both players can use them.
 */
export interface Pass {
  readonly name: string;
  readonly output: string;
  readonly rows: number;
  readonly body: (this: Cell, ...reads: never[]) => number;
  readonly reads: readonly string[];
  readonly constants: Readonly<Record<string, number>>;
  readonly helpers: Readonly<Record<string, (z: number) => number>>;
}

/** A state or parameter array inside a body, `array[row][simulation]`. */
export type Rows = readonly (readonly number[])[];

/** A shared table inside a body. */
export type Table = readonly number[];

/** What `this` is in a body: the cell being computed, `x` the simulation and `y` the row, and the constants. */
export interface Cell {
  readonly thread: { readonly x: number; readonly y: number };
  readonly constants: Readonly<Record<string, number>>;
}

/** Where passes are made, as names of arrays. */
export interface Site {
  /** Begins the names of calls and arrays: whose network it is. */
  readonly prefix: string;
  /** Ends them, so that sites do not mix. */
  readonly tag: string;
  /** R, how many inputs the network is asked at. */
  readonly count: number;
  /** θ, [P]. */
  readonly parameters: string;
  /** [R*d_in]. */
  readonly inputs: string;
  /** Marks the arrays of the passes that follow a change, where one site has two changes. */
  readonly change?: string;
}

/** The name of an array of one layer at a site. */
export function nameAt(site: Site, what: string, layer?: number): string {
  return `${site.prefix}${what}${layer ?? ""}${site.tag}`;
}

/** The same for an array that belongs to a change. */
export function changeAt(site: Site, what: string, layer?: number): string {
  return nameAt(site, `${what}${site.change ?? ""}`, layer);
}
