import { commonKey, type Form, type FormProgram, type Member, rowsOf } from "./form.ts";
import { historyCalls } from "./history/calls.ts";
import { historySubstitutes } from "./history/substitutes.ts";
import { kernelHelpers, kernelShape } from "./kernelText.ts";
import type { FormReport } from "./report.ts";

/**
 * The exact form, valid for any kernel and everywhere: f is the sum over all past positions of all
 * particles with weights η_d(1 − η_dλ)^age, and over the true points. O(T) a step, O(T²) a run; the oracle
 * of all other forms.
 *
 * With `truncation` w > 0 a position is forgotten once its weight has fallen below w times its first one.
 * For η_dλ ≤ 1 what is forgotten sums to less than w/λ (relative: w of the whole), which bounds the error of
 * ∇f; beyond, weights alternate in sign and their sizes sum to less than w η_d/(2 − η_dλ).
 */
export const history: Form = {
  kind: "history",
  key: (member) => `history ${commonKey(member)} ${remembered(member)}`,
  report: (member): FormReport => ({
    form: "history",
    bound: remembered(member) < member.steps ? member.discriminator.truncation : 0,
    length: remembered(member),
  }),
  rows: (member) => 2 * member.count * remembered(member) * (member.count + member.target.dimension),
  cost: (member) => {
    return remembered(member) * member.count * member.count * (40 + 6 * member.target.dimension);
  },
  program,
};

/** Slots are counted in powers of two, so that simulations with like memories share a program. */
function remembered(member: Member): number {
  const { steps, retention } = member;
  const { truncation } = member.discriminator;
  const decay = Math.abs(retention);
  if (truncation === 0 || decay >= 1) return steps;
  const needed = decay === 0 ? 1 : Math.ceil(Math.log(truncation) / Math.log(decay));
  return Math.min(steps, 2 ** Math.ceil(Math.log2(Math.max(needed, 1))));
}

function program(members: readonly Member[]): FormProgram {
  const first = members[0]!;
  const slots = remembered(first);
  const { dimension } = first.target;
  const particles = first.count;
  const points = first.target.masses.length;
  const S = members.length;
  const constants = { D: dimension, n: particles, N: points, SLOTS: slots, SOURCES: slots * particles };
  const kernel = first.discriminator.kernel;
  const calls = historyCalls(constants, kernelHelpers(kernel));
  return {
    state: {
      past: new Float64Array(slots * particles * dimension * S),
      age: new Float64Array(slots * S),
      trueAge: new Float64Array(S),
      slot: new Float64Array(S),
    },
    parameters: {
      points: rowsOf(members, (member) => member.target.points),
      shape: rowsOf(members, (member) => kernelShape(member.discriminator.kernel)),
    },
    tables: {},
    ...calls,
    substitutes: historySubstitutes(constants, kernel, calls, S === 1),
  };
}
