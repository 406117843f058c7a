import { alternating, StepMap, simultaneous } from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { jacobianEigenvalues } from "../../../numerics/jacobian.ts";
import { type Complex, eigenvalues, modulus } from "../../../numerics/linearAlgebra.ts";
import { type CaseSetting, type DampingCase, drawn, penaltyOf } from "./cases.ts";

/** States up to this many numbers have their whole Jacobian taken. */
const SMALL = 60;
/** What is left of an image beside the directions so far is rounding below this share of the largest entry. */
const CLOSED = 1e-6;
/** The most directions that are followed. */
const DEEPEST = 4;

/** A step of the discriminator and of the generator, of equal size. */
export interface Step {
  readonly order: "alternating" | "simultaneous";
  readonly step: number;
}

/** One step of a case at its equilibrium, y = x and f = 0, as a map of its whole state. */
export function stepMapOf(
  one: DampingCase,
  strength: number,
  { order, step }: Step,
  { backend, ...setting }: CaseSetting & { readonly backend: Backend },
): StepMap {
  const sizes = { stepDiscriminator: step, stepGenerator: step };
  const stepper = order === "alternating" ? alternating(sizes) : simultaneous(sizes);
  return new StepMap({ game: drawn(one, setting, penaltyOf(one, strength), 0), stepper }, backend);
}

/**
 * The multipliers of all that moves when the particle is displaced: the eigenvalues of the numerical Jacobian in the
 * least space that holds the displacement and that it maps into itself, found by Arnoldi's iteration with a central
 * difference along each direction. Weights that no displacement moves, multiplier 1, are left out, and so is what of f
 * no displacement feels.
 */
export async function movingMultipliers(map: StepMap): Promise<Complex[]> {
  const { start } = map;
  const [first] = map.range("particles");
  const directions = [start.map((_, k) => (k === first ? 1 : 0))];
  const entries: number[][] = [];
  for (let k = 0; k < DEEPEST; k++) {
    const { image, shares } = withoutThese(await derivative(map, directions[k]!), directions);
    entries.push(shares);
    const left = length(image);
    if (left <= CLOSED * Math.max(left, ...entries.flat().map(Math.abs))) break;
    if (k + 1 === DEEPEST) throw new Error("a displacement moves more than the study knows of");
    shares.push(left);
    directions.push(image.map((one) => one / left));
  }
  const size = entries.length;
  const matrix = new Float64Array(size * size);
  entries.forEach((column, k) => {
    column.slice(0, size).forEach((entry, row) => {
      matrix[row * size + k] = entry;
    });
  });
  return eigenvalues(matrix, size);
}

/** All multipliers where the state is small, those of what moves where it is large. */
export async function numericalMultipliers(map: StepMap): Promise<Complex[]> {
  if (map.start.length > SMALL) return await movingMultipliers(map);
  return await jacobianEigenvalues((states) => map.images(states), map.start);
}

/** Jv of a step's map at its start. */
async function derivative(map: StepMap, direction: Float64Array): Promise<Float64Array> {
  const h = Math.cbrt(Number.EPSILON);
  const moved = (sign: number) => map.start.map((value, k) => value + sign * h * direction[k]!);
  const [forth, back] = (await map.images([moved(1), moved(-1)])) as [Float64Array, Float64Array];
  return forth.map((value, k) => (value - back[k]!) / (2 * h));
}

/** A vector less its shares in orthonormal directions; taken out twice, since once leaves rounding. */
function withoutThese(vector: Float64Array, directions: readonly Float64Array[]) {
  const image = vector.slice();
  const shares = directions.map(() => 0);
  for (let round = 0; round < 2; round++) {
    directions.forEach((direction, m) => {
      const share = direction.reduce((sum, value, k) => sum + value * image[k]!, 0);
      shares[m]! += share;
      for (let k = 0; k < image.length; k++) image[k]! -= share * direction[k]!;
    });
  }
  return { image, shares };
}

function length(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

/** How far each of some multipliers is from the nearest of those found, the largest distance. */
export function farthestFrom(found: readonly Complex[], expected: readonly Complex[]): number {
  const distances = expected.map((one) =>
    Math.min(...found.map((other) => Math.hypot(one.re - other.re, one.im - other.im))),
  );
  return Math.max(...distances);
}

/** Of multipliers those two nearest to a pair, as the square of half their difference: below 0 where they oscillate. */
export function halfGapSquared(found: readonly Complex[]): number {
  if (found.length !== 2) throw new Error(`a pair of multipliers was expected, not ${found.length}`);
  const [a, b] = found as [Complex, Complex];
  return ((a.re - b.re) ** 2 - (a.im - b.im) ** 2) / 4;
}

/** The largest modulus of a pair. */
export function largestModulus(found: readonly Complex[]): number {
  return Math.max(...found.map(modulus));
}
