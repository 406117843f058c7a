import { InputError } from "../options/index.ts";
import type { Form, Member } from "./form.ts";
import { fourier, fourierHolds } from "./fourier/fourier.ts";
import { history } from "./history.ts";
import type { FormKind } from "./report.ts";
import { placedOf } from "./taylor/layout.ts";
import { taylor } from "./taylor/taylor.ts";

/** The register of forms. */
export const forms: Readonly<Record<FormKind, Form>> = { history, taylor, fourier };

/** Beyond this dimension the number of Taylor features explodes. */
const largestTaylorDimension = 3;

/** A box that particles have left so often is far wider than any at which a run counts as diverged. */
const mostBoxes = 3;

/**
 * The form in which a member's discriminator is held: the one asked for, or with `auto` the cheapest of
 * those that meet the accuracy. Depends on the member alone.
 * @throws InputError when the form asked for cannot hold this game.
 */
export function chooseForm(member: Member): Form {
  const { form } = member.discriminator;
  if (form === "inducing") throw new Error("inducing features are a model of their own");
  if (form === "auto") {
    // The history holds everything.
    let [best, least] = [history, history.cost(member)];
    for (const one of [taylor, fourier]) {
      if (!suits(one, member)) continue;
      const cost = one.cost(member);
      if (cost < least) [best, least] = [one, cost];
    }
    return best;
  }
  const why = hindrance(forms[form], member);
  if (why !== undefined) throw new InputError("discriminator.form", `${why}; use auto`);
  return forms[form];
}

/**
 * The member for another attempt after a particle has left the region of a form; undefined where the form
 * was asked for by name and has no wider region.
 */
export function departedFrom(member: Member, form: Form): Member | undefined {
  const before = member.departures ?? {};
  const next = { ...member, departures: { ...before, [form.kind]: (before[form.kind] ?? 0) + 1 } };
  if (member.discriminator.form === "auto") return next;
  return form === taylor && hindrance(form, next) === undefined ? next : undefined;
}

/** Why a form cannot hold a member. */
function hindrance(form: Form, member: Member): string | undefined {
  if (form === taylor) {
    const near = member.discriminator.kernel.gaussian && placedOf(member) !== undefined;
    return near ? undefined : "a particle starts out of reach of the Taylor form";
  }
  if (form !== fourier) return undefined;
  const holds = fourierHolds(member);
  return holds === true ? undefined : holds;
}

/** Whether `auto` may choose a form. */
function suits(form: Form, member: Member): boolean {
  if (form === taylor && member.target.dimension > largestTaylorDimension) return false;
  if (form === fourier && (member.departures?.fourier ?? 0) >= mostBoxes) return false;
  if (hindrance(form, member) !== undefined) return false;
  return form.report(member).norm !== "rootMeanSquare";
}
