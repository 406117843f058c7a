import { multiply } from "../../../numerics/linearAlgebra.ts";
import { transposed } from "../../../numerics/transposed.ts";
import {
  type ClosedForm,
  closedForm,
  type Moments,
  momentsOf,
  rankOf,
} from "../../../theory/duality/progressive.ts";
import { rootOf } from "./data.ts";
import { enlargedRows, type PictureShape } from "./pictures.ts";

/** How a generator is made stage by stage. */
export interface ChainOptions {
  /** Number of normal latents of the first stage. */
  readonly latents: number;
  /** Number of new ones that each further stage gets beside the last output. */
  readonly added: number;
  /** Of all optimal weights those nearest to the last output, or those that pair singular vectors in their order. */
  readonly pairing: "nearest" | "ordered";
  /** k_i. */
  readonly components: readonly number[];
}

/** One stage, fitted. */
export interface Stage {
  readonly shape: PictureShape;
  readonly data: Moments;
  readonly form: ClosedForm;
  /** The rank of the inputs. */
  readonly rank: number;
  /** From all latents (first ones, a constant 1, new ones) to components: G = L·reach·V_kᵀ, [size*k]. */
  readonly reach: Float64Array;
  /** Number of latents, the constant included. */
  readonly size: number;
  /** LᵀL of the latents of the fit. */
  readonly fitted: Float64Array;
}

/** Draws LᵀL of fresh latents [size*size], in which coordinate `ones` is 1. */
export type DrawLatents = (size: number, ones: number) => Float64Array;

/** Inputs of a stage in few coordinates: Z = L·map·basisᵀ, where the basis is orthonormal. */
interface Inputs {
  /** [size*count]. */
  readonly map: Float64Array;
  readonly count: number;
  /** What the outputs ought to be near to, [count*dimension]. */
  readonly near: Float64Array;
}

/** Latents and a constant; of the first k the j-th ought to drive the j-th component. */
function firstInputs(latents: number, data: Moments, components: number): Inputs {
  const count = latents + 1;
  const map = new Float64Array(count * count);
  for (let i = 0; i < count; i++) map[i * count + i] = 1;
  const near = new Float64Array(count * data.dimension);
  for (let j = 0; j < Math.min(components, latents); j++) drive(near, j, data, j);
  return { map, count, near };
}

/** Lets input `row` drive component j of the data, if there is one. */
function drive(
  near: Float64Array,
  row: number,
  { dimension, values, right, count }: Moments,
  j: number,
): void {
  if (j >= count) return;
  for (let a = 0; a < dimension; a++) near[row * dimension + a] = values[j]! * right[a * count + j]!;
}

/** The last outputs with every pixel doubled, the constant and new latents, which drive the components that are new. */
function nextInputs(last: Stage, { latents, added }: ChainOptions, data: Moments): Inputs {
  const k = last.form.components;
  const count = k + 1 + added;
  const map = new Float64Array((last.size + added) * count);
  for (let i = 0; i < last.size; i++) {
    // Doubled pixels make vectors twice as long; the basis is that of unit length.
    for (let j = 0; j < k; j++) map[i * count + j] = 2 * last.reach[i * k + j]!;
  }
  map[latents * count + k] = 1;
  for (let i = 0; i < added; i++) map[(last.size + i) * count + k + 1 + i] = 1;
  const doubled = enlargedRows(transposed(last.form.right, last.form.right.length / k, k), last.shape, 2);
  const near = new Float64Array(count * data.dimension);
  near.set(doubled.map((value) => value / 2));
  for (let i = 0; i < added; i++) drive(near, k + 1 + i, data, k + i);
  return { map, count, near };
}

/**
 * Fits the stages one after the other, each on fresh latents that pass through those before it.
 * @param data the centred pictures at each resolution, twice as fine each
 */
export function fitChain(
  data: readonly { readonly shape: PictureShape; readonly moments: Moments }[],
  options: ChainOptions,
  draw: DrawLatents,
): Stage[] {
  const stages: Stage[] = [];
  data.forEach(({ shape, moments }, i) => {
    const last = stages.at(-1);
    const components = options.components[i]!;
    const inputs =
      last === undefined
        ? firstInputs(options.latents, moments, components)
        : nextInputs(last, options, moments);
    const { map, count, near } = inputs;
    const size = map.length / count;
    const fitted = draw(size, options.latents);
    const root = multiply(rootOf(fitted, size), map, { rows: size, inner: size, columns: count });
    const seen = momentsOf(root, size, count);
    const form = closedForm(seen, moments, {
      components,
      ...(options.pairing === "nearest" ? { near } : {}),
    });
    const onComponents = multiply(form.weights, form.right, {
      rows: count,
      inner: moments.dimension,
      columns: form.components,
    });
    const reach = multiply(map, onComponents, { rows: size, inner: count, columns: form.components });
    stages.push({ shape, data: moments, form, rank: rankOf(seen), reach, size, fitted });
  });
  return stages;
}

/** The map from latents to pixels of a stage, [size*dimension]. */
export function pixelMap({ reach, size, form }: Stage): Float64Array {
  const dimension = form.right.length / form.components;
  const onto = transposed(form.right, dimension, form.components);
  return multiply(reach, onto, { rows: size, inner: form.components, columns: dimension });
}
