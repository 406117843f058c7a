import { InputError } from "../options/index.ts";
import type { FormKind } from "./discriminator.ts";
import type { Form, Member } from "./form.ts";
import { history } from "./history.ts";
import { regionOf, taylor } from "./taylor/taylor.ts";

/** The register of forms. */
export const forms: Readonly<Record<FormKind, Form>> = { history, taylor };

/** Beyond this dimension the number of Taylor features explodes. */
const largestTaylorDimension = 3;

/**
 * The form in which a member's discriminator is held: the one asked for, or with `auto` the cheaper of
 * those that meet the accuracy. Depends on the member alone.
 * @throws InputError when the form asked for cannot hold this game.
 */
export function chooseForm(member: Member): Form {
  const { form, kernel } = member.discriminator;
  if (form === "history") return history;
  const near = kernel.gaussian && regionOf(member) !== undefined;
  if (form === "taylor") {
    if (!near)
      throw new InputError(
        "discriminator.form",
        "a particle starts out of reach of the Taylor form; use auto",
      );
    return taylor;
  }
  if (!near || member.target.dimension > largestTaylorDimension) return history;
  return taylor.cost(member) < history.cost(member) ? taylor : history;
}
