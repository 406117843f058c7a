/**
 * Made-up faces whose law is known exactly: a mean picture, and parts with independent normal amplitudes. A picture is
 * mean + Σ a_j part_j, a_j standard normal, so that its covariance is Σ part_j part_jᵀ at every resolution.
 */
type Part = (x: number, y: number) => number;

const inside = (condition: boolean, value = 1) => (condition ? value : 0);
const ellipse =
  (cx: number, cy: number, rx: number, ry: number): Part =>
  (x, y) =>
    inside(((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1);
const box =
  (left: number, right: number, top: number, bottom: number): Part =>
  (x, y) =>
    inside(x > left && x < right && y > top && y < bottom);
/** A part and its mirror image; `sign` −1 makes one bright and the other dark. */
const both =
  (part: Part, sign = 1): Part =>
  (x, y) =>
    part(x, y) + sign * part(-x, y);
const without =
  (part: Part, hole: Part): Part =>
  (x, y) =>
    part(x, y) * (1 - hole(x, y));
const minus =
  (one: Part, other: Part): Part =>
  (x, y) =>
    one(x, y) - other(x, y);
const times =
  (part: Part, shade: Part): Part =>
  (x, y) =>
    part(x, y) * shade(x, y);

// x goes from −1 at the left to 1 at the right, y from −1 at the top to 1 at the bottom.
const head = ellipse(0, 0.02, 0.56, 0.74);
const bigHead = ellipse(0, 0.02, 0.64, 0.8);
const scalp = ellipse(0, -0.12, 0.66, 0.78);
const hair = without(scalp, (x, y) => head(x, y) * inside(y > -0.42));
const longHair = without(ellipse(0, 0.1, 0.84, 0.82), bigHead);
const fringe: Part = (x, y) => head(x, y) * inside(y < -0.28 + 0.1 * Math.sin(9 * x) && y > -0.44);
const shoulders: Part = (x, y) => inside(y > 0.74 + 0.3 * x * x) * (1 - head(x, y));
const wall: Part = (x, y) => 1 - Math.max(head(x, y), scalp(x, y), shoulders(x, y));
const collar: Part = (x, y) => shoulders(x, y) * inside(Math.abs(x) < 0.55 * (y - 0.55));
const eye = ellipse(0.24, -0.1, 0.125, 0.07);
const pupil = ellipse(0.24, -0.1, 0.055, 0.06);
const brow = (raise: number) => box(0.1, 0.4, -0.3 - raise, -0.24 - raise);
const lens = ellipse(0.25, -0.1, 0.2, 0.16);
const frame = without(lens, ellipse(0.25, -0.1, 0.155, 0.115));
const bridge = box(-0.07, 0.07, -0.14, -0.09);
const nose: Part = (x, y) => inside(y > -0.08 && y < 0.22 && Math.abs(x) < 0.03 + 0.22 * (y + 0.08));
const mouthAt =
  (bend: number, height: number): Part =>
  (x, y) =>
    inside(Math.abs(x) < 0.27 && Math.abs(y - 0.42 + bend * (x * x - 0.025)) < height);
const mouth = mouthAt(0.5, 0.035);
const beard: Part = (x, y) =>
  head(x, y) * inside(y > 0.28 + 0.5 * (0.3 - Math.abs(x)) ** 2) * (1 - mouth(x, y));
const moustache = box(-0.24, 0.24, 0.28, 0.36);
const hat: Part = (x, y) =>
  inside(y < -0.52 && y > -0.62 && Math.abs(x) < 0.8) + box(-0.5, 0.5, -0.96, -0.62)(x, y);
const freckles: Part = (x, y) =>
  [0.2, 0.28, 0.36, 0.24, 0.33].reduce(
    (sum, cx, k) => sum + ellipse(cx, 0.1 + 0.05 * (k % 3), 0.022, 0.022)(Math.abs(x), y),
    0,
  );

/** The mean picture, brightness about 0 to 1, as layers laid over each other. */
const layers: readonly (readonly [Part, number])[] = [
  [() => 1, 0.52],
  [longHair, 0.4],
  [shoulders, 0.34],
  [scalp, 0.25],
  [both(ellipse(0.57, 0, 0.09, 0.15)), 0.62],
  [head, 0.72],
  [hair, 0.22],
  [both(eye), 0.9],
  [both(pupil), 0.15],
  [both(brow(0)), 0.32],
  [nose, 0.6],
  [mouth, 0.36],
];

/** Parts with the standard deviations of their amplitudes. */
const parts: readonly (readonly [Part, number])[] = [
  [wall, 0.11],
  [times(wall, (x) => x), 0.1],
  [head, 0.09],
  [times(head, (x) => x / 0.56), 0.12],
  [times(head, (_, y) => y / 0.74), 0.09],
  [hair, 0.15],
  [longHair, 0.16],
  [both(longHair, -1), 0.03],
  [fringe, 0.18],
  [without(bigHead, head), 0.1],
  [
    both(
      times(without(bigHead, head), (x) => inside(x > 0)),
      -1,
    ),
    0.06,
  ],
  [shoulders, 0.14],
  [collar, 0.2],
  [(x, y) => collar(x, y) * inside(Math.abs(x) < 0.07), 0.2],
  [(x, y) => shoulders(x, y) * Math.sign(Math.sin(26 * x)), 0.07],
  [hat, 0.17],
  [box(-0.5, 0.5, -0.72, -0.62), 0.15],
  [beard, 0.13],
  [moustache, 0.16],
  [both(eye), 0.1],
  [both(pupil), 0.12],
  [
    minus(
      (x, y) => both(pupil)(x - 0.05, y),
      (x, y) => both(pupil)(x + 0.05, y),
    ),
    0.18,
  ],
  [both(brow(0)), 0.14],
  [both(minus(brow(0.07), brow(-0.01))), 0.14],
  [both(minus(brow(0.07), brow(-0.01)), -1), 0.06],
  [(x, y) => both(frame)(x, y) + bridge(x, y), 0.24],
  [without(both(lens), both(frame)), 0.06],
  [nose, 0.1],
  [(x, y) => both(ellipse(0.05, 0.19, 0.03, 0.02))(x, y), 0.14],
  [mouth, 0.14],
  [minus(mouthAt(1.8, 0.04), mouthAt(-0.8, 0.04)), 0.16],
  [ellipse(0, 0.44, 0.17, 0.08), 0.12],
  [both(ellipse(0.33, 0.2, 0.12, 0.1)), 0.06],
  [both(ellipse(0.57, 0, 0.09, 0.15)), 0.1],
  [both(ellipse(0.6, 0.2, 0.035, 0.05)), 0.2],
  [freckles, 0.1],
  [(x, y) => head(x, y) * box(-0.3, 0.3, -0.4, -0.3)(x, y) * Math.sign(Math.sin(75 * y)), 0.05],
  [(x, y) => wall(x, y) * Math.sign(Math.sin(24 * (x + y))), 0.04],
];

/** How many parts a face has: the rank of its covariance. */
export const faceParts = parts.length;

/** Points a pixel's side at which a part is looked at. */
const FINE = 4;

function pixelsOf(part: Part, side: number): Float64Array {
  const fine = side * FINE;
  const at = (index: number) => (2 * (index + 0.5)) / fine - 1;
  const values = new Float64Array(side * side);
  for (let row = 0; row < fine; row++) {
    for (let column = 0; column < fine; column++) {
      const pixel = Math.floor(row / FINE) * side + Math.floor(column / FINE);
      values[pixel]! += part(at(column), at(row)) / (FINE * FINE);
    }
  }
  return values;
}

/** The law of the faces: mean [side²] and root A [parts*side²] of the covariance AᵀA. */
export interface PictureLaw {
  readonly side: number;
  readonly mean: Float64Array;
  readonly root: Float64Array;
}

/** The faces at side × side pixels. */
export function faces(side: number): PictureLaw {
  const painted: Part = (x, y) =>
    layers.reduce((below, [layer, value]) => (layer(x, y) > 0 ? value : below), 0);
  const root = new Float64Array(parts.length * side * side);
  parts.forEach(([part, deviation], k) => {
    const values = pixelsOf(part, side);
    root.set(
      values.map((value) => deviation * value),
      k * side * side,
    );
  });
  return { side, mean: pixelsOf(painted, side), root };
}
