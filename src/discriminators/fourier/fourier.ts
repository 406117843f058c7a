import { commonKey, type Form, type Member } from "../form.ts";
import type { FormReport } from "../report.ts";
import { type Box, boxOf, heldModes, layoutOf } from "./box.ts";
import type { FourierLayout } from "./layout.ts";
import { fourierProgram } from "./program.ts";

/**
 * The fixed-length form for kernels with a spectral density in up to three dimensions: f is held as the
 * coefficients of a Fourier series on a periodic box, all wave vectors within a ball. A step costs the same
 * however long the run, wherever the particles are in the box and however many true points there are.
 *
 * Cut-off and periods follow from the stated bound on ∇K (see `bound.ts`), which holds while every particle is
 * within the region of true points and starts, padded by the discriminator's `padding`; the step at which one
 * is not is kept in `departed`. Where the kernel has a kink the series of its gradient does not converge at
 * the kink, and the bound is on the mean square over all differences.
 */
export const fourier: Form = {
  kind: "fourier",
  key: (member) => `fourier ${commonKey(member)} M${held(member).box.reach.join("x")}`,
  report(member): FormReport {
    const { layout, modes } = held(member);
    return { form: "fourier", bound: layout.bound, norm: layout.norm, length: 2 * modes };
  },
  rows(member) {
    const { modes, ladder } = held(member);
    // Coefficients and ladder twice, as they are before and after a call.
    return 7 * modes + 2 * member.count * ladder + 8 * member.count * member.target.dimension;
  },
  cost(member) {
    const { modes, ladder } = held(member);
    return member.count * (60 + 3 * ladder + 12 * modes) + 16 * modes;
  },
  program: (members) => fourierProgram(members, (member) => held(member).layout),
  endsOutside: (member) => member.discriminator.form === "fourier",
};

/** Whether a game can be held as a Fourier series of the accuracy asked for: `true`, or why it cannot. */
export function fourierHolds(member: Member): true | string {
  const series = seriesOf(member);
  return typeof series === "string" ? series : true;
}

/** What a member's series is like. */
interface Series {
  readonly layout: FourierLayout;
  readonly box: Box;
  readonly modes: number;
  readonly ladder: number;
}

/** Asked for several times a simulation. */
const known = new WeakMap<Member, Series | string>();

function seriesOf(member: Member): Series | string {
  let series = known.get(member);
  if (series === undefined) {
    series = place(member);
    known.set(member, series);
  }
  return series;
}

function place(member: Member): Series | string {
  const layout = layoutOf(member);
  if (typeof layout === "string") return layout;
  const box = boxOf(member, layout);
  const modes = heldModes(box);
  if (typeof modes === "string") return modes;
  const ladder = 2 * member.target.dimension * (1 + Math.max(...box.reach));
  return { layout, box, modes, ladder };
}

/** The series of a member that can be held as one. */
function held(member: Member): Series {
  const series = seriesOf(member);
  if (typeof series === "string") throw new Error(series);
  return series;
}
