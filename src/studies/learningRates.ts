import { type Model, rowsOf } from "../discriminators/index.ts";
import type { Backend, Body, Call, Cell, Rows } from "../engine/index.ts";

/*
 * How fast a discriminator learns by frequency, measured on the thing itself: R equally spaced places pull with
 * cos(kφ)/R, f is moved a little along the direction that it learns, and the change of f at the places is projected on
 * cos(kφ) again. A kernel discriminator changes by ∫K(·, x)ρ(x)dx a unit of time, so that on a circle the rate is the
 * k-th eigenvalue of the kernel there (`theory/frequency.ts`); of a network it is that of the tangent kernel at its
 * weights.
 */

/** Equally spaced places with the phase of each. */
export interface Places {
  /** [R*d]. */
  readonly points: Float64Array;
  /** φ, [R]. */
  readonly phases: Float64Array;
}

/** R places on a circle about 0 in the plane, φ the angle. */
export function onCircle(radius: number, count: number): Places {
  const phases = Float64Array.from({ length: count }, (_, r) => (2 * Math.PI * r) / count);
  const points = new Float64Array(2 * count);
  phases.forEach((phase, r) => {
    points.set([radius * Math.cos(phase), radius * Math.sin(phase)], 2 * r);
  });
  return { points, phases };
}

/** How far the parameters are moved to either side, in units of the direction; f is differentiable there. */
const step = 1e-4;

/**
 * The rates of models with equal keys, as they are at the start: a list a model, [frequencies].
 *
 * @param frequencies whole numbers k, 0 ≤ k < R/2.
 * @throws RangeError for a frequency that R places cannot tell.
 */
export async function measuredRates(
  models: readonly Model[],
  places: Places,
  frequencies: readonly number[],
  backend: Backend,
): Promise<Float64Array[]> {
  const R = places.phases.length;
  const odd = frequencies.find((k) => !Number.isInteger(k) || k < 0 || 2 * k >= R);
  if (odd !== undefined) throw new RangeError(`${R} places cannot tell the frequency ${odd}`);
  const wave = (k: number) => places.phases.map((phase) => Math.cos(k * phase));
  const asked = models.flatMap((model) => frequencies.map((k) => ({ model, wave: wave(k), k })));
  const changes = await changesOf(asked, places.points, backend);
  const rates = changes.map((change, s) => {
    const { wave: shape, k } = asked[s]!;
    const share = change.reduce((sum, value, r) => sum + value * shape[r]!, 0);
    return ((k === 0 ? 1 : 2) * share) / R;
  });
  const each = frequencies.length;
  return models.map((_, m) => Float64Array.from(rates.slice(m * each, (m + 1) * each)));
}

interface Asked {
  readonly model: Model;
  /** R pulls, times R. */
  readonly wave: Float64Array;
}

/** df/dt at the places for each question, [R] each, all in one program. */
async function changesOf(
  asked: readonly Asked[],
  points: Float64Array,
  backend: Backend,
): Promise<Float64Array[]> {
  const { model } = asked[0]!;
  const S = asked.length;
  const R = asked[0]!.wave.length;
  const place = (parameters: string, tag: string) => ({ parameters, samples: "places", count: R, tag });
  const [here, above, below] = [place("w", "Here"), place("wAbove", "Above"), place("wBelow", "Below")];
  const own = Object.keys(model.own).map((name) => [name, rowsOf(asked, (one) => one.model.own[name]!)]);
  const calls: Call[] = [
    ...model.prepare(here),
    ...model.learn({ ...here, pull: "pull", direction: "up" }),
    moved("wAbove", model.parameters, step),
    moved("wBelow", model.parameters, -step),
    ...model.prepare(above),
    ...model.feel({ ...above, value: "fAbove" }),
    ...model.prepare(below),
    ...model.feel({ ...below, value: "fBelow" }),
  ];
  const execution = await backend.load({
    simulations: S,
    state: { fAbove: new Float64Array(R * S), fBelow: new Float64Array(R * S) },
    parameters: {
      ...Object.fromEntries(own),
      w: rowsOf(asked, (one) => one.model.start),
      places: rowsOf(asked, () => points),
      pull: rowsOf(asked, ({ wave }) => wave.map((value) => value / R)),
    },
    tables: model.tables,
    calls,
  });
  try {
    await execution.advance(1);
    const [up, down] = [execution.read("fAbove"), execution.read("fBelow")];
    return asked.map((_, s) =>
      Float64Array.from({ length: R }, (_, r) => (up[r * S + s]! - down[r * S + s]!) / (2 * step)),
    );
  } finally {
    await execution.close();
  }
}

function moved(output: string, rows: number, by: number): Call {
  const body = moveAlong as Body;
  return { name: output, output, rows, body, reads: ["w", "up"], constants: { BY: by }, helpers: {} };
}

function moveAlong(this: Cell, parameters: Rows, direction: Rows): number {
  const s = this.thread.x;
  return parameters[this.thread.y]![s]! + this.constants.BY! * direction[this.thread.y]![s]!;
}
