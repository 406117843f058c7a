import { savedStates } from "../dynamics/index.ts";
import { InputError, type Spec } from "../options/index.ts";
import type { SimSpec } from "./spec.ts";

/** One simulation may hold this much, in bytes. */
export const mostBytes = 4 * 2 ** 30;

/** Options that give the size of something, whatever the kind: these names mean nothing else. */
const sizes = { side: 2000, modes: 100_000, dimension: 20_000 } as const;

const double = 8;

/**
 * Refuses a simulation that cannot fit into memory, before anything of it is made. The estimate counts the
 * target, the saved states and, for the history form, the remembered positions.
 * @throws InputError at the option that is too large, with what it would take.
 */
export function checkSize(spec: SimSpec): void {
  for (const [name, most] of Object.entries(sizes)) {
    const given = spec.target[name];
    if (typeof given === "number" && given > most) {
      throw new InputError(`target.${name}`, `must be at most ${most}, not ${given}`);
    }
  }
  const dimension = dimensionOf(spec.target);
  const particles = particlesOf(spec.generator);
  const points = numberOf(spec.target);
  refuse("target", `${points} points`, points * dimension, dimension);
  refuse("generator.count", `${particles} particles`, particles * (dimension + 1), dimension);
  refuseNetwork("discriminator", spec.discriminator, dimension, points + particles, dimension);
  refuseNetwork(
    "generator",
    spec.generator,
    sizeOf(spec.generator.latentDimension) ?? 1,
    particles,
    dimension,
  );
  const coupling = spec.generator.kernel as Spec | undefined;
  if (coupling?.kind === "tangent") {
    refuse(
      "generator.kernel",
      `a matrix of ${particles} × ${particles}`,
      2 * particles * particles,
      dimension,
    );
  }
  const saved = savedStates({ steps: spec.dynamics.steps, every: spec.record.every });
  const what = `${saved} saved states of ${particles} particles`;
  refuse("record.every", what, 2 * saved * particles * dimension, dimension);
  if (spec.discriminator.form === "history" && spec.discriminator.truncation === 0) {
    const { steps } = spec.dynamics;
    const history = `a full history of ${steps} steps of ${particles} particles`;
    refuse("discriminator.form", history, steps * particles * dimension, dimension);
  }
}

function refuse(path: string, what: string, doubles: number, dimension: number): void {
  const bytes = doubles * double;
  if (!(bytes <= mostBytes)) {
    const gigabytes = (bytes / 2 ** 30).toPrecision(3);
    throw new InputError(
      path,
      `asks for ${what} in ${dimension} dimensions, ${gigabytes} GiB of memory; at most ${mostBytes / 2 ** 30} GiB fit`,
    );
  }
}

/** Arrays of the size of a network's parameters, and of all units at all samples, that a run has at least. */
const networkArrays = 4;

/** A network from so many inputs to one output or to a point. */
function refuseNetwork(place: string, spec: Spec, inputs: number, samples: number, dimension: number): void {
  if (spec.kind !== "network" || !Array.isArray(spec.hidden)) return;
  const hidden = spec.hidden as number[];
  const widths = [inputs, ...hidden, place === "discriminator" ? 1 : dimension];
  let parameters = 0;
  for (let l = 1; l < widths.length; l++) parameters += widths[l]! * (widths[l - 1]! + 1);
  const copies = spec.antisymmetric === true ? 2 : 1;
  const units = samples * hidden.reduce((sum, width) => sum + width, 0);
  const doubles = networkArrays * copies * (parameters + units);
  refuse(`${place}.hidden`, `${copies * parameters} weights at ${samples} samples`, doubles, dimension);
}

function lengthOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function sizeOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** What a target of images holds of them. */
function storedIn(target: Spec): Readonly<Record<string, unknown>> {
  return (target.pixels ?? {}) as Readonly<Record<string, unknown>>;
}

function imageSide(target: Spec): number {
  return sizeOf(target.side) ?? sizeOf(storedIn(target).side) ?? 1;
}

function dimensionOf(target: Spec): number {
  if (target.kind === "glyphs") return (sizeOf(target.size) ?? 1) ** 2;
  if (target.kind === "images") return (target.channels === "rgb" ? 3 : 1) * imageSide(target) ** 2;
  const first = Array.isArray(target.points) ? lengthOf(target.points[0]) : undefined;
  return first ?? lengthOf(target.mean) ?? sizeOf(target.dimension) ?? 2;
}

function numberOf(target: Spec): number {
  const side = sizeOf(target.side);
  const grid = side === undefined ? undefined : side * side;
  if (target.kind === "glyphs") return sizeOf(target.count) ?? 1;
  if (target.kind === "images") return sizeOf(target.rows) ?? sizeOf(storedIn(target).count) ?? 1;
  return sizeOf(target.samples) ?? lengthOf(target.points) ?? grid ?? sizeOf(target.modes) ?? 2;
}

function particlesOf(generator: Spec): number {
  const start = generator.start as Spec | undefined;
  const near = Array.isArray(start?.counts)
    ? (start.counts as number[]).reduce((sum, held) => sum + held, 0)
    : undefined;
  return sizeOf(generator.count) ?? lengthOf(generator.masses) ?? lengthOf(start?.points) ?? near ?? 1;
}
