import { getPath, type SimSpec } from "../sim/index.ts";

/** What a field of a sim is called in captions and on axes. */
export interface FieldName {
  readonly symbol: string;
  readonly label: string;
}

/** Fields that a caption names, in its order; penalties stand in their own table, by kind. */
const FIELDS: readonly (readonly [path: string, symbol: string, label: string])[] = [
  ["target.dimension", "d", "dimension"],
  ["target.separation", "ℓ", "separation"],
  ["target.radius", "R", "radius"],
  ["generator.count", "n", "particles"],
  ["discriminator.kernel.width", "σ", "kernel width"],
  ["dynamics.stepDiscriminator", "η_d", "discriminator step"],
  ["dynamics.stepGenerator", "η_g", "generator step"],
  ["dynamics.steps", "T", "steps"],
];

const PENALTIES: Readonly<Record<string, FieldName>> = {
  weightDecay: { symbol: "λ", label: "weight decay" },
};

const OTHER_PENALTY: FieldName = { symbol: "ξ", label: "penalty strength" };

function penaltyName(sim: SimSpec, path: string): FieldName | undefined {
  const index = /^penalties\[(\d+)\]\.strength$/.exec(path)?.[1];
  if (index === undefined) return undefined;
  const kind = sim.penalties[Number(index)]?.kind ?? "";
  return PENALTIES[kind] ?? { ...OTHER_PENALTY, label: `strength of ${kind}` };
}

/** The usual symbol and label of a field, or undefined for one that has none. */
export function fieldName(sim: SimSpec, path: string): FieldName | undefined {
  const found = FIELDS.find(([known]) => known === path);
  if (found !== undefined) return { symbol: found[1], label: found[2] };
  return penaltyName(sim, path);
}

function numberAt(sim: SimSpec, path: string): number | undefined {
  try {
    const value = getPath(sim, path);
    return typeof value === "number" ? value : undefined;
  } catch {
    // The field is not among those of this sim's kinds.
    return undefined;
  }
}

/**
 * The parameters of a sim that stay the same, by symbol, in the order of a caption.
 * @param moved paths of the fields that a scan's axes move, with everything inside them.
 */
export function fixedParameters(sim: SimSpec, moved: readonly string[] = []): Record<string, number> {
  const penalties = sim.penalties.map((_, k) => `penalties[${k}].strength`);
  const parameters: Record<string, number> = {};
  for (const path of [...FIELDS.map(([known]) => known), ...penalties]) {
    if (moved.some((one) => path === one || path.startsWith(`${one}.`))) continue;
    const name = fieldName(sim, path);
    const value = numberAt(sim, path);
    if (name !== undefined && value !== undefined) parameters[name.symbol] = value;
  }
  return parameters;
}

/** What the isolated points model is made of; a caption names what is not. */
const USUAL: Readonly<Record<"loss" | "generator" | "discriminator" | "dynamics", string>> = {
  loss: "ipm",
  generator: "particles",
  discriminator: "kernel",
  dynamics: "alternating",
};

/**
 * The parts of a sim that are not the usual ones and stay the same, as a caption names them: `loss relativistic`.
 * @param moved as in `fixedParameters`
 */
export function unusualParts(sim: SimSpec, moved: readonly string[] = []): string[] {
  const parts = Object.entries(USUAL) as [keyof typeof USUAL, string][];
  return parts.flatMap(([part, usual]) => {
    const { kind } = sim[part];
    const moves = moved.some((path) => path === part || path === `${part}.kind`);
    return moves || kind === usual ? [] : [`${part} ${kind}`];
  });
}
