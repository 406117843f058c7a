import type { Member } from "../form.ts";
import { type TaylorLayout, taylorLayout } from "./bound.ts";
import { type Centres, centresOf, narrowestWidth, sourceGap, widestWidth } from "./centres.ts";

/** Where and how exactly a simulation is expanded. */
export interface Placed extends TaylorLayout {
  readonly centres: Centres;
}

/** Regions R to choose from, in widths of the narrowest Gaussian. */
export const regions: readonly number[] = [0.5, 1, 2, 3, 5, 8];

/** The share of a region that may lie behind the particles at the start. */
const startShare = 0.6;

/** Layouts are asked for several times a simulation. */
const known = new WeakMap<Member, Placed | null>();

/**
 * The layout for a simulation, from the member alone: the smallest region with room around the start, the
 * next one for every time that a particle has left the last. Undefined beyond the largest.
 */
export function placedOf(member: Member): Placed | undefined {
  let placed = known.get(member);
  if (placed === undefined) {
    placed = place(member);
    known.set(member, placed);
  }
  return placed ?? undefined;
}

function place(member: Member): Placed | null {
  const width = narrowestWidth(member);
  const centres = centresOf(member);
  const first = regions.findIndex((region) => startShare * region >= centres.distance / width);
  const region = first < 0 ? undefined : regions[first + (member.departures?.taylor ?? 0)];
  if (region === undefined) return null;
  const { accuracy } = member.discriminator;
  const { reach } = layouts(region, accuracy, true);
  const alone = sourceGap(member, centres, region * width) >= reach * widestWidth(member);
  return { ...layouts(region, accuracy, alone), centres };
}

/** Layouts by accuracy and region, as often alone as not; the search takes milliseconds. */
const searched = new Map<number, Map<number, TaylorLayout>>();
const mostSearched = 200;

function layouts(region: number, accuracy: number, alone: boolean): TaylorLayout {
  let known = searched.get(accuracy);
  if (known === undefined) {
    if (searched.size >= mostSearched) searched.clear();
    known = new Map();
    searched.set(accuracy, known);
  }
  const key = alone ? -region : region;
  let layout = known.get(key);
  if (layout === undefined) {
    layout = taylorLayout(region, accuracy, alone);
    known.set(key, layout);
  }
  return layout;
}
