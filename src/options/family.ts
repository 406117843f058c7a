import { z } from "zod";
import { check, options } from "./check.ts";
import { InputError } from "./error.ts";

/**
 * One kind of a family (a kernel, a target, …): a function from checked options to the thing, which also
 * carries what a sim file may say of it. `gaussian({ width: 1 })` in TypeScript and
 * `{ "kind": "gaussian", "width": 1 }` in a sim file pass the same check.
 */
export interface Kind<Name extends string, Shape extends z.ZodRawShape, Thing> {
  (given: z.input<z.ZodObject<Shape, z.core.$strict>>): Thing;
  readonly kind: Name;
  readonly shape: Shape;
}

/** Any kind of a family of `Thing`. */
// biome-ignore lint/suspicious/noExplicitAny: a register holds kinds with different options
export type AnyKind<Thing> = Kind<string, any, Thing>;

/**
 * Declares a kind: its name in sim files, the shape of its options, and the function that makes it.
 * The made function throws InputError for unknown, missing or wrong options.
 */
export function define<const Name extends string, Shape extends z.ZodRawShape, Thing>(
  kind: Name,
  shape: Shape,
  make: (given: z.output<z.ZodObject<Shape, z.core.$strict>>) => Thing,
): Kind<Name, Shape, Thing> {
  const schema = options(shape);
  const maker = (given: z.input<z.ZodObject<Shape, z.core.$strict>>) =>
    make(check(schema, given) as z.output<z.ZodObject<Shape, z.core.$strict>>);
  return Object.assign(maker, { kind, shape });
}

/** What a sim file holds for one thing of a family: its kind and the kind's options. */
export type Spec = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** A family's register: its kinds by name, the schema of their specs, and the way from a spec to a thing. */
export interface Family<Thing> {
  readonly kinds: readonly AnyKind<Thing>[];
  /** Schema of `{ kind, …options }`, discriminated by `kind`. */
  readonly spec: z.ZodType<Spec>;
  /** @throws InputError with the place inside the spec. */
  build(spec: Spec): Thing;
}

/** Schema of `{ kind, …options }` for a list of kinds, with the options in `more` beside those of every kind. */
function specOf<Thing>(kinds: readonly AnyKind<Thing>[], more: z.ZodRawShape = {}): z.ZodType<Spec> {
  const specs = kinds.map((one) => options({ kind: z.literal(one.kind), ...one.shape, ...more }));
  return z.discriminatedUnion("kind", specs as never) as unknown as z.ZodType<Spec>;
}

/** A family's specs with more options beside those of every kind: `dynamics` is a stepper and its `steps`. */
export function extended<Thing, More extends z.ZodRawShape>(base: Family<Thing>, more: More) {
  return specOf(base.kinds, more) as z.ZodType<Spec & z.output<z.ZodObject<More>>>;
}

/** Gathers the kinds of a family. */
export function family<Thing>(kinds: readonly AnyKind<Thing>[]): Family<Thing> {
  const spec = specOf(kinds);
  return {
    kinds,
    spec,
    build(given) {
      const { kind, ...rest } = given;
      const maker = kinds.find((one) => one.kind === kind);
      if (maker === undefined) {
        check(spec, given);
        throw new InputError("kind", `unknown kind "${kind}"`);
      }
      return maker(rest);
    },
  };
}
