import type { RandomStream } from "../numerics/random.ts";

/** A point of the page, [x, y] in units of its side, y downwards. */
export type Place = readonly [number, number];

/** A line of the pen: its corners, joined by short straight pieces. */
export type Stroke = readonly Place[];

/** The nodes between which the pen moves, a lattice in the middle of the page. */
const lattice = { columns: 3, rows: 4, left: 0.27, top: 0.22, across: 0.23, down: 0.19, wobble: 0.06 };

/** Straight pieces between two nodes of a bent stroke. */
const pieces = 8;

/** A glyph whose pen has gone this far, in sides of the page, is finished. */
const longEnough = 1.3;

/** The larger side of a glyph, without the pen's width, in sides of the page. */
const filled = 0.64;

type Node = readonly [column: number, row: number];

function placeOf([column, row]: Node, stream: RandomStream): Place {
  const wobble = () => lattice.wobble * (2 * stream.uniform() - 1);
  return [lattice.left + lattice.across * column + wobble(), lattice.top + lattice.down * row + wobble()];
}

function anyNode(stream: RandomStream): Node {
  return [stream.integer(lattice.columns), stream.integer(lattice.rows)];
}

/** A walk over different nodes; each move goes two nodes at most along either axis. */
function walk(from: Node, count: number, stream: RandomStream): Node[] {
  const nodes = [from];
  for (let tries = 0; nodes.length < count && tries < 40; tries++) {
    const [column, row] = nodes.at(-1)!;
    const next = anyNode(stream);
    const far = Math.abs(next[0] - column) > 2 || Math.abs(next[1] - row) > 2;
    if (!far && !nodes.some((node) => node[0] === next[0] && node[1] === next[1])) nodes.push(next);
  }
  return nodes;
}

/**
 * The smooth line through places (Catmull and Rom's cubics, from arithmetic alone, so that it is the same in every
 * engine); a closed one comes back to where it began.
 */
function bent(places: readonly Place[], closed: boolean): Stroke {
  const count = places.length;
  const at = (k: number): Place =>
    closed ? places[(k + count) % count]! : places[Math.min(Math.max(k, 0), count - 1)]!;
  const line: Place[] = [at(0)];
  for (let k = 0; k < (closed ? count : count - 1); k++) {
    const [before, from, to, after] = [at(k - 1), at(k), at(k + 1), at(k + 2)];
    const along = (axis: 0 | 1, t: number): number => {
      const linear = to[axis] - before[axis];
      const square = 2 * before[axis] - 5 * from[axis] + 4 * to[axis] - after[axis];
      const cubic = 3 * from[axis] - before[axis] - 3 * to[axis] + after[axis];
      return from[axis] + 0.5 * t * (linear + t * (square + t * cubic));
    };
    for (let piece = 1; piece <= pieces; piece++)
      line.push([along(0, piece / pieces), along(1, piece / pieces)]);
  }
  return line;
}

/** A closed loop that passes through a place. */
function loop([x, y]: Place, stream: RandomStream): Stroke {
  const wide = 0.1 + 0.12 * stream.uniform();
  const high = 0.1 + 0.16 * stream.uniform();
  const tilt = 0.5 * (2 * stream.uniform() - 1);
  const side = stream.integer(2) === 0 ? -1 : 1;
  // The middle lies to the left or right, so that the first place of the loop is (x, y).
  const middle: Place = [x - side * wide, y + side * tilt * wide];
  const round: Place[] = [
    [side * wide, -side * tilt * wide],
    [tilt * high, high],
    [-side * wide, side * tilt * wide],
    [-tilt * high, -high],
  ].map(([across, down]) => [middle[0] + across!, middle[1] + down!]);
  return bent(round, true);
}

/** How far the pen goes along strokes, in sides of the page. */
export function lengthOf(strokes: readonly Stroke[]): number {
  let length = 0;
  for (const stroke of strokes) {
    for (let k = 1; k < stroke.length; k++) {
      const [x, y] = stroke[k]!;
      const [fromX, fromY] = stroke[k - 1]!;
      length += Math.sqrt((x - fromX) ** 2 + (y - fromY) ** 2);
    }
  }
  return length;
}

/**
 * A slanted hand moves what is high up to the right; the whole is then scaled to fill the middle of the page, its
 * larger side the same for all glyphs, as handwritten digits commonly are.
 */
function setDown(strokes: readonly Stroke[], slant: number): Stroke[] {
  const leaning = strokes.map((stroke) => stroke.map(([x, y]): Place => [x - slant * y, y]));
  const xs = leaning.flat().map(([x]) => x);
  const ys = leaning.flat().map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = filled / Math.max(right - left, bottom - top);
  const placed = ([x, y]: Place): Place => [
    0.5 + scale * (x - (left + right) / 2),
    0.5 + scale * (y - (top + bottom) / 2),
  ];
  return leaning.map((stroke) => stroke.map(placed));
}

/**
 * The strokes of one glyph, one to four: bent or straight lines over two to five nodes, and loops. Every stroke
 * after the first begins at a node of an earlier one, so that a glyph hangs together.
 */
export function drawStrokes(stream: RandomStream): Stroke[] {
  const places = Array.from({ length: lattice.columns * lattice.rows }, (_, k) =>
    placeOf([k % lattice.columns, Math.floor(k / lattice.columns)], stream),
  );
  const at = ([column, row]: Node): Place => places[row * lattice.columns + column]!;
  const strokes: Stroke[] = [];
  let reached = [anyNode(stream)];
  for (let k = 0; k < 4 && (k === 0 || lengthOf(strokes) < longEnough); k++) {
    const from = reached[stream.integer(reached.length)]!;
    if (stream.uniform() < 0.25) {
      strokes.push(loop(at(from), stream));
      continue;
    }
    const nodes = walk(from, (k === 0 ? 3 : 2) + stream.integer(k === 0 ? 3 : 2), stream);
    const corners = nodes.map(at);
    strokes.push(stream.uniform() < 0.7 ? bent(corners, false) : corners);
    reached = [...reached, ...nodes];
  }
  return setDown(strokes, 0.3 * stream.uniform() - 0.05);
}
