import type { Call } from "../../engine/index.ts";
import {
  backward,
  bendBack,
  bentInputGradient,
  forward,
  type Layout,
  nameAt,
  output,
  tangent,
  unitCotangent,
} from "../../networks/index.ts";
import type { Felt, Lesson, Model, Place } from "../model.ts";
import { learnNetwork } from "./learn.ts";
import { biasesOf, networkTables, prefix, siteOf } from "./place.ts";

/** The array of the weights θ⁰ at which the network stays. */
const frozen = `${prefix}Frozen`;

/**
 * The network in the linear approximation about its start: f(x) = ⟨v, ∂f(x; θ⁰)/∂θ⟩, a discriminator in the function
 * space of its empirical tangent kernel. The parameters are v, 0 at the start, so that weight decay is that of f.
 */
export function linearizedModel(layout: Layout, start: Float64Array): Model {
  const still = (at: Place) => siteOf(at, frozen);
  // The change along v is needed again after one along a dipole was followed.
  const moving = (at: Place) => ({ ...still(at), change: "" });
  return {
    key: `linearized network ${layout.key}`,
    parameters: layout.parameters,
    start: new Float64Array(layout.parameters),
    biases: biasesOf(layout),
    own: { [frozen]: start },
    tables: networkTables(layout),
    report: { form: "model", bound: 0, length: layout.parameters },
    prepare(at): Call[] {
      const here = moving(at);
      return [
        ...forward(layout, here),
        unitCotangent(layout, here),
        ...backward(layout, here, nameAt(here, "Cotangent")),
        ...tangent(layout, here, { parameters: at.parameters }, true),
      ];
    },
    feel(at: Place & Felt): Call[] {
      const here = moving(at);
      const change = at.parameters;
      return [
        ...(at.value === undefined ? [] : [output(layout, here, at.value, "Motion")]),
        ...(at.slope === undefined
          ? []
          : [...bendBack(layout, here, { change }), ...bentInputGradient(layout, here, change, at.slope)]),
      ];
    },
    learn: (at: Place & Lesson): Call[] => learnNetwork(layout, still(at), at),
  };
}
