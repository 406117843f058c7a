import { encode } from "fast-png";
import { randomStream } from "../../../src/numerics/random.ts";

/** Distance inside a shape of size 1 about (0, 0): positive inside. */
const shapes: readonly ((x: number, y: number) => number)[] = [
  (x, y) => 1 - Math.hypot(x, y),
  (x, y) => 0.85 - Math.max(Math.abs(x), Math.abs(y)),
  (x, y) => Math.min(0.6 - y, 1 + y - 1.8 * Math.abs(x)),
  (x, y) => 0.28 - Math.abs(Math.hypot(x, y) - 0.72),
  (x, y) =>
    Math.max(
      Math.min(0.3 - Math.abs(x), 0.95 - Math.abs(y)),
      Math.min(0.3 - Math.abs(y), 0.95 - Math.abs(x)),
    ),
];

const SIDE = 32;
const FINE = 4;

/** How many pictures `sims/duality/shapes` holds. */
export const shapeCount = 60;

/** Discs, squares, triangles, rings and crosses in turn: the k-th picture of `sims/duality/shapes`, as a PNG file. */
export function shapePng(k: number): { readonly name: string; readonly bytes: Uint8Array } {
  const stream = randomStream(7, k);
  const between = (low: number, high: number) => low + (high - low) * stream.uniform();
  const [cx, cy, size] = [between(-0.2, 0.2), between(-0.2, 0.2), between(0.4, 0.65)];
  const angle = between(-0.4, 0.4);
  const [dark, light] = [between(0.1, 0.35), between(0.7, 0.95)];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const inside = shapes[k % shapes.length]!;
  const data = new Uint8Array(SIDE * SIDE);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    let share = 0;
    for (let fine = 0; fine < FINE * FINE; fine++) {
      const column = (pixel % SIDE) + ((fine % FINE) + 0.5) / FINE;
      const row = Math.floor(pixel / SIDE) + (Math.floor(fine / FINE) + 0.5) / FINE;
      const [x, y] = [((2 * column) / SIDE - 1 - cx) / size, ((2 * row) / SIDE - 1 - cy) / size];
      if (inside(cos * x + sin * y, cos * y - sin * x) > 0) share += 1 / (FINE * FINE);
    }
    data[pixel] = Math.round(255 * (dark + (light - dark) * share));
  }
  const name = `shape-${String(k).padStart(2, "0")}.png`;
  return {
    name,
    bytes: encode({ width: SIDE, height: SIDE, data, channels: 1, depth: 8 }, { zlib: { level: 9 } }),
  };
}
