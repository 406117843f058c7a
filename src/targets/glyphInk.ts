import { lengthOf, type Stroke } from "./glyphStrokes.ts";

/** How far the ink fades out beyond half the pen's width, in pixels of the usual page of 28. */
const edge = 1.2;
const usualSize = 28;

/** The pen's half width, in pixels of the usual page, is within these. */
const thinnest = 0.8;
const thickest = 1.9;

/** The squared distance of a point from a piece of a stroke. */
function squaredDistance(
  x: number,
  y: number,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): number {
  const alongX = toX - fromX;
  const alongY = toY - fromY;
  const square = alongX * alongX + alongY * alongY;
  const part = square === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / square;
  const t = Math.min(Math.max(part, 0), 1);
  return (x - fromX - t * alongX) ** 2 + (y - fromY - t * alongY) ** 2;
}

/**
 * Strokes as an image: the brightness, 0 to 1, of size × size pixels, row by row from the top [size²]. A pixel is
 * as bright as the distance of its centre from the nearest stroke says: 1 within the pen's width, fading to 0 over
 * a pixel or so.
 * @param share how much of the page is to be covered: it sets the pen's width, within limits
 */
export function inked(strokes: readonly Stroke[], size: number, share: number): Float64Array {
  const pixel = 1 / size;
  const usual = 1 / usualSize;
  const half = Math.min(Math.max(share / (2 * lengthOf(strokes)), thinnest * usual), thickest * usual);
  const fade = Math.max(edge * usual, pixel);
  const reach = (half + fade) ** 2;
  const image = new Float64Array(size * size);
  const nearest = new Float64Array(size * size).fill(reach);
  for (const stroke of strokes) {
    for (let k = 1; k < stroke.length; k++) {
      const [from, to] = [stroke[k - 1]!, stroke[k]!];
      // Only the pixels about the piece can be within its reach.
      const within = (a: number, b: number) => {
        const least = Math.floor((Math.min(a, b) - half - fade) * size);
        const most = Math.ceil((Math.max(a, b) + half + fade) * size);
        return [Math.max(least, 0), Math.min(most, size - 1)] as const;
      };
      const [left, right] = within(from[0], to[0]);
      const [top, bottom] = within(from[1], to[1]);
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const distance = squaredDistance((column + 0.5) * pixel, (row + 0.5) * pixel, from, to);
          const cell = row * size + column;
          nearest[cell] = Math.min(nearest[cell]!, distance);
        }
      }
    }
  }
  for (let cell = 0; cell < image.length; cell++) {
    const inside = 0.5 + (half - Math.sqrt(nearest[cell]!)) / fade;
    image[cell] = Math.min(Math.max(inside, 0), 1);
  }
  return image;
}
